// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PasswordRules.h"
#include "server/auth/SignInThrottle.h"
#include "support/TestMain.h"

#include <QTest>

#include <map>

using namespace kontor;
using namespace kontor::server;

// How guessing is made slow, and which passwords are not worth guessing at.
class tst_SignInThrottle : public QObject
{
    Q_OBJECT

    ScriptedClock m_clock{Timestamp{1'772'442'000'000'000}};
    std::map<QByteArray, storage::SignInCount> m_kept;
    std::unique_ptr<SignInThrottle> m_throttle;

    static SignInTry from(const char *address, const QByteArray &login = "anna")
    {
        return {login, QHostAddress(QString::fromLatin1(address))};
    }
    void restart()
    {
        m_throttle = std::make_unique<SignInThrottle>(m_clock, Secret(QByteArray(32, 'k')),
            [this](const storage::SignInCount &count) {
                if (count.failures == 0) {
                    m_kept.erase(count.subject);
                } else {
                    m_kept[count.subject] = count;
                }
            });
        std::vector<storage::SignInCount> counts;
        for (const auto &[subject, count] : m_kept) {
            counts.push_back(count);
        }
        m_throttle->restore(counts);
    }
    void fail(const SignInTry &attempt, int times)
    {
        for (int i = 0; i < times; ++i) {
            m_throttle->failed(attempt);
        }
    }
    //! Seconds until the next try counts.
    int pause(const SignInTry &attempt)
    {
        int seconds = 0;
        while (!m_throttle->admits(attempt) && seconds < 100'000) {
            m_clock.advanceSeconds(1);
            ++seconds;
        }
        return seconds;
    }

private Q_SLOTS:
    void init()
    {
        m_kept.clear();
        restart();
    }
    void fourMistakesCostNothing()
    {
        fail(from("10.0.0.1"), 4);
        QVERIFY(m_throttle->admits(from("10.0.0.1")));
    }
    void thenEachCostsTwiceAsMuchUpToAnHour()
    {
        fail(from("10.0.0.1"), 4);
        for (const int seconds : {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            fail(from("10.0.0.1"), 1);
            QCOMPARE(pause(from("10.0.0.1")), seconds);
        }
    }
    // It stood a year ahead while somebody mistyped: nobody waits a year, and guessing stays slow.
    void aClockThatIsSetBackShutsNobodyOut()
    {
        m_clock.advanceSeconds(31'536'000);
        fail(from("10.0.0.1"), 7);
        m_clock.advanceSeconds(-31'536'000);
        restart();
        QVERIFY(m_throttle->admits(from("10.0.0.1")));
        fail(from("10.0.0.1"), 1);
        QCOMPARE(pause(from("10.0.0.1")), 240);
    }
    void onlyThatLoginFromThatSourceWaits()
    {
        fail(from("10.0.0.1"), 6);
        QVERIFY(!m_throttle->admits(from("10.0.0.1")));
        QVERIFY(m_throttle->admits(from("10.0.0.2")));
        QVERIFY(m_throttle->admits(from("10.0.0.1", "bert")));
    }
    void aHouseholdsNetworkIsOneSource()
    {
        fail(from("2001:db8:1:2::1"), 6);
        QVERIFY(!m_throttle->admits(from("2001:db8:1:2::ffff")));
        QVERIFY(m_throttle->admits(from("2001:db8:1:3::1")));
        fail(from("::ffff:10.0.0.9"), 6);
        QVERIFY(!m_throttle->admits(from("10.0.0.9")));
    }
    void aRightPasswordStartsAnew()
    {
        fail(from("10.0.0.1"), 4);
        m_throttle->succeeded(from("10.0.0.1"));
        QVERIFY(m_kept.empty());
        fail(from("10.0.0.1"), 4);
        QVERIFY(m_throttle->admits(from("10.0.0.1")));
    }
    void aHundredFromAnywhereStopTheLoginUntilItIsUnlocked()
    {
        for (int i = 0; i < 100; ++i) {
            fail(from(qPrintable(u"10.0.1.%1"_s.arg(i))), 1);
        }
        QVERIFY(!m_throttle->admits(from("10.0.2.1")));
        m_clock.advanceSeconds(3600);
        QVERIFY(!m_throttle->admits(from("10.0.2.1")));
        m_throttle->unlock("anna");
        QVERIFY(m_throttle->admits(from("10.0.2.1")));
    }
    void unlockingHelpsWhereTheGuessesCameFrom()
    {
        fail(from("10.0.0.1"), 6);
        fail(from("10.0.0.1", "bert"), 6);
        QVERIFY(!m_throttle->admits(from("10.0.0.1")));
        m_throttle->unlock("anna");
        QVERIFY(m_throttle->admits(from("10.0.0.1")));
        QVERIFY(!m_throttle->admits(from("10.0.0.1", "bert")));
        restart();
        QVERIFY(m_throttle->admits(from("10.0.0.1")));
    }
    // No stranger locks somebody out for good.
    void theHardStopEndsAfterADay()
    {
        for (int i = 0; i < 100; ++i) {
            fail(from(qPrintable(u"10.0.1.%1"_s.arg(i))), 1);
        }
        m_clock.advanceSeconds(86'400);
        QVERIFY(m_throttle->admits(from("10.0.2.1")));
    }
    void aRestartForgetsNothing()
    {
        fail(from("10.0.0.1"), 6);
        restart();
        QVERIFY(!m_throttle->admits(from("10.0.0.1")));
        QCOMPARE(pause(from("10.0.0.1")), 60);
    }
    void whatIsKeptNamesNobody()
    {
        fail(from("10.0.0.1", "somebody@example.com"), 1);
        for (const auto &[subject, count] : m_kept) {
            QVERIFY(!subject.contains("somebody"));
        }
    }
    void madeUpLoginsDoNotFillTheMemory()
    {
        fail(from("10.0.0.1"), 6);
        for (int i = 0; i < 60'000; ++i) {
            m_throttle->failed(from("10.0.0.2", "made-up-" + QByteArray::number(i)));
        }
        QVERIFY(!m_throttle->admits(from("10.0.0.1")));
    }
    void passwords_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const QString &password, const char *fault) {
            QTest::newRow(name) << password << QString::fromLatin1(fault);
        };
        row("the document's own", u"Password123!"_s, "");
        row("a sentence", u"Zwei Igel trinken Tee"_s, "digit");
        row("a sentence with a number", u"2 Igel trinken Tee"_s, "");
        row("other scripts", u"Пароль от 7 замков"_s, "");
        row("eight", u"Kx7vbnqw"_s, "");
        row("seven", u"Kx7vbnq"_s, "at least 8");
        row("128", u"A1"_s + QString(126, u'x').replace(0, 64, QString(64, u'y')), "");
        row("129", u"A1"_s + QString(127, u'x'), "at most 128");
        row("no upper case", u"kx7vbnqw"_s, "upper-case");
        row("no digit", u"Kxzvbnqw"_s, "digit");
        row("a common word", u"Password1"_s, "first");
        row("in disguise", u"P@ssw0rd1"_s, "first");
        row("a season", u"Summer2026"_s, "first");
        row("a keyboard", u"Qwertyuiop1"_s, "first");
        row("one's login", u"Anna.Muster1"_s, "first");
        row("one's name", u"Muster2026"_s, "first");
        row("the branch", u"Main Branch 1"_s, "first");
        row("one letter", u"A1aaaaaaaaaaaaaa"_s, "first");
    }
    void passwords()
    {
        QFETCH(QString, password);
        QFETCH(QString, fault);
        const auto found = passwordFault(password,
            {u"anna.muster@example.com"_s, u"anna.muster"_s, u"Anna"_s, u"Muster"_s, u"Main branch"_s});
        QCOMPARE(found.has_value(), !fault.isEmpty());
        QVERIFY2(found.value_or(QString()).contains(fault), qPrintable(found.value_or(QString())));
        QVERIFY(!found.value_or(QString()).contains(password));
    }
    void aPasswordIsTheSameHoweverItsAccentsAreTyped()
    {
        QCOMPARE(normalPassword(u"Cafe\u0301 1234"_s), normalPassword(u"Caf\u00E9 1234"_s));
    }
};

KONTOR_TEST(tst_SignInThrottle)
#include "tst_sign_in_throttle.moc"
