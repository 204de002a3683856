// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/CardSessions.h"

#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;

// A checked PIN opens one machine for a while: here, for how long.
class tst_CardSessions : public QObject
{
    Q_OBJECT

    const Timestamp m_start = *Timestamp::parse("2026-03-02T09:00:00Z");
    CardSessions m_sessions;

    static AccountId account(int number)
    {
        return AccountId{Uuid::nameBased(Uuid{}, QByteArray::number(number))};
    }
    QString open(int accountNumber, const QByteArray &machine, qint64 milliseconds)
    {
        const Timestamp end{m_start.micros + milliseconds * 1000};
        return m_sessions.open(
            {CardId{account(accountNumber).uuid}, account(accountNumber), machine, end}, m_start);
    }

private Q_SLOTS:
    void init() { m_sessions = CardSessions(); }
    void aSessionIsOverAtItsEnd()
    {
        const QString token = open(1, "ATM-1", 180'000);
        QVERIFY(m_sessions.find(token, m_start.plusSeconds(179)));
        QVERIFY(m_sessions.accountAt("ATM-1", m_start.plusSeconds(179)));
        QVERIFY(!m_sessions.find(token, m_start.plusSeconds(180)));
        QVERIFY(!m_sessions.accountAt("ATM-1", m_start.plusSeconds(180)));
        QCOMPARE(m_sessions.countAlive(m_start.plusSeconds(180)), 0);
    }
    void aWallClockThatIsSetBackBuysNoTime()
    {
        const QString token = open(1, "ATM-1", 50);
        QTest::qWait(100);
        QVERIFY(!m_sessions.find(token, m_start.plusSeconds(-3600)));
        QVERIFY(!m_sessions.accountAt("ATM-1", m_start.plusSeconds(-3600)));
    }
    // What a machine may ask about is the account of whoever stands before it now.
    void aMachineHasTheAccountOfItsNewestSession()
    {
        const QString first = open(1, "ATM-1", 180'000);
        open(2, "ATM-2", 180'000);
        QCOMPARE(m_sessions.accountAt("ATM-1", m_start), std::optional(account(1)));
        open(3, "ATM-1", 60'000);
        QCOMPARE(m_sessions.accountAt("ATM-1", m_start), std::optional(account(3)));
        QCOMPARE(m_sessions.accountAt("ATM-2", m_start), std::optional(account(2)));
        QVERIFY(!m_sessions.accountAt("ATM-3", m_start));
        // It does not come back once the newer one is over.
        QVERIFY(!m_sessions.accountAt("ATM-1", m_start.plusSeconds(60)));
        QVERIFY(m_sessions.find(first, m_start.plusSeconds(60)));
    }
    void ofACardAllEndButOne()
    {
        const QString first = open(1, "ATM-1", 180'000);
        const QString second = open(1, "ATM-2", 180'000);
        const QString other = open(2, "ATM-3", 180'000);
        m_sessions.endAllBut(second, CardId{account(1).uuid});
        QVERIFY(!m_sessions.find(first, m_start));
        QVERIFY(!m_sessions.accountAt("ATM-1", m_start));
        QVERIFY(m_sessions.find(second, m_start));
        QVERIFY(m_sessions.find(other, m_start));
        m_sessions.endAllBut(other, CardId{account(1).uuid}); // which is another card's
        QVERIFY(!m_sessions.find(second, m_start));
        QVERIFY(m_sessions.find(other, m_start));
    }
    void aTokenThatNobodyGotFindsNothing()
    {
        open(1, "ATM-1", 180'000);
        QVERIFY(!m_sessions.find(QString(), m_start));
        QVERIFY(!m_sessions.find(u"ATM-1"_s, m_start));
    }
};

KONTOR_TEST(tst_CardSessions)
#include "tst_card_sessions.moc"
