// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Session.h"

#include "foundation/Strings.h"

#include <algorithm>
#include <utility>

namespace kontor::teller {

// As the server calls those whose keys they are.
static QByteArray userOf(const Session::Parts &parts)
{
    return parts.signedIn ? parts.signedIn->user.id.toString() : QByteArray("open");
}

Session::Session(Parts parts, const Clock &clock, Random &random)
    : m_parts(std::move(parts)), m_clock(&clock), m_ids(clock, random),
      m_identity(*m_parts.transport, clock), m_client(m_identity, m_parts.actor, u"teller"_s),
      m_files(m_parts.pendingDirectory),
      m_sender({m_identity, m_files, clock, random, {m_parts.actor, u"teller"_s, userOf(m_parts)},
          m_parts.sendingPace}),
      m_feed(m_client, clock, random, m_parts.feedPace)
{
    if (m_parts.signedIn) {
        m_identity.begin(*m_parts.signedIn);
    }
    connect(&m_identity, &client::SessionTransport::sessionEnded, this, &Session::ended);
    connectFeed();
}

void Session::connectFeed()
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
    connect(&m_feed, &client::EventFeed::turnedAway, this, &Session::readInfo);
    connect(&m_feed, &client::EventFeed::connectionChanged, this, [this](bool online) {
        if (!online) {
            return;
        }
        readInfo(); // the first time, too: it may have begun anew since it was asked
        m_sender.checkNow();
        Q_EMIT everythingChanged();
    });
}

//! A server that began anew may have other settings.
void Session::readInfo()
{
    m_client.serverInfo().then(this, [this](const client::Answer<api::ServerInfo> &answer) {
        if (answer) {
            takeInfo(*answer);
        }
    });
}

void Session::takeInfo(const api::ServerInfo &info)
{
    const bool isOther = info.ledger != m_parts.info.ledger || info.open != m_parts.info.open;
    m_parts.info = info;
    if (isOther) {
        Q_EMIT otherServer(info);
    } else {
        Q_EMIT infoChanged();
    }
}

bool Session::mayDo(QLatin1StringView action) const
{
    return !m_parts.who
        || std::find(m_parts.who->actions.begin(), m_parts.who->actions.end(), action)
        != m_parts.who->actions.end();
}

void Session::goOn(const api::SignedIn &session, const api::Me &who)
{
    m_identity.begin(session);
    m_parts.signedIn = session;
    m_parts.who = who;
    m_feed.retryNow();
    Q_EMIT everythingChanged();
}

//! Ended here in any case, even where the server does not hear it.
QFuture<void> Session::signOut()
{
    client::CommandOptions options;
    options.key = "teller/" + m_ids.next().toString() + "/sign-out";
    options.deadline = std::chrono::seconds(3);
    return m_client.signOut(options).then(
        this, [this](const client::Answer<Done> &) { m_identity.forget(); });
}

} // namespace kontor::teller
