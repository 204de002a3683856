// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/DispatcherFixture.h"
#include "support/TestMain.h"

#include <QMessageAuthenticationCode>

#include <map>
#include <set>

using namespace kontor;
using namespace kontor::server;
using application::Delivery;
using testing::accountNumbered;
using testing::DispatcherFixture;
using testing::WebhookListener;
using TargetAnswer = WebhookListener::Answer;

namespace {

QByteArray text(int account)
{
    return accountNumbered(account).toString();
}

// The position of each request about an account, in order of arrival.
std::vector<int> positionsOf(const WebhookListener &listener, int account)
{
    std::vector<int> positions;
    for (const auto &request : listener.received) {
        if (request.data("accountId") == text(account)) {
            positions.push_back(request.data("position").toInt());
        }
    }
    return positions;
}

} // namespace

class tst_Dispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDepositIsToldOnceSignedAndComplete()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.deposit(1, 12'50);
        QTRY_COMPARE(f.delivered(), 1);
        QCOMPARE(listener.received.size(), std::size_t(1));
        const auto &request = listener.received.front();
        QCOMPARE(request.requestLine, QByteArray("POST /hook HTTP/1.1"));
        QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(request.headers.value("host"),
            "127.0.0.1:" + QByteArray::number(listener.serverPort()));
        QCOMPARE(request.headers.value("accept-encoding"), QByteArray("identity"));
        QVERIFY(!request.headers.contains("cookie"));
        QCOMPARE(request.type(), QByteArray("BalanceUpdated"));
        QCOMPARE(request.data("eventId"), request.id());
        QCOMPARE(request.data("accountId"), text(1));
        QCOMPARE(request.data("type"), QByteArray("Deposit"));
        QCOMPARE(request.data("amount"), QByteArray("12.50"));
        QCOMPARE(request.data("balanceBefore"), QByteArray("0.00"));
        QCOMPARE(request.data("balanceAfter"), QByteArray("12.50"));
        QCOMPARE(request.data("currency"), QByteArray("EUR"));
        QCOMPARE(request.data("version"), QByteArray("1"));
        QVERIFY(!request.data("timestamp").isEmpty());
        const QByteArray signedText
            = request.id() + '.' + request.headers.value("webhook-timestamp") + '.' + request.body;
        const QByteArray key = QByteArray::fromBase64(f.secret.reveal().mid(6));
        QCOMPARE(request.headers.value("webhook-signature"),
            "v1,"
                + QMessageAuthenticationCode::hash(signedText, key, QCryptographicHash::Sha256)
                      .toBase64());
    }
    void everyKindOfBodyIsStrictJson()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(
            listener.url(), {"AccountCreatedDomainEvent", "MoneyDeposited", "BalanceUpdated"});
        f.log.append(accountNumbered(1), testing::created(u"Zoë \"Z\""_s, 500));
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 4);
        for (const auto &request : listener.received) {
            QVERIFY2(bool(parseJson(request.body)), request.body.constData());
            QVERIFY(!request.data("version").isEmpty());
        }
        QCOMPARE(positionsOf(listener, 1), (std::vector{1, 1, 2, 2}));
    }
    void onlyWantedTypesAreTold()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.log.append(accountNumbered(1), testing::created(u"Ana"_s));
        f.log.append(accountNumbered(1), domain::AccountNameChanged{});
        f.log.append(domain::StreamName::serials(), domain::AccountSerialIssued{1});
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        QCOMPARE(positionsOf(listener, 1), std::vector{4});
    }
    void whatEndsTogetherIsListedNewestFirst()
    {
        DispatcherFixture f;
        f.settings.flushEvery = std::chrono::seconds(60);
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        std::vector<qint64> newestFirst;
        for (int i = 0; i < 12; ++i) {
            newestFirst.insert(newestFirst.begin(), f.deposit(1));
        }
        QTRY_COMPARE(listener.count, 12);
        QTRY_COMPARE(f.delivered(), 12);
        std::vector<qint64> positions;
        for (const auto &delivery : f.listed(application::Delivery::State::Delivered)) {
            positions.push_back(delivery.position);
        }
        QCOMPARE(positions, newestFirst);
    }
    void aNewEndpointIsToldOnlyWhatHappensFromThenOn()
    {
        DispatcherFixture f;
        f.start();
        f.deposit(1);
        WebhookListener listener;
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        QCOMPARE(positionsOf(listener, 1), std::vector{2});
    }
    void failuresAreRepeatedWithTheSameIdUntilItSucceeds()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        listener.script = {{500}, {500}, {200}};
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        const auto ids = listener.ids();
        QCOMPARE(ids.size(), std::size_t(3));
        QCOMPARE(std::set(ids.begin(), ids.end()).size(), std::size_t(1));
        const auto delivery = f.listed(Delivery::State::Delivered).front();
        QCOMPARE(delivery.attempts, 3);
        QCOMPARE(delivery.lastStatus, std::optional(200));
    }
    void attemptsAndTheLastErrorAreVisibleWhileItWaits()
    {
        DispatcherFixture f;
        f.settings.retry.base = std::chrono::milliseconds(60'000);
        f.start();
        WebhookListener listener;
        listener.always = {503};
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_VERIFY(!f.listed(Delivery::State::Waiting).empty()
            && f.listed(Delivery::State::Waiting).front().attempts == 1);
        const auto waiting = f.listed(Delivery::State::Waiting).front();
        QCOMPARE(waiting.lastStatus, std::optional(503));
        QCOMPARE(waiting.lastError, QByteArray("status-503"));
        QVERIFY(waiting.nextAttemptAt && *waiting.nextAttemptAt > f.clock.now());
    }
    void gapsGrow()
    {
        DispatcherFixture f;
        f.settings.retry.base = std::chrono::milliseconds(50);
        f.start();
        WebhookListener listener;
        listener.script = {{500}, {500}, {500}, {500}};
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        const qint64 least[] = {50, 100, 200, 400};
        for (std::size_t i = 0; i < 4; ++i) {
            const qint64 gap = listener.received[i + 1].at - listener.received[i].at;
            QVERIFY2(gap >= least[i] - 2, qPrintable(QString::number(gap)));
        }
    }
    void aFailingEventHoldsBackItsOwnAccountOnly()
    {
        DispatcherFixture f;
        f.settings.attemptLimit = 50;
        f.settings.retry.cap = std::chrono::milliseconds(40);
        f.start();
        WebhookListener listener;
        bool healed = false;
        listener.decide = [&healed](const WebhookListener::Received &request) {
            return TargetAnswer{request.data("position") == "1" && !healed ? 500 : 200};
        };
        f.subscribe(listener.url());
        for (int i = 0; i < 60; ++i) {
            f.deposit(i % 3);
        }
        QTRY_COMPARE(f.delivered(), 40);
        const auto stuck = positionsOf(listener, 0);
        QVERIFY(
            std::all_of(stuck.begin(), stuck.end(), [](int position) { return position == 1; }));
        healed = true;
        QTRY_COMPARE(f.delivered(), 60);
        for (int account = 0; account < 3; ++account) {
            auto positions = positionsOf(listener, account);
            QVERIFY(std::is_sorted(positions.begin(), positions.end()));
            positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
            QCOMPARE(positions.size(), std::size_t(20));
        }
    }
    void aParkedEventIsListedAndLetsLaterOnesPass()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        bool healed = false;
        listener.decide = [&healed](const WebhookListener::Received &request) {
            return TargetAnswer{request.data("position") == "1" && !healed ? 500 : 200};
        };
        f.subscribe(listener.url());
        f.deposit(1);
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        QCOMPARE(f.parked(), 1);
        const auto parked = f.listed(Delivery::State::Parked).front();
        QCOMPARE(parked.position, 1);
        QCOMPARE(parked.attempts, 5);
        QCOMPARE(parked.lastError, QByteArray("status-500"));
        const auto requests = listener.received.size();
        QTest::qWait(200);
        QCOMPARE(listener.received.size(), requests);
        healed = true;
        QVERIFY(f.dispatcher->sendAgain(parked));
        QTRY_COMPARE(f.delivered(), 2);
        QCOMPARE(f.parked(), 0);
        QCOMPARE(listener.received.back().id(), parked.eventId.toString());
    }
    // Who has mended the target does not wait for the pause.
    void whatWaitsIsSentAtOnceWhenItIsAskedFor()
    {
        DispatcherFixture f;
        f.settings.retry = {std::chrono::minutes(5), std::chrono::minutes(5), 0};
        f.start();
        WebhookListener listener;
        listener.script = {{500}};
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_VERIFY(f.listed(Delivery::State::Waiting).size() == 1
            && f.listed(Delivery::State::Waiting).front().attempts == 1);
        const auto waiting = f.listed(Delivery::State::Waiting).front();
        QVERIFY(waiting.nextAttemptAt);
        QVERIFY(f.dispatcher->sendAgain(waiting));
        QTRY_COMPARE(f.delivered(), 1);
        QCOMPARE(f.listed(Delivery::State::Delivered).front().attempts, 2);
        QCOMPARE(listener.received.size(), std::size_t(2));
        QCOMPARE(listener.received[1].id(), listener.received[0].id());
    }
    // … also not for one that the target has asked for.
    void whatIsAskedForEndsThePauseOfTheWholeEndpoint()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        listener.script = {{503, "Retry-After: 86400\r\n"}};
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_VERIFY(f.listed(Delivery::State::Waiting).size() == 1
            && f.listed(Delivery::State::Waiting).front().nextAttemptAt);
        const auto waiting = f.listed(Delivery::State::Waiting).front();
        f.deposit(2);
        QVERIFY(f.dispatcher->sendAgain(waiting));
        QTRY_COMPARE(f.delivered(), 2);
    }
    void anotherAddressDoesNotWaitForTheFirstOnesPause()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener wrong;
        WebhookListener listener;
        wrong.script = {{503, "Retry-After: 86400\r\n"}};
        const EndpointId id = f.subscribe(wrong.url());
        f.deposit(1);
        QTRY_VERIFY(f.listed(Delivery::State::Waiting).size() == 1
            && f.listed(Delivery::State::Waiting).front().nextAttemptAt);
        f.deposit(2);
        auto endpoint = *f.dispatcher->endpoint(id);
        endpoint.url = listener.url();
        QVERIFY(f.dispatcher->put(endpoint));
        QTRY_COMPARE(f.delivered(), 2);
        QCOMPARE(wrong.count, 1);
    }
    void whatIsEnabledAgainIsTriedAtOnce()
    {
        DispatcherFixture f;
        f.settings.retry = {std::chrono::minutes(5), std::chrono::minutes(5), 0};
        f.start();
        WebhookListener listener;
        listener.script = {{500}};
        const EndpointId id = f.subscribe(listener.url());
        f.deposit(1);
        QTRY_VERIFY(f.listed(Delivery::State::Waiting).size() == 1
            && f.listed(Delivery::State::Waiting).front().nextAttemptAt);
        auto endpoint = *f.dispatcher->endpoint(id);
        endpoint.enabled = false;
        QVERIFY(f.dispatcher->put(endpoint));
        endpoint.enabled = true;
        QVERIFY(f.dispatcher->put(endpoint));
        QTRY_COMPARE(f.delivered(), 1);
    }
    void aParkedEventSurvivesARestartAndCanBeSentThen()
    {
        DispatcherFixture f;
        f.settings.attemptLimit = 1;
        f.start();
        WebhookListener listener;
        listener.script = {{500}};
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.parked(), 1);
        f.dispatcher->stop();
        f.start();
        QVERIFY(f.dispatcher->sendAgain(f.listed(Delivery::State::Parked).front()));
        QTRY_COMPARE(f.delivered(), 1);
    }
    void redirectsAreNotFollowed()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener canary;
        WebhookListener listener;
        listener.script = {{302, "Location: " + canary.url().toLatin1() + "\r\n"},
            {307, "Location: " + canary.url().toLatin1() + "\r\n"}};
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        QCOMPARE(listener.received.size(), std::size_t(3));
        QCOMPARE(canary.connections, 0);
    }
    void targetsThatHangOrNeverEndAreGivenUpInTime_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("no answer") << 0 << QByteArray("timed-out");
        QTest::newRow("hangs up") << 1 << QByteArray("connection-failed");
        QTest::newRow("nobody there") << 2 << QByteArray("connection-failed");
    }
    void targetsThatHangOrNeverEndAreGivenUpInTime()
    {
        QFETCH(int, how);
        QFETCH(QByteArray, error);
        DispatcherFixture f;
        f.settings.attemptLimit = 2;
        f.start();
        WebhookListener listener;
        WebhookListener healthy;
        listener.always
            = how == 0 ? TargetAnswer{200, {}, {}, -1} : TargetAnswer{200, {}, {}, 0, true};
        const QString url = listener.url();
        if (how == 2) {
            listener.close();
        }
        f.subscribe(url);
        f.subscribe(healthy.url());
        f.deposit(1);
        QTRY_COMPARE_WITH_TIMEOUT(healthy.count, 1, 300);
        QTRY_COMPARE(f.parked(), 1);
        QCOMPARE(f.listed(Delivery::State::Parked).front().lastError, error);
    }
    void anAnswerWithoutEndIsCutOff()
    {
        DispatcherFixture f;
        f.settings.totalDeadline = std::chrono::seconds(20);
        f.start();
        WebhookListener listener;
        listener.always.endless = true;
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        QTRY_COMPARE(listener.openConnections, 0);
    }
    void goneDisablesTheEndpointUntilItIsEnabled()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        listener.script = {{410}};
        const EndpointId id = f.subscribe(listener.url());
        f.deposit(1);
        QTRY_VERIFY(!f.dispatcher->endpoint(id)->enabled);
        QCOMPARE(f.dispatcher->endpoint(id)->disabledReason, QByteArray("status-410"));
        f.deposit(1);
        f.deposit(2);
        QTest::qWait(100);
        QCOMPARE(listener.count, 1);
        f.dispatcher->stop();
        f.start();
        QTest::qWait(50);
        QCOMPARE(listener.count, 1);
        auto endpoint = *f.dispatcher->endpoint(id);
        endpoint.enabled = true;
        QVERIFY(f.dispatcher->put(endpoint));
        QTRY_COMPARE(f.delivered(), 3);
        QCOMPARE(positionsOf(listener, 1), (std::vector{1, 1, 2}));
    }
    void retryAfterPausesTheWholeEndpoint()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        listener.script = {{429, "Retry-After: 1\r\n"}};
        f.subscribe(listener.url());
        f.deposit(1);
        // What is sent before the answer has come knows of no pause.
        const auto isAnswered = [&] {
            const auto waiting = f.listed(application::Delivery::State::Waiting);
            return waiting.size() == 1 && waiting.front().attempts == 1;
        };
        QTRY_VERIFY(isAnswered());
        QCOMPARE(listener.count, 1);
        f.deposit(2);
        QTest::qWait(300);
        QCOMPARE(listener.count, 1);
        QTRY_COMPARE(f.delivered(), 2);
        QVERIFY(listener.received[1].at - listener.received[0].at >= 990);
    }
    void deletingAnEndpointEndsItsDeliveries()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener slow;
        slow.always = {200, {}, {}, 100};
        WebhookListener other;
        const EndpointId id = f.subscribe(slow.url());
        f.subscribe(other.url());
        for (int i = 0; i < 40; ++i) {
            f.deposit(i);
        }
        QTRY_VERIFY(slow.count > 0);
        QVERIFY(f.dispatcher->remove(id));
        QTRY_COMPARE(other.count, 40);
        QTest::qWait(250);
        QVERIFY(slow.count < 20);
        QCOMPARE(f.delivered(), 40);
    }
    void commandsDoNotWaitForADownTarget()
    {
        DispatcherFixture f;
        f.settings.retry.cap = std::chrono::milliseconds(50);
        f.settings.attemptLimit = 1'000;
        f.start();
        WebhookListener listener;
        const quint16 port = listener.serverPort();
        listener.close();
        f.subscribe(u"http://127.0.0.1:%1/"_s.arg(port));
        f.deposit(1);
        f.deposit(1);
        f.deposit(2);
        QTest::qWait(100);
        QVERIFY(listener.listen(QHostAddress::LocalHost, port));
        QTRY_COMPARE(f.delivered(), 3);
    }
    void aThousandEventsArriveInOrderPerAccount()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        for (int i = 0; i < 1'000; ++i) {
            f.deposit(i % 50);
        }
        QTRY_COMPARE_WITH_TIMEOUT(f.delivered(), 1'000, 30'000);
        QCOMPARE(listener.count, 1'000);
        QVERIFY(listener.mostOpenConnections <= 6);
        for (int account = 0; account < 50; ++account) {
            const auto positions = positionsOf(listener, account);
            QCOMPARE(positions.size(), std::size_t(20));
            QVERIFY(std::is_sorted(positions.begin(), positions.end()));
        }
    }
};

KONTOR_TEST(tst_Dispatcher)
#include "tst_dispatcher.moc"
