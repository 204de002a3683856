// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/RunningServer.h"

#include <QTcpSocket>

namespace kontor::testing {

//! One kept connection of one thread; blocking, for load in tests.
class KeptConnection
{
public:
    //! Connects when needed; a status of 0 means that no whole answer came.
    HttpAnswer send(quint16 port, const QByteArray &method, const QByteArray &path,
        const QByteArray &json = {}, const HttpHeaders &headers = {});

private:
    bool connectTo(quint16 port);
    HttpAnswer readAnswer();

    QTcpSocket m_socket;
    quint16 m_port = 0;
};

} // namespace kontor::testing
