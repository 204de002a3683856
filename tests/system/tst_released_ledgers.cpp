// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTest>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

// tests/golden/ledgers/VERSION is a backup that the server of that version has made, and answers.json
// what it answered then. Each can be restored and served by every later one, for ever. A new one is
// written by ./dev release-ledger, once per release; none is ever written again.

namespace {

const QString place = QStringLiteral(KONTOR_SOURCE_DIR "/tests/golden/ledgers");

struct Ask
{
    QByteArray path;
    QByteArray body;
    QByteArray key;
};

//! What was sent once, and is sent again under its key. `@` stands for the account's id.
const std::vector<Ask> &asked()
{
    static const std::vector<Ask> all = {
        {"/accounts", R"({"ownerName":"Jörg Weiß","initialBalance":500,"currency":"EUR"})", "golden/1"},
        {"/accounts", R"({"ownerName":"Ana Souza","cpf":"529.982.247-25"})", "golden/2"},
        {"/accounts/@/deposit", R"({"amount":25.5,"description":"Überweisung 文"})", "golden/3"},
        {"/accounts/@/withdraw", R"({"amount":10000})", "golden/4"},
        {"/accounts/@/holds", R"({"amount":20,"kind":"other","reason":"hotel"})", "golden/5"},
        {"/cards", R"({"accountId":"@","pin":"2580"})", "golden/6"},
    };
    return all;
}

QByteArray fill(QByteArray text, const QByteArray &account)
{
    return text.replace('@', account);
}

HttpAnswer send(const RunningServer &server, const Ask &ask, const QByteArray &account)
{
    return server.post("/api/v1" + fill(ask.path, account), fill(ask.body, account),
        {{"Idempotency-Key", ask.key}});
}

QJsonArray balances(const RunningServer &server)
{
    QJsonArray rows;
    for (const auto &item : server.get("/api/v1/accounts").items()) {
        const QByteArray id = item["id"_L1].toString().toLatin1();
        const HttpAnswer account = server.get("/api/v1/accounts/" + id);
        rows.append(QJsonObject{{u"id"_s, QString::fromLatin1(id)}, {u"name"_s, item["name"_L1]},
            {u"balance"_s, QString::fromLatin1(account.number("balance"))},
            {u"available"_s, QString::fromLatin1(account.number("available"))},
            {u"version"_s, item["version"_L1]}});
    }
    return rows;
}

void makeLedger(const QString &directory)
{
    RunningServer server;
    QByteArray account;
    QJsonArray answers;
    for (const Ask &ask : asked()) {
        const HttpAnswer answer = send(server, ask, account);
        answers.append(QJsonObject{{u"status"_s, answer.status}, {u"id"_s, answer.json()["id"_L1]}});
        account = account.isEmpty() ? answer.id() : account;
    }
    const QJsonObject all{{u"account"_s, QString::fromLatin1(account)}, {u"answers"_s, answers},
        {u"balances"_s, balances(server)}};
    server.stop();
    const ProgramRun made = run(u"kontor-server"_s,
        {u"backup"_s, u"--data"_s, server.directory(), u"--output"_s, directory});
    QVERIFY2(made.exitCode == 0, qPrintable(made.all()));
    write(directory + u"/answers.json"_s, QJsonDocument(all).toJson());
}

} // namespace

class tst_ReleasedLedgers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString mine = place + u'/' + QStringLiteral(KONTOR_VERSION);
        if (qEnvironmentVariableIsSet("KONTOR_WRITE_LEDGER") && !QDir(mine).exists()) {
            QVERIFY(QDir().mkpath(place));
            makeLedger(mine);
        }
    }
    void eachIsRestoredServedAndWhole_data()
    {
        QTest::addColumn<QString>("directory");
        for (const QString &version : QDir(place).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QTest::newRow(qPrintable(version)) << place + u'/' + version;
        }
    }
    void eachIsRestoredServedAndWhole()
    {
        QFETCH(QString, directory);
        const QTemporaryDir scratch;
        const QString data = scratch.path() + u"/data"_s;
        const ProgramRun restored
            = run(u"kontor-server"_s, {u"restore"_s, u"--from"_s, directory, u"--data"_s, data});
        QVERIFY2(restored.exitCode == 0, qPrintable(restored.all()));
        const auto golden
            = QJsonDocument::fromJson(contentOf(directory + u"/answers.json"_s)).object();
        const QByteArray account = golden["account"_L1].toString().toLatin1();

        RunningServer server({}, data);
        QVERIFY2(server.isRunning(), server.log().constData());
        QCOMPARE(balances(server), golden["balances"_L1].toArray());
        const QJsonArray answers = golden["answers"_L1].toArray();
        QCOMPARE(std::size_t(answers.size()), asked().size());
        for (std::size_t i = 0; i < asked().size(); ++i) {
            const HttpAnswer again = send(server, asked()[i], account);
            QCOMPARE(again.status, answers[qsizetype(i)]["status"_L1].toInt());
            QCOMPARE(again.json()["id"_L1], answers[qsizetype(i)]["id"_L1]);
            QCOMPARE(again.header("Idempotency-Replayed"), "true");
        }
        QCOMPARE(balances(server), golden["balances"_L1].toArray());
        const QByteArray card = answers.last()["id"_L1].toString().toLatin1();
        const auto session = server.post(
            "/api/v1/cards/" + card + "/session", R"({"pin":"2580","terminalId":"T1"})");
        QVERIFY2(session.status / 100 == 2, session.body.constData());
        QCOMPARE(server.post("/api/v1/accounts/" + account + "/deposit", R"({"amount":1})").status, 200);
        QCOMPARE(server.stop(), 0);
        const ProgramRun whole = run(u"kontor-server"_s, {u"verify"_s, u"--data"_s, data});
        QVERIFY2(whole.exitCode == 0, qPrintable(whole.all()));
    }
};

KONTOR_TEST(tst_ReleasedLedgers)
#include "tst_released_ledgers.moc"
