// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Transport.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

namespace kontor::client {

//! HTTP/1.1 to one server: no redirects, proxies or cookies; answers up to 8 MiB. An answer that names
//! another request than the one it came for is none. Lives in one thread with an event loop. What is
//! under way when it is destroyed ends as Lost.
class HttpTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    //! `server`, such as http://127.0.0.1:8080; a path in it goes in front of every target.
    explicit HttpTransport(const QUrl &server, QObject *parent = nullptr);
    ~HttpTransport() override;

    QFuture<HttpResponse> send(HttpRequest request) override;

private:
    QByteArray m_server;
    //! Each has six connections at most, so what may wait has its own.
    QNetworkAccessManager m_manager;
    QNetworkAccessManager m_managerOfWaiting;
};

} // namespace kontor::client
