// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Problem.h"
#include "support/ApiDocument.h"
#include "support/People.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::testing;
using api::ProblemCode;
using enum api::ProblemCode;

namespace {

// Nothing of these can be had by asking: they come with load, faults or time, or stand behind a check
// that comes first; the tests of that part look at them.
const std::vector<ProblemCode> notForTheAsking = {RequestTimeout, TooManyConnections,
    TooManyRequests, TooManyHolds, TooManyEndpoints, InvalidLogin, AlreadySetUp, Overloaded,
    ViewBehind, StorageFull, OutcomeUnknown, NotReady, Internal};

const QByteArray nobody = "019f0000-0000-7000-8000-000000000000";

} // namespace

//! Every problem of the document, provoked on a real server.
class tst_Problems final : public QObject
{
    Q_OBJECT

    using Provoke = std::function<HttpAnswer()>;
    std::unique_ptr<RunningServer> m_server;
    //! Here people sign in, and nobody registers by themselves.
    std::unique_ptr<RunningServer> m_closed;
    std::map<ProblemCode, Provoke> m_provoke;
    QByteArray m_ana;
    QByteArray m_idle;
    QByteArray m_deleted;
    QByteArray m_rich;
    QByteArray m_card;

    HttpAnswer send(const char *method, const QByteArray &path, const QByteArray &body = {},
        const HttpHeaders &headers = {})
    {
        return m_server->send(method, path, body, headers);
    }
    QByteArray made(const HttpAnswer &answer)
    {
        return answer.json()[QLatin1StringView("id")].toString().toLatin1();
    }
    QByteArray open(const QByteArray &amount)
    {
        return made(send("POST", "/accounts", R"({"owner":"Ana Souza","amount":)" + amount + '}'));
    }
    Provoke asking(const char *method, const QByteArray &path, const QByteArray &body = {},
        const HttpHeaders &headers = {})
    {
        return [=, this] { return send(method, path, body, headers); };
    }
    Provoke raw(const QByteArray &head, const QByteArray &body = {})
    {
        return [=, this] { return m_server->sendBytes(head + "\r\n\r\n" + body); };
    }
    QByteArray host() const { return "\r\nHost: 127.0.0.1:" + QByteArray::number(m_server->port()); }
    QByteArray of(const QByteArray &account, const char *what) { return "/accounts/" + account + what; }
    static QByteArray with(QByteArray json, const QByteArray &x)
    {
        return json.replace("\"X\"", '"' + x + '"');
    }
    // A moment of an account on which no money may go one way.
    Provoke blocked(const char *way, const char *movement)
    {
        return [=, this] {
            const QByteArray block = R"({"debits":false,"credits":false,"reference":"order 1"})";
            send("PUT", of(m_ana, "/block"),
                QByteArray(block).replace(QByteArray(way) + "\":false", QByteArray(way) + "\":true"));
            const HttpAnswer answer = send("POST", of(m_ana, movement), amount("1"));
            send("PUT", of(m_ana, "/block"), block);
            return answer;
        };
    }
    // Of an account whose events nobody receives.
    HttpAnswer redeliveredToDisabled()
    {
        const QByteArray endpoint = R"({"url":"http://127.0.0.1:9/","enabled":X})";
        const QByteArray path = "/webhooks/endpoints/"
            + made(send("POST", "/webhooks/endpoints", QByteArray(endpoint).replace("X", "true")));
        send("POST", of(m_ana, "/deposit"), amount("1"));
        QByteArray delivery;
        const bool isListed = QTest::qWaitFor([&] {
            const auto items = send("GET", "/webhooks/deliveries").items();
            delivery = items.isEmpty()
                ? QByteArray()
                : items[0].toObject()[QLatin1StringView("id")].toString().toLatin1();
            return !delivery.isEmpty();
        });
        send("PUT", path, QByteArray(endpoint).replace("X", "false"));
        return isListed ? send("POST", "/webhooks/deliveries/" + delivery + "/redeliver")
                        : HttpAnswer();
    }
    static QByteArray amount(const char *text) { return R"({"amount":)" + QByteArray(text) + '}'; }
    static QByteArray withdrawal(const QByteArray &id, const QByteArray &mix)
    {
        return with(R"({"withdrawalId":"X","terminalId":"ATM-1","amount":50,"mix":)", id) + mix + '}';
    }

