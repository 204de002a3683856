// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "server/routes/StatementCamt.h"
#include "server/routes/StatementOfx.h"
#include "server/routes/XmlTree.h"
#include "support/TestMain.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace kontor;
using namespace kontor::server;
using api::MovementType;

// What files for accounting software make of texts and lines that their standards have no room for.
class tst_StatementXml : public QObject
{
    Q_OBJECT

    static constexpr AccountId other{Uuid{{7}}};

    static StatementFile fileWith(qint64 amount, MovementType type, const QString &description)
    {
        StatementFile file;
        file.bankName = u"Main branch"_s;
        file.bankId = u"KONTOR"_s;
        file.now = *Timestamp::parse("2026-04-01T09:00:00Z");
        file.limit = 1'000;
        api::Statement &statement = file.statement;
        statement.accountNumber = u"0000001-8"_s;
        statement.name = u"Ana"_s;
        statement.month = u"2026-03"_s;
        statement.firstDay = QDate(2026, 3, 1);
        statement.lastDay = QDate(2026, 3, 31);
        statement.closing = Decimal(amount, 2);
        statement.lineCount = 1;
        api::StatementLine line;
        line.bookingDate = QDate(2026, 3, 10);
        line.type = type;
        line.description = description;
        line.transactionId = QString::fromLatin1(Uuid{{1}}.toString());
        line.amount = line.balance = Decimal(amount, 2);
        line.version = 5;
        statement.lines = {line};
        file.before = Decimal(0, 2);
        file.after = statement.closing;
        return file;
    }
    static StatementFile transferTo(const QString &name, const QString &number)
    {
        StatementFile file = fileWith(-100, MovementType::TransferSent, u"Rent"_s);
        file.statement.lines[0].counterpartyAccountId = other;
        file.counterparties[other] = {name, number};
        return file;
    }
    //! The texts of all elements of that name.
    static QStringList texts(const QByteArray &xml, const QString &name)
    {
        QStringList found;
        QXmlStreamReader reader(xml);
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == name) {
                found
                    << reader.readElementText(QXmlStreamReader::IncludeChildElements).simplified();
            }
        }
        return reader.hasError() ? QStringList(reader.errorString()) : found;
    }

