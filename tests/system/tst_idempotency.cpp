// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestMain.h"
#include "support/WebhookListener.h"
#include "system/PeopleRows.h"

#include <QTest>

#include <atomic>
#include <set>
#include <thread>

using namespace kontor::testing;

namespace {

QByteArray member(const QByteArray &name, const QByteArray &text)
{
    return '"' + name + "\":\"" + text + '"';
}

} // namespace

// One effect and one answer for each idempotency key, on every route that writes.
class tst_Idempotency : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    WebhookListener m_listener;
    std::vector<WriteRow> m_rows;
    int m_keys = 0;

    // ---- what rows are about ------------------------------------------------------------------

    QByteArray account(const char *balance = "500") const
    {
        return m_server->post("/accounts",
            QByteArray("{\"ownerName\":\"Alice\",\"initialBalance\":") + balance + '}').id();
    }
    QByteArray empty() const { return account("0"); }
    QByteArray hold(const QByteArray &id) const
    {
        return m_server->post("/accounts/" + id + "/holds",
            R"({"amount":1,"kind":"court","reason":"order"})").id();
    }
    QByteArray card(const QByteArray &id) const
    {
        return m_server->post("/cards", '{' + member("accountId", id) + R"(,"pin":"2580"})").id();
    }
    QByteArray endpoint() const
    {
        return m_server->post("/webhooks/endpoints",
            '{' + member("url", m_listener.url().toUtf8()) + R"(,"types":["HoldPlaced"]})").id();
    }
    QByteArray uuid() { return "01935e0a-7b2c-7cc1-8f3e-5a9d6b1c" + nextKey().right(4); }
    //! Another valid one each time.
    QByteArray cpf()
    {
        QByteArray digits = QByteArray::number(100'000'000 + m_keys++);
        for (int check = 0; check < 2; ++check) {
            int sum = 0;
            for (int i = 0; i < digits.size(); ++i) {
                sum += (digits[i] - '0') * int(digits.size() + 1 - i);
            }
            digits += char('0' + (sum * 10 % 11) % 10);
        }
        return digits;
    }
    QByteArray nextKey() { return "key-" + QByteArray::number(1000 + m_keys++); }
    QByteArray session(const QByteArray &id) const
    {
        return m_server->post("/cards/" + card(id) + "/session",
            R"({"pin":"2580","terminalId":"ATM-1"})").text("token");
    }
    Ask authorising()
    {
        return {"POST", "/withdrawals",
            '{' + member("withdrawalId", uuid())
                + R"(,"terminalId":"ATM-1","amount":50,"mix":[{"value":50,"count":1}]})",
            {{"X-Card-Session", session(account())}}};
    }
    QByteArray authorised()
    {
        const Ask ask = authorising();
        return send(ask).id();
    }
    QByteArray parked()
    {
        m_listener.always.status = 500;
        endpoint();
        hold(account());
        QByteArray id;
        const bool found = QTest::qWaitFor([&] {
            const QJsonArray parked = m_server->get("/webhooks/deliveries?state=parked").items();
            id = parked.first()[QLatin1StringView("id")].toString().toLatin1();
            return !id.isEmpty();
        }, 20'000);
        m_listener.always.status = 200;
        return found ? id : QByteArray();
    }
    QByteArray inactive() const
    {
        const QByteArray id = empty();
        m_server->patch("/accounts/" + id + "/deactivate");
        return id;
    }
    QByteArray deleted() const
    {
        const QByteArray id = empty();
        m_server->remove("/accounts/" + id);
        return id;
    }

    // ---- the rows -----------------------------------------------------------------------------

    void row(const char *operation, std::function<Ask()> prepare, bool isSecret = false)
    {
        m_rows.push_back({operation, std::move(prepare), isSecret});
    }
    void lifeCycleRows()
    {
        row("openAccount", [] { return Ask{"POST", "/accounts", R"({"ownerName":"Carol"})"}; });
        row("replaceAccount", [this] {
            return Ask{"PUT", "/accounts/" + account(),
                '{' + member("cpf", cpf()) + R"(,"name":"Bea","isActive":true,"isDeleted":false})"};
        });
        row("renameAccount",
            [this] { return Ask{"PATCH", "/accounts/" + account() + "/name", R"({"name":"Bea"})"}; });
        row("changeCpf", [this] {
            return Ask{"PATCH", "/accounts/" + account() + "/cpf", '{' + member("cpf", cpf()) + '}'};
        });
        row("activateAccount",
            [this] { return Ask{"PATCH", "/accounts/" + inactive() + "/activate"}; });
        row("deactivateAccount",
            [this] { return Ask{"PATCH", "/accounts/" + account() + "/deactivate"}; });
        row("deleteAccount", [this] { return Ask{"DELETE", "/accounts/" + empty()}; });
        row("deleteAccountById", [this] {
            return Ask{"DELETE", "/accounts", '{' + member("accountId", empty()) + '}'};
        });
        row("restoreAccount", [this] { return Ask{"PATCH", "/accounts/" + deleted() + "/restore"}; });
        row("registerCustomer", [this] {
            return Ask{"POST", "/customers", '{' + member("pin", cpf()) + R"(,"name":"Ivan"})"};
        });
    }
    void moneyRows()
    {
        for (const char *what : {"deposit", "withdraw"}) {
            row(what, [this, what] {
                return Ask{"POST", "/accounts/" + account() + '/' + what, R"({"amount":1})"};
            });
            for (const bool isPost : {true, false}) {
                const QByteArray method = isPost ? "POST" : "PATCH";
                QByteArray name = what + QByteArray("ById");
                name = isPost ? name : "patch" + name.left(1).toUpper() + name.mid(1);
                row(name.constData(), [this, method, what] {
                    return Ask{method, QByteArray("/accounts/") + what,
                        '{' + member("accountId", account()) + R"(,"amount":1})"};
                });
            }
        }
        row("transfer", [this] {
            return Ask{"POST", "/accounts/" + account() + "/transfer",
                '{' + member("destinationAccountId", account()) + R"(,"amount":1})"};
        });
        row("transferBatch", [this] {
            return Ask{"POST", "/transfers/batch",
                "{\"items\":[{" + member("sourceAccountId", account()) + ','
                    + member("destinationAccountId", account()) + R"(,"amount":1}]})"};
        });
        row("transferById", [this] {
            return Ask{"POST", "/accounts/transfer",
                '{' + member("fromAccountId", account()) + ',' + member("toAccountId", account())
                    + R"(,"amount":1})"};
        });
        row("placeHold", [this] {
            return Ask{"POST", "/accounts/" + account() + "/holds",
                R"({"amount":1,"kind":"court","reason":"order"})"};
        });
        row("releaseHold", [this] {
            const QByteArray id = account();
            return Ask{"DELETE", "/accounts/" + id + "/holds/" + hold(id)};
        });
        row("blockAccount", [this] {
            return Ask{"PUT", "/accounts/" + account() + "/block",
                R"({"debits":true,"credits":true,"reference":"order"})"};
        });
    }
    void cardRows()
    {
        row("issueCard", [this] {
            return Ask{"POST", "/cards", '{' + member("accountId", account()) + R"(,"pin":"2580"})"};
        });
        row("openCardSession",
            [this] {
                return Ask{"POST", "/cards/" + card(account()) + "/session",
                    R"({"pin":"2580","terminalId":"ATM-1"})"};
            },
            true);
        row("changePin", [this] {
            return Ask{"POST", "/cards/" + card(account()) + "/pin",
                R"({"currentPin":"2580","newPin":"1793"})"};
        });
        row("authoriseWithdrawal", [this] { return authorising(); });
        row("completeWithdrawal", [this] {
            return Ask{"POST", "/withdrawals/" + authorised() + "/complete",
                R"({"amount":50,"notes":[{"value":50,"count":1}]})"};
        });
        row("voidWithdrawal", [this] {
            return Ask{"POST", "/withdrawals/" + authorised() + "/void", R"({"reason":"jam"})"};
        });
    }
    void webhookRows()
    {
        row("createEndpoint",
            [this] {
                return Ask{"POST", "/webhooks/endpoints",
                    '{' + member("url", m_listener.url().toUtf8()) + '}'};
            },
            true);
        row("updateEndpoint", [this] {
            return Ask{"PUT", "/webhooks/endpoints/" + endpoint(),
                '{' + member("url", m_listener.url().toUtf8()) + '}'};
        });
        row("sendExample",
            [this] { return Ask{"POST", "/webhooks/endpoints/" + endpoint() + "/example"}; });
        row("deleteEndpoint", [this] { return Ask{"DELETE", "/webhooks/endpoints/" + endpoint()}; });
        row("redeliver",
            [this] { return Ask{"POST", "/webhooks/deliveries/" + parked() + "/redeliver"}; });
    }

    //! What opens by itself for whoever registers would count as an effect of the second request.
    void awaitWallet(const HttpAnswer &registered) const
    {
        const QByteArray id = registered.json()[QLatin1StringView("user")].toObject()
                                  [QLatin1StringView("id")].toString().toLatin1();
        QTRY_COMPARE_WITH_TIMEOUT(
            m_server->get("/accounts?ownerId=" + id).items().size(), 1, 30'000);
    }

    // ---- asking -------------------------------------------------------------------------------

    //! In a thread of its own, because the listener answers in this one.
    std::vector<HttpAnswer> sendTogether(const Ask &ask, const HttpHeaders &headers, int times)
    {
        std::vector<HttpAnswer> answers(static_cast<std::size_t>(times));
        std::atomic<int> done = 0;
        std::vector<std::thread> callers;
        for (HttpAnswer &answer : answers) {
            callers.emplace_back([&] {
                answer = m_server->send(ask.method, ask.path, ask.body, ask.headers + headers);
                ++done;
            });
        }
        const bool all = QTest::qWaitFor([&] { return done == times; }, 80'000);
        for (std::thread &caller : callers) {
            caller.join();
        }
        return all ? answers : std::vector<HttpAnswer>();
    }
    HttpAnswer send(const Ask &ask, const HttpHeaders &headers = {})
    {
        return sendTogether(ask, headers, 1).front();
    }
    qint64 events() const
    {
        return m_server->get("/events?after=latest").number("next").toLongLong();
    }
    void rowsAsData()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(m_rows.size()); ++i) {
            QTest::newRow(m_rows[std::size_t(i)].operation.constData()) << i;
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<RunningServer>(QStringList{QStringLiteral("--delivery-attempts"),
            QStringLiteral("1"), QStringLiteral("--delivery-base-ms"), QStringLiteral("10")});
        QVERIFY(m_server->isRunning());
        lifeCycleRows();
        moneyRows();
        cardRows();
        webhookRows();
        for (WriteRow &row : rowsAboutPeople(*m_server)) {
            m_rows.push_back(std::move(row));
        }
    }
    void cleanupTestCase() { QCOMPARE(m_server->stop(), 0); }

    void everyRouteThatWritesIsARow()
    {
        // Good once whatever their key; tst_sign_in tries them. Those of the hub change nothing;
        // each negotiation is for a connection of its own.
        const QStringList ofTheirOwn{QStringLiteral("refresh"), QStringLiteral("setUp"),
            QStringLiteral("negotiateHub"), QStringLiteral("speakToHub"), QStringLiteral("leaveHub")};
        QStringList missing;
        const QJsonObject paths
            = m_server->get("/openapi.json").json()[QLatin1StringView("paths")].toObject();
        for (const QJsonValue &path : paths) {
            for (const char *method : {"post", "put", "patch", "delete"}) {
                const QString name = path[QLatin1StringView(method)]
                                         [QLatin1StringView("operationId")].toString();
                const bool known = ofTheirOwn.contains(name) || std::any_of(m_rows.begin(), m_rows.end(),
                    [&](const WriteRow &row) { return QString::fromLatin1(row.operation) == name; });
                if (!name.isEmpty() && !known) {
                    missing << name;
                }
            }
        }
        QCOMPARE(missing, QStringList());
        QVERIFY(paths.size() > 30);
    }

    void theSameKeyAndRequestHaveOneEffectAndOneAnswer_data() { rowsAsData(); }
    void theSameKeyAndRequestHaveOneEffectAndOneAnswer()
    {
        QFETCH(int, index);
        const WriteRow &row = m_rows[std::size_t(index)];
        const Ask ask = row.prepare();
        const HttpHeaders key{{"Idempotency-Key", nextKey()}};
        const auto first = send(ask, key);
        QVERIFY2(first.status >= 200 && first.status < 300, first.body.constData());
        QCOMPARE(first.header("Idempotency-Replayed"), QByteArray());
        if (row.operation == "register") {
            awaitWallet(first);
        }
        const qint64 before = events();
        const auto again = send(ask, key);
        if (row.isSecret) {
            QCOMPARE(again.code(), QStringLiteral("answer-not-repeatable"));
        } else {
            QCOMPARE(again.status, first.status);
            QCOMPARE(again.body, first.body);
            QCOMPARE(again.header("Idempotency-Replayed"), QByteArray("true"));
        }
        const auto other = send(ask, key + HttpHeaders{{"If-Match", "*"}});
        QCOMPARE(other.status, 422);
        QCOMPARE(other.code(), QStringLiteral("key-reuse"));
        QCOMPARE(other.header("Idempotency-Replayed"), QByteArray());
        QCOMPARE(events(), before);
    }

    void manyAtOnceGetTheOneAnswer_data() { rowsAsData(); }
    void manyAtOnceGetTheOneAnswer()
    {
        QFETCH(int, index);
        const WriteRow &row = m_rows[std::size_t(index)];
        const auto answers = sendTogether(row.prepare(), {{"Idempotency-Key", nextKey()}}, 6);
        QCOMPARE(answers.size(), std::size_t(6));
        int done = 0;
        std::set<QByteArray> bodies;
        for (const HttpAnswer &answer : answers) {
            const bool isDone = answer.status >= 200 && answer.status < 300;
            done += isDone && answer.header("Idempotency-Replayed").isEmpty();
            if (isDone) {
                bodies.insert(answer.body);
            } else {
                QVERIFY2(row.isSecret, answer.body.constData());
                QCOMPARE(answer.code(), QStringLiteral("answer-not-repeatable"));
            }
        }
        QCOMPARE(done, 1);
        QCOMPARE(bodies.size(), std::size_t(1));
    }

    void theLateOneWaits()
    {
        const Ask ask{"POST", "/webhooks/endpoints/" + endpoint() + "/example"};
        // What the rows above have moved is still being told to the same listener.
        QTRY_VERIFY(m_server->get("/webhooks/deliveries?state=waiting")
                        .json()[QLatin1StringView("items")].toArray().isEmpty());
        QTest::qWait(300);
        m_listener.received.clear();
        m_listener.always.delay = 400;
        const auto answers = sendTogether(ask, {{"Idempotency-Key", nextKey()}}, 4);
        m_listener.always.delay = 0;
        QCOMPARE(answers.size(), std::size_t(4));
        for (const HttpAnswer &answer : answers) {
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, answers.front().body);
        }
        QCOMPARE(m_listener.received.size(), std::size_t(1));
    }

    // ---- refusals -----------------------------------------------------------------------------

    void refusalsAreTheSameAgainEvenWhenTheirReasonIsGone()
    {
        const QByteArray id = account();
        const Ask ask{"POST", "/accounts/" + id + "/withdraw", R"({"amount":600})"};
        const HttpHeaders key{{"Idempotency-Key", nextKey()}};
        QCOMPARE(send(ask, key).code(), QStringLiteral("insufficient-funds"));
        m_server->post("/accounts/" + id + "/deposit", R"({"amount":600})");
        const auto again = send(ask, key);
        QCOMPARE(again.code(), QStringLiteral("insufficient-funds"));
        QCOMPARE(again.header("Idempotency-Replayed"), QByteArray("true"));
        QCOMPARE(send(ask).status, 200);
    }
    void aRefusalThatMayPassIsNotKept()
    {
        const HttpHeaders key{{"Idempotency-Key", "a name that is not known yet"}};
        for (int i = 0; i < 2; ++i) {
            const HttpAnswer answer = m_server->send("POST", "/webhooks/endpoints",
                '{' + member("url", "http://nowhere.invalid/") + '}', key);
            QCOMPARE(answer.code(), QStringLiteral("target-not-allowed"));
            QCOMPARE(answer.header("Idempotency-Replayed"), QByteArray());
        }
    }
    void aCompletedWithdrawalTellsItsBalanceWheneverAsked()
    {
        const QByteArray path = "/withdrawals/" + authorised();
        QVERIFY(m_server->send("GET", path).json()[QLatin1StringView("balanceAfter")].isNull());
        const QByteArray paid = R"({"amount":50,"notes":[{"value":50,"count":1}]})";
        const QByteArray balance
            = m_server->send("POST", path + "/complete", paid).number("balanceAfter");
        QVERIFY(!balance.isEmpty());
        QCOMPARE(m_server->send("POST", path + "/complete", paid).number("balanceAfter"), balance);
        QCOMPARE(m_server->send("GET", path).number("balanceAfter"), balance);
    }
    void aHoldNamesTheWithdrawalThatItEndsWith()
    {
        const HttpAnswer withdrawal = m_server->send("GET", "/withdrawals/" + authorised());
        const auto holds = m_server->get("/accounts/" + withdrawal.text("accountId") + "/holds");
        const QJsonObject held = holds.items().last().toObject();
        QCOMPARE(held[QLatin1StringView("withdrawalId")].toString().toLatin1(), withdrawal.id());
    }
    void whatIsNotThereIsNotThereAgain_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        const QByteArray nobody = "/01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f";
        const auto row = [&](const char *method, const QByteArray &path, const char *body = "") {
            QTest::addRow("%s %s", method, path.constData())
                << QByteArray(method) << path << QByteArray(body);
        };
        row("POST", "/accounts" + nobody + "/deposit", R"({"amount":1})");
        row("PATCH", "/accounts" + nobody + "/activate");
        row("DELETE", "/accounts" + nobody);
        row("PUT", "/accounts" + nobody + "/block",
            R"({"debits":true,"credits":true,"reference":"order"})");
        row("POST", "/withdrawals" + nobody + "/complete",
            R"({"amount":50,"notes":[{"value":50,"count":1}]})");
        row("DELETE", "/webhooks/endpoints" + nobody);
        row("POST", "/webhooks/deliveries" + nobody + "/redeliver");
        row("POST", "/cards" + nobody + "/pin", R"({"currentPin":"2580","newPin":"1793"})");
    }
    void whatIsNotThereIsNotThereAgain()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        const HttpHeaders key{{"Idempotency-Key", nextKey()}};
        const auto first = send({method, path, body}, key);
        QCOMPARE(first.status, 404);
        const auto again = send({method, path, body}, key);
        QCOMPARE(again.status, 404);
        QCOMPARE(again.code(), first.code());
        QCOMPARE(again.header("Idempotency-Replayed"), QByteArray("true"));
    }
    void aRequestThatIsWrongInItselfLeavesItsKeyFree()
    {
        const QByteArray path = "/accounts/" + account() + "/deposit";
        const HttpHeaders key{{"Idempotency-Key", nextKey()}};
        QCOMPARE(send({"POST", path, R"({"amount":0})"}, key).status, 400);
        QCOMPARE(send({"POST", path, R"({"amount":"x"})"}, key).status, 400);
        QCOMPARE(send({"POST", path, R"({"amount":1})"}, key).status, 200);
        const HttpHeaders other{{"Idempotency-Key", nextKey()}};
        QCOMPARE(send({"POST", "/webhooks/endpoints", R"({"uri":"x"})"}, other).status, 400);
        const QByteArray right = '{' + member("url", m_listener.url().toUtf8()) + '}';
        QCOMPARE(send({"POST", "/webhooks/endpoints", right}, other).status, 201);
    }
    void oneKeyIsOneKeyWhateverItIsFor()
    {
        const HttpHeaders key{{"Idempotency-Key", nextKey()}};
        QCOMPARE(send({"POST", "/accounts/" + account() + "/deposit", R"({"amount":1})"}, key).status,
            200);
        QCOMPARE(send({"DELETE", "/webhooks/endpoints/" + endpoint()}, key).code(),
            QStringLiteral("key-reuse"));
    }
    void keptAnswersSurviveARestart()
    {
        const Ask ask{"POST", "/webhooks/endpoints/" + endpoint() + "/example"};
        const HttpHeaders key{{"Idempotency-Key", nextKey()}};
        const auto first = send(ask, key);
        QCOMPARE(first.status, 200);
        QCOMPARE(m_server->stop(), 0);
        QVERIFY(m_server->start());
        const auto again = send(ask, key);
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.header("Idempotency-Replayed"), QByteArray("true"));
    }
};

KONTOR_TEST(tst_Idempotency)
#include "tst_idempotency.moc"
