// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"
#include "support/WebhookListener.h"

#include <QDir>
#include <QTest>

#include <set>
#include <thread>

using namespace kontor::testing;

static QByteArray body(const QByteArray &name, const QByteArray &cpf)
{
    return "{\"name\":\"" + name + "\",\"cpf\":\"" + cpf + "\"}";
}
static const QByteArray victor = body("Victor Hugo", "12345678909");
static const char *const cpfs[]
    = {"12345678909", "98765432100", "39053344705", "21829110063", "80052029034", "18944295085"};

// "Accounts & Events API": the life cycle of an account with name and CPF, its cache, and the eight
// events that other departments of the bank follow. The CPFs printed in the document fail its own
// check digits, so 12345678909 and 98765432100 stand for them.
class tst_AccountsEvents : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;

    QByteArray create(const QByteArray &body = victor) const
    {
        return m_server->post("/api/accounts", body).id();
    }
    QByteArray createWith(const QByteArray &cpf) const { return create(body("Victor Hugo", cpf)); }
    HttpAnswer account(const QByteArray &id) const { return m_server->get("/api/accounts/" + id); }
    HttpAnswer byCpf(const QByteArray &cpf) const
    {
        return m_server->get("/api/accounts/" + cpf + "/cpf");
    }
    HttpAnswer step(const QByteArray &id, const QByteArray &what) const
    {
        return m_server->patch("/api/accounts/" + id + '/' + what);
    }
    HttpAnswer replace(const QByteArray &id, const QByteArray &nameAndCpf, bool active = true) const
    {
        return m_server->put("/api/accounts/" + id,
            nameAndCpf.chopped(1) + ",\"isActive\":" + (active ? "true" : "false")
                + ",\"isDeleted\":false}");
    }
    HttpAnswer feed(const QByteArray &id) const
    {
        return m_server->get("/events?topic=bank.account.events.v1&key=" + id);
    }
    //! The types in the feed, a line for each command.
    QStringList story(const QByteArray &id) const
    {
        QStringList lines;
        QString correlation;
        for (const QJsonValue &item : feed(id).items()) {
            const QString type = item[QLatin1StringView("type")].toString().remove(
                QStringLiteral("Account")).remove(QStringLiteral("DomainEvent"));
            const QString command = item[QLatin1StringView("correlationId")].toString();
            if (command == correlation) {
                lines.last() += QStringLiteral(", ") + type;
            } else {
                lines << type;
            }
            correlation = command;
        }
        return lines;
    }
    QByteArray follow(const WebhookListener &listener, const QByteArray &types) const
    {
        return m_server->post("/webhooks/endpoints",
            "{\"url\":\"" + listener.url().toUtf8() + "\",\"types\":[" + types + "]}").id();
    }
    QJsonArray deliveries(const QByteArray &state) const
    {
        return m_server->get("/webhooks/deliveries?state=" + state).items();
    }
    void rename(const QByteArray &id, const QByteArray &name) const
    {
        QCOMPARE(m_server->patch("/api/accounts/" + id + "/name", "{\"name\":\"" + name + "\"}")
                     .status, 200);
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>(QStringList{
            QStringLiteral("--delivery-base-ms"), QStringLiteral("30"),
            QStringLiteral("--delivery-attempts"), QStringLiteral("4")});
        QVERIFY(m_server->isRunning());
    }
    void cleanup() { QCOMPARE(m_server->stop(), 0); }

    void anAccountIsCreatedWithNameAndCpf()
    {
        const auto created = m_server->post("/api/accounts", victor);
        QCOMPARE(created.status, 201);
        QCOMPARE(created.header("Location"), "/api/v1/accounts/" + created.id());
        const QJsonObject view = created.json();
        QCOMPARE(created.text("name"), QByteArray("Victor Hugo"));
        QCOMPARE(created.text("cpf"), QByteArray("12345678909"));
        QVERIFY(view[QLatin1StringView("isActive")].toBool());
        QVERIFY(!view[QLatin1StringView("isDeleted")].toBool(true));
        QVERIFY(created.text("createdAt").endsWith('Z'));
        QVERIFY(view[QLatin1StringView("updatedAt")].isNull());
    }

    void whatIsWrongWithAnAccountIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &body, int status, const char *code) {
            QTest::newRow(name) << body << status << QString::fromLatin1(code);
        };
        const auto named = [](const QByteArray &name) { return body(name, "98765432100"); };
        const auto withCpf = [](const QByteArray &cpf) { return body("Victor Hugo", cpf); };
        row("the same CPF", withCpf("12345678909"), 409, "cpf-taken");
        row("the same CPF, formatted", withCpf("123.456.789-09"), 409, "cpf-taken");
        row("as printed in the document", withCpf("12345678901"), 422, "invalid-cpf");
        row("empty CPF", withCpf(""), 422, "invalid-cpf");
        row("10 digits", withCpf("1234567890"), 422, "invalid-cpf");
        row("all digits alike", withCpf("11111111111"), 422, "invalid-cpf");
        row("no CPF", R"({"name":"Victor Hugo"})", 400, "invalid-member");
        row("no name", R"({"cpf":"98765432100"})", 400, "invalid-member");
        row("two characters", named("ab"), 422, "invalid-name");
        row("101 characters", named(QByteArray(101, 'x')), 422, "invalid-name");
        row("blanks", named("     "), 422, "invalid-name");
        row("a mistyped member", R"({"name":"Victor Hugo","cfp":"98765432100"})", 400,
            "invalid-member");
    }
    void whatIsWrongWithAnAccountIsSaid()
    {
        QFETCH(QByteArray, body);
        create();
        const auto refused = m_server->post("/api/accounts", body);
        QTEST(refused.status, "status");
        QTEST(refused.code(), "code");
        QCOMPARE(m_server->get("/api/accounts").number("totalCount"), QByteArray("1"));
    }
    void namesAreTrimmedAndUpTo100CharactersLong()
    {
        QCOMPARE(m_server->post("/api/accounts", body("  Victor  ", "98765432100")).text("name"),
            QByteArray("Victor"));
        QCOMPARE(m_server->post("/api/accounts", body(QByteArray(100, 'x'), "12345678909")).status,
            201);
    }
    void checkDigitsCanBeLeftOut()
    {
        RunningServer lenient({QStringLiteral("--cpf-validation"), QStringLiteral("length")});
        QCOMPARE(lenient.post("/api/accounts", body("Victor Hugo", "12345678901")).status, 201);
        QCOMPARE(lenient.post("/api/accounts", body("Victor Hugo", "11111111111")).status, 422);
    }
    void ofManyAtOnceWithOneCpfOneIsCreated()
    {
        std::atomic<int> created = 0;
        std::atomic<int> taken = 0;
        std::vector<std::thread> callers;
        for (int i = 0; i < 12; ++i) {
            callers.emplace_back([&] {
                const int status = m_server->post("/api/accounts", victor).status;
                created += status == 201;
                taken += status == 409;
            });
        }
        for (std::thread &caller : callers) {
            caller.join();
        }
        QCOMPARE(created.load(), 1);
        QCOMPARE(taken.load(), 11);
    }

    void anAccountIsFoundByIdAndByCpf()
    {
        const QByteArray id = create();
        const QByteArray view = account(id).body;
        QVERIFY(view.contains(id));
        QCOMPARE(byCpf("12345678909").body, view);
        QCOMPARE(byCpf("123.456.789-09").body, view);
        QCOMPARE(account("01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f").status, 404);
        QCOMPARE(byCpf("98765432100").status, 404);
        QCOMPARE(account("not-a-uuid").status, 400);
        QCOMPARE(byCpf("123").status, 400);
    }
    void accountsAreListedInPagesByCreation()
    {
        QList<QByteArray> ids;
        for (int i = 0; i < 5; ++i) {
            ids << createWith(cpfs[i]);
        }
        const auto page = m_server->get("/api/accounts?page=2&pageSize=2");
        QCOMPARE(page.items().size(), 2);
        QCOMPARE(page.items()[0][QLatin1StringView("id")].toString().toLatin1(), ids[2]);
        QCOMPARE(page.items()[1][QLatin1StringView("id")].toString().toLatin1(), ids[3]);
        QCOMPARE(page.number("totalCount"), QByteArray("5"));
        QCOMPARE(page.number("totalPages"), QByteArray("3"));
        QCOMPARE(m_server->get("/api/accounts").number("pageSize"), QByteArray("10"));
        QCOMPARE(m_server->get("/api/accounts?countLimit=3").number("totalCount"), QByteArray("3"));
        for (const char *wrong : {"page=0", "pageSize=0", "pageSize=100000", "page=x", "pages=1",
                 "countLimit=-1"}) {
            QCOMPARE(m_server->get(QByteArray("/api/accounts?") + wrong).status, 400);
        }
        const QByteArray text(200, 'a');
        QCOMPARE(m_server->get("/api/accounts?q=" + text).status, 200);
        QCOMPARE(m_server->get("/api/accounts?q=" + text + 'a').status, 400);
    }
    void theNameCanBeChanged()
    {
        const QByteArray id = create();
        const auto renamed
            = m_server->patch("/api/accounts/" + id + "/name", R"({"name":"Novo Nome"})");
        QCOMPARE(renamed.status, 200);
        QCOMPARE(renamed.text("name"), QByteArray("Novo Nome"));
        QVERIFY(!renamed.text("updatedAt").isEmpty());
        QCOMPARE(account(id).body, renamed.body);
    }
    void theCpfCanBeChangedAndNoCacheRemembersTheOldOne()
    {
        const QByteArray id = create();
        QCOMPARE(account(id).header("X-Cache"), QByteArray("miss"));
        QCOMPARE(account(id).header("X-Cache"), QByteArray("hit"));
        QCOMPARE(byCpf("12345678909").header("X-Cache"), QByteArray("hit"));
        const auto changed
            = m_server->patch("/api/accounts/" + id + "/cpf", R"({"cpf":"98765432100"})");
        QCOMPARE(changed.status, 200);
        QCOMPARE(byCpf("12345678909").status, 404);
        const auto found = byCpf("98765432100");
        QCOMPARE(found.header("X-Cache"), QByteArray("miss"));
        QCOMPARE(found.body, changed.body);
        QCOMPARE(byCpf("98765432100").header("X-Cache"), QByteArray("hit"));
        const auto hit = account(id);
        QCOMPARE(hit.header("X-Cache"), QByteArray("hit"));
        QCOMPARE(hit.body, changed.body);
        QCOMPARE(hit.header("ETag"), QByteArray("\"2\""));
    }
    void aCpfBelongsToOneAccountDeletedOnesIncluded()
    {
        const QByteArray id = create();
        const QByteArray other = createWith("98765432100");
        QCOMPARE(m_server->remove("/api/accounts/" + other).status, 204);
        const QByteArray before = account(id).body;
        QCOMPARE(m_server->patch("/api/accounts/" + id + "/cpf", R"({"cpf":"98765432100"})").status,
            409);
        QCOMPARE(replace(id, body("Novo Nome", "98765432100")).status, 409);
        QCOMPARE(m_server->post("/api/accounts", body("Victor", "98765432100")).status, 409);
        QCOMPARE(account(id).body, before);
    }
    void anAccountCanBeReplaced()
    {
        const QByteArray id = createWith("98765432100");
        const auto replaced = replace(id, body("Novo Nome", "12345678909"), false);
        QCOMPARE(replaced.status, 200);
        QCOMPARE(replaced.text("cpf"), QByteArray("12345678909"));
        QCOMPARE(replaced.text("status"), QByteArray("Inactive"));
        QVERIFY(!replaced.text("updatedAt").isEmpty());
        // One that changes nothing is fine and happens nowhere.
        QCOMPARE(replace(id, body("Novo Nome", "12345678909"), false).body, replaced.body);
        QCOMPARE(story(id),
            QStringList({QStringLiteral("Created"),
                QStringLiteral("CpfChanged, NameChanged, Deactivated, Updated")}));
    }
    void anAccountIsDeactivatedAndActivated()
    {
        const QByteArray id = create();
        QCOMPARE(step(id, "deactivate").status, 204);
        QCOMPARE(step(id, "deactivate").status, 422);
        QCOMPARE(step(id, "activate").status, 204);
        const QByteArray version = account(id).number("version");
        QCOMPARE(step(id, "activate").status, 204);
        QCOMPARE(account(id).number("version"), version);
    }
    void aDeletedAccountStaysAndCanOnlyBeRestored()
    {
        const QByteArray id = create();
        const QByteArray path = "/api/accounts/" + id;
        QCOMPARE(m_server->remove(path).status, 204);
        const auto deleted = account(id);
        QCOMPARE(deleted.status, 200);
        QVERIFY(deleted.json()[QLatin1StringView("isDeleted")].toBool());
        QVERIFY(!deleted.json()[QLatin1StringView("isActive")].toBool(true));
        QCOMPARE(m_server->patch(path + "/name", R"({"name":"Novo Nome"})").status, 422);
        QCOMPARE(m_server->patch(path + "/cpf", R"({"cpf":"98765432100"})").status, 422);
        QCOMPARE(replace(id, victor).status, 422);
        QCOMPARE(step(id, "activate").status, 422);
        QCOMPARE(step(id, "deactivate").status, 422);
        QCOMPARE(m_server->remove(path).status, 422);
        QCOMPARE(m_server->post(path + "/deposit", R"({"amount":1})").status, 422);
        QCOMPARE(m_server->get("/api/accounts").number("totalCount"), QByteArray("0"));
        QCOMPARE(m_server->get("/api/accounts?includeDeleted=true").number("totalCount"),
            QByteArray("1"));
        QCOMPARE(step(id, "restore").status, 204);
        QCOMPARE(account(id).text("status"), QByteArray("Active"));
        QCOMPARE(step(id, "restore").status, 422);
    }

    // ---- events -------------------------------------------------------------------------------

    void liveOneLife(const QByteArray &id)
    {
        rename(id, "Novo Nome");
        m_server->patch("/api/accounts/" + id + "/cpf", R"({"cpf":"98765432100"})");
        replace(id, victor);
        for (const char *what : {"deactivate", "activate", "activate"}) {
            step(id, what);
        }
        m_server->remove("/api/accounts/" + id);
        step(id, "restore");
    }
    void theEventsTellTheWholeLifeInOrder()
    {
        const QByteArray id = create();
        liveOneLife(id);
        QCOMPARE(story(id),
            QStringList({QStringLiteral("Created"), QStringLiteral("NameChanged, Updated"),
                QStringLiteral("CpfChanged, Updated"),
                QStringLiteral("CpfChanged, NameChanged, Updated"), QStringLiteral("Deactivated"),
                QStringLiteral("Activated"), QStringLiteral("Deleted, Updated"),
                QStringLiteral("Restored")}));
        std::set<QString> ids;
        std::tuple<int, int> last{0, 0};
        for (const QJsonValue &item : feed(id).items()) {
            QVERIFY(ids.insert(item[QLatin1StringView("eventId")].toString()).second);
            QCOMPARE(item[QLatin1StringView("aggregateId")].toString().toLatin1(), id);
            QCOMPARE(item[QLatin1StringView("key")].toString().toLatin1(), id);
            const std::tuple<int, int> place{item[QLatin1StringView("position")].toInt(),
                item[QLatin1StringView("part")].toInt()};
            QVERIFY(place > last);
            last = place;
        }
    }
    void payloadsSayWhatHasChanged()
    {
        const QByteArray id = create();
        liveOneLife(id);
        const QJsonArray items = feed(id).items();
        const auto members = [&](int i) {
            return items[i][QLatin1StringView("payload")].toObject().keys().join(QLatin1Char(' '));
        };
        QCOMPARE(members(0),
            QStringLiteral(
                "accountId accountNumber cpf createdAt currency isActive isDeleted name ownerId"));
        QCOMPARE(members(1), QStringLiteral("accountId newName oldName"));
        QCOMPARE(members(2),
            QStringLiteral("accountId cpf createdAt isActive isDeleted name updatedAt"));
        QCOMPARE(members(3), QStringLiteral("accountId newCpf oldCpf"));
        QCOMPARE(members(8), QStringLiteral("accountId"));
    }
    void aReplayGivesTheSameBytesAgain()
    {
        const QByteArray id = create();
        liveOneLife(id);
        m_server->post("/api/accounts/" + id + "/deposit", R"({"amount":10})");
        const QByteArray told = feed(id).body;
        QCOMPARE(m_server->stop(), 0);
        for (const QString &file : QDir(m_server->directory()).entryList({QStringLiteral("views*")})) {
            QVERIFY(QFile::remove(m_server->directory() + QLatin1Char('/') + file));
        }
        QVERIFY(m_server->start());
        QCOMPARE(feed(id).body, told);
    }

    // ---- delivery -----------------------------------------------------------------------------

    void aFailingSubscriberIsToldAgainAndHoldsBackItsOwnAccountOnly()
    {
        WebhookListener fraud;
        fraud.decide = [first = QByteArray(), failures = 2](const auto &request) mutable {
            first = first.isEmpty() ? request.id() : first;
            return WebhookListener::Answer{request.id() == first && failures-- > 0 ? 500 : 200};
        };
        follow(fraud, R"("AccountCreatedDomainEvent","AccountNameChangedDomainEvent")");
        const QByteArray id = create();
        QVERIFY(QTest::qWaitFor([&] { return !fraud.received.empty(); }, 20'000));
        rename(id, "Novo Nome");
        createWith("98765432100");
        QVERIFY(QTest::qWaitFor([&] { return fraud.received.size() == 5; }, 20'000));
        const auto ids = fraud.ids();
        QCOMPARE(std::count(ids.begin(), ids.end(), ids.front()), 3);
        std::vector<QByteArray> own;
        for (const auto &request : fraud.received) {
            if (request.data("accountId") == id) {
                own.push_back(request.type());
            }
        }
        QCOMPARE(own.back(), QByteArray("AccountNameChangedDomainEvent"));
        QCOMPARE(own.size(), std::size_t(4));
        QVERIFY(QTest::qWaitFor([&] { return deliveries("delivered").size() == 3; }, 20'000));
        bool recorded = false;
        for (const QJsonValue &delivery : deliveries("delivered")) {
            recorded = recorded || delivery[QLatin1StringView("attempts")].toInt() == 3;
        }
        QVERIFY(recorded);
    }
    void commandsDoNotWaitForSubscribersAndNothingIsLostByAKill()
    {
        WebhookListener crm;
        crm.always.delay = -1;
        follow(crm, R"("AccountCreatedDomainEvent")");
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!createWith(cpfs[i]).isEmpty());
        }
        m_server->kill();
        crm.always.delay = 0;
        crm.received.clear();
        QVERIFY(m_server->start());
        const auto accounts = [&crm] {
            std::set<QByteArray> seen;
            for (const auto &request : crm.received) {
                seen.insert(request.data("accountId"));
            }
            return seen.size();
        };
        QVERIFY(QTest::qWaitFor([&] { return accounts() == 3; }, 30'000));
    }
    void whatCannotBeDeliveredIsParkedAndGoesOutOnRequest()
    {
        WebhookListener cards;
        cards.always.status = 500;
        follow(cards, R"("AccountCreatedDomainEvent")");
        create();
        QVERIFY(QTest::qWaitFor([&] { return deliveries("parked").size() == 1; }, 30'000));
        QCOMPARE(cards.received.size(), std::size_t(4));
        const QJsonValue parked = deliveries("parked").first();
        QCOMPARE(parked[QLatin1StringView("attempts")].toInt(), 4);
        QCOMPARE(parked[QLatin1StringView("lastStatus")].toInt(), 500);
        QVERIFY(!parked[QLatin1StringView("lastError")].toString().isEmpty());
        cards.always.status = 200;
        const QByteArray delivery = parked[QLatin1StringView("id")].toString().toLatin1();
        QCOMPARE(m_server->post("/webhooks/deliveries/" + delivery + "/redeliver", {}).status, 202);
        QVERIFY(QTest::qWaitFor([&] { return deliveries("parked").isEmpty(); }, 20'000));
        QCOMPARE(cards.received.back().id(), cards.received.front().id());
    }
};

KONTOR_TEST(tst_AccountsEvents)
#include "tst_accounts_events.moc"
