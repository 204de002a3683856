// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/HttpGuard.h"

#include <QHash>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

namespace kontor::server {

//! Counts and times the connections of all listening addresses together.
class Gate final : public QObject
{
    Q_OBJECT

public:
    explicit Gate(GuardRules rules, QObject *parent = nullptr);

    //! A guarded socket for a new connection, or nullptr where there are too many. With `tls` it
    //! encrypts.
    QTcpSocket *admit(qintptr descriptor, const QSslConfiguration *tls, QObject *parent);
    int connections() const { return int(m_guards.size()); }
    //! The cap in force.
    int capacity() const { return m_capacity; }
    //! The guard of that number; it is there as long as its connection.
    HttpGuard *guard(quint64 number) const;
    //! Ends every connection, those with an answer pending after at most `graceMs`.
    void drain(int graceMs);

Q_SIGNALS:
    void drained();
    //! Hardly a descriptor is left, whoever has them: rest until there are more.
    void starved();
    void relieved();

private:
    void tick();
    void lookForDescriptors();
    void cutOffUnread();
    template<class Socket>
    Socket *guarded(qintptr descriptor, QObject *parent, HttpGuard *&guard);
    bool hasItsShare(const QHostAddress &source) const;
    bool countFor(HttpGuard *guard, const QHostAddress &source);
    void turnAway(QTcpSocket *socket, HttpGuard *guard, bool mute);
    void enrol(HttpGuard *guard);
    void left(HttpGuard *guard);

    GuardRules m_rules;
    int m_capacity;
    //! Whom each connection counts for.
    QHash<HttpGuard *, QHostAddress> m_guards;
    QHash<QHostAddress, int> m_perSource;
    QHash<quint64, HttpGuard *> m_byNumber;
    quint64 m_lastNumber = 0;
    QTimer m_tick;
    bool m_draining = false;
    bool m_starved = false;
};

//! One listening address.
class Listener final : public QTcpServer
{
    Q_OBJECT

public:
    //! With `tls` it encrypts, as that says when a connection comes; it outlives the listener.
    Listener(Gate *gate, const QSslConfiguration *tls, QObject *parent);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Gate *m_gate;
    const QSslConfiguration *m_tls;
};

} // namespace kontor::server
