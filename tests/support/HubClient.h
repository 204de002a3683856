// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/RawClient.h"
#include "support/RunningServer.h"

#include <memory>

namespace kontor::testing {

//! A client of the hub that speaks by itself what the stock client would.
class HubClient
{
public:
    enum class Way { Stream, Polls };

    //! Negotiates, connects and greets; isConnected() says whether all went well.
    HubClient(const RunningServer &server, const HttpHeaders &headers, Way way = Way::Stream);

    bool isConnected() const { return m_isConnected; }
    const HttpAnswer &negotiated() const { return m_negotiated; }
    QByteArray token() const { return m_negotiated.text("connectionToken"); }
    QByteArray target(const QByteArray &id) const { return "/hubs/wallet?id=" + id; }

    //! Sends records; their ends are added.
    HttpAnswer say(const QByteArray &record) const;
    //! One poll.
    HttpAnswer poll() const;
    HttpAnswer hangUp() const;

    //! Whether that comes within half a minute, in a stream.
    bool hears(const QByteArray &text);
    //! Whether the server ends the stream within half a minute.
    bool seesEnd();
    //! All that has come.
    const QByteArray &heard() const { return m_heard; }

private:
    void openStream();
    void read();

    const RunningServer &m_server;
    HttpAnswer m_negotiated;
    std::unique_ptr<RawClient> m_stream;
    QByteArray m_heard;
    bool m_isConnected = false;
};

} // namespace kontor::testing
