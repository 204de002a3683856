// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Gate.h"

#include "foundation/Assert.h"
#include "foundation/LogCategories.h"

#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kontor::server {

// Descriptors for everything that is not a client: databases, logs, deliveries.
static constexpr int reservedDescriptors = 128;
// Connections above the cap that may still be reading why they were refused.
static constexpr int refusedAtOnce = 64;

// With no more than these left, nobody is let in.
static constexpr int lastDescriptors = 8;

static int descriptorLimit()
{
    rlimit limit{};
    const bool known = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < rlim_t(INT_MAX);
    return known ? int(limit.rlim_cur) : INT_MAX;
}

static int capacityFor(int wanted)
{
    const int limit = descriptorLimit();
    return std::min(wanted, std::max({limit - reservedDescriptors, limit / 4, 1}));
}

Gate::Gate(GuardRules rules, QObject *parent)
    : QObject(parent)
    , m_rules(std::move(rules))
    , m_capacity(capacityFor(m_rules.limits.connections))
{
    m_rules.countFor = [this](HttpGuard *guard, const QHostAddress &source) {
        return countFor(guard, source);
    };
    // Later: an answer is on its way.
    m_rules.tooMuchUnread
        = [this] { QMetaObject::invokeMethod(this, &Gate::cutOffUnread, Qt::QueuedConnection); };
    m_tick.callOnTimeout(this, &Gate::tick);
    m_tick.start(m_rules.limits.tickMs);
}

void Gate::tick()
{
    lookForDescriptors();
    const auto guards = m_guards.keys(); // a guard that closes leaves the set
    for (HttpGuard *guard : guards) {
        if (m_guards.contains(guard)) {
            guard->tick(m_rules.limits.tickMs);
        }
    }
}

// Answers that nobody reads would take all memory, and with it everybody's answers.
void Gate::cutOffUnread()
{
    while (*m_rules.unread > m_rules.limits.unread) {
        HttpGuard *slowest = nullptr;
        for (auto each = m_guards.keyBegin(); each != m_guards.keyEnd(); ++each) {
            if ((*each)->unread() > 0 && (!slowest || (*each)->standsLongerThan(*slowest))) {
                slowest = *each;
            }
        }
        if (!slowest) {
            return;
        }
        qCWarning(logHttp,
            "unread answers take too much memory: a client that left %lld bytes is cut off",
            static_cast<long long>(slowest->unread()));
        slowest->abort();
    }
}

// QTcpServer reports a failing accept() only if it is the very first one; otherwise it tries again
// at once and for ever. So look for free descriptors here, and before the last one is gone: the
// system hands out the lowest free number.
void Gate::lookForDescriptors()
{
    const int probe = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
    const bool starved
        = probe >= descriptorLimit() - lastDescriptors || (probe < 0 && errno == EMFILE);
    if (probe >= 0) {
        ::close(probe);
    }
    if (starved != std::exchange(m_starved, starved)) {
        qCWarning(logHttp, starved ? "descriptors run out, no connection is taken"
                                   : "there are descriptors again");
        starved ? Q_EMIT this->starved() : Q_EMIT relieved();
    }
}

HttpGuard *Gate::guard(quint64 number) const
{
    HttpGuard *guard = m_byNumber.value(number);
    KONTOR_ASSERT(guard);
    return guard;
}

bool Gate::hasItsShare(const QHostAddress &source) const
{
    return !source.isLoopback() && !source.isNull()
        && m_perSource.value(source) >= m_rules.limits.connectionsPerPeer;
}

bool Gate::countFor(HttpGuard *guard, const QHostAddress &source)
{
    const QHostAddress before = std::exchange(m_guards[guard], QHostAddress());
    if (!before.isNull() && --m_perSource[before] == 0) {
        m_perSource.remove(before);
    }
    if (hasItsShare(source)) {
        return false;
    }
    if (!source.isNull()) {
        m_guards[guard] = source;
        ++m_perSource[source];
    }
    return true;
}

