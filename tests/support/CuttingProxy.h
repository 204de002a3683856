// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTcpServer>

namespace kontor::testing {

//! A line between a client and a server, on a free loopback port. Where it is told to, it waits
//! until the server has answered a command, so that it is recorded, and then breaks instead of
//! passing the answer on.
class CuttingProxy final : public QTcpServer
{
    Q_OBJECT

public:
    explicit CuttingProxy(quint16 server);

    QString url() const;
    quint16 server() const { return m_server; }
    //! The server is somewhere else now, for example after a restart.
    void setServer(quint16 port) { m_server = port; }
    //! From now on no answer to a POST whose path ends so comes through.
    void cutAnswersTo(const QByteArray &pathEnd) { m_pathEnd = pathEnd; }
    void cutNothing() { m_pathEnd.clear(); }
    bool isToBeCut(const QByteArray &request) const;
    void noteCut(const QByteArray &request);
    //! Idempotency keys of the commands whose answers were kept back, in order.
    const QList<QByteArray> &cutKeys() const { return m_cutKeys; }

private:
    quint16 m_server;
    QByteArray m_pathEnd;
    QList<QByteArray> m_cutKeys;
};

} // namespace kontor::testing
