// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Clock.h"
#include "foundation/Random.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;

class tst_Clock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreReadExactly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("micros"); // -1: not readable
        QTest::newRow("seconds") << QByteArray("1970-01-01T00:00:01Z") << qint64(1'000'000);
        QTest::newRow("millis") << QByteArray("1970-01-01T00:00:00.5Z") << qint64(500'000);
        QTest::newRow("never rounded") << QByteArray("1970-01-01T00:00:00.456646Z") << qint64(456'646);
        QTest::newRow("almost a second") << QByteArray("1970-01-01T00:00:00.999999Z") << qint64(999'999);
        QTest::newRow("nanoseconds") << QByteArray("1970-01-01T00:00:00.123456789Z") << qint64(123'456);
        QTest::newRow("offset") << QByteArray("1970-01-01T02:00:00.000001+02:00") << qint64(1);
        QTest::newRow("offset behind")
            << QByteArray("1969-12-31T22:30:01-01:30") << qint64(1'000'000);
        QTest::newRow("small letters") << QByteArray("1970-01-01t00:00:01z") << qint64(1'000'000);
        QTest::newRow("leap day") << QByteArray("1972-02-29T00:00:00Z")
                                  << qint64(68'169'600'000'000);
        QTest::newRow("the last") << QByteArray("9999-12-31T23:59:59.999999Z")
                                  << qint64(253'402'300'799'999'999);
        QTest::newRow("the last, elsewhere")
            << QByteArray("9999-12-31T11:59:59.999999-12:00") << qint64(253'402'300'799'999'999);
        for (const char *text : {"9999-12-31T12:00:00-12:00", "9999-12-31T23:59:59.999999-00:01",
                 "0001-01-01T00:00:00+00:01", "0000-12-31T00:00:00Z", "10000-01-01T00:00:00Z",
                 "1970-01-01 00:00:01Z", " 1970-01-01T00:00:01Z", "1970-01-01T00:00:01Z ",
                 "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z",
                 "1970-01-01T02:00:00+0200", "1970-01-01T02:00:00+02", "1970-01-01T02:00:00+24:00",
                 "1970-01-01T02:00:00+02:60", "1970-01-01T00:00:00,5Z", "1970-01-01T00:00Z",
                 "1971-02-29T00:00:00Z", "1970-13-01T00:00:00Z", "1970-1-01T00:00:00Z",
                 "1970-01-01", "1970-00-01T00:00:00Z", "1970-01-00T00:00:00Z", "19700101T000001Z",
                 "", "1970-01-01T00:00:01ZZ", "1970-01-01T00:00:01Z+00:00", "+970-01-01T00:00:01Z",
                 "1970-W01-4T00:00:00Z", "1970-01-01T00:00: 1Z", "1970-01-01T00:00:00. 5Z"}) {
            QTest::addRow("'%s'", text) << QByteArray(text) << qint64(-1);
        }
        QTest::newRow("no zone") << QByteArray("1970-01-01T00:00:00.123456") << qint64(-1);
        QTest::newRow("no digits") << QByteArray("1970-01-01T00:00:00.Z") << qint64(-1);
    }
    void timesAreReadExactly()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, micros);
        const auto time = Timestamp::parse(text);
        QCOMPARE(time ? time->micros : -1, micros);
    }
    void timesAreWrittenWithAllTheirZeros()
    {
        QCOMPARE(Timestamp{1}.toString(), "1970-01-01T00:00:00.000001Z");
        QCOMPARE(Timestamp{1'772'448'120'000'000}.toString(), "2026-03-02T10:42:00Z");
    }
    void whatIsWrittenIsReadAgain()
    {
        SeededRandom random(1);
        for (int i = 0; i < 5000; ++i) {
            const Timestamp time{qint64(random.next() % 4'000'000'000'000'000ULL)};
            QCOMPARE(Timestamp::parse(time.toString()), std::optional(time));
        }
        const auto first = Timestamp::parse("0001-01-01T00:00:00Z");
        QVERIFY(first);
        QCOMPARE(first->toString(), "0001-01-01T00:00:00Z");
    }
};

KONTOR_TEST(tst_Clock)
#include "tst_clock.moc"
