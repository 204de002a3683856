// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/push/HubTransport.h"

namespace kontor::server {

// The comment lets the client see at once that it is connected.
EventStream::EventStream(Call &call) : m_stream(call.stream("text/event-stream", ":\r\n\r\n")) {}

bool EventStream::send(const QByteArray &records)
{
    return m_stream.push("data: " + records + "\r\n\r\n");
}

// 204 says that there is nothing more to ask for here.
LongPoll::~LongPoll()
{
    if (m_call) {
        m_call->noContent();
    }
}

bool LongPoll::send(const QByteArray &records)
{
    std::exchange(m_call, nullptr)->answerAs("text/plain", records);
    return true;
}

} // namespace kontor::server
