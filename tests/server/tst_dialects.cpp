// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Dialects.h"

#include "server/http/RouteTable.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;

namespace {

//! Takes one answer and keeps it.
class Mailbox final : public ReplyChannel
{
public:
    explicit Mailbox(Answer &kept) : m_kept(kept) {}
    void send(const Answer &answer, bool) override { m_kept = answer; }
    bool isOpen() const override { return true; }
    void begin(const Answer &) override {}
    bool push(const QByteArray &) override { return false; }
    void end() override {}

private:
    Answer &m_kept;
};

//! Every route that a dialect stands for, which only writes down what it was asked.
struct Listener
{
    QByteArray asked;
    RouteTable table;

    Listener()
    {
        for (const Dialect &dialect : dialects()) {
            const QByteArray path = dialect.routePath.pattern;
            if (std::holds_alternative<RouteFound>(table.match(dialect.routeMethod, path))) {
                continue;
            }
            const Operation operation{.method = dialect.routeMethod, .path = dialect.routePath,
                .action = "listen", .name = "listen", .summary = "", .answers = {{204}}};
            table.add({.method = dialect.routeMethod, .pattern = path,
                .operation = std::make_shared<const Operation>(operation),
                .handler = [this](const RequestContext &context, Reply reply) {
                    asked = QByteArray(nameOf(context.route->method)) + ' '
                        + context.canonicalPath() + ' ' + context.request.body;
                    reply.send({204, {}, {}, {}, {}});
                }});
        }
        addDialects(table);
    }
    Answer ask(Method method, const QByteArray &path, const QByteArray &body)
    {
        asked.clear();
        Answer answer;
        auto found = std::get<RouteFound>(table.match(method, path));
        RequestContext context;
        context.request.method = method;
        context.request.body = body;
        context.route = found.route;
        context.captures = found.captures;
        found.route->handler(std::move(context), Reply(std::make_unique<Mailbox>(answer)));
        return answer;
    }
};

QByteArray worded(const Body &route, const QByteArray &body)
{
    const auto document = parseJson(body);
    const auto result = inOwnWords(route, *document);
    if (!result) {
        return (result.error().front().pointer + u' ' + result.error().front().code).toUtf8();
    }
    return result->body.toJson();
}

const QByteArray id = "01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f";

//! {"member":"id"}
QByteArray only(const QByteArray &member)
{
    return "{\"" + member + "\":\"" + id + "\"}";
}

} // namespace

