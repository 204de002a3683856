// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Money.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;

class tst_Money : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void amountsAreReadFromTheirText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("exponent");
        QTest::addColumn<qint64>("minor"); // -1: not readable
        QTest::newRow("whole") << QByteArray("500") << 2 << qint64(50000);
        QTest::newRow("one zero") << QByteArray("500.0") << 2 << qint64(50000);
        QTest::newRow("further zeros") << QByteArray("1000.000") << 2 << qint64(100000);
        QTest::newRow("cents") << QByteArray("0.01") << 2 << qint64(1);
        QTest::newRow("third decimal") << QByteArray("10.005") << 2 << qint64(-1);
        QTest::newRow("tiny tail") << QByteArray("0.1000000000000000001") << 2 << qint64(-1);
        QTest::newRow("exponent") << QByteArray("1e3") << 2 << qint64(-1);
        QTest::newRow("plus") << QByteArray("+1") << 2 << qint64(-1);
        QTest::newRow("leading zero") << QByteArray("01") << 2 << qint64(-1);
        QTest::newRow("no whole part") << QByteArray(".5") << 2 << qint64(-1);
        QTest::newRow("no fraction") << QByteArray("5.") << 2 << qint64(-1);
        QTest::newRow("yen") << QByteArray("100") << 0 << qint64(100);
        QTest::newRow("yen with decimals") << QByteArray("100.5") << 0 << qint64(-1);
        QTest::newRow("dinar") << QByteArray("1.005") << 3 << qint64(1005);
        QTest::newRow("largest") << QByteArray("99999999999.99") << 2 << qint64(9'999'999'999'999);
        QTest::newRow("too large") << QByteArray("100000000000.00") << 2 << qint64(-1);
        QTest::newRow("far too large") << QByteArray("999999999999999999") << 0 << qint64(-1);
        QTest::newRow("beyond 64 bits") << QByteArray("9999999999999999999") << 0 << qint64(-1);
        QTest::newRow("blank") << QByteArray("") << 2 << qint64(-1);
        QTest::newRow("separator") << QByteArray("1,000") << 2 << qint64(-1);
        QTest::newRow("other digits") << QByteArray("\xD9\xA1") << 2 << qint64(-1);
    }
    void amountsAreReadFromTheirText()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, exponent);
        const auto decimal = Decimal::parse(text);
        const auto minor = decimal ? decimal->toMinor(exponent) : std::nullopt;
        QTEST(minor.value_or(-1), "minor");
    }
    // What the movements of a month add up to may be more than a balance may be.
    void sumsAreReadAndWrittenExactly()
    {
        for (const char *text : {"12345678901234", "-98765432109876.54", "999999999999999999"}) {
            const auto sum = Decimal::parse(text);
            QVERIFY2(sum, text);
            QCOMPARE(sum->toString(), QByteArray(text));
            QVERIFY(!sum->toMinor(2));
        }
    }
    void amountsAreWrittenExactly_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<int>("exponent");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("cents") << qint64(1) << 2 << QByteArray("0.01");
        QTest::newRow("round") << qint64(45000) << 2 << QByteArray("450.00");
        QTest::newRow("negative") << qint64(-5) << 2 << QByteArray("-0.05");
        QTest::newRow("yen") << qint64(450) << 0 << QByteArray("450");
        QTest::newRow("zero") << qint64(0) << 2 << QByteArray("0.00");
    }
    void amountsAreWrittenExactly()
    {
        QFETCH(qint64, minor);
        QFETCH(int, exponent);
        QTEST(Decimal(minor, exponent).toString(), "text");
    }
    void onlyIsoCurrenciesExist()
    {
        QCOMPARE(Currency::fromCode("JPY")->exponent(), 0);
        QCOMPARE(Currency::fromCode("AED")->code(), "AED");
        QCOMPARE(Currency::fromCode("ZWG")->code(), "ZWG");
        QVERIFY(!Currency::fromCode("eur"));
        QVERIFY(!Currency::fromCode("EURO"));
        QVERIFY(!Currency::fromCode("XXZ"));
    }
};

KONTOR_TEST(tst_Money)
#include "tst_money.moc"
