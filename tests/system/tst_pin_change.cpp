// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <atomic>
#include <thread>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

namespace {

//! As if the server had ended before it could keep what it answered.
void forgetAnswers(const RunningServer &server)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"service"_s);
        database.setDatabaseName(server.directory() + u"/service.db"_s);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"DELETE FROM kept_answers"_s));
        QVERIFY(query.numRowsAffected() > 0);
    }
    QSqlDatabase::removeDatabase(u"service"_s);
}

//! Another program that reads a file and takes its time.
class Holding
{
public:
    explicit Holding(const QString &file)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"holding"_s);
        database.setDatabaseName(file);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"BEGIN"_s) && query.exec(u"SELECT COUNT(*) FROM sqlite_schema"_s));
    }
    ~Holding() { QSqlDatabase::removeDatabase(u"holding"_s); }
    void end() const { QSqlDatabase::database(u"holding"_s).close(); }
};

} // namespace

class tst_PinChange : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    QByteArray m_card;
    QByteArray m_account;

    int inFile(const QString &name, const QString &sql)
    {
        int result = -1;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"looking"_s);
            database.setDatabaseName(m_server->directory() + u'/' + name);
            QSqlQuery query(database.open() ? database : QSqlDatabase());
            result = query.exec(sql) && query.next() ? query.value(0).toInt() : -1;
        }
        QSqlDatabase::removeDatabase(u"looking"_s);
        return result;
    }
    int inService(const QString &sql) { return inFile(u"service.db"_s, sql); }
    HttpAnswer change(const QByteArray &from, const QByteArray &to, const QByteArray &key)
    {
        return m_server->post("/cards/" + m_card + "/pin",
            "{\"currentPin\":\"" + from + "\",\"newPin\":\"" + to + "\"}", {{"Idempotency-Key", key}});
    }
    QByteArray sessionAt(const QByteArray &machine)
    {
        return m_server
            ->post("/cards/" + m_card + "/session",
                "{\"pin\":\"2580\",\"terminalId\":\"" + machine + "\"}")
            .text("token");
    }
    HttpAnswer authorise(const QByteArray &machine, const QByteArray &token,
        const QByteArray &digit)
    {
        return m_server->post("/withdrawals",
            R"({"withdrawalId":"01935e0a-7b2c-7cc1-8f3e-5a9d6b1c000)" + digit
                + R"(","terminalId":")" + machine
                + R"(","amount":5,"mix":[{"value":5,"count":1}]})",
            {{"X-Card-Session", token}});
    }
    bool takes(const QByteArray &pin)
    {
        return m_server->post("/cards/" + m_card + "/session",
            "{\"pin\":\"" + pin + "\",\"terminalId\":\"T1\"}").status == 200;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>();
        const auto account = m_server->post(
            "/accounts", R"({"ownerName":"Account holder","initialBalance":5})");
        m_account = account.id();
        m_card = m_server->post("/cards",
            "{\"accountId\":\"" + account.id() + "\",\"pin\":\"2580\"}").id();
    }
    // Whoever learns of a token elsewhere has no machine for it.
    void aSessionOpensTheMachineAloneAtWhichThePinWasTyped()
    {
        const QByteArray token = sessionAt("ATM-1");
        QCOMPARE(authorise("ATM-2", token, "1").code(), u"card-session-invalid"_s);
        QCOMPARE(authorise("ATM-1", token, "2").status, 201);
    }
    // Whoever changes it because somebody knows it is rid of them at once.
    void aChangedPinEndsTheSessionsOfTheOneBefore()
    {
        const QByteArray before = sessionAt("ATM-1");
        const QByteArray own = sessionAt("ATM-2");
        const QByteArray wrong = R"({"currentPin":"1793","newPin":"8624"})";
        const QByteArray right = R"({"currentPin":"2580","newPin":"8624"})";
        const HttpHeaders ownSession{{"X-Card-Session", own}};
        QCOMPARE(m_server->post("/cards/" + m_card + "/pin", wrong, ownSession).status, 403);
        QCOMPARE(authorise("ATM-1", before, "1").status, 201);
        QCOMPARE(m_server->post("/cards/" + m_card + "/pin", right, ownSession).status, 204);
        QCOMPARE(authorise("ATM-1", before, "2").code(), u"card-session-invalid"_s);
        QCOMPARE(authorise("ATM-2", own, "3").code(), u"insufficient-funds"_s);
        QCOMPARE(change("8624", "9731", "k1").status, 204);
        QCOMPARE(authorise("ATM-2", own, "4").code(), u"card-session-invalid"_s);
    }
    void aChangeWhoseAnswerWasLostIsToldAgain()
    {
        QCOMPARE(change("2580", "8624", "k1").status, 204);
        QCOMPARE(m_server->stop(), 0);
        forgetAnswers(*m_server);
        QVERIFY(m_server->start());
        // The old PIN would be wrong by now, and three wrong ones block the card.
        for (int i = 0; i < 4; ++i) {
            const HttpAnswer again = change("2580", "8624", "k1");
            QCOMPARE(again.status, 204);
            QCOMPARE(again.header("Idempotency-Replayed"), "true");
        }
        // Nothing is kept that could tell one PIN from another, so this is the same request.
        QCOMPARE(change("2580", "9731", "k1").header("Idempotency-Replayed"), "true");
        QVERIFY(takes("8624"));
        QVERIFY(!takes("2580"));
    }
    // Whoever is refused must not have changed anything, whoever comes second.
    void ofTwoChangesAtOnceTheAcceptedOneCounts()
    {
        HttpAnswer other;
        std::thread beside([&] { other = change("2580", "9731", "k2"); });
        const HttpAnswer one = change("2580", "8624", "k1");
        beside.join();
        QVERIFY(one.status == 204 || other.status == 204);
        // Where both were accepted, one was after the other and the old PIN was wrong: it cannot be.
        QVERIFY2(one.status != other.status, one.body + other.body);
        QVERIFY(takes(one.status == 204 ? "8624" : "9731"));
        QVERIFY(!takes(one.status == 204 ? "9731" : "8624"));
    }
    void onlyTheVerifierThatCountsIsKept()
    {
        QCOMPARE(change("2580", "8624", "k1").status, 204);
        const HttpAnswer issued
            = m_server->post("/cards", "{\"accountId\":\"" + m_account + "\",\"pin\":\"2580\"}",
                {{"Idempotency-Key", "card"}});
        QCOMPARE(issued.status, 201);
        const HttpAnswer again
            = m_server->post("/cards", "{\"accountId\":\"" + m_account + "\",\"pin\":\"2580\"}",
                {{"Idempotency-Key", "card"}});
        QCOMPARE(again.id(), issued.id());
        QCOMPARE(m_server
                     ->post("/cards",
                         R"({"accountId":"018f0000-0000-7000-8000-000000000001","pin":"2580"})")
                     .status,
            404);
        QCOMPARE(m_server->stop(), 0);
        QCOMPARE(inService(u"SELECT COUNT(*) FROM pin_verifiers"_s), 2);
    }
    void aFormerPinIsGoneWhenTheAnswerComes()
    {
        const QByteArray pins[] = {"2580", "8624", "9731", "1793", "3971"};
        for (int i = 0; i + 1 < int(std::size(pins)); ++i) {
            QCOMPARE(
                m_server
                    ->post("/cards/" + m_card + "/pin",
                        "{\"currentPin\":\"" + pins[i] + "\",\"newPin\":\"" + pins[i + 1] + "\"}")
                    .status,
                204);
            QCOMPARE(inService(u"SELECT COUNT(*) FROM pin_verifiers"_s), 1);
        }
    }
    // A PIN has so few digits that whoever knows its digest knows it; so there is none.
    void noDigestOfAPinIsKept()
    {
        for (const QByteArray pin : {"1111", "2222"}) {
            QCOMPARE(m_server
                         ->post("/cards/" + m_card + "/session",
                             "{\"pin\":\"" + pin + "\",\"terminalId\":\"T1\"}",
                             {{"Idempotency-Key", pin}})
                         .status,
                403);
        }
        QCOMPARE(m_server->stop(), 0);
        QCOMPARE(inFile(u"ledger.db"_s,
                     u"SELECT COUNT(*) FROM outcomes WHERE key IN ('1111', '2222')"_s),
            2);
        QCOMPARE(
            inFile(u"ledger.db"_s,
                u"SELECT COUNT(DISTINCT fingerprint) FROM outcomes WHERE key IN ('1111', '2222')"_s),
            1);
    }
    // A backup to a slow disk, for one.
    void whoHasServiceDbHoldsUpNobodyElse()
    {
        const Holding holding(m_server->directory() + u"/service.db"_s);
        HttpAnswer issued;
        std::atomic<bool> isIssued = false;
        std::thread beside([&] {
            issued = m_server->post("/cards",
                "{\"accountId\":\"" + m_account + "\",\"pin\":\"2580\"}");
            isIssued = true;
        });
        QTest::qWait(300); // by now it waits for the file
        QCOMPARE(m_server->get("/accounts/" + m_account + "/balance").status, 200);
        QVERIFY(!isIssued);
        holding.end();
        beside.join();
        QCOMPARE(issued.status, 201);
    }
    void whatWasChangedLaterDoesNotMatter()
    {
        QCOMPARE(change("2580", "8624", "k1").status, 204);
        QCOMPARE(change("8624", "9731", "k2").status, 204);
        QCOMPARE(m_server->stop(), 0);
        forgetAnswers(*m_server);
        QVERIFY(m_server->start());
        QCOMPARE(change("2580", "8624", "k1").status, 204);
        QVERIFY(takes("9731"));
    }
    // A refusal changes nothing: where it was lost, the PIN is looked at again.
    void aRefusalThatWasLostIsDecidedAgain()
    {
        QCOMPARE(change("1793", "8624", "k1").code(), u"pin-wrong"_s);
        QCOMPARE(m_server->stop(), 0);
        forgetAnswers(*m_server);
        QVERIFY(m_server->start());
        QCOMPARE(change("1793", "8624", "k1").code(), u"pin-wrong"_s);
        QVERIFY(takes("2580"));
    }
};

KONTOR_TEST(tst_PinChange)
#include "tst_pin_change.moc"
