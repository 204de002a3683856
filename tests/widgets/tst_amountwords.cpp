// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "widgets/AmountWords.h"
#include "widgets/MoneyText.h"

#include <QTest>

using namespace kontor;
using namespace kontor::widgets;

class TestAmountWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void amountsAreSaidInWords_data();
    void amountsAreSaidInWords();
    void otherCurrenciesKeepTheirNames();
    void figuresFollowTheLocale_data();
    void figuresFollowTheLocale();
    void sumsBeyondAnyAmountAreShown();
};

static const QLocale english(QLocale::English, QLocale::UnitedKingdom);
static const QLocale german(QLocale::German, QLocale::Germany);

void TestAmountWords::amountsAreSaidInWords_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QString>("en");
    QTest::addColumn<QString>("de");

    const auto row = [](qint64 minor, const char *en, const char *de) {
        QTest::addRow("%lld", static_cast<long long>(minor))
            << minor << QString::fromUtf8(en) << QString::fromUtf8(de);
    };
    row(0, "zero euros", "null Euro");
    row(1, "one cent", "ein Cent");
    row(2, "two cents", "zwei Cent");
    row(100, "one euro", "ein Euro");
    row(101, "one euro and one cent", "ein Euro und ein Cent");
    row(200, "two euros", "zwei Euro");
    row(1100, "eleven euros", "elf Euro");
    row(1600, "sixteen euros", "sechzehn Euro");
    row(1700, "seventeen euros", "siebzehn Euro");
    row(2100, "twenty-one euros", "einundzwanzig Euro");
    row(3000, "thirty euros", "dreißig Euro");
    row(7000, "seventy euros", "siebzig Euro");
    row(8000, "eighty euros", "achtzig Euro");
    row(9100, "ninety-one euros", "einundneunzig Euro");
    row(9900, "ninety-nine euros", "neunundneunzig Euro");
    row(10000, "one hundred euros", "einhundert Euro");
    row(10100, "one hundred one euros", "einhunderteins Euro");
    row(99900, "nine hundred ninety-nine euros", "neunhundertneunundneunzig Euro");
    row(100000, "one thousand euros", "eintausend Euro");
    row(100100, "one thousand one euros", "eintausendeins Euro");
    row(110100, "one thousand one hundred one euros", "eintausendeinhunderteins Euro");
    row(125000, "one thousand two hundred fifty euros", "eintausendzweihundertfünfzig Euro");
    row(2100000, "twenty-one thousand euros", "einundzwanzigtausend Euro");
    row(10100000, "one hundred one thousand euros", "einhunderteintausend Euro");
    row(100000000, "one million euros", "eine Million Euro");
    row(200000100, "two million one euros", "zwei Millionen eins Euro");
    row(99999999999,
        "nine hundred ninety-nine million nine hundred ninety-nine thousand nine hundred "
        "ninety-nine euros and ninety-nine cents",
        "neunhundertneunundneunzig Millionen neunhundertneunundneunzigtausendneunhundert"
        "neunundneunzig Euro und neunundneunzig Cent");
    row(100000000000, "one billion euros", "eine Milliarde Euro");
}

void TestAmountWords::amountsAreSaidInWords()
{
    QFETCH(qint64, minor);
    QFETCH(QString, en);
    QFETCH(QString, de);
    QCOMPARE(amountInWords({minor, Currency::eur()}, english), en);
    QCOMPARE(amountInWords({minor, Currency::eur()}, german), de);
}

void TestAmountWords::otherCurrenciesKeepTheirNames()
{
    QCOMPARE(amountInWords({1250, *Currency::fromCode("GBP")}, english),
        u"twelve pounds and fifty pence"_s);
    const auto said = [](qint64 minor, const char *code, const QLocale &locale) {
        return amountInWords({minor, *Currency::fromCode(code)}, locale);
    };
    QCOMPARE(said(12, "JPY", english), u"twelve yen"_s);
    QCOMPARE(said(1500, "KWD", english), u"one Kuwaiti dinar and five hundred fils"_s);
    QCOMPARE(said(2001, "TND", german), u"zwei tunesische Dinar und ein Millime"_s);
    QCOMPARE(said(12, "ISK", english), u"twelve ISK"_s);
    QCOMPARE(said(1500, "OMR", english), u"one OMR 500/1000"_s);
}

void TestAmountWords::figuresFollowTheLocale_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QString>("en");
    QTest::addColumn<QString>("de");

    QTest::newRow("zero") << qint64(0) << u"0.00"_s << u"0,00"_s;
    QTest::newRow("cents") << qint64(7) << u"0.07"_s << u"0,07"_s;
    QTest::newRow("hundreds") << qint64(99999) << u"999.99"_s << u"999,99"_s;
    QTest::newRow("thousands") << qint64(125000) << u"1,250.00"_s << u"1.250,00"_s;
    QTest::newRow("millions") << qint64(-123456789) << u"\u22121,234,567.89"_s
                              << u"\u22121.234.567,89"_s;
    QTest::newRow("most") << maxMinor << u"99,999,999,999.99"_s << u"99.999.999.999,99"_s;
}

void TestAmountWords::figuresFollowTheLocale()
{
    QFETCH(qint64, minor);
    QFETCH(QString, en);
    QFETCH(QString, de);
    QCOMPARE(formatMoney({minor, Currency::eur()}, english), en);
    QCOMPARE(formatMoney({minor, Currency::eur()}, german), de);
    QCOMPARE(formatWithCurrency({minor, Currency::eur()}, english), en + u"\u00A0EUR"_s);
}

// A month's credits: a nought stood in their place on screen and paper.
void TestAmountWords::sumsBeyondAnyAmountAreShown()
{
    const auto shown = [](const char *text, const char *currency) {
        const Currency unit = *Currency::fromCode(currency);
        return formatWithCurrency(moneyOf(*Decimal::parse(text), unit), english);
    };
    QCOMPARE(shown("150000000000.5", "IDR"), u"150,000,000,000.50\u00A0IDR"_s);
    QCOMPARE(shown("-150000000000.00", "IDR"), u"\u2212150,000,000,000.00\u00A0IDR"_s);
    QCOMPARE(shown("12345678901234", "JPY"), u"12,345,678,901,234\u00A0JPY"_s);
    QCOMPARE(shown("99999999999.999", "KWD"), u"99,999,999,999.999\u00A0KWD"_s);
    QCOMPARE(shown("-0.05", "EUR"), u"\u22120.05\u00A0EUR"_s);
    QCOMPARE(shown("0", "EUR"), u"0.00\u00A0EUR"_s);
}

KONTOR_TEST(TestAmountWords)
#include "tst_amountwords.moc"
