// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace kontor::testing;

namespace {

//! Node with the stock client, which plays the document's sample.
class StockClient
{
public:
    StockClient(const RunningServer &server, const QByteArray &transport, const QByteArray &token)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral("node"),
            {QStringLiteral(KONTOR_SOURCE_DIR "/tests/signalr/play.js"),
                QStringLiteral(KONTOR_SIGNALR_DIR), server.url(), QString::fromLatin1(transport)});
        m_process.waitForStarted();
        useToken(token);
    }
    ~StockClient()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(30'000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    void useToken(const QByteArray &token)
    {
        m_process.write(token + '\n');
        m_process.waitForBytesWritten();
    }
    //! Whether it prints that, from what it has printed on, within a minute.
    bool says(const QByteArray &text)
    {
        QElapsedTimer timer;
        timer.start();
        qsizetype at = m_said.indexOf(text, m_from);
        while (at < 0 && timer.elapsed() < 60'000) {
            m_process.waitForReadyRead(200);
            m_said += m_process.readAll();
            at = m_said.indexOf(text, m_from);
        }
        m_from = at < 0 ? m_from : at + text.size();
        return at >= 0;
    }
    const QByteArray &said() const { return m_said; }

private:
    QProcess m_process;
    QByteArray m_said;
    qsizetype m_from = 0;
};

} // namespace