private Q_SLOTS:
    void nothingStaysThatXmlMayNotHold_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        QTest::newRow("plain") << u"Gr\u00F6\u00DFe \u5C71 \U0001F600"_s
                               << u"Gr\u00F6\u00DFe \u5C71 \U0001F600"_s;
        QTest::newRow("controls") << u"a\u0001b\tc\r\nd\u007F\u0085e"_s << u"a b c d e"_s;
        QTest::newRow("noncharacters") << u"a\uFFFEb\uFFFFc"_s << u"a b c"_s;
        QTest::newRow("NUL") << QString(u'a') + QChar(0) + u'b' << u"a b"_s;
        QTest::newRow("half a character") << QString(u'a') + QChar(0xD83D) + u'b' << u"a b"_s;
        QTest::newRow("the other half") << QString(QChar(0xDE00)) + u'a' << u"a"_s;
        QTest::newRow("half at the end") << QString(u'a') + QChar(0xD83D) << u"a"_s;
        QTest::newRow("blanks") << u"  a   b "_s << u"a b"_s;
        QTest::newRow("nothing") << u"\u0001 "_s << QString();
    }
    void nothingStaysThatXmlMayNotHold()
    {
        QFETCH(QString, text);
        QTEST(xmlText(text), "clean");
    }
    void aCutGoesThroughNoCharacter()
    {
        const QString smile = u"\U0001F600"_s;
        QCOMPARE(inPieces(QString(), 3), QStringList());
        QCOMPARE(inPieces(u"abc"_s, 3), QStringList(u"abc"_s));
        QCOMPARE(inPieces(u"abcd"_s, 3), (QStringList{u"abc"_s, u"d"_s}));
        QCOMPARE(inPieces(u"ab"_s + smile + u'c', 3), (QStringList{u"ab"_s, smile + u'c'}));
        QCOMPARE(inPieces(smile.repeated(3), 3), (QStringList{smile, smile, smile}));
        QCOMPARE(inPieces(u"a"_s + smile, 3), QStringList(u"a"_s + smile));
    }
    void namesAreCutToWhatThereIsRoomFor()
    {
        const QString name = QString(31, u'n') + u"\U0001F600"_s + QString(200, u'n');
        const StatementFile file = transferTo(name, u"0000002-6"_s);
        QCOMPARE(texts(statementOfx(file), u"NAME"_s), QStringList(QString(31, u'n')));
        QCOMPARE(texts(statementCamt(file), u"Cdtr"_s), QStringList(name.first(140)));
    }
    void aNumberThatIsTooLongIsToldByItsEnd()
    {
        const StatementFile file = transferTo(u"Bruno"_s, u"MT84 MALT 0110 0001 2345 MTLC AS"_s);
        QCOMPARE(texts(statementCamt(file), u"CdtrAcct"_s),
            QStringList(u"MT84 MALT 0110 0001 2345 MTLC AS"_s));
        const QStringList ids = texts(statementOfx(file), u"ACCTID"_s);
        QCOMPARE(ids, (QStringList{u"0000001-8"_s, u"MALT011000012345MTLCAS"_s}));
    }
    void cashMachinesAreToldFromTheCounter()
    {
        StatementFile file = fileWith(-100, MovementType::Withdrawal, u"Cash machine"_s);
        QCOMPARE(texts(statementOfx(file), u"TRNTYPE"_s), QStringList(u"CASH"_s));
        QCOMPARE(texts(statementCamt(file), u"Domn"_s), QStringList(u"PMNT CNTR CWDL"_s));
        file.paidByMachine = {5};
        QCOMPARE(texts(statementOfx(file), u"TRNTYPE"_s), QStringList(u"ATM"_s));
        QCOMPARE(texts(statementCamt(file), u"Domn"_s), QStringList(u"PMNT CCRD CWDL"_s));
    }
    void aBalanceBelowZeroIsADebit()
    {
        const StatementFile file = fileWith(-250, MovementType::Withdrawal, u"x"_s);
        const QStringList balances = texts(statementCamt(file), u"Bal"_s);
        QCOMPARE(balances.at(1), u"CLBD 2.50 DBIT 2026-03-31"_s);
        QCOMPARE(texts(statementOfx(file), u"BALAMT"_s), QStringList(u"-2.50"_s));
    }
    void aValueDateIsToldWhereItDiffers()
    {
        StatementFile file = fileWith(100, MovementType::Deposit, u"x"_s);
        QCOMPARE(texts(statementCamt(file), u"ValDt"_s), QStringList(u"2026-03-10"_s));
        QVERIFY(texts(statementOfx(file), u"DTAVAIL"_s).isEmpty());
        file.statement.lines[0].valueDate = QDate(2026, 2, 27);
        QCOMPARE(texts(statementCamt(file), u"ValDt"_s), QStringList(u"2026-02-27"_s));
        QCOMPARE(texts(statementOfx(file), u"DTAVAIL"_s), QStringList(u"20260227120000"_s));
    }
    void aDayIsTheSameWhereTheBranchIs_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone : {"UTC", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe",
                 "Pacific/Auckland", "Pacific/Fiji", "Pacific/Chatham", "Pacific/Apia",
                 "Pacific/Kiritimati", "Pacific/Pago_Pago", "Etc/GMT+12"}) {
            QTest::newRow(zone) << QByteArray(zone);
        }
    }
    void aDayIsTheSameWhereTheBranchIs()
    {
        QFETCH(QByteArray, zone);
        StatementFile file = fileWith(100, MovementType::Deposit, u"x"_s);
        file.timeZone = QTimeZone(zone);
        file.statement.lines[0].bookingDate = QDate(2026, 2, 28);
        const QString posted = texts(statementOfx(file), u"DTPOSTED"_s).value(0);
        QDateTime moment = QDateTime::fromString(posted, u"yyyyMMddHHmmss"_s);
        moment.setTimeSpec(Qt::UTC);
        QCOMPARE(moment.date(), QDate(2026, 2, 28));
        QCOMPARE(moment.toTimeZone(file.timeZone).date(), QDate(2026, 2, 28));
    }
    void ofxHasNoEntitiesButItsOwn()
    {
        const QString text = u"\"a\" & 'b' <c> &quot;"_s;
        const QByteArray ofx = statementOfx(fileWith(100, MovementType::Deposit, text));
        QVERIFY(ofx.contains("<MEMO>\"a\" &amp; 'b' &lt;c&gt; &amp;quot;</MEMO>"));
        QCOMPARE(texts(ofx, u"MEMO"_s), QStringList(text));
        QVERIFY(ofx.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
                               "<?OFX OFXHEADER=\"200\" VERSION=\"211\" SECURITY=\"NONE\" "
                               "OLDFILEUID=\"NONE\" NEWFILEUID=\"NONE\"?>"));
    }
    void aTextOfNothingIsLeftOut()
    {
        const StatementFile file = fileWith(100, MovementType::Deposit, u"\u0001"_s);
        QVERIFY(!statementCamt(file).contains("Ustrd"));
        QVERIFY(!statementOfx(file).contains("MEMO"));
    }
    void idsNameWhatTheyStandFor()
    {
        StatementFile file = fileWith(100, MovementType::Deposit, u"x"_s);
        const QStringList ids = texts(statementCamt(file), u"MsgId"_s);
        QCOMPARE(ids.at(0).size(), 32);
        file.now.micros += 86'400'000'000;
        QCOMPARE(texts(statementCamt(file), u"MsgId"_s), ids);
        ++file.statement.lineCount; // something was booked
        QVERIFY(texts(statementCamt(file), u"MsgId"_s) != ids);
    }
};

KONTOR_TEST(tst_StatementXml)
#include "tst_statement_xml.moc"
