// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "support/People.h"
#include "support/TestMain.h"
#include "system/StatementReaders.h"

#include <QTest>

using namespace kontor;
using namespace kontor::testing;

// A month's statement as JSON, as a table and as files for accounting software, over real HTTP.
class tst_StatementFiles : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;
    QTemporaryDir m_clock;

    //! It is that time from now on.
    void setClock(const QByteArray &time) const
    {
        QFile file(m_clock.filePath(u"time"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(time);
    }
    QByteArray open(const QByteArray &name, const QByteArray &currency,
        const QByteArray &balance) const
    {
        return m_server
            ->post("/accounts",
                "{\"name\":\"" + name + "\",\"currency\":\"" + currency
                    + "\",\"initialBalance\":" + balance + '}')
            .id();
    }
    void move(const QByteArray &id, const QByteArray &how, const QByteArray &amount,
        const QByteArray &more = {}) const
    {
        QCOMPARE(m_server->post("/accounts/" + id + '/' + how, "{\"amount\":" + amount + more + '}')
                     .status,
            200);
    }
    HttpAnswer get(const QByteArray &id, const QByteArray &what,
        const HttpHeaders &headers = {}) const
    {
        return m_server->get("/accounts/" + id + "/statements/" + what, headers);
    }
    //! By every format the same; fails the test where it is not.
    Told told(const QByteArray &id, const QByteArray &month, int digits) const
    {
        const Told json = readJson(get(id, month + "?format=json").body, digits);
        const auto compare = [&] {
            QCOMPARE(readCsv(get(id, month + "?format=csv").body, json), json);
            QCOMPARE(readCamt(get(id, month + "?format=camt053").body), json);
            QCOMPARE(readOfx(get(id, month + "?format=ofx").body, digits), json);
        };
        compare();
        return json;
    }

private Q_SLOTS:
    void init()
    {
        setClock("2026-02-10T09:00:00Z");
        qputenv("KONTOR_TEST_CLOCK", m_clock.filePath(u"time"_s).toLocal8Bit());
        m_server = std::make_unique<RunningServer>(
            QStringList{u"--branch-name"_s, u"Filiale K\u00F6ln"_s, u"--branch-bank-id"_s,
                u"37050198"_s, u"--branch-time-zone"_s, u"Europe/Berlin"_s});
        qunsetenv("KONTOR_TEST_CLOCK");
        QVERIFY(m_server->isRunning());
    }
    void cleanup() { QCOMPARE(m_server->stop(), 0); }

    void everyFormatTellsTheSame_data()
    {
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QByteArray>("smallest");
        QTest::addColumn<QString>("closing");
        QTest::newRow("euros") << QByteArray("EUR") << 2 << QByteArray("0.01") << u"1040.01"_s;
        QTest::newRow("yen") << QByteArray("JPY") << 0 << QByteArray("1") << u"1041"_s;
        QTest::newRow("dinars") << QByteArray("KWD") << 3 << QByteArray("0.001") << u"1040.001"_s;
    }
    void everyFormatTellsTheSame()
    {
        QFETCH(QByteArray, currency);
        QFETCH(int, digits);
        QFETCH(QByteArray, smallest);
        const QByteArray own = open("J\u00FCrgen M\u00FC\u00DFig", currency, "1000");
        const QByteArray other = open("\u5C71\u7530 \u592A\u90CE & <S\u00F6hne>", currency, "500");
        move(own, "deposit", smallest, ",\"description\":\"Gr\u00F6\u00DFe \\\"M\\\" <a> & 'b'\"");
        move(own, "withdraw", "40");
        const QByteArray to = ",\"destinationAccountId\":\"";
        move(own, "transfer", "20", to + other + "\",\"description\":\"Miete \xF0\x9F\x98\x80\"");
        move(other, "transfer", "100", to + own + '"');
        QCOMPARE(told(own, "2026-02", digits).lines.size(), 5); // not over yet
        setClock("2026-02-28T23:30:00Z"); // March in Berlin
        const Told february = told(own, "2026-02", digits);
        QCOMPARE(february.lines.size(), 5);
        QTEST(february.closing, "closing");
        QCOMPARE(february.opening.toDouble(), 0.0);
        const Told march = told(own, "2026-03", digits);
        QCOMPARE(march.opening, february.closing);
        QCOMPARE(march.closing, february.closing);
        QVERIFY(march.lines.isEmpty());
        QVERIFY(told(own, "2025-12", digits).lines.isEmpty()); // before there was an account
        QCOMPARE(told(own, "2026-02", digits), february); // asked again
        QCOMPARE(told(other, "2026-02", digits).lines.size(), 3);
    }
    void aLongTextIsToldWhole()
    {
        const QByteArray id = open("Ana", "EUR", "1");
        move(id, "deposit", "1",
            ",\"description\":\"" + QByteArray("\xF0\x9F\x98\x80").repeated(140) + '"');
        QCOMPARE(readCamt(get(id, "2026-02?format=camt053").body),
            readJson(get(id, "2026-02").body, 2));
    }
    void aLongMonthIsAPageAtATime()
    {
        const QByteArray id = open("Ana", "EUR", "10");
        for (int i = 0; i < 4; ++i) {
            move(id, "deposit", "1.5");
        }
        const Told whole = readJson(get(id, "2026-02").body, 2);
        QStringList camtLines;
        QStringList ofxLines;
        QStringList balances;
        QByteArray after = "0";
        for (int page = 1; !after.isEmpty(); ++page) {
            const QByteArray piece = "2026-02?limit=2&after=" + after + "&format=";
            const auto camt = get(id, piece + "camt053");
            const Told read = readCamt(camt.body);
            camtLines << read.lines;
            balances << read.opening << read.closing;
            ofxLines << readOfx(get(id, piece + "ofx").body, 2).lines;
            after = get(id, piece + "json").text("next");
            QCOMPARE(textsIn(camt.body, u"GrpHdr/MsgPgntn/PgNb"_s),
                QStringList(QString::number(page)));
            QCOMPARE(textsIn(camt.body, u"StmtPgntn/LastPgInd"_s),
                QStringList(after.isEmpty() ? u"true"_s : u"false"_s));
            QCOMPARE(camt.header("Link").contains("format=camt053>; rel=\"next\""),
                !after.isEmpty());
            QCOMPARE(textsIn(camt.body, u"Tp/SubTp/Cd"_s).size(), page == 2 ? 2 : 1);
        }
        QCOMPARE(camtLines, whole.lines);
        QCOMPARE(ofxLines, whole.lines);
        QCOMPARE(balances,
            (QStringList{u"0.00"_s, u"11.50"_s, u"11.50"_s, u"14.50"_s, u"14.50"_s, u"16.00"_s}));
    }
    void aPageAddsUpByItself()
    {
        const QByteArray id = open("Ana", "EUR", "10");
        move(id, "withdraw", "3.25");
        move(id, "deposit", "1");
        const QByteArray whole = get(id, "2026-02?format=camt053").body;
        QCOMPARE(textsIn(whole, u"NbOfNtries"_s), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
        QCOMPARE(textsIn(whole, u"Sum"_s), (QStringList{u"14.25"_s, u"11.00"_s, u"3.25"_s}));
        QCOMPARE(textsIn(whole, u"TtlNetNtry/Amt"_s), QStringList(u"7.75"_s));
        const QByteArray piece = get(id, "2026-02?format=camt053&limit=1&after=1").body;
        QCOMPARE(textsIn(piece, u"NbOfNtries"_s), (QStringList{u"1"_s, u"0"_s, u"1"_s}));
        QCOMPARE(textsIn(piece, u"TtlNetNtry/CdtDbtInd"_s), QStringList(u"DBIT"_s));
    }
    void aMonthThatIsNotOverSaysWhatIsAvailable()
    {
        const QByteArray id = open("Ana", "EUR", "100");
        QCOMPARE(m_server
                     ->post("/accounts/" + id + "/holds",
                         R"({"amount":30,"kind":"court","reason":"order"})")
                     .status,
            201);
        QByteArray camt = get(id, "2026-02?format=camt053").body;
        QByteArray ofx = get(id, "2026-02?format=ofx").body;
        QCOMPARE(textsIn(camt, u"Bal/Tp/CdOrPrtry/Cd"_s),
            (QStringList{u"OPBD"_s, u"CLBD"_s, u"CLAV"_s}));
        QCOMPARE(textsIn(camt, u"Bal/Amt"_s), (QStringList{u"0.00"_s, u"100.00"_s, u"70.00"_s}));
        QCOMPARE(textsIn(camt, u"Bal/Dt/Dt"_s),
            (QStringList{u"2026-02-01"_s, u"2026-02-10"_s, u"2026-02-10"_s}));
        QCOMPARE(textsIn(camt, u"FrToDt/ToDtTm"_s), QStringList(u"2026-02-10T10:00:00+01:00"_s));
        QCOMPARE(textsIn(ofx, u"AVAILBAL/BALAMT"_s), QStringList(u"70.00"_s));
        QCOMPARE(textsIn(ofx, u"DTEND"_s), QStringList(u"20260210120000"_s));
        const QStringList before = textsIn(camt, u"Stmt/Id"_s);
        setClock("2026-03-01T09:00:00Z");
        camt = get(id, "2026-02?format=camt053").body;
        ofx = get(id, "2026-02?format=ofx").body;
        QVERIFY(!camt.contains("CLAV") && !ofx.contains("AVAILBAL"));
        QCOMPARE(textsIn(camt, u"FrToDt/ToDtTm"_s), QStringList(u"2026-02-28T23:59:59+01:00"_s));
        QCOMPARE(textsIn(camt, u"ElctrncSeqNb"_s), QStringList(u"2"_s));
        QCOMPARE(textsIn(ofx, u"LEDGERBAL/DTASOF"_s), QStringList(u"20260228120000"_s));
        QCOMPARE(textsIn(camt, u"Stmt/Id"_s), before); // nothing was booked since
    }
    void theBankIsNamedAsItIsSetUp()
    {
        const QByteArray id = open("Ana", "EUR", "1");
        const QByteArray camt = get(id, "2026-02?format=camt053").body;
        QCOMPARE(textsIn(camt, u"Svcr/FinInstnId/Nm"_s), QStringList(u"Filiale K\u00F6ln"_s));
        QCOMPARE(textsIn(camt, u"Svcr/FinInstnId/Othr/Id"_s), QStringList(u"37050198"_s));
        const QByteArray ofx = get(id, "2026-02?format=ofx").body;
        QCOMPARE(textsIn(ofx, u"BANKACCTFROM/BANKID"_s), QStringList(u"37050198"_s));
    }
    void theParameterGoesBeforeAccept_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char *name, const char *format, const char *accept,
                             const char *type) {
            QTest::newRow(name) << QByteArray(format) << QByteArray(accept) << QByteArray(type);
        };
        row("nothing said", "", "*/*", "application/json");
        row("xml", "", "application/xml", "application/xml; charset=utf-8");
        row("ofx", "", "application/x-ofx", "application/x-ofx; charset=utf-8");
        row("the one weighed more", "", "application/x-ofx;q=0.4, text/csv;q=0.5",
            "text/csv; charset=utf-8");
        row("both", "?format=ofx", "text/csv", "application/x-ofx; charset=utf-8");
        row("both, json", "?format=json", "application/xml", "application/json");
        row("a browser", "", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/json");
        row("a browser that is told", "?format=camt053", "text/html,*/*;q=0.8",
            "application/xml; charset=utf-8");
    }
    void theParameterGoesBeforeAccept()
    {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, accept);
        const QByteArray id = open("Ana", "EUR", "1");
        const auto answer = get(id, "2026-02" + format, {{"Accept", accept}});
        QCOMPARE(answer.status, 200);
        QTEST(answer.header("Content-Type"), "type");
        QCOMPARE(answer.header("Vary"), QByteArray("Accept"));
    }
    void filesHaveANameAndHeadTellsIt()
    {
        const QByteArray id = open("Ana", "EUR", "1");
        for (const auto &[format, suffix] :
            {std::pair("camt053", "xml"), std::pair("ofx", "ofx"), std::pair("csv", "csv")}) {
            const QByteArray path = "/accounts/" + id + "/statements/2026-02?format=" + format;
            const auto head = m_server->send("HEAD", path);
            QCOMPARE(head.status, 200);
            QVERIFY(head.body.isEmpty());
            QCOMPARE(head.header("Content-Disposition"),
                QByteArray("attachment; filename=\"statement-2026-02.") + suffix + '"');
            QCOMPARE(head.header("Content-Length").toLongLong(), m_server->get(path).body.size());
        }
    }
    void whatIsNotMadeIsSaidToBe()
    {
        const QByteArray id = open("Ana", "EUR", "1");
        const auto pdf = get(id, "2026-02?format=pdf");
        QCOMPARE(pdf.status, 400);
        QCOMPARE(pdf.code(), u"invalid-parameter"_s);
        QCOMPARE(pdf.text("detail"),
            QByteArray("format: The server makes no PDF files. The teller "
                       "program prints statements and saves them as PDF."));
        const auto unknown = get(id, "2026-02?format=mt940");
        QCOMPARE(unknown.status, 400);
        QCOMPARE(unknown.text("detail"),
            QByteArray("format: Expected one of: json, csv, camt053, ofx."));
        QCOMPARE(get(id, "2026-02?format=").status, 400);
        QCOMPARE(get(id, "2026-02", {{"Accept", "application/pdf"}}).status, 406);
        QCOMPARE(get(id, "2027-01?format=ofx").status, 400);
    }
    void theOtherSideIsNamedToWhoMaySeeIt()
    {
        RunningServer server(RunningServer::Mode::SignIn);
        const Person admin = setUp(server);
        const Person teller = newPerson(server, admin, "tina", "teller");
        QByteArray own;
        QByteArray foreign;
        const Person customer = newCustomer(server, "anna@example.org", &own);
        newCustomer(server, "bruno@example.org", &foreign);
        const auto post = [&](const QByteArray &path, const QByteArray &json, const Person &by) {
            QCOMPARE(server.post("/accounts/" + own + path, json, by.headers()).status, 200);
        };
        post("/deposit", R"({"amount":10})", teller);
        post("/transfer", "{\"amount\":1,\"destinationAccountId\":\"" + foreign + "\"}", customer);
        const QByteArray number
            = server.get("/accounts/" + foreign, teller.headers()).text("accountNumber");
        const QByteArray month
            = server.get("/accounts/" + own, teller.headers()).text("createdAt").first(7);
        const auto read = [&](const QByteArray &format, const QString &path, const Person &by) {
            const auto answer = server.get(
                "/accounts/" + own + "/statements/" + month + "?format=" + format, by.headers());
            return textsIn(answer.body, path).value(0).toLatin1();
        };
        QCOMPARE(read("camt053", u"CdtrAcct/Id/Othr/Id"_s, teller), number);
        QVERIFY(!read("camt053", u"Cdtr/Pty/Nm"_s, teller).isEmpty());
        QCOMPARE(read("ofx", u"BANKACCTTO/ACCTID"_s, teller), number);
        QCOMPARE(read("camt053", u"CdtrAcct/Id/Othr/Id"_s, customer),
            QByteArray(foreign).replace("-", ""));
        QCOMPARE(read("camt053", u"Cdtr/Pty/Nm"_s, customer), QByteArray());
        QCOMPARE(read("ofx", u"BANKACCTTO/ACCTID"_s, customer), QByteArray());
        QCOMPARE(server.stop(), 0);
    }
};

KONTOR_TEST(tst_StatementFiles)
#include "tst_statement_files.moc"
