// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "widgets/AmountParser.h"

#include <QTest>

using namespace kontor;
using namespace kontor::widgets;

Q_DECLARE_METATYPE(kontor::widgets::AmountProblem)

class TestAmountParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodAmountsAreRead_data();
    void goodAmountsAreRead();
    void badAmountsAreNamed_data();
    void badAmountsAreNamed();
    void currenciesKeepTheirOwnDecimals();
};

static QLocale localeOf(const QString &language)
{
    return language == "de"_L1 ? QLocale(QLocale::German, QLocale::Germany)
                               : QLocale(QLocale::English, QLocale::UnitedKingdom);
}

void TestAmountParser::goodAmountsAreRead_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("minor");

    const auto row = [](const char *language, const char *text, qint64 minor) {
        QTest::addRow("%s %s", language, text)
            << QString::fromLatin1(language) << QString::fromUtf8(text) << minor;
    };
    row("en", "1", 100);
    row("en", "0.01", 1);
    row("en", "1.5", 150);
    row("en", "1,250.00", 125000);
    row("en", "1250", 125000);
    row("en", " 1 250.00 ", 125000);
    row("en", "1,000,000.99", 100000099);
    row("en", "100+50", 15000);
    row("en", "100+50=", 15000);
    row("en", "1000+5*50", 125000);
    row("en", "1000+5×50", 125000);
    row("en", "19.90*3", 5970);
    row("en", "100-0.01", 9999);
    row("en", "99999999999.99", 9999999999999);
    row("de", "1,5", 150);
    row("de", "1.250,00", 125000);
    row("de", "1.500", 150000);
    row("de", "1000+5*50", 125000);
    row("de", "1\u00A0250,00", 125000);
    row("de", "1\u202F250,00", 125000);
    row("en", "\u200E1\u2009250.00\u200F", 125000);
    row("en", "1250\t", 125000);
    row("en", "\n1250\r\n", 125000);
    row("en", "1 000 000.50", 100000050);
    row("de", "1000 + 5 * 50", 125000);
    row("en", "1 000 * 2", 200000);
    row("en", "10\n+20", 3000);
}

void TestAmountParser::goodAmountsAreRead()
{
    QFETCH(QString, language);
    QFETCH(QString, text);
    QFETCH(qint64, minor);
    const auto amount = parseAmount(text, Currency::eur(), localeOf(language));
    QVERIFY(amount);
    QCOMPARE(amount->minor, minor);
}

void TestAmountParser::badAmountsAreNamed_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<AmountProblem>("problem");

    const auto row = [](const char *language, const char *text, AmountProblem problem) {
        QTest::addRow("%s '%s'", language, text)
            << QString::fromLatin1(language) << QString::fromUtf8(text) << problem;
    };
    using enum AmountProblem;
    row("en", "", Missing);
    row("en", "   ", Missing);
    row("en", "=", Missing);
    row("en", "1,250.005", TooManyDecimals);
    row("en", "1.000", TooManyDecimals);
    row("en", "1,25", Grouping);
    row("en", "12,50.00", Grouping);
    row("en", "1250,000", Grouping);
    row("en", "1.250,00", Grouping);
    row("en", "abc", NotAnAmount);
    row("en", "1e3", NotAnAmount);
    row("en", "1.", NotAnAmount);
    row("en", ".5", NotAnAmount);
    row("en", "1..5", NotAnAmount);
    row("en", "5+", NotAnAmount);
    row("en", "5**2", NotAnAmount);
    row("en", "1.5*1.5", NotAnAmount);
    row("en", "٣", NotAnAmount);
    row("en", "0", NotPositive);
    row("en", "0.00", NotPositive);
    row("en", "-5", NotPositive);
    row("en", "−5", NotPositive);
    row("en", "50-100", NotPositive);
    row("en", "100000000000", TooLarge);
    row("en", "99999999999999999999", TooLarge);
    row("en", "1000000*99999999", TooLarge);
    row("de", "1.5", Grouping);
    row("de", "1,250.00", Grouping);
    row("de", "1.250,005", TooManyDecimals);
    row("de", "0.500", Grouping);
    row("de", "00.500,00", Grouping);
    row("en", "0,500", Grouping);
    row("en", "012,500.00", Grouping);
    row("en", "2*0,500", Grouping);
    row("en", "10 20", Grouping);
    row("en", "1 2 5 0", Grouping);
    row("en", "1250 00", Grouping);
    row("en", "1 250,000.00", Grouping);
    row("en", "1.2 5", Grouping);
    row("en", "0 500", Grouping);
    row("en", "10\n20", NotAnAmount);
    row("en", QByteArray("1").append(QByteArray("+1").repeated(200)).constData(), NotAnAmount);
    row("en", "1\t250", NotAnAmount);
    row("en", "1 \n 250", NotAnAmount);
}

void TestAmountParser::badAmountsAreNamed()
{
    QFETCH(QString, language);
    QFETCH(QString, text);
    QFETCH(AmountProblem, problem);
    const auto amount = parseAmount(text, Currency::eur(), localeOf(language));
    QVERIFY(!amount);
    QCOMPARE(amount.error(), problem);
}

void TestAmountParser::currenciesKeepTheirOwnDecimals()
{
    const Currency yen = *Currency::fromCode("JPY");
    const Currency dinar = *Currency::fromCode("KWD");
    QCOMPARE(parseAmount(u"1,250"_s, yen, localeOf(u"en"_s))->minor, 1250);
    QCOMPARE(parseAmount(u"1.5"_s, yen, localeOf(u"en"_s)).error(), AmountProblem::TooManyDecimals);
    QCOMPARE(parseAmount(u"1.5"_s, dinar, localeOf(u"en"_s))->minor, 1500);
}

KONTOR_TEST(TestAmountParser)
#include "tst_amountparser.moc"