class tst_Dialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherWordsBecomeTheRoutesOwn_data()
    {
        QTest::addColumn<QByteArray>("route");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("own");
        const auto row = [](const char *name, const char *route, const char *body, const char *own) {
            QTest::newRow(name) << QByteArray(route) << QByteArray(body) << QByteArray(own);
        };
        row("own words", "opening", R"({"name":"A","initialBalance":1.50})",
            R"({"name":"A","initialBalance":1.50})");
        row("ownerName", "opening", R"({"ownerName":"A","initialBalance":1})",
            R"({"name":"A","initialBalance":1})");
        row("owner and amount", "opening", R"({"owner":"A","amount":"0.10"})",
            R"({"name":"A","initialBalance":"0.10"})");
        row("said twice alike", "opening", R"({"owner":"A","ownerName":"A","currency":"EUR"})",
            R"({"name":"A","currency":"EUR"})");
        row("said twice differently", "opening", R"({"owner":"A","name":"B","currency":"EUR"})",
            "/owner contradiction");
        row("a word that is null", "opening", R"({"name":"A","owner":null,"currency":"EUR"})",
            R"({"name":"A","currency":"EUR"})");
        row("the route's own word is null", "opening",
            R"({"ownerName":null,"owner":"A","name":null,"currency":"EUR"})",
            R"({"name":"A","currency":"EUR"})");
        row("null beside an amount", "opening", R"({"amount":5,"initialBalance":null})",
            R"({"initialBalance":5})");
        row("nothing but nulls beside name", "opening", R"({"name":"A","cpf":null,"amount":null})",
            "/cpf missing-member");
        row("5.0 and 5", "opening", R"({"name":"A","amount":5.0,"initialBalance":5})",
            R"({"name":"A","initialBalance":5})");
        row("\"5\" and 5", "opening", R"({"name":"A","amount":"5","initialBalance":5})",
            R"({"name":"A","initialBalance":5})");
        row("two amounts", "opening", R"({"name":"A","amount":"5","initialBalance":5.01})",
            "/amount contradiction");
        row("two that are no amounts", "opening",
            R"({"name":"A","amount":"x","initialBalance":"y"})", "/amount contradiction");
        row("one name composed and decomposed", "opening",
            "{\"owner\":\"Jose\u0301 \",\"name\":\"Jos\u00e9\",\"currency\":\"EUR\"}",
            "{\"name\":\"Jos\u00e9\",\"currency\":\"EUR\"}");
        row("a name without CPF", "opening", R"({"name":"A"})", "/cpf missing-member");
        row("null is no CPF", "opening", R"({"name":"A","cpf":null})", "/cpf missing-member");
        row("a CPF without name", "opening", R"({"cpf":"1"})", "/name missing-member");
        row("nothing", "opening", "{}", "/name missing-member");
        row("no object", "opening", "[]", "[]");
        row("target", "transfer", R"({"targetAccountId":"x","amount":1})",
            R"({"destinationAccountId":"x","amount":1})");
        row("to", "transfer", R"({"amount":1,"toAccountId":"x"})",
            R"({"amount":1,"destinationAccountId":"x"})");
        row("one id in capitals", "transfer",
            R"({"targetAccountId":"01935E0A-7B2C-7CC1-8F3E-5A9D6B1C2E3F",)"
            R"("toAccountId":"01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f","amount":1})",
            R"({"destinationAccountId":"01935E0A-7B2C-7CC1-8F3E-5A9D6B1C2E3F","amount":1})");
        row("two targets", "transfer", R"({"targetAccountId":"x","toAccountId":"y"})",
            "/toAccountId contradiction");
    }
    void otherWordsBecomeTheRoutesOwn()
    {
        QFETCH(QByteArray, route);
        QFETCH(QByteArray, body);
        QTEST(worded(route == "opening" ? bodies::opening() : bodies::transfer(), body), "own");
    }

    void anIdInTheBodyStandsForTheOneInThePath_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("asked");
        const auto row = [](const char *method, const char *path, const QByteArray &body,
                             const QByteArray &asked) {
            QTest::addRow("%s %s", method, path)
                << QByteArray(method) << QByteArray(path) << body << asked;
        };
        const QByteArray account = "\"accountId\":\"" + id + '"';
        for (const char *method : {"POST", "PATCH"}) {
            for (const QByteArray &act : {QByteArray("deposit"), QByteArray("withdraw")}) {
                row(method, "/accounts/" + act, '{' + account + ",\"amount\":0.10}",
                    "POST /accounts/" + id + '/' + act + " {\"amount\":0.10}");
            }
        }
        row("POST", "/accounts/transfer", only("sourceAccountId"),
            "POST /accounts/" + id + "/transfer {}");
        row("POST", "/api/v1/Accounts/Transfer/", only("fromAccountId"),
            "POST /accounts/" + id + "/transfer {}");
        row("POST", "/accounts/transfer",
            only("fromAccountId").chopped(1) + ",\"sourceAccountId\":null}",
            "POST /accounts/" + id + "/transfer {}");
        row("DELETE", "/accounts", only("accountId"), "DELETE /accounts/" + id + " {}");
    }
    void anIdInTheBodyStandsForTheOneInThePath()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        Listener listener;
        QCOMPARE(listener.ask(methodNamed(method), path, body).status, 204);
        QTEST(listener.asked, "asked");
    }

    void anIdThatCannotBeUsedIsNamed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("missing") << QByteArray(R"({"amount":1})") << QByteArray("/sourceAccountId");
        QTest::newRow("null") << QByteArray(R"({"sourceAccountId":null})")
                              << QByteArray("missing-member");
        QTest::newRow("malformed") << QByteArray(R"({"sourceAccountId":"7"})")
                                   << QByteArray("malformed-id");
        QTest::newRow("two that differ")
            << only("sourceAccountId").chopped(1) + R"(,"fromAccountId":"7"})"
            << QByteArray("contradiction");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("malformed-json");
        QTest::newRow("nothing") << QByteArray() << QByteArray("needs a body");
    }
    void anIdThatCannotBeUsedIsNamed()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, said);
        Listener listener;
        const Answer answer = listener.ask(Method::Post, "/accounts/transfer", body);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.body.contains(said), answer.body.constData());
        QVERIFY(listener.asked.isEmpty());
    }
};

KONTOR_TEST(tst_Dialects)
#include "tst_dialects.moc"
