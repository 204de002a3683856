// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Cpf.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;

class tst_Cpf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digitsAreCheckedAndKept_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("strict"); // empty: refused
        QTest::addColumn<QByteArray>("length");
        const auto row
            = [](const char *name, const QString &text, const QByteArray &strict,
                  const QByteArray &length) { QTest::newRow(name) << text << strict << length; };
        for (const char *valid : {"12345678909", "98765432100", "39053344705", "21829110063",
                 "80052029034", "18944295085"}) {
            row(valid, QString::fromLatin1(valid), valid, valid);
        }
        row("as printed", u"123.456.789-09"_s, "12345678909", "12345678909");
        row("with blanks", u" 123 456 789 09 "_s, "12345678909", "12345678909");
        row("first check digit", u"12345678919"_s, "", "12345678919");
        row("second check digit", u"12345678901"_s, "", "12345678901");
        row("two digits swapped", u"21345678909"_s, "", "21345678909");
        row("ten digits", u"1234567890"_s, "", "");
        row("twelve digits", u"123456789090"_s, "", "");
        row("empty", QString(), "", "");
        row("only separators", u"...-"_s, "", "");
        row("letter", u"1234567890a"_s, "", "");
        row("slash", u"123/456/789/09"_s, "", "");
        row("NUL", u"12345678909"_s + QChar(0), "", "");
        row("Arabic digits", u"١٢٣٤٥٦٧٨٩٠٩"_s, "", "");
        for (char digit = '0'; digit <= '9'; ++digit) {
            row(qPrintable(QString(11, QLatin1Char(digit))), QString(11, QLatin1Char(digit)), "",
                "");
        }
    }
    void digitsAreCheckedAndKept()
    {
        QFETCH(QString, text);
        const auto strict = Cpf::parse(text, CpfValidation::Strict);
        const auto length = Cpf::parse(text, CpfValidation::Length);
        QTEST(strict ? strict->digits() : QByteArray(), "strict");
        QTEST(length ? length->digits() : QByteArray(), "length");
    }
};

KONTOR_TEST(tst_Cpf)
#include "tst_cpf.moc"