// "Receive real-time notifications via SignalR every time your balance changes": the document's
// sample as it is printed, with the client from npm, over both transports.
class tst_WalletLive : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;
    Person m_john;
    Person m_jane;
    QByteArray m_johns;
    QByteArray m_janes;
    QByteArray m_currency;

    static QString missing()
    {
        if (QByteArray(KONTOR_SIGNALR_DIR).isEmpty()) {
            return QStringLiteral("npm could not fetch the client when the tree was configured");
        }
        const bool hasNode = !QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty();
        return hasNode ? QString() : QStringLiteral("there is no node");
    }
    void transports()
    {
        QTest::addColumn<QByteArray>("transport");
        QTest::newRow("Server-Sent Events") << QByteArray("ServerSentEvents");
        QTest::newRow("long polling") << QByteArray("LongPolling");
    }
    HttpAnswer deposit(const QByteArray &amount) const
    {
        return m_server->post("/api/accounts/" + m_johns + "/deposit", "{\"amount\": " + amount + '}',
            m_john.headers());
    }
    HttpAnswer transfer(const QByteArray &amount) const
    {
        return m_server->post("/api/accounts/" + m_johns + "/transfer",
            jsonOf({{"destinationAccountId", m_janes}, {"amount", amount}}), m_john.headers());
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>(RunningServer::Mode::SignIn);
        QVERIFY(m_server->isRunning());
        m_john = newCustomer(*m_server, "john@example.com", &m_johns);
        m_jane = newCustomer(*m_server, "jane@example.com", &m_janes);
        m_currency = m_server->get("/api/accounts/" + m_johns, m_john.headers()).text("currency");
    }
    void cleanup() { QCOMPARE(m_server->stop(), 0); }

    void theSampleRuns_data() { transports(); }
    void theSampleRuns()
    {
        QFETCH(QByteArray, transport);
        if (const QString why = missing(); !why.isEmpty()) {
            KONTOR_SKIP(qPrintable(why));
        }
        StockClient john(*m_server, transport, m_john.access);
        StockClient jane(*m_server, transport, m_jane.access);
        QVERIFY2(john.says("* started"), john.said().constData());
        QVERIFY2(jane.says("* started"), jane.said().constData());
        QCOMPARE(deposit("1000").status, 200);
        QVERIFY(john.says("Deposit: 1000 " + m_currency + "\nNew balance: 1000\n"));
        QCOMPARE(transfer("250").status, 200);
        QVERIFY(john.says("TransferSent: 250 " + m_currency + "\nNew balance: 750\n"));
        QVERIFY(jane.says("TransferReceived: 250 " + m_currency + "\nNew balance: 250\n"));
        QVERIFY2(!jane.said().contains("Deposit") && !jane.said().contains("TransferSent"),
            jane.said().constData());
        QCOMPARE(m_server->post("/api/auth/logout", {}, m_john.headers()).status, 204);
        QVERIFY2(john.says("* closed"), john.said().constData());
        QVERIFY(!jane.said().contains("* closed"));
    }
    void afterACrashItComesAgainAndTheTruthIsThere_data() { transports(); }
    void afterACrashItComesAgainAndTheTruthIsThere()
    {
        QFETCH(QByteArray, transport);
        if (const QString why = missing(); !why.isEmpty()) {
            KONTOR_SKIP(qPrintable(why));
        }
        // The same address, before and after.
        const QString address = QStringLiteral("127.0.0.1:%1").arg(m_server->port());
        StockClient john(*m_server, transport, m_john.access);
        QVERIFY2(john.says("* started"), john.said().constData());
        QCOMPARE(deposit("10").status, 200);
        m_server->kill();
        QVERIFY2(john.says("* reconnecting"), john.said().constData());
        const QString directory = m_server->directory();
        RunningServer again(RunningServer::Mode::SignIn,
            {QStringLiteral("--listen"), address}, directory);
        QVERIFY(again.isRunning());
        QVERIFY2(john.says("* reconnected"), john.said().constData());
        QCOMPARE(again.get("/api/accounts/" + m_johns, m_john.headers()).number("balance"), "10.00");
        QCOMPARE(again.post("/api/accounts/" + m_johns + "/deposit", R"({"amount": 5})",
                     m_john.headers()).status, 200);
        QVERIFY2(john.says("New balance: 15\n"), john.said().constData());
        QCOMPARE(again.stop(), 0);
        QVERIFY(m_server->start());
    }
    void aTokenThatRunsOutIsReplaced()
    {
        if (const QString why = missing(); !why.isEmpty()) {
            KONTOR_SKIP(qPrintable(why));
        }
        RunningServer server(
            RunningServer::Mode::SignIn, {QStringLiteral("--auth-access-seconds=5")});
        QByteArray account;
        newCustomer(server, "john@example.com", &account);
        const Person john = personIn(signIn(server, "john@example.com"));
        StockClient client(server, "ServerSentEvents", john.access);
        QVERIFY2(client.says("* started"), client.said().constData());
        QVERIFY2(client.says("* reconnecting"), client.said().constData());
        // Only now: a token taken sooner would run out within the same second as the first.
        const Person next = personIn(
            server.post("/api/auth/refresh", jsonOf({{"refreshToken", john.refresh}})));
        client.useToken(next.access);
        QVERIFY2(client.says("* reconnected"), client.said().constData());
        QCOMPARE(server.stop(), 0);
    }
    void theSampleRunsInARealBrowser()
    {
        const QString chromium = QStandardPaths::findExecutable(QStringLiteral("chromium"));
        if (chromium.isEmpty() || !missing().isEmpty()) {
            KONTOR_SKIP("there is no chromium, or no client from npm");
        }
        QProcess look;
        look.setProcessChannelMode(QProcess::MergedChannels);
        look.start(QStringLiteral("python3"),
            {QStringLiteral(KONTOR_SOURCE_DIR "/tests/browser/live_push.py"),
                QStringLiteral("--chromium"), chromium, QStringLiteral("--url"), m_server->url(),
                QStringLiteral("--client"), QStringLiteral(KONTOR_SIGNALR_DIR)});
        look.write(jsonOf({{"token", m_john.access}, {"account", m_johns}}) + '\n');
        look.closeWriteChannel();
        QVERIFY(look.waitForFinished(300'000));
        const QByteArray output = look.readAll();
        QVERIFY2(look.exitCode() == 0, output.constData());
    }
};

KONTOR_TEST(tst_WalletLive)
#include "tst_wallet_live.moc"
