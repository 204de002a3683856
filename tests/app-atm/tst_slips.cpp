// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/AtmMachine.h"
#include "app-atm/session/Slips.h"
#include "support/TestMain.h"

#include <QTest>
#include <QTimeZone>
#include <QTranslator>

using namespace kontor;
using namespace kontor::atm;

//! What customers carry home.
class tst_Slips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dateIsWrittenAsTheLanguageWritesIt()
    {
        QVERIFY(
            receiptLines({}, {}, header(Language::English)).contains(u"27 November 2026, 14:40"_s));
        QVERIFY(
            receiptLines({}, {}, header(Language::German)).contains(u"27. November 2026, 14:40"_s));
    }
    void timeIsThatOfTheBranch()
    {
        SlipHeader slip = header(Language::English);
        slip.at = *Timestamp::parse("2026-12-31T23:30:00Z");
        slip.timeZone = u"Asia/Tokyo"_s;
        QVERIFY(receiptLines({}, {}, slip).contains(u"1 January 2027, 08:30"_s));
        slip.timeZone = u"America/Sao_Paulo"_s;
        QVERIFY(receiptLines({}, {}, slip).contains(u"31 December 2026, 20:30"_s));
    }
    void checkSlipSaysWhomToAsk()
    {
        SlipHeader slip = header(Language::English);
        slip.helpPhone = u"0800 555 0100"_s;
        const WithdrawalId id;
        QStringList lines = checkSlipLines(id, 170, slip);
        QVERIFY(lines.contains(u"€170"_s));
        QVERIFY(lines.contains(u"Reference "_s + referenceOf(id)));
        QCOMPARE(lines.last(), u"Help: 0800 555 0100"_s);
        slip.helpPhone.clear();
        QCOMPARE(checkSlipLines(id, 170, slip).last(), u"Ask in the branch"_s);
        QTranslator german;
        QVERIFY(german.load(QLocale(QLocale::German), u"atm"_s, u"_"_s, u":/i18n"_s));
        QCoreApplication::installTranslator(&german);
        slip.helpPhone = u"0800 555 0100"_s;
        lines = checkSlipLines(id, 170, slip);
        QCOMPARE(lines.last(), u"Hilfe: 0800 555 0100"_s);
        QVERIFY(lines.contains(u"Nicht noch einmal versuchen. Diese Nummer aufheben."_s));
    }
    void keptCardSlipSaysWhyAndWhatNext()
    {
        SlipHeader slip = header(Language::English);
        QStringList lines = keptCardSlipLines(u"NF46 K9"_s, ProblemKind::PinTriesUsedUp, slip);
        QVERIFY(lines.contains(u"The machine has kept your card."_s));
        QVERIFY(lines.contains(u"The PIN was wrong too often."_s));
        QVERIFY(lines.contains(u"Ask in the branch, with your ID."_s));
        QCOMPARE(lines.last(), u"Reference NF46 K9"_s);
        slip.helpPhone = u"0800 555 0100"_s;
        lines = keptCardSlipLines(u"NF46 K9"_s, ProblemKind::CardNotTaken, slip);
        QVERIFY(lines.contains(u"It was not taken in time."_s));
        QCOMPARE(lines.last(), u"Help: 0800 555 0100"_s);
    }

private:
    static SlipHeader header(Language language)
    {
        SlipHeader header;
        header.language = language;
        const QDateTime at(QDate(2026, 11, 27), QTime(14, 40));
        header.at = Timestamp{at.toMSecsSinceEpoch() * 1000};
        return header;
    }
};

KONTOR_TEST(tst_Slips)
#include "tst_slips.moc"