// nullptr where the descriptor is none; it is closed then.
template<class Socket>
Socket *Gate::guarded(qintptr descriptor, QObject *parent, HttpGuard *&guard)
{
    auto *socket = new Guarded<Socket>(parent);
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(int(descriptor));
        delete socket;
        return nullptr;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    guard = socket->guard = new HttpGuard(socket, m_rules, ++m_lastNumber);
    return socket;
}

// Before the handshake nothing can be said to the client.
QTcpSocket *Gate::admit(qintptr descriptor, const QSslConfiguration *tls, QObject *parent)
{
    if (int(descriptor) >= descriptorLimit() - lastDescriptors) {
        ::close(int(descriptor));
        lookForDescriptors();
        return nullptr;
    }
    if (m_draining || connections() >= m_capacity + std::min(refusedAtOnce, m_capacity)) {
        ::close(int(descriptor));
        return nullptr;
    }
    HttpGuard *guard = nullptr;
    auto *encrypted = tls ? guarded<QSslSocket>(descriptor, parent, guard) : nullptr;
    QTcpSocket *socket = tls ? encrypted : guarded<QTcpSocket>(descriptor, parent, guard);
    if (!socket) {
        return nullptr;
    }
    const QHostAddress peer = socket->peerAddress();
    const bool full = connections() >= m_capacity;
    enrol(guard);
    if (full || !countFor(guard, m_rules.limits.proxies.trust(peer) ? QHostAddress() : peer)) {
        turnAway(socket, guard, tls != nullptr);
        return nullptr;
    }
    if (encrypted) {
        encrypted->setSslConfiguration(*tls);
        encrypted->startServerEncryption();
    }
    return socket;
}

void Gate::turnAway(QTcpSocket *socket, HttpGuard *guard, bool mute)
{
    qCDebug(logHttp, "too many connections (%d)", connections());
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    mute ? guard->abort() : guard->refuse(api::ProblemCode::TooManyConnections);
}

void Gate::enrol(HttpGuard *guard)
{
    m_guards.insert(guard, {});
    const quint64 number = guard->number();
    m_byNumber.insert(number, guard);
    connect(guard, &QObject::destroyed, this, [this, guard, number] {
        m_byNumber.remove(number);
        left(guard);
    });
}

void Gate::left(HttpGuard *guard)
{
    countFor(guard, {});
    m_guards.remove(guard);
    if (m_draining && m_guards.isEmpty()) {
        Q_EMIT drained();
    }
}

void Gate::drain(int graceMs)
{
    m_draining = true;
    const auto guards = m_guards.keys();
    for (HttpGuard *guard : guards) {
        guard->drain();
    }
    QTimer::singleShot(graceMs, this, [this] {
        const auto late = m_guards.keys();
        for (HttpGuard *guard : late) {
            guard->abort();
        }
    });
    if (m_guards.isEmpty()) {
        QMetaObject::invokeMethod(this, &Gate::drained, Qt::QueuedConnection);
    }
}

Listener::Listener(Gate *gate, const QSslConfiguration *tls, QObject *parent)
    : QTcpServer(parent), m_gate(gate), m_tls(tls)
{
    setListenBacklogSize(512);
    connect(gate, &Gate::starved, this, &QTcpServer::pauseAccepting);
    connect(gate, &Gate::relieved, this, &QTcpServer::resumeAccepting);
    connect(this, &QTcpServer::acceptError, this, [this] {
        qCWarning(logHttp, "cannot accept connections: %s", qPrintable(errorString()));
        QTimer::singleShot(1000, this, &QTcpServer::resumeAccepting); // Qt has paused it itself
    });
}

void Listener::incomingConnection(qintptr descriptor)
{
    if (QTcpSocket *socket = m_gate->admit(descriptor, m_tls, this)) {
        addPendingConnection(socket);
    }
}

} // namespace kontor::server
