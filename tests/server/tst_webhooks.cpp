// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Webhooks.h"
#include "server/DispatcherFixture.h"
#include "support/TestMain.h"

#include <QProcess>

#include <set>

using namespace kontor;
using namespace kontor::server;
using testing::accountNumbered;
using testing::WebhookListener;

namespace {

// Webhooks in their own thread, with a resolver that says what the test wants.
struct Bank
{
    testing::ListLog log;
    testing::MemoryDeliveryStore store;
    SystemClock clock;
    std::mutex mutex;
    QHash<QString, std::deque<QList<QHostAddress>>> names;
    std::unique_ptr<Webhooks> webhooks;

    void start(bool open)
    {
        WebhookSetup setup;
        setup.openReader = [this] { return log.openReader(); };
        setup.openIndex = [this] { return log.openIndex(); };
        setup.openStore = [this] { return std::make_unique<testing::BorrowedStore>(store); };
        setup.clock = &clock;
        setup.generation = "g1";
        setup.settings.retry.base = std::chrono::milliseconds(10);
        setup.settings.attemptLimit = 3;
        setup.settings.flushEvery = std::chrono::milliseconds(10);
        setup.rules.open = open;
        setup.resolve = [this](const QString &host, const auto &done) { done(resolve(host)); };
        webhooks = std::make_unique<Webhooks>(std::move(setup));
        webhooks->start();
    }
    // The last answer stays.
    QList<QHostAddress> resolve(const QString &host)
    {
        const std::lock_guard lock(mutex);
        auto &answers = names[host];
        if (answers.empty()) {
            return {};
        }
        const auto answer = answers.front();
        if (answers.size() > 1) {
            answers.pop_front();
        }
        return answer;
    }
    void deposit(int account)
    {
        webhooks->notify(log.append(accountNumbered(account), testing::deposited(100, 100)));
    }
    // Waits for the answer of an asynchronous call.
    template<class T, class Call>
    Result<T, WebhookRefusal> ask(Call call)
    {
        std::optional<Result<T, WebhookRefusal>> answer;
        call([&answer](Result<T, WebhookRefusal> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); })) {
            return Failure{WebhookRefusal{api::ProblemCode::Internal, u"no answer"_s}};
        }
        return *answer;
    }
    Result<api::EndpointView, WebhookRefusal> create(const QString &url,
        std::optional<std::vector<QString>> types = {})
    {
        return ask<api::EndpointView>([&](auto answer) {
            webhooks->create({url, std::move(types), u"a test"_s, {}}, answer);
        });
    }
    std::vector<api::DeliveryView> deliveries(std::optional<api::DeliveryState> state = {})
    {
        const auto page = ask<api::DeliveryPage>(
            [&](auto answer) { webhooks->deliveries({{}, state, {}, 100}, answer); });
        return page ? page->items : std::vector<api::DeliveryView>();
    }
};

QString code(const WebhookRefusal &refusal)
{
    return QString::fromLatin1(api::infoOf(refusal.code).name);
}

} // namespace

