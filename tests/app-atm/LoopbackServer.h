// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/ModelServer.h"

#include <QTcpServer>

namespace kontor::testing {

//! Puts a transport behind a free loopback port, one request a connection, so that the real program
//! can be tried against a model.
class LoopbackServer : public QObject
{
    Q_OBJECT

public:
    explicit LoopbackServer(client::Transport &model);
    QString url() const;

private:
    void serve(QTcpSocket *socket);

    client::Transport *m_model;
    QHash<QTcpSocket *, QByteArray> m_received;
    QTcpServer m_server; // goes first: its sockets take themselves out of what was received
};

} // namespace kontor::testing
