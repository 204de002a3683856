// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Session.h"

#include "foundation/Strings.h"

namespace kontor::teller {

Session::Session(Parts parts, const Clock &clock, Random &random)
    : m_parts(std::move(parts)), m_clock(&clock),
      m_client(*m_parts.transport, m_parts.actor, u"teller"_s), m_files(m_parts.pendingDirectory),
      m_sender({*m_parts.transport, m_files, clock, random, {m_parts.actor, u"teller"_s},
          m_parts.sendingPace}),
      m_feed(m_client, clock, random, m_parts.feedPace)
{
    connect(&m_feed, &client::EventFeed::eventsArrived, this,
        [this](const std::vector<api::Envelope> &events) {
            QSet<QByteArray> ids;
            for (const api::Envelope &event : events) {
                ids.insert(event.aggregateId.toLatin1());
            }
            Q_EMIT accountsChanged(ids);
        });
    connect(&m_feed, &client::EventFeed::historyReplaced, this, &Session::everythingChanged);
    connect(&m_feed, &client::EventFeed::connectionChanged, this, [this](bool online) {
        if (online) {
            m_sender.checkNow();
            Q_EMIT everythingChanged();
        }
    });
}

} // namespace kontor::teller
