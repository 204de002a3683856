// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Gate.h"

#include "foundation/LogCategories.h"

#include <sys/resource.h>
#include <unistd.h>

namespace kontor::server {

// Descriptors for everything that is not a client: databases, logs, deliveries.
static constexpr int reservedDescriptors = 128;
// Connections above the cap that may still be reading why they were refused.
static constexpr int refusedAtOnce = 64;

static int capacityFor(int wanted)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
        return wanted;
    }
    const auto free = qint64(limit.rlim_cur) - reservedDescriptors;
    const auto least = std::max<qint64>(1, qint64(limit.rlim_cur) / 4);
    return int(std::min<qint64>(wanted, std::max(free, least)));
}

Gate::Gate(GuardRules rules, QObject *parent)
    : QObject(parent), m_rules(std::move(rules)), m_capacity(capacityFor(m_rules.limits.connections))
{
    m_tick.callOnTimeout(this, &Gate::tick);
    m_tick.start(1000);
}

void Gate::tick()
{
    const auto guards = m_guards; // a guard that closes leaves the set
    for (HttpGuard *guard : guards) {
        if (m_guards.contains(guard)) {
            guard->tick();
        }
    }
}

bool Gate::isFull(const QHostAddress &peer) const
{
    return connections() >= m_capacity
        || (!peer.isLoopback() && m_perPeer.value(peer) >= m_rules.limits.connectionsPerPeer);
}

GuardedSocket *Gate::admit(qintptr descriptor, QObject *parent)
{
    if (m_draining || connections() >= m_capacity + std::min(refusedAtOnce, m_capacity)) {
        ::close(int(descriptor));
        return nullptr;
    }
    auto *socket = new GuardedSocket(parent);
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(int(descriptor));
        delete socket;
        return nullptr;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const QHostAddress peer = socket->peerAddress();
    const bool full = isFull(peer);
    auto *guard = new HttpGuard(socket, m_rules);
    enrol(guard, peer);
    if (!full) {
        return socket;
    }
    qCWarning(logHttp, "too many connections (%d)", connections());
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    guard->refuse(api::ProblemCode::TooManyConnections);
    return nullptr;
}

void Gate::enrol(HttpGuard *guard, const QHostAddress &peer)
{
    m_guards.insert(guard);
    ++m_perPeer[peer];
    connect(guard, &QObject::destroyed, this, [this, guard, peer] { left(guard, peer); });
}

void Gate::left(HttpGuard *guard, const QHostAddress &peer)
{
    m_guards.remove(guard);
    if (--m_perPeer[peer] == 0) {
        m_perPeer.remove(peer);
    }
    if (m_draining && m_guards.isEmpty()) {
        Q_EMIT drained();
    }
}

void Gate::drain(int graceMs)
{
    m_draining = true;
    const auto guards = m_guards;
    for (HttpGuard *guard : guards) {
        guard->drain();
    }
    QTimer::singleShot(graceMs, this, [this] {
        const auto late = m_guards;
        for (HttpGuard *guard : late) {
            guard->abort();
        }
    });
    if (m_guards.isEmpty()) {
        QMetaObject::invokeMethod(this, &Gate::drained, Qt::QueuedConnection);
    }
}

Listener::Listener(Gate *gate, QObject *parent) : QTcpServer(parent), m_gate(gate)
{
    setListenBacklogSize(512);
    // Out of descriptors: Qt would try again at once and for ever, so rest.
    connect(this, &QTcpServer::acceptError, this, [this] {
        qCWarning(logHttp, "cannot accept connections: %s", qPrintable(errorString()));
        pauseAccepting();
        QTimer::singleShot(1000, this, &QTcpServer::resumeAccepting);
    });
}

void Listener::incomingConnection(qintptr descriptor)
{
    if (GuardedSocket *socket = m_gate->admit(descriptor, this)) {
        addPendingConnection(socket);
    }
}

} // namespace kontor::server