class tst_Webhooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEndpointIsMadeListedChangedAndDeleted()
    {
        Bank bank;
        bank.start(true);
        const auto made = bank.create(u"http://127.0.0.1:9/x"_s);
        QVERIFY(made);
        QVERIFY(made->secret && made->secret->startsWith(u"whsec_"_s));
        QCOMPARE(made->types, std::vector{u"BalanceUpdated"_s});
        const auto list = bank.ask<api::EndpointList>([&](auto a) { bank.webhooks->list(a); });
        QCOMPARE(list->items.size(), std::size_t(1));
        QVERIFY(!list->items.front().secret);
        const auto changed = bank.ask<api::EndpointView>([&](auto a) {
            bank.webhooks->update(made->id,
                {u"http://127.0.0.1:9/y"_s, std::vector{u"MoneyDeposited"_s}, {}, false}, a);
        });
        QVERIFY(changed);
        QCOMPARE(changed->url, u"http://127.0.0.1:9/y"_s);
        QVERIFY(!changed->enabled);
        QVERIFY(bank.ask<Done>([&](auto a) { bank.webhooks->remove(made->id, a); }));
        const auto gone
            = bank.ask<api::EndpointView>([&](auto a) { bank.webhooks->get(made->id, a); });
        QCOMPARE(code(gone.error()), u"endpoint-not-found"_s);
    }
    void wrongRequestsAreRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("code");
        QTest::newRow("type") << u"http://127.0.0.1:9/"_s << u"MoneyVanished"_s
                              << u"invalid-member"_s;
        QTest::newRow("scheme") << u"ftp://127.0.0.1/"_s << u"BalanceUpdated"_s
                                << u"target-not-allowed"_s;
        QTest::newRow("private") << u"http://10.0.0.1/"_s << u"BalanceUpdated"_s
                                 << u"target-not-allowed"_s;
        QTest::newRow("unknown name") << u"http://nowhere.example/"_s << u"BalanceUpdated"_s
                                      << u"target-not-allowed"_s;
    }
    void wrongRequestsAreRefused()
    {
        QFETCH(QString, url);
        QFETCH(QString, type);
        QFETCH(QString, code);
        Bank bank;
        bank.start(true);
        const auto made = bank.create(url, std::vector{type});
        QVERIFY(!made);
        QCOMPARE(::code(made.error()), code);
        // A name may be known a moment later.
        QCOMPARE(made.error().passes, url.contains(u"nowhere"_s));
    }
    void descriptionsAreTextsForPeople()
    {
        Bank bank;
        bank.start(true);
        const auto described = [&bank](const QString &text) {
            return bank.ask<api::EndpointView>([&](auto answer) {
                bank.webhooks->create({u"http://127.0.0.1:9/"_s, {}, text, {}}, answer);
            });
        };
        QCOMPARE(described(u"  Fraud watch "_s)->description, u"Fraud watch"_s);
        QCOMPARE(described(u"   "_s)->description, QString());
        QVERIFY(described(QString(200, u'x')));
        for (const QString &text :
            {u"a"_s + QChar(0), u"a\nb"_s, u"a\u202Eb"_s, QString(201, u'x')}) {
            QCOMPARE(code(described(text).error()), u"invalid-description"_s);
        }
    }
    void nothingIsSentAgainToADisabledEndpoint()
    {
        Bank bank;
        bank.start(true);
        WebhookListener listener;
        listener.script = {WebhookListener::Answer{410}};
        const auto made = bank.create(listener.url());
        QVERIFY(made);
        bank.deposit(1);
        QTRY_VERIFY(!bank.ask<api::EndpointView>([&](auto a) { bank.webhooks->get(made->id, a); })
                         ->enabled);
        QTRY_VERIFY(!bank.deliveries().empty());
        const auto refused = bank.ask<api::DeliveryView>(
            [&](auto a) { bank.webhooks->sendAgain(bank.deliveries().front().id, a); });
        QVERIFY(!refused);
        QCOMPARE(code(refused.error()), u"endpoint-disabled"_s);
        QCOMPARE(listener.ids().size(), 1);
    }
    void deliveriesAreListedFilteredAndPaged()
    {
        Bank bank;
        bank.start(true);
        WebhookListener listener;
        const auto made = bank.create(listener.url());
        QVERIFY(made);
        for (int i = 0; i < 25; ++i) {
            bank.deposit(i);
        }
        QTRY_COMPARE(bank.deliveries(api::DeliveryState::Delivered).size(), std::size_t(25));
        DeliveryQuery query{made->id, {}, {}, 10};
        std::set<DeliveryId> seen;
        int pages = 0;
        do {
            const auto page = bank.ask<api::DeliveryPage>(
                [&](auto a) { bank.webhooks->deliveries(query, a); });
            QVERIFY(page);
            for (const auto &item : page->items) {
                seen.insert(item.id);
            }
            query.after = page->next;
            ++pages;
        } while (query.after);
        QCOMPARE(seen.size(), std::size_t(25));
        QCOMPARE(pages, 3);
        query.after = u"nonsense"_s;
        const auto refused = bank.ask<api::DeliveryPage>(
            [&](auto a) { bank.webhooks->deliveries(query, a); });
        QCOMPARE(code(refused.error()), u"invalid-parameter"_s);
    }
    void aParkedDeliveryIsSentAgainOnRequest()
    {
        Bank bank;
        bank.start(true);
        WebhookListener listener;
        listener.script = {WebhookListener::Answer{500}, WebhookListener::Answer{500},
            WebhookListener::Answer{500}};
        QVERIFY(bank.create(listener.url()));
        bank.deposit(1);
        QTRY_COMPARE(bank.deliveries(api::DeliveryState::Parked).size(), std::size_t(1));
        const auto parked = bank.deliveries(api::DeliveryState::Parked).front();
        QCOMPARE(parked.lastError, std::optional(u"status-500"_s));
        const auto again = bank.ask<api::DeliveryView>(
            [&](auto a) { bank.webhooks->sendAgain(parked.id, a); });
        QVERIFY(again);
        QTRY_COMPARE(bank.deliveries(api::DeliveryState::Delivered).size(), std::size_t(1));
        QCOMPARE(listener.ids().back(), parked.eventId.toString());
        const auto unknown = bank.ask<api::DeliveryView>(
            [&](auto a) { bank.webhooks->sendAgain(DeliveryId{}, a); });
        QCOMPARE(code(unknown.error()), u"delivery-not-found"_s);
    }
    void anExampleOfEveryTypeIsSentOnceAndSaysSo()
    {
        Bank bank;
        bank.start(true);
        WebhookListener listener;
        const auto made = bank.create(listener.url());
        for (const auto &[type, name] : EnumNames<PublishedType>::names) {
            const auto sent = bank.ask<api::DeliveryView>([&](auto a) {
                bank.webhooks->sendExample(made->id, QString::fromLatin1(name), a);
            });
            QVERIFY(sent);
            QCOMPARE(sent->state, api::DeliveryState::Delivered);
            QCOMPARE(listener.received.back().type(), QByteArray(name));
            const QByteArray body = listener.received.back().body;
            QVERIFY(body.contains("\"example\":true"));
            // The answer speaks of what was sent.
            QVERIFY2(body.contains("\"position\":" + QByteArray::number(sent->position) + ','),
                body.constData());
            QVERIFY2(body.contains("\"accountId\":\"" + sent->accountId.toString()),
                body.constData());
        }
        listener.script = {WebhookListener::Answer{500}};
        const auto failed = bank.ask<api::DeliveryView>(
            [&](auto a) { bank.webhooks->sendExample(made->id, {}, a); });
        QCOMPARE(failed->lastError, std::optional(u"status-500"_s));
        QVERIFY(bank.deliveries().empty());
    }
    // Before there is an endpoint the thread is not even woken; what happened then is not told later.
    void theFirstEndpointHearsWhatComesAfterIt()
    {
        Bank bank;
        bank.start(true);
        WebhookListener listener;
        bank.deposit(1);
        QVERIFY(bank.create(listener.url()));
        bank.deposit(2);
        QTRY_COMPARE(listener.received.size(), 1u);
        QVERIFY(listener.received.front().body.contains(accountNumbered(2).toString()));
        const auto made = bank.ask<api::EndpointList>([&](auto a) { bank.webhooks->list(a); });
        QVERIFY(bank.ask<Done>([&](auto a) { bank.webhooks->remove(made->items.front().id, a); }));
        bank.deposit(3);
        QVERIFY(bank.create(listener.url()));
        bank.deposit(4);
        QTRY_COMPARE(listener.received.size(), 2u);
        QVERIFY(listener.received.back().body.contains(accountNumbered(4).toString()));
    }
    void afterStopEveryAnswerIsNotReady()
    {
        Bank bank;
        bank.start(true);
        bank.webhooks->stop();
        QCOMPARE(code(bank.create(u"http://127.0.0.1:9/"_s).error()), u"not-ready"_s);
        bank.webhooks->notify(5);
    }
    // What is still under way when the thread ends is answered, too, and at home.
    void whatIsOwedWhenItStopsIsAnsweredAtHome()
    {
        Bank bank;
        WebhookListener listener;
        listener.always = {.delay = -1};
        bank.start(true);
        const auto made = bank.create(listener.url());
        std::optional<Result<api::DeliveryView, WebhookRefusal>> answer;
        QThread *answeredIn = nullptr;
        bank.webhooks->sendExample(made->id, {},
            [&](Result<api::DeliveryView, WebhookRefusal> result) {
                answeredIn = QThread::currentThread();
                answer = std::move(result);
            });
        QTRY_COMPARE(listener.received.size(), 1u);
        bank.webhooks->stop();
        QVERIFY(!answer);
        QTRY_VERIFY(answer);
        QCOMPARE(answeredIn, QThread::currentThread());
        QCOMPARE(code(answer->error()), u"not-ready"_s);
    }
    // Everything that ends at loopback, outside of open mode: no connection, ever.
    void theInsideIsOutOfReach()
    {
        Bank bank;
        WebhookListener canary;
        const QString port = QString::number(canary.serverPort());
        const QHostAddress loopback(QHostAddress::LocalHost);
        const QHostAddress good(u"1.1.1.1"_s);
        bank.names[u"inside.example"_s] = {{loopback}};
        bank.names[u"mixed.example"_s] = {{good, loopback}};
        bank.names[u"mapped.example"_s] = {{QHostAddress(u"::ffff:127.0.0.1"_s)}};
        bank.names[u"nat64.example"_s] = {{QHostAddress(u"64:ff9b::7f00:1"_s)}};
        bank.names[u"localhost"_s] = {{loopback}};
        bank.start(false);
        for (const char *host : {"127.0.0.1", "localhost", "localhost.", "inside.example",
                 "mixed.example", "mapped.example", "nat64.example", "0x7f000001", "0177.0.0.1",
                 "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0", "0.0.0.0",
                 "①②⑦.⓪.⓪.①", "a@127.0.0.1", "169.254.169.254"}) {
            for (const char *scheme : {"http", "https"}) {
                const QString url = u"%1://%2:%3/"_s.arg(QLatin1StringView(scheme),
                    QString::fromUtf8(host), port);
                const auto made = bank.create(url);
                QVERIFY2(!made, qPrintable(url));
                QCOMPARE(code(made.error()), u"target-not-allowed"_s);
            }
        }
        QCOMPARE(canary.connections, 0);
    }
    // Public when it is registered, loopback when it is called.
    void aNameThatChangesItsMindIsParkedAndDisabled()
    {
        Bank bank;
        WebhookListener canary;
        const QHostAddress good(u"1.1.1.1"_s);
        // What was found at registration is remembered for a while, so the past is made by hand.
        bank.names[u"rebinding.example"_s] = {{QHostAddress(QHostAddress::LocalHost)}};
        application::WebhookEndpoint endpoint;
        endpoint.id = EndpointId{Uuid::nameBased(Uuid{}, "e")};
        endpoint.url = u"https://rebinding.example/"_s;
        endpoint.types = {"BalanceUpdated"};
        endpoint.secret = newSigningSecret();
        QVERIFY(bank.store.put(endpoint));
        bank.start(false);
        bank.deposit(1);
        QTRY_COMPARE(bank.deliveries(api::DeliveryState::Parked).size(), std::size_t(1));
        QCOMPARE(bank.deliveries().front().lastError, std::optional(u"target-not-allowed"_s));
        const auto view
            = bank.ask<api::EndpointView>([&](auto a) { bank.webhooks->get(endpoint.id, a); });
        QVERIFY(!view->enabled);
        QCOMPARE(view->disabledReason, std::optional(u"target-not-allowed"_s));
        QCOMPARE(canary.connections, 0);
    }
    // What a receiver in another language sees: the signature is right, and wrong with another
    // secret.
    void anIndependentReceiverVerifiesTheSignature()
    {
        QProcess receiver;
        Bank bank;
        bank.start(true);
        WebhookListener placeholder;
        const auto made = bank.create(placeholder.url());
        QVERIFY(made);
        receiver.start(u"python3"_s,
            {QStringLiteral(KONTOR_SOURCE_DIR "/tests/tools/webhook_listener.py"), u"--port"_s,
                u"0"_s, u"--secret"_s, *made->secret, u"--status"_s, u"500,200"_s});
        QVERIFY(receiver.waitForStarted());
        QTRY_VERIFY(receiver.canReadLine());
        const auto first = parseJson(receiver.readLine().trimmed());
        QVERIFY(first);
        const QString url = first->find("listening")->toQString();
        QVERIFY(bank.ask<api::EndpointView>(
            [&](auto a) { bank.webhooks->update(made->id, {url, {}, {}, {}}, a); }));
        bank.deposit(1);
        QTRY_COMPARE(bank.deliveries(api::DeliveryState::Delivered).size(), std::size_t(1));
        int lines = 0;
        while (receiver.canReadLine()) {
            const auto line = parseJson(receiver.readLine().trimmed());
            QVERIFY(line && line->find("verified")->boolean);
            ++lines;
        }
        QCOMPARE(lines, 2);
        receiver.kill();
        receiver.waitForFinished();
    }
};

KONTOR_TEST(tst_Webhooks)
#include "tst_webhooks.moc"
