// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/TrustedProxies.h"

#include <QByteArray>
#include <QList>

namespace kontor::server {

//! What one client, and all of them together, may ask of the server.
struct HttpLimits
{
    //! In all; never more than 128 below the process's descriptor limit.
    int connections = 1024;
    //! Of one address. Loopback is exempt: behind it stand the branch's own programs. A trusted
    //! proxy's connections count for whom they carry a request, as long as they do.
    int connectionsPerPeer = 128;
    TrustedProxies proxies;

    qsizetype requestLine = 8 * 1024;
    qsizetype headerLine = 8 * 1024;
    qsizetype head = 16 * 1024;
    int headers = 64;

    //! Of the bodies that are larger than most routes allow, in all connections together: who has not
    //! signed in may send them, too.
    qint64 largeBodies = 64 * 1024 * 1024;

    //! Of large answers that their clients have not read, in all connections together. Who has read
    //! nothing for longest is cut off where there is more.
    qint64 unread = 128 * 1024 * 1024;

    //! The names this server answers to, lower case, without port ("localhost", "[::1]").
    //! Empty: any. Anything else is a page that points its own name at us.
    QList<QByteArray> hosts;
    //! Further origins whose pages may write, such as "https://branch.example"; those of `hosts`
    //! with the listening port always may.
    QList<QByteArray> origins;

    //! From the first byte of a request to the end of its head; never restarted in between.
    int headMs = 10'000;
    int bodyMs = 30'000;
    int idleMs = 60'000;
    //! A client that reads nothing of its answer for so long is cut off.
    int writeStallMs = 30'000;
    //! A handler that has not answered after this is given up; long polls are well below.
    int handlerMs = 300'000;
    //! After the last answer: time for the client to read it and close.
    int lingerMs = 2'000;
    //! How often the deadlines above are looked at.
    int tickMs = 1'000;
};

} // namespace kontor::server
