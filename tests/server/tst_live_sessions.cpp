// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Sessions.h"

#include "foundation/Random.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace kontor;
using namespace kontor::server;
using storage::SessionRow;

// The sessions that are alive, as the event loop asks for them.
class tst_LiveSessions : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    SeededRandom m_random{1};
    IdGenerator m_ids{m_clock, m_random};
    const Timestamp m_now{1'772'442'000'000'000};

    SessionRow session(UserId user, qint64 beganAfter, qint64 secondsLeft)
    {
        SessionRow row;
        row.id = m_ids.nextId<SessionId>();
        row.user = user;
        row.beganAt = m_now.plusSeconds(beganAfter);
        row.endsAt = m_now.plusSeconds(secondsLeft);
        return row;
    }

private Q_SLOTS:
    void oneUsersAreListedFromTheOldestOn()
    {
        Sessions sessions;
        const auto tina = m_ids.nextId<UserId>();
        const auto theo = m_ids.nextId<UserId>();
        const SessionRow second = session(tina, 2, 60);
        const SessionRow first = session(tina, 1, 60);
        for (const SessionRow &row : {second, session(theo, 0, 60), first}) {
            sessions.add(row);
        }
        sessions.add(second); // again
        const auto found = sessions.of(tina);
        QCOMPARE(found.size(), std::size_t(2));
        QVERIFY(found[0].id == first.id && found[1].id == second.id);
        QCOMPARE(sessions.of(theo).size(), std::size_t(1));
        QVERIFY(sessions.of(m_ids.nextId<UserId>()).empty());
        QVERIFY(sessions.remove(first.id));
        QVERIFY(!sessions.remove(first.id));
        QCOMPARE(sessions.of(tina).size(), std::size_t(1));
    }
    void whatIsOverIsForgotten()
    {
        Sessions sessions;
        const auto tina = m_ids.nextId<UserId>();
        const SessionRow over = session(tina, 0, 60);
        const SessionRow alive = session(tina, 0, 61);
        sessions.add(over);
        sessions.add(alive);
        const Timestamp then = m_now.plusSeconds(60);
        QCOMPARE(sessions.countAlive(m_now), 2);
        QCOMPARE(sessions.countAlive(then), 1);
        QVERIFY(!sessions.find(over.id, then) && sessions.find(alive.id, then));
        sessions.forgetOver(then);
        QCOMPARE(sessions.size(), std::size_t(1));
        QCOMPARE(sessions.of(tina).size(), std::size_t(1));
    }
    // Each sign-in asks for its user's, and everybody waits meanwhile.
    void othersSessionsCostNothing()
    {
        Sessions sessions;
        std::vector<UserId> users;
        for (int i = 0; i < 50'000; ++i) {
            users.push_back(m_ids.nextId<UserId>());
            sessions.add(session(users.back(), i, 43'200));
        }
        QElapsedTimer time;
        time.start();
        std::size_t found = 0;
        for (int i = 0; i < 5'000; ++i) {
            found += sessions.of(users[std::size_t(i) * 10]).size();
            sessions.forgetOver(m_now);
        }
        QCOMPARE(found, std::size_t(5'000));
        QVERIFY2(time.elapsed() < 2'000, qPrintable(QString::number(time.elapsed())));
    }
};

KONTOR_TEST(tst_LiveSessions)
#include "tst_live_sessions.moc"
