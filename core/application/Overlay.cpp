// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Overlay.h"

namespace kontor::application {

void Overlay::apply(CommittedBatchPtr batch)
{
    m_head = batch->head;
    for (const ChangedStream &changed : batch->changed) {
        m_streams.insert_or_assign(changed.stream, &changed);
    }
    m_batches.push_back(std::move(batch));
}

bool Overlay::hasViewed() const
{
    return !m_batches.empty() && m_batches.front()->head.position <= m_viewed;
}

// A batch goes as a whole; a stream that a later one has changed again stays.
bool Overlay::forgetSome()
{
    constexpr int atOnce = 16;
    for (int i = 0; i < atOnce && hasViewed(); ++i) {
        for (const ChangedStream &changed : m_batches.front()->changed) {
            const auto found = m_streams.find(changed.stream);
            if (found != m_streams.end() && found->second == &changed) {
                m_streams.erase(found);
            }
        }
        m_batches.pop_front();
    }
    return hasViewed();
}

const ChangedStream *Overlay::find(const domain::StreamName &stream) const
{
    const auto found = m_streams.find(stream);
    return found == m_streams.end() ? nullptr : found->second;
}

} // namespace kontor::application
