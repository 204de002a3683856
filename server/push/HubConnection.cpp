// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/push/HubConnection.h"

#include "foundation/Strings.h"

namespace kontor::server {

void HubConnection::hear(QByteArrayView bytes)
{
    noteSignOfLife();
    if (m_state == State::Ended) {
        return;
    }
    const auto records = m_reader.read(bytes);
    if (!records) {
        end({u"A record is longer than 32 KiB."_s});
        return;
    }
    for (const QByteArray &record : *records) {
        hearRecord(record);
    }
}

void HubConnection::hearRecord(const QByteArray &record)
{
    if (m_state == State::Greeting) {
        return greet(record);
    }
    if (m_state == State::Ended) {
        return;
    }
    const auto said = hub::said(record);
    if (!said) {
        return end({u"A record is not a message of the protocol."_s});
    }
    if (said->is(hub::Kind::Close)) {
        m_waiting.clear();
        m_state = State::Ended;
        return;
    }
    const bool isCall = said->is(hub::Kind::Invocation) || said->is(hub::Kind::StreamInvocation);
    if (isCall && said->invocationId) {
        tell(hub::failure(*said->invocationId, u"This hub has no methods to call."_s));
    }
}

void HubConnection::greet(const QByteArray &record)
{
    if (const auto fault = hub::faultOfGreeting(record)) {
        return end({*fault});
    }
    m_state = State::Open;
    m_stateMs = 0;
    tell(hub::greeting());
}

void HubConnection::tell(const QByteArray &records)
{
    if (m_state != State::Open) {
        return;
    }
    if (m_waiting.size() + records.size() > mostWaiting) {
        m_waiting.clear();
        m_wasTooSlow = true;
        return end({u"The client is too slow."_s, true});
    }
    m_waiting += records;
}

// Before the greeting the protocol has no other way to say why.
void HubConnection::end(const HubEnding &ending)
{
    if (m_state == State::Ended) {
        return;
    }
    m_waiting += m_state == State::Greeting ? hub::refusedGreeting(ending.error)
                                            : hub::close(ending.error, ending.mayReconnect);
    m_state = State::Ended;
    m_stateMs = 0;
}

void HubConnection::pass(int ms)
{
    m_stateMs += ms;
    m_silentMs += ms;
    m_untoldMs += ms;
    if (m_state == State::Greeting && m_stateMs >= m_times.greetingMs) {
        end({u"The handshake has not come in time."_s});
    } else if (m_state == State::Open && m_silentMs >= m_times.silenceMs) {
        end({u"The client has been silent for too long."_s, true});
    } else if (m_state == State::Open && m_untoldMs >= m_times.pingMs && !hasMore()) {
        tell(hub::ping());
    }
}

QByteArray HubConnection::take()
{
    m_untoldMs = 0;
    return std::exchange(m_waiting, {});
}

bool HubConnection::isOver() const
{
    return m_state == State::Ended && (!hasMore() || m_stateMs >= m_times.lingerMs);
}

} // namespace kontor::server
