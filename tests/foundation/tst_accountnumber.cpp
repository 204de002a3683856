// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/AccountNumber.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;

class tst_AccountNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSerialGetsItsCheckDigit_data()
    {
        QTest::addColumn<qint64>("serial");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("first") << qint64(1) << QByteArray("0000001-8");
        QTest::newRow("second") << qint64(2) << QByteArray("0000002-6");
        QTest::newRow("tenth") << qint64(10) << QByteArray("0000010-9");
        QTest::newRow("last of seven digits") << qint64(9'999'999) << QByteArray("9999999-7");
    }
    void aSerialGetsItsCheckDigit()
    {
        QFETCH(qint64, serial);
        const auto number = AccountNumber::fromSerial(serial);
        QTEST(number.text(), "text");
        QVERIFY(number.isGeneratedShape());
        QVERIFY(number.isGenerated());
    }
    void numbersFromElsewhereAreKeptAsWritten_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("readable");
        QTest::addColumn<bool>("generatedShape");
        QTest::newRow("short") << QByteArray("4030-1") << true << false;
        QTest::newRow("international")
            << QByteArray("DE89 3704 0044 0532 0130 00") << true << false;
        QTest::newRow("32 characters") << QByteArray(32, '7') << true << false;
        QTest::newRow("33 characters") << QByteArray(33, '7') << false << false;
        QTest::newRow("looks like ours") << QByteArray("0000001-9") << true << true;
        QTest::newRow("empty") << QByteArray("") << false << false;
        QTest::newRow("blank in front") << QByteArray(" 4030-1") << false << false;
        QTest::newRow("blank behind") << QByteArray("4030-1 ") << false << false;
        QTest::newRow("mark-up") << QByteArray("<b>4030</b>") << false << false;
        QTest::newRow("formula") << QByteArray("=4030") << false << false;
        QTest::newRow("NUL") << QByteArray("4030\0"
                                           "1",
            6) << false << false;
        QTest::newRow("other script") << QByteArray("\xD9\xA1") << false << false;
    }
    void numbersFromElsewhereAreKeptAsWritten()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, generatedShape);
        const auto number = AccountNumber::parse(text);
        QTEST(number.has_value(), "readable");
        if (number) {
            QCOMPARE(number->text(), text);
            QCOMPARE(number->isGeneratedShape(), generatedShape);
        }
    }
    void numbersLikeOursDoNotComeFromElsewhere()
    {
        for (const char *text :
            {"0000001-8", "00000018", "0000002 6", "0000003.4", "12 34 56 78", "-"}) {
            QVERIFY2(!AccountNumber::parse(text)->mayComeFromElsewhere(), text);
        }
        for (const char *text : {"4030-1", "1234567", "123456789", "A234567-8", "DE89 3704 0044"}) {
            QVERIFY2(AccountNumber::parse(text)->mayComeFromElsewhere(), text);
        }
        QCOMPARE(AccountNumber::parse("40 30/1.a-B")->withoutSeparators(), "40301aB");
    }
    void everyWrongDigitIsNoticed()
    {
        const QByteArray right = AccountNumber::fromSerial(1234567).text();
        for (qsizetype i = 0; i < right.size(); ++i) {
            for (char digit = '0'; digit <= '9' && right[i] != '-'; ++digit) {
                QByteArray text = right;
                text[i] = digit;
                QCOMPARE(AccountNumber::parse(text)->isGenerated(), text == right);
            }
        }
    }
};

KONTOR_TEST(tst_AccountNumber)
#include "tst_accountnumber.moc"
