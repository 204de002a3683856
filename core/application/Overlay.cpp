// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Overlay.h"

namespace kontor::application {

void Overlay::apply(const CommittedBatch &batch)
{
    m_head = batch.head;
    for (const ChangedStream &changed : batch.changed) {
        m_streams[changed.stream] = changed;
        m_order.emplace_back(changed.position, changed.stream);
    }
}

// An entry whose stream has changed again stays: its newer position stands later in the order.
// Within a batch the order is not by position, so one look at the front is not enough to stop early;
// a batch's entries are dropped together because its head is passed as a whole.
void Overlay::viewsReached(qint64 position)
{
    while (!m_order.empty() && m_order.front().first <= position) {
        const auto found = m_streams.find(m_order.front().second);
        if (found != m_streams.end() && found->second.position <= position) {
            m_streams.erase(found);
        }
        m_order.pop_front();
    }
}

const ChangedStream *Overlay::find(const domain::StreamName &stream) const
{
    const auto found = m_streams.find(stream);
    return found == m_streams.end() ? nullptr : &found->second;
}

} // namespace kontor::application
