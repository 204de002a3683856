// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

using kontor::testing::HttpAnswer;
using kontor::testing::HttpHeaders;
using kontor::testing::RunningServer;

//! Many transfers in one request, on the real server.
class tst_TransferBatch : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    QByteArray m_alice;
    QByteArray m_bob;

    QByteArray open(const char *name, const char *balance) const
    {
        const auto answer = m_server->post("/accounts",
            QByteArray("{\"ownerName\":\"") + name + "\",\"initialBalance\":" + balance + "}");
        return answer.json()[QLatin1StringView("id")].toString().toLatin1();
    }
    static QByteArray item(const QByteArray &from, const QByteArray &to, const QByteArray &amount)
    {
        return "{\"sourceAccountId\":\"" + from + "\",\"destinationAccountId\":\"" + to
            + "\",\"amount\":" + amount + "}";
    }
    HttpAnswer batch(const QByteArrayList &items, bool atomic = false, const HttpHeaders &h = {}) const
    {
        return m_server->post("/transfers/batch", "{\"items\":[" + items.join(',') + "],\"atomic\":"
                + (atomic ? "true" : "false") + '}', h);
    }
    QByteArray balance(const QByteArray &id) const
    {
        return m_server->get("/accounts/" + id + "/balance").number("balance");
    }
    static QList<int> statuses(const HttpAnswer &answer)
    {
        QList<int> list;
        for (const auto &item : answer.json()[QLatin1StringView("items")].toArray()) {
            list << item.toObject()[QLatin1StringView("status")].toInt();
        }
        return list;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>();
        QVERIFY(m_server->isRunning());
        m_alice = open("Alice", "100");
        m_bob = open("Bobby", "0");
    }
    void cleanup() { QCOMPARE(m_server->stop(), 0); }

    void eachIsDecidedAloneAndInOrder()
    {
        const auto answer = batch({item(m_bob, m_alice, "1"), item(m_alice, m_bob, "100"),
            item(m_alice, m_bob, "0.01"), item(m_bob, m_alice, "30")});
        QCOMPARE(answer.status, 200);
        QCOMPARE(statuses(answer), (QList<int>{422, 200, 422, 200}));
        QCOMPARE(answer.json()[QLatin1StringView("accepted")].toInt(), 2);
        QCOMPARE(balance(m_alice), QByteArray("30.00"));
        QCOMPARE(balance(m_bob), QByteArray("70.00"));
    }
    void allOrNoneAndTheOneAtFaultIsNamed()
    {
        const auto refused
            = batch({item(m_alice, m_bob, "60"), item(m_alice, m_bob, "40.01")}, true);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), QStringLiteral("insufficient-funds"));
        QVERIFY2(refused.body.contains("\"pointer\":\"/items/1/amount\""),
            refused.body.constData());
        QCOMPARE(balance(m_alice), QByteArray("100.00"));
        const auto done = batch({item(m_alice, m_bob, "60"), item(m_bob, m_alice, "10")}, true);
        QCOMPARE(statuses(done), (QList<int>{200, 200}));
        QCOMPARE(balance(m_alice), QByteArray("50.00"));
    }
    void theMemberAtFaultIsNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("amount");
        QTest::addColumn<QByteArray>("member");
        const QByteArray nobody = "018f0000-0000-7000-8000-000000000001";
        QTest::newRow("no source")
            << nobody << QByteArray("A") << QByteArray("1") << QByteArray("sourceAccountId");
        QTest::newRow("no destination")
            << QByteArray("A") << nobody << QByteArray("1") << QByteArray("destinationAccountId");
        QTest::newRow("to itself") << QByteArray("A") << QByteArray("A") << QByteArray("1")
                                   << QByteArray("destinationAccountId");
        QTest::newRow("nothing") << QByteArray("A") << QByteArray("B") << QByteArray("0")
                                 << QByteArray("amount");
    }
    void theMemberAtFaultIsNamed()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, amount);
        QFETCH(QByteArray, member);
        const auto account = [this](const QByteArray &name) {
            return name == "A" ? m_alice : name == "B" ? m_bob : name;
        };
        const auto refused
            = batch({item(m_alice, m_bob, "1"), item(account(from), account(to), amount)}, true);
        QVERIFY2(refused.body.contains("\"pointer\":\"/items/1/" + member + '"'),
            refused.body.constData());
    }
    void aRepeatedBatchBooksNothingAndAnswersTheSame()
    {
        for (const bool atomic : {false, true}) {
            const HttpHeaders key{{"Idempotency-Key", atomic ? "together" : "singly"}};
            const QByteArrayList items{item(m_alice, m_bob, "10"), item(m_bob, m_alice, "99"),
                item(m_alice, m_bob, "5")};
            const auto first = batch(items, atomic, key);
            const QByteArray after = balance(m_alice);
            const auto again = batch(items, atomic, key);
            QCOMPARE(again.status, first.status);
            QCOMPARE(again.json()[QLatin1StringView("items")], first.json()[QLatin1StringView("items")]);
            QCOMPARE(again.header("Idempotency-Replayed"), QByteArray("true"));
            QCOMPARE(balance(m_alice), after);
            QCOMPARE(batch({item(m_alice, m_bob, "1")}, atomic, key).code(),
                QStringLiteral("key-reuse"));
        }
    }
    void anotherBatchUnderTheSameKeyBooksNothing()
    {
        const HttpHeaders key{{"Idempotency-Key", "mine"}};
        QCOMPARE(batch({item(m_alice, m_bob, "1"), item(m_alice, m_bob, "1")}, false, key).status,
            200);
        QByteArrayList five;
        five.fill(item(m_alice, m_bob, "10"), 5);
        for (const bool atomic : {false, true}) {
            QCOMPARE(batch(five, atomic, key).code(), QStringLiteral("key-reuse"));
            QCOMPARE(balance(m_alice), QByteArray("98.00"));
        }
        const HttpHeaders together{{"Idempotency-Key", "together"}};
        QCOMPARE(batch({item(m_alice, m_bob, "1")}, true, together).status, 200);
        QCOMPARE(batch(five, false, together).code(), QStringLiteral("key-reuse"));
        QCOMPARE(balance(m_alice), QByteArray("97.00"));
    }
    void aBatchHasNoVersion()
    {
        const auto refused = batch({item(m_alice, m_bob, "1")}, false, {{"If-Match", "\"1\""}});
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.code(), QStringLiteral("invalid-parameter"));
        QCOMPARE(balance(m_alice), QByteArray("100.00"));
    }
    void aBatchIsOneCommitThatSurvivesAKill()
    {
        QByteArrayList items;
        for (int i = 0; i < 1'000; ++i) {
            items << item(m_alice, m_bob, "0.01");
        }
        QCOMPARE(batch(items).json()[QLatin1StringView("accepted")].toInt(), 1'000);
        m_server->kill();
        QVERIFY(m_server->start());
        QCOMPARE(balance(m_bob), QByteArray("10.00"));
    }
    void theFormIsCheckedAndNothingIsBooked_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("pointer");
        QTest::newRow("empty") << QByteArray(R"({"items":[]})") << QByteArray("/items");
        QTest::newRow("none") << QByteArray(R"({})") << QByteArray("/items");
        QTest::newRow("no list") << QByteArray(R"({"items":7})") << QByteArray("/items");
        QTest::newRow("unknown member")
            << QByteArray(R"({"items":[],"atomc":true})") << QByteArray("/atomc");
        QTest::newRow("bad id in the second")
            << "{\"items\":[" + item("A", "B", "1") + "]}" << QByteArray("/items/0/sourceAccountId");
        QByteArrayList many(10'001,
            item("018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002", "1"));
        QTest::newRow("too many") << "{\"items\":[" + many.join(',') + "]}" << QByteArray("/items");
    }
    void theFormIsCheckedAndNothingIsBooked()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, pointer);
        const auto answer = m_server->post("/transfers/batch", body);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.body.contains("\"pointer\":\"" + pointer + '"'), answer.body.constData());
    }
};

KONTOR_TEST(tst_TransferBatch)
#include "tst_transfer_batch.moc"
