// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Overlay.h"

namespace kontor::application {

void Overlay::apply(const CommittedBatch &batch)
{
    m_head = batch.head;
    Changes changes{batch.head.position, {}};
    changes.streams.reserve(batch.changed.size());
    for (const ChangedStream &changed : batch.changed) {
        const auto [it, isNew] = m_streams.insert_or_assign(changed.stream,
            StoredStream{changed.state, changed.version, changed.streamPosition, changed.position});
        changes.streams.push_back(&*it);
    }
    m_changes.push_back(std::move(changes));
}

// A batch goes as a whole; a stream that a later one has changed again stays, and goes with that.
bool Overlay::forgetSome()
{
    constexpr int atOnce = 16;
    for (int i = 0; i < atOnce && hasViewed(); ++i) {
        const Changes &changes = m_changes.front();
        for (const auto *stream : changes.streams) {
            if (stream->second.lastPosition <= changes.position) {
                m_streams.erase(m_streams.find(stream->first));
            }
        }
        m_changes.pop_front();
    }
    return hasViewed();
}

const StoredStream *Overlay::find(const domain::StreamName &stream) const
{
    const auto found = m_streams.find(stream);
    return found == m_streams.end() ? nullptr : &found->second;
}

} // namespace kontor::application
