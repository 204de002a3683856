// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/bank/Nemesis.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>

#include <csignal>
#include <thread>

namespace kontor::testing {

using namespace Qt::StringLiterals;

static const char *nameOf(Nemesis::Evil evil)
{
    static constexpr const char *names[] = {"kill -9", "kill -9 in a write", "stopped", "full disk",
        "write error", "sync error", "clock jump", "restart"};
    static_assert(std::size(names) == Nemesis::EvilCount);
    return names[evil];
}

Nemesis::Nemesis(FaultyServer &server, std::atomic<quint16> &port, std::uint64_t seed)
    : m_server(server)
    , m_port(port)
    , m_random(seed)
    , m_clockFile(server.directory() + u"/../clock"_s)
{
    m_server.setEnvironment(u"KONTOR_TEST_CLOCK"_s, m_clockFile);
    revive();
}

QString Nemesis::text() const
{
    QStringList parts;
    for (const auto &[evil, count] : m_deeds) {
        parts << u"%1 %2"_s.arg(count).arg(QLatin1StringView(nameOf(evil)));
    }
    return parts.join(u", "_s);
}

void Nemesis::pause(int atMost)
{
    std::this_thread::sleep_for(
        std::chrono::milliseconds(1 + m_random.next() % std::uint64_t(atMost)));
}

void Nemesis::rage(std::chrono::milliseconds duration)
{
    QElapsedTimer timer;
    timer.start();
    // Each evil once, then by chance.
    for (int n = 0; n < EvilCount || timer.elapsed() < duration.count(); ++n) {
        pause(400);
        const auto evil = Evil(n < EvilCount ? std::uint64_t(n) : m_random.next() % EvilCount);
        ++m_deeds[evil];
        commit(evil);
        revive();
    }
    heal();
}

void Nemesis::commit(Evil evil)
{
    const auto call = qint64(1 + m_random.next() % 30);
    switch (evil) {
    case Kill:
        m_server.kill();
        break;
    case KillInWrite:
        strike({.fate = DiskFate::DieHalfway, .call = call});
        break;
    case Stop:
        stopForAWhile();
        break;
    case FullDisk: {
        DiskFault full = fullDisk();
        full.call = call;
        strike(full);
        break;
    }
    case WriteError:
        strike({.calls = DiskWrite, .name = "ledger.db", .call = call});
        break;
    case SyncError:
        strike({.calls = DiskSync, .name = "ledger.db", .call = call});
        break;
    case ClockJump:
        jump();
        break;
    case Restart:
        m_server.stop();
        break;
    case EvilCount:
        break;
    }
}

void Nemesis::strike(const DiskFault &fault)
{
    m_server.arm(fault);
    pause(1'500);
    m_server.heal();
}

void Nemesis::stopForAWhile()
{
    ::kill(pid_t(m_server.pid()), SIGSTOP);
    pause(1'000);
    ::kill(pid_t(m_server.pid()), SIGCONT);
}

// An hour, a day or ten years, ahead or back; and after a moment the time is right again.
void Nemesis::jump()
{
    static constexpr qint64 far[] = {3'600, 86'400, 10LL * 365 * 86'400};
    for (int strobe = 0; strobe < 3; ++strobe) {
        const qint64 by = far[m_random.next() % 3] * (m_random.next() % 2 ? 1 : -1);
        QFile file(m_clockFile);
        if (file.open(QIODevice::WriteOnly)) {
            file.write(
                QDateTime::currentDateTimeUtc().addSecs(by).toString(Qt::ISODateWithMs).toLatin1());
        }
        file.close();
        pause(200);
        QFile::remove(m_clockFile);
        pause(100);
    }
}

void Nemesis::heal()
{
    m_server.heal();
    QFile::remove(m_clockFile);
    revive();
}

void Nemesis::revive()
{
    static constexpr int outcomeUnknown = 74;
    if (m_port != 0 && !m_server.isRunning()) {
        const int end = m_server.waitForEnd();
        if (end != 0 && end != outcomeUnknown && end != -SIGKILL) {
            m_surprises << u"the server ended with %1: %2"_s.arg(end).arg(
                QString::fromUtf8(m_server.log().right(500)));
        }
    }
    for (int tries = 0; !m_server.isRunning() && tries < 5; ++tries) {
        m_server.start();
    }
    m_port = m_server.port();
}

} // namespace kontor::testing
