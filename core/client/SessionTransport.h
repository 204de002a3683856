// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Identity.h"
#include "client/Transport.h"
#include "foundation/Clock.h"
#include "foundation/Secret.h"

#include <QObject>
#include <QPromise>

#include <deque>
#include <memory>
#include <optional>

namespace kontor::client {

//! Puts onto every request who has signed in, and keeps the session going: shortly before an access
//! token runs out, or when the server says that it has, the session is refreshed once, whoever else
//! waits meanwhile, and the request goes out again. Without a session requests pass as they are.
class SessionTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    //! Both outlive it.
    SessionTransport(Transport &line, const Clock &clock, QObject *parent = nullptr);
    ~SessionTransport() override;

    //! Somebody has signed in, or somebody else.
    void begin(const api::SignedIn &session);
    //! A program's or a machine's key; it needs no refreshing.
    void useKey(const Secret<QByteArray> &key);
    //! Forgets the session here; telling the server is KontorClient::signOut().
    void forget();
    bool isSignedIn() const { return m_session.has_value() || !m_key.reveal().isEmpty(); }

    QFuture<HttpResponse> send(HttpRequest request) override;

Q_SIGNALS:
    //! The server does not know the session any more: somebody has to sign in again. The requests
    //! that met it are answered 401.
    void sessionEnded();

private:
    struct Waiting
    {
        HttpRequest request;
        QPromise<HttpResponse> promise;
        //! Sent before, with a token that did not count.
        bool isRepeated = false;
    };
    using WaitingPtr = std::shared_ptr<Waiting>;

    void dispatch(const WaitingPtr &waiting);
    void sendNow(const WaitingPtr &waiting);
    void take(const WaitingPtr &waiting, const QByteArray &token, const HttpResponse &response);
    void keep(const api::SignedIn &session);
    bool isTokenOver() const;
    void beginRefreshing();
    void refresh(const QByteArray &key, int attempt);
    void takeRefreshed(const HttpResponse &response, const QByteArray &key, int attempt);
    void goOn();
    void finish(const WaitingPtr &waiting, const HttpResponse &response);

    Transport *m_line;
    const Clock *m_clock;
    std::optional<api::SignedIn> m_session;
    Secret<QByteArray> m_key;
    //! Our clock is so far ahead that a fresh token looks (almost) over: the server says when it is.
    bool m_isClockOff = false;
    bool m_isRefreshing = false;
    QByteArray m_refreshKey;
    //! The refresh token that the key was made for.
    QString m_refreshKeyOf;
    std::deque<WaitingPtr> m_waiting;
};

} // namespace kontor::client