    void aboutTheMessage()
    {
        m_provoke[MalformedRequest] = asking("GET", "/accounts/%zz");
        m_provoke[UriTooLong] = asking("GET", "/" + QByteArray(9000, 'a'));
        m_provoke[HeadersTooLarge] = asking("GET", "/version", {}, {{"X-Long", QByteArray(9000, 'a')}});
        m_provoke[LengthRequired] = raw("POST /accounts HTTP/1.1" + host() + "\r\nTransfer-Encoding: chunked");
        m_provoke[BodyTooLarge] = raw("POST /accounts HTTP/1.1" + host()
            + "\r\nContent-Type: application/json\r\nContent-Length: 999999");
        m_provoke[HttpVersion] = raw("GET /version HTTP/2.0" + host());
        m_provoke[MethodNotImplemented] = raw("TRACE /version HTTP/1.1" + host());
        m_provoke[ExpectationFailed] = raw("GET /version HTTP/1.1" + host() + "\r\nExpect: wonders");
        m_provoke[MisdirectedRequest] = raw("GET /version HTTP/1.1\r\nHost: elsewhere.example");
        m_provoke[ForeignOrigin]
            = asking("POST", "/accounts", "{}", {{"Origin", "https://elsewhere.example"}});
        m_provoke[NotFound] = asking("GET", "/nothing");
        m_provoke[MethodNotAllowed] = asking("PUT", "/accounts");
        m_provoke[UnsupportedMediaType] = raw("POST /accounts HTTP/1.1" + host()
            + "\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close", "text");
        m_provoke[NotAcceptable] = asking("GET", "/version", {}, {{"Accept", "image/png"}});
        m_provoke[MalformedJson] = asking("POST", "/accounts", "{");
        m_provoke[DuplicateMember] = asking("POST", "/accounts", R"({"name":"A","name":"B"})");
        m_provoke[JsonTooComplex] = asking("POST", "/accounts", QByteArray(40, '[') + QByteArray(40, ']'));
        m_provoke[InvalidParameter] = asking("GET", "/accounts?page=0");
        m_provoke[InvalidMember] = asking("POST", "/accounts", R"({"name":"Ana","curency":"EUR"})");
    }
    void aboutThings()
    {
        m_provoke[AccountNotFound] = asking("GET", of(nobody, ""));
        m_provoke[CustomerNotFound] = asking("POST", "/accounts", with(R"({"ownerId":"X"})", nobody));
        m_provoke[WithdrawalNotFound] = asking("GET", "/withdrawals/" + nobody);
        m_provoke[HoldNotFound] = asking("DELETE", of(m_ana, "/holds/") + nobody);
        m_provoke[EndpointNotFound] = asking("GET", "/webhooks/endpoints/" + nobody);
        m_provoke[DeliveryNotFound] = asking("GET", "/webhooks/deliveries/" + nobody);
        m_provoke[VersionConflict]
            = asking("POST", of(m_ana, "/deposit"), amount("1"), {{"If-Match", "\"99\""}});
        m_provoke[KeyReuse] = [this] {
            const HttpHeaders key{{"Idempotency-Key", "once"}};
            send("POST", of(m_ana, "/deposit"), amount("1"), key);
            return send("POST", of(m_ana, "/deposit"), amount("2"), key);
        };
        m_provoke[AccountDeleted] = asking("PATCH", of(m_deleted, "/activate"));
        m_provoke[AccountNotDeleted] = asking("PATCH", of(m_ana, "/restore"));
        m_provoke[AccountInactive] = asking("POST", of(m_idle, "/deposit"), amount("1"));
        m_provoke[InvalidName] = asking("PATCH", of(m_ana, "/name"), R"({"name":"A"})");
        m_provoke[InvalidCpf] = asking("PATCH", of(m_ana, "/cpf"), R"({"cpf":"12345678901"})");
        m_provoke[NumberInvalid]
            = asking("POST", "/accounts", R"({"name":"Ana Souza","accountNumber":"0000001-8"})");
        m_provoke[CpfTaken] = [this] {
            const QByteArray both = R"({"name":"Ana Souza","cpf":"12345678909"})";
            send("POST", "/accounts", both);
            return send("POST", "/accounts", both);
        };
        m_provoke[EndpointDisabled] = [this] { return redeliveredToDisabled(); };
        m_provoke[NumberTaken] = [this] {
            const QByteArray both = R"({"name":"Ana Souza","accountNumber":"4030-1"})";
            send("POST", "/accounts", both);
            return send("POST", "/accounts", both);
        };
        m_provoke[TargetNotAllowed]
            = asking("POST", "/webhooks/endpoints", "{\"url\":\"ftp://a.example\"}");
    }
    void aboutMoney()
    {
        const QByteArray toItself = with(R"({"amount":1,"destinationAccountId":"X"})", m_ana);
        const QByteArray toAna = with(R"({"amount":99999999999,"destinationAccountId":"X"})", m_ana);
        m_provoke[AmountFormat] = asking("POST", of(m_ana, "/deposit"), amount("1.001"));
        m_provoke[AmountNotPositive] = asking("POST", of(m_ana, "/deposit"), amount("0"));
        m_provoke[DepositTooLarge] = asking("POST", of(m_ana, "/deposit"), amount("1000001"));
        m_provoke[InvalidDescription] = asking("POST", of(m_ana, "/deposit"),
            with(R"({"amount":1,"description":"X"})", QByteArray(141, 'a')));
        m_provoke[DebitsBlocked] = blocked("debits", "/withdraw");
        m_provoke[CreditsBlocked] = blocked("credits", "/deposit");
        m_provoke[SelfTransfer] = asking("POST", of(m_ana, "/transfer"), toItself);
        m_provoke[CurrencyMismatch]
            = asking("POST", of(m_ana, "/deposit"), R"({"amount":1,"currency":"BRL"})");
        m_provoke[InsufficientFunds] = asking("POST", of(m_ana, "/withdraw"), amount("999"));
        m_provoke[BalanceLimit] = asking("POST", of(m_rich, "/transfer"), toAna);
        m_provoke[BalanceNotZero] = asking("DELETE", of(m_ana, ""));
        m_provoke[HoldInvalid] = asking("POST", of(m_ana, "/holds"),
            R"({"amount":1,"kind":"card","reason":"late","expiresAt":"2001-01-01T00:00:00Z"})");
    }
    void aboutUsers()
    {
        const QByteArray theo = R"({"username":"theo","firstName":"Theo","lastName":"Lorenz",)"
                                R"("role":"teller","password":"2 Igel trinken Tee"})";
        const QByteArray user = made(send("POST", "/users", theo));
        m_provoke[LoginTaken] = asking("POST", "/users", theo);
        m_provoke[UserNotFound] = asking("GET", "/users/" + nobody);
        m_provoke[SessionNotFound] = asking("DELETE", "/users/" + user + "/sessions/" + nobody);
        m_provoke[ConnectionNotFound] = asking("GET", "/hubs/wallet?id=" + nobody);
        m_provoke[KeyNotFound] = asking("PATCH", "/keys/" + nobody + "/revoke", R"({"reason":"lost"})");
        m_provoke[InvalidScope]
            = asking("POST", "/keys", R"({"kind":"integration","name":"Watch","scopes":["fly"]})");
        m_provoke[SignInFailed]
            = asking("POST", "/auth/login", R"({"username":"theo","password":"2 Igel trinken Bier"})");
        m_provoke[SetUpSecretWrong] = asking("POST", "/auth/setup",
            R"({"secret":"sesame","username":"eve","firstName":"Eve","lastName":"Lorenz",)"
            R"("password":"2 Igel trinken Tee"})");
    }
    void aboutSignIn()
    {
        const Person admin = setUp(*m_closed);
        const auto there = [this](const char *method, const QByteArray &path, const QByteArray &body,
                               const HttpHeaders &headers = {}) {
            return [=, this] { return m_closed->send(method, path, body, headers); };
        };
        m_provoke[Unauthorized] = there("GET", "/accounts", {});
        m_provoke[InvalidToken] = there("GET", "/accounts", {}, {{"Authorization", "Bearer nonsense"}});
        m_provoke[Forbidden] = there("GET", "/accounts", {}, admin.headers());
        m_provoke[OwnRights] = there("PATCH", "/users/" + admin.id + "/suspend",
            R"({"reason":"on leave"})", admin.headers());
        m_provoke[RegistrationClosed] = there("POST", "/auth/register", registration("a@example.com"));
    }
    void aboutCards()
    {
        const auto pin = [](const char *digits) {
            return with(R"({"terminalId":"ATM-1","pin":"X"})", QByteArray(digits));
        };
        const auto session = [this, pin](const HttpHeaders &headers = {}) {
            return send("POST", "/cards/" + m_card + "/session", pin("2580"), headers);
        };
        const auto authorise = [this, session](const QByteArray &id, const QByteArray &mix) {
            const QByteArray token
                = session().json()[QLatin1StringView("token")].toString().toLatin1();
            return send("POST", "/withdrawals", withdrawal(id, mix), {{"X-Card-Session", token}});
        };
        const QByteArray fifty = R"([{"value":50,"count":1}])";
        // What the machine has paid is booked, held or not.
        m_provoke[HoldsRemain] = [this, authorise, fifty] {
            const QByteArray id = "019f0000-0000-7000-8000-000000000005";
            authorise(id, fifty);
            const QByteArray all = send("GET", of(m_ana, "")).number("balance");
            send("POST", of(m_ana, "/holds"), R"({"amount":1,"kind":"court","reason":"order 1"})");
            send("POST", "/withdrawals/" + id + "/complete",
                R"({"notes":[],"amount":)" + all + '}');
            const HttpAnswer answer = send("DELETE", of(m_ana, ""));
            send("POST", of(m_ana, "/deposit"), amount("500"));
            return answer;
        };
        m_provoke[CardNotFound] = asking("GET", "/cards/" + nobody);
        m_provoke[PinInvalid]
            = asking("POST", "/cards", with(R"({"pin":"1234","accountId":"X"})", m_ana));
        m_provoke[PinWrong] = asking("POST", "/cards/" + m_card + "/session", pin("9999"));
        m_provoke[CardBlocked] = [this, pin] {
            const QByteArray card
                = made(send("POST", "/cards", with(R"({"pin":"2580","accountId":"X"})", m_ana)));
            HttpAnswer last;
            for (int i = 0; i < 3; ++i) {
                last = send("POST", "/cards/" + card + "/session", pin("9999"));
            }
            return last;
        };
        m_provoke[AnswerNotRepeatable] = [session] {
            const HttpHeaders key{{"Idempotency-Key", "secret"}};
            session(key);
            return session(key);
        };
        m_provoke[CardSessionInvalid] = asking("POST", "/withdrawals", withdrawal(nobody, fifty));
        m_provoke[MixMismatch] = [authorise] {
            return authorise("019f0000-0000-7000-8000-000000000001", R"([{"value":20,"count":1}])");
        };
        m_provoke[IdTaken] = [authorise, fifty] {
            authorise("019f0000-0000-7000-8000-000000000002", fifty);
            return authorise("019f0000-0000-7000-8000-000000000002", fifty);
        };
        m_provoke[WithdrawalVoided] = [this, authorise, fifty] {
            const QByteArray id = "019f0000-0000-7000-8000-000000000003";
            send("POST", "/withdrawals/" + id + "/void", R"({"reason":"jam"})");
            return authorise(id, fifty);
        };
        m_provoke[WithdrawalSettled] = [this, authorise, fifty] {
            const QByteArray id = "019f0000-0000-7000-8000-000000000004";
            authorise(id, fifty);
            send("POST", "/withdrawals/" + id + "/complete",
                R"({"amount":50,"notes":[{"value":50,"count":1}]})");
            return send("POST", "/withdrawals/" + id + "/void", R"({"reason":"jam"})");
        };
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<RunningServer>();
        m_closed = std::make_unique<RunningServer>(RunningServer::Mode::SignIn,
            QStringList{QStringLiteral("--auth-registration"), QStringLiteral("closed")});
        m_ana = open("500");
        m_rich = open("99999999999");
        m_idle = open("0");
        send("PATCH", of(m_idle, "/deactivate"));
        m_deleted = open("0");
        send("DELETE", of(m_deleted, ""));
        m_card = made(send("POST", "/cards", with(R"({"pin":"2580","accountId":"X"})", m_ana)));
        aboutTheMessage();
        aboutThings();
        aboutMoney();
        aboutCards();
        aboutUsers();
        aboutSignIn();
    }
    void cleanupTestCase()
    {
        m_server.reset();
        m_closed.reset();
    }
    void itAnswersAsItsExampleSays_data()
    {
        QTest::addColumn<int>("code");
        for (const api::ProblemInfo &info : api::problemCatalogue()) {
            QTest::newRow(info.name) << int(info.code);
        }
    }
    void itAnswersAsItsExampleSays()
    {
        QFETCH(int, code);
        const api::ProblemInfo &info = api::infoOf(ProblemCode(code));
        const auto provoke = m_provoke.find(info.code);
        const bool isFree = std::find(notForTheAsking.begin(), notForTheAsking.end(), info.code)
            != notForTheAsking.end();
        QCOMPARE(provoke == m_provoke.end(), isFree);
        if (isFree) {
            return;
        }
        const HttpAnswer answer = provoke->second();
        const JsonValue &example = *apiDocument().find("components")->find("examples")
                                        ->find(info.name)->find("value");
        QCOMPARE(answer.code(), QLatin1StringView(info.name));
        QCOMPARE(answer.status, info.status);
        QCOMPARE(answer.header("Content-Type"), "application/problem+json");
        for (const char *member : {"type", "title", "code"}) {
            QCOMPARE(answer.json()[QLatin1StringView(member)].toString(),
                example.find(member)->toQString());
        }
        QVERIFY(!answer.json()[QLatin1StringView("detail")].toString().isEmpty());
    }
    void itsTypeLeadsToThePageAboutIt()
    {
        const HttpAnswer answer = send("GET", "/problems/insufficient-funds");
        QCOMPARE(answer.status, 302);
        QCOMPARE(answer.header("Location"), "/docs#problem-insufficient-funds");
        QVERIFY(send("GET", "/docs").body.contains("id=\"problem-insufficient-funds\""));
        QCOMPARE(send("GET", "/problems/nonsense").code(), QStringLiteral("not-found"));
    }
};

KONTOR_TEST(tst_Problems)
#include "tst_problems.moc"
