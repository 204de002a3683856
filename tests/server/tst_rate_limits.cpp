// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/RateLimits.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;

// How much one caller, and one address, may ask for.
class tst_RateLimits : public QObject
{
    Q_OBJECT

    Timestamp m_now{1'772'442'000'000'000};

    static QHostAddress at(const char *address) { return QHostAddress(QString::fromLatin1(address)); }

private Q_SLOTS:
    void someComeAtOnceAndThenOneAtATime()
    {
        Pace pace(2, 1, 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(pace.wait("john", m_now), std::nullopt);
        }
        QCOMPARE(pace.wait("john", m_now), std::optional(1));
        QCOMPARE(pace.wait("jane", m_now), std::nullopt);
        m_now.micros += 499'999;
        QCOMPARE(pace.wait("john", m_now), std::optional(1));
        m_now.micros += 1;
        QCOMPARE(pace.wait("john", m_now), std::nullopt);
        QCOMPARE(pace.wait("john", m_now), std::optional(1));
    }
    void whoIsTurnedAwayIsToldWhenToCome()
    {
        Pace pace(1, 60, 1);
        QCOMPARE(pace.wait("john", m_now), std::nullopt);
        const auto seconds = pace.wait("john", m_now);
        QCOMPARE(seconds, std::optional(60));
        QCOMPARE(pace.wait("john", m_now.plusSeconds(*seconds - 1)), std::optional(1));
        QCOMPARE(pace.wait("john", m_now.plusSeconds(*seconds)), std::nullopt);
    }
    void whoeverIsTurnedAwayLosesNothingByAsking()
    {
        Pace pace(1, 1, 1);
        QCOMPARE(pace.wait("john", m_now), std::nullopt);
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(pace.wait("john", m_now), std::optional(1));
        }
        QCOMPARE(pace.wait("john", m_now.plusSeconds(1)), std::nullopt);
    }
    // A batch is let through, and what comes next pays for it; but nobody is shut out for an hour.
    void whatWeighsMoreCountsForMany()
    {
        Pace pace(100, 1, 100);
        QCOMPARE(pace.wait("john", m_now, 500), std::nullopt);
        QCOMPARE(pace.wait("john", m_now), std::optional(5));
        QCOMPARE(pace.wait("jane", m_now), std::nullopt);
        QCOMPARE(pace.wait("john", m_now.plusSeconds(5), 1'000'000), std::nullopt);
        QCOMPARE(pace.wait("john", m_now.plusSeconds(6)), std::optional(9));
        QCOMPARE(pace.wait("john", m_now.plusSeconds(15)), std::nullopt);
    }
    void zeroIsNoLimit()
    {
        Pace pace(0, 1, 0);
        for (int i = 0; i < 1000; ++i) {
            QCOMPARE(pace.wait("john", m_now), std::nullopt);
        }
    }
    void aFloodOfNamesForgetsWhoKeepsThePaceFirst()
    {
        Pace pace(1, 3600, 1);
        QCOMPARE(pace.wait("john", m_now), std::nullopt);
        for (int i = 0; i < 60'000; ++i) {
            QCOMPARE(pace.wait(QByteArray::number(i), m_now.plusSeconds(-7200)), std::nullopt);
        }
        for (int i = 60'000; i < 105'000; ++i) {
            QCOMPARE(pace.wait(QByteArray::number(i), m_now), std::nullopt);
        }
        QVERIFY(pace.wait("john", m_now).has_value());
        QCOMPARE(pace.wait("1", m_now), std::nullopt);
    }
    void anAddressCountsWithItsNeighboursInOneNetwork()
    {
        RateLimits limits({0, 1, 0, {}});
        QCOMPARE(limits.source(at("2001:db8::1"), m_now), std::nullopt);
        QCOMPARE(limits.source(at("2001:db8::2"), m_now), std::nullopt);
        QVERIFY(limits.source(at("2001:db8::3"), m_now).has_value());
        QCOMPARE(limits.source(at("2001:db8:0:1::3"), m_now), std::nullopt);
        QCOMPARE(limits.source(at("192.0.2.1"), m_now), std::nullopt);
    }
    void exemptAddressesHaveNoLimit_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isExempt");
        const auto row = [](const char *address, bool isExempt) {
            QTest::newRow(address) << QString::fromLatin1(address) << isExempt;
        };
        row("127.0.0.1", true);
        row("127.9.9.9", true);
        row("::1", true);
        row("::ffff:127.0.0.1", true);
        row("10.1.2.3", true);
        row("10.2.2.3", false);
        row("192.0.2.1", false);
        row("2001:db8::1", false);
    }
    void exemptAddressesHaveNoLimit()
    {
        QFETCH(QString, address);
        RateLimits limits({0, 1, 1,
            {QStringLiteral("127.0.0.0/8"), QStringLiteral("::1/128"), QStringLiteral("10.1.0.0/16")}});
        bool limited = false;
        for (int i = 0; i < 5; ++i) {
            limited = limits.source(QHostAddress(address), m_now).has_value()
                && limits.signIn(QHostAddress(address), m_now).has_value();
        }
        QTEST(!limited, "isExempt");
    }
};

KONTOR_TEST(tst_RateLimits)
#include "tst_rate_limits.moc"
