// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/DeliveryPolicy.h"
#include "support/TestMain.h"

#include <QTest>

#include <set>

using namespace kontor;
using namespace kontor::server;
using namespace std::chrono_literals;
using Kind = Verdict::Kind;

Q_DECLARE_METATYPE(kontor::server::Verdict::Kind)
Q_DECLARE_METATYPE(kontor::server::AttemptError)

namespace {

constexpr Timestamp policyTime{1'767'225'600'000'000}; // 2026-01-01T00:00:00Z

DeliverySettings exact()
{
    DeliverySettings settings;
    settings.retry.jitter = 0;
    return settings;
}

Verdict judged(const AttemptResult &result, int attempts = 1)
{
    SeededRandom random(1);
    return judge(result, attempts, exact(), policyTime, random);
}

} // namespace

class tst_DeliveryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomesAreJudgedByTheTable_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<AttemptError>("error");
        QTest::addColumn<int>("attempts");
        QTest::addColumn<Verdict::Kind>("kind");
        QTest::addColumn<QByteArray>("text");
        const auto none = AttemptError::None;
        QTest::newRow("200") << 200 << none << 1 << Kind::Delivered << QByteArray();
        QTest::newRow("204") << 204 << none << 22 << Kind::Delivered << QByteArray();
        QTest::newRow("299") << 299 << none << 1 << Kind::Delivered << QByteArray();
        QTest::newRow("301") << 301 << none << 1 << Kind::Retry
                             << QByteArray("redirect-not-followed");
        QTest::newRow("304") << 304 << none << 1 << Kind::Retry
                             << QByteArray("redirect-not-followed");
        QTest::newRow("400") << 400 << none << 1 << Kind::Retry << QByteArray("status-400");
        QTest::newRow("404") << 404 << none << 21 << Kind::Retry << QByteArray("status-404");
        QTest::newRow("410") << 410 << none << 1 << Kind::Disable << QByteArray("status-410");
        QTest::newRow("429") << 429 << none << 1 << Kind::Retry << QByteArray("status-429");
        QTest::newRow("500") << 500 << none << 1 << Kind::Retry << QByteArray("status-500");
        QTest::newRow("500 at the limit")
            << 500 << none << 22 << Kind::Park << QByteArray("status-500");
        QTest::newRow("101") << 101 << none << 1 << Kind::Retry << QByteArray("status-101");
        QTest::newRow("refused connection") << 0 << AttemptError::ConnectionFailed << 1
                                            << Kind::Retry << QByteArray("connection-failed");
        QTest::newRow("too late") << 0 << AttemptError::TimedOut << 22 << Kind::Park
                                  << QByteArray("timed-out");
        QTest::newRow("unknown name") << 0 << AttemptError::NameNotResolved << 1 << Kind::Retry
                                      << QByteArray("name-not-resolved");
        QTest::newRow("forbidden target")
            << 0 << AttemptError::TargetNotAllowed << 1 << Kind::ParkAndDisable
            << QByteArray("target-not-allowed");
    }
    void outcomesAreJudgedByTheTable()
    {
        QFETCH(int, status);
        QFETCH(AttemptError, error);
        QFETCH(int, attempts);
        QFETCH(Verdict::Kind, kind);
        QFETCH(QByteArray, text);
        const auto verdict
            = judged({status ? std::optional(status) : std::nullopt, error, {}}, attempts);
        QCOMPARE(verdict.kind, kind);
        QCOMPARE(verdict.error, text);
    }
    void pausesDoubleUpToTheCap()
    {
        const std::chrono::milliseconds expected[]
            = {2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 300s, 300s};
        for (int attempt = 1; attempt <= 10; ++attempt) {
            QCOMPARE(judged({500, AttemptError::None, {}}, attempt).pause, expected[attempt - 1]);
        }
    }
    void jitterStaysWithinAFifthAndVaries()
    {
        SeededRandom random(7);
        std::set<qint64> seen;
        for (int i = 0; i < 200; ++i) {
            const auto pause
                = judge({500, AttemptError::None, {}}, 5, {}, policyTime, random).pause;
            QVERIFY(pause >= 25'600ms && pause <= 38'400ms);
            seen.insert(pause.count());
        }
        QVERIFY(seen.size() > 100);
    }
    void byDefaultItIsTriedForMoreThanAnHour()
    {
        SeededRandom random(3);
        const DeliverySettings settings;
        for (int trial = 0; trial < 100; ++trial) {
            std::chrono::milliseconds total{0};
            for (int attempt = 1; attempt < settings.attemptLimit; ++attempt) {
                total += judge({500, AttemptError::None, {}}, attempt, settings, policyTime, random)
                             .pause;
            }
            QVERIFY(total > 1h);
        }
    }
    void retryAfterIsObeyedUpToADay_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<bool>("pauses");
        QTest::newRow("seconds") << 429 << QByteArray("120") << qint64(120) << true;
        QTest::newRow("503 too") << 503 << QByteArray(" 60 ") << qint64(60) << true;
        QTest::newRow("a date") << 429 << QByteArray("Thu, 01 Jan 2026 00:05:00 GMT") << qint64(300)
                                << true;
        QTest::newRow("a date gone by")
            << 503 << QByteArray("Thu, 01 Jan 2015 00:05:00 GMT") << qint64(2) << true;
        QTest::newRow("shorter than the backoff") << 429 << QByteArray("1") << qint64(2) << true;
        QTest::newRow("a year") << 429 << QByteArray("31536000") << qint64(86'400) << true;
        QTest::newRow("not on 500") << 500 << QByteArray("120") << qint64(2) << false;
        QTest::newRow("nonsense") << 429 << QByteArray("soon") << qint64(2) << false;
        QTest::newRow("negative") << 429 << QByteArray("-5") << qint64(2) << false;
        QTest::newRow("overflow") << 429 << QByteArray("99999999999999999999") << qint64(2)
                                  << false;
        QTest::newRow("absent") << 503 << QByteArray() << qint64(2) << false;
    }
    void retryAfterIsObeyedUpToADay()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, header);
        QFETCH(qint64, seconds);
        QFETCH(bool, pauses);
        const auto verdict = judged({status, AttemptError::None, header});
        QCOMPARE(verdict.kind, Kind::Retry);
        QCOMPARE(verdict.pause.count(), seconds * 1000);
        QCOMPARE(verdict.pausesEndpoint, pauses);
    }
};

KONTOR_TEST(tst_DeliveryPolicy)
#include "tst_delivery_policy.moc"
