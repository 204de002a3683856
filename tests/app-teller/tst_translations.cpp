// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace kontor;

//! German is complete, and keeps every placeholder.
class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void wordsNobodyShouldReadAreAbsent();
};

void TestTranslations::everyTextIsTranslated_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("least");

    QTest::newRow("widgets de") << u"widgets_de"_s << 15;
    QTest::newRow("teller de") << u"teller_de"_s << 200;
    QTest::newRow("widgets en") << u"widgets_en"_s << 1;
    QTest::newRow("teller en") << u"teller_en"_s << 6;
}

void TestTranslations::everyTextIsTranslated()
{
    QFETCH(QString, file);
    QFETCH(int, least);
    QFile ts(QStringLiteral(KONTOR_SOURCE_DIR "/translations/") + file + u".ts"_s);
    QVERIFY(ts.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(ts.readAll());
    static const QRegularExpression message(
        u"<source>(.*?)</source>.*?<translation(.*?)>(.*?)</translation>"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression placeholder(u"%(\\d|n)"_s);
    int messages = 0;
    auto found = message.globalMatch(text);
    while (found.hasNext()) {
        const auto one = found.next();
        const QString source = one.captured(1);
        const QString translation = one.captured(3);
        QVERIFY2(!one.captured(2).contains(u"unfinished"_s), qPrintable(source));
        QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(source));
        auto wanted = placeholder.globalMatch(source);
        while (wanted.hasNext()) {
            const QString mark = wanted.next().captured(0);
            QVERIFY2(translation.contains(mark), qPrintable(source));
        }
        ++messages;
    }
    QVERIFY2(messages >= least, qPrintable(QString::number(messages)));
}

void TestTranslations::wordsNobodyShouldReadAreAbsent()
{
    QFile ts(QStringLiteral(KONTOR_SOURCE_DIR "/translations/teller_de.ts"));
    QVERIFY(ts.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(ts.readAll());
    static const QRegularExpression banned(
        u"<source>[^<]*\\b(invalid|please|sorry|oops|failed|error)\\b[^<]*</source>"_s,
        QRegularExpression::CaseInsensitiveOption);
    QCOMPARE(banned.match(text).captured(0), QString());
}

KONTOR_TEST(TestTranslations)
#include "tst_translations.moc"
