// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/DeliveryStore.h"

#include <QTest>

namespace kontor::testing {

//! What every delivery store must do; each adapter's test derives from this and says how to make
//! one.
class DeliveryStoreContract : public QObject
{
    Q_OBJECT

protected:
    using Endpoint = application::WebhookEndpoint;
    using Delivery = application::Delivery;
    using State = application::Delivery::State;

    virtual std::unique_ptr<application::DeliveryStore> makeStore() = 0;

    template<class Id>
    static Id id(int n)
    {
        return Id{Uuid::nameBased(Uuid{}, QByteArray::number(n))};
    }
    static Endpoint endpoint(int n)
    {
        Endpoint endpoint;
        endpoint.id = id<EndpointId>(n);
        endpoint.url = u"https://hooks.example/%1"_s.arg(n);
        endpoint.types = {"MoneyDeposited", "BalanceUpdated"};
        endpoint.createdAt = {n * 1'000'000};
        endpoint.secret = Secret<QByteArray>("whsec_c2VjcmV0");
        endpoint.cursor = 7;
        return endpoint;
    }
    static Delivery delivery(int n, int endpointNumber = 1, State state = State::Waiting)
    {
        Delivery delivery;
        delivery.id = id<DeliveryId>(n + endpointNumber * 1'000);
        delivery.endpointId = id<EndpointId>(endpointNumber);
        delivery.accountId = id<AccountId>(n);
        delivery.eventId = id<EventId>(n);
        delivery.type = "BalanceUpdated";
        delivery.position = n;
        delivery.part = 2;
        delivery.streamPosition = 1;
        delivery.version = n;
        delivery.state = state;
        return delivery;
    }
    static application::DeliveryChanges changes(std::vector<Delivery> deliveries)
    {
        application::DeliveryChanges changes;
        changes.deliveries = std::move(deliveries);
        return changes;
    }
    static std::vector<int> positions(const std::vector<application::ListedDelivery> &listed)
    {
        std::vector<int> found;
        for (const auto &one : listed) {
            found.push_back(int(one.delivery.position));
        }
        return found;
    }

private Q_SLOTS:
    void endpointsAreKeptReplacedAndRemoved()
    {
        const auto store = makeStore();
        QVERIFY(store->endpoints().empty());
        QVERIFY(store->put(endpoint(1)));
        QVERIFY(store->put(endpoint(2)));
        auto changed = endpoint(1);
        changed.description = u"Zoë's"_s;
        changed.enabled = false;
        changed.disabledReason = "status-410";
        QVERIFY(store->put(changed));
        const auto kept = store->endpoints();
        QCOMPARE(kept.size(), std::size_t(2));
        const auto &first = kept[0].id == changed.id ? kept[0] : kept[1];
        QCOMPARE(first.url, changed.url);
        QCOMPARE(first.types, changed.types);
        QCOMPARE(first.description, changed.description);
        QVERIFY(!first.enabled);
        QCOMPARE(first.disabledReason, changed.disabledReason);
        QCOMPARE(first.createdAt.micros, changed.createdAt.micros);
        QCOMPARE(first.secret.reveal(), changed.secret.reveal());
        QCOMPARE(first.cursor, 7);
        QVERIFY(store->remove(changed.id));
        QCOMPARE(store->endpoints().size(), std::size_t(1));
    }
    void everythingAboutADeliveryIsKept()
    {
        const auto store = makeStore();
        QVERIFY(store->put(endpoint(1)));
        auto given = delivery(3, 1, State::Parked);
        given.again = true;
        given.attempts = 4;
        given.lastStatus = 503;
        given.lastError = "status-503";
        given.lastAttemptAt = Timestamp{11};
        given.nextAttemptAt = Timestamp{22};
        QVERIFY(store->apply(changes({given, delivery(4)})));
        const auto kept = store->find(given.id);
        QVERIFY(kept);
        QVERIFY(kept->endpointId == given.endpointId && kept->accountId == given.accountId);
        QVERIFY(kept->eventId == given.eventId && kept->type == given.type);
        QVERIFY(kept->position == 3 && kept->part == 2 && kept->streamPosition == 1
            && kept->version == 3);
        QVERIFY(kept->state == State::Parked && kept->again && kept->attempts == 4);
        QVERIFY(kept->lastStatus == 503 && kept->lastError == "status-503");
        QVERIFY(kept->lastAttemptAt == Timestamp{11} && kept->nextAttemptAt == Timestamp{22});
        const auto plain = store->find(delivery(4).id);
        QVERIFY(plain && !plain->lastStatus && !plain->lastAttemptAt && !plain->nextAttemptAt);
        QVERIFY(!store->find(id<DeliveryId>(99)));
    }
    void waitingOnesComeInTheOrderOfTheLog()
    {
        const auto store = makeStore();
        QVERIFY(store->put(endpoint(1)));
        QVERIFY(store->apply(
            changes({delivery(9), delivery(2), delivery(5, 1, State::Parked), delivery(4)})));
        auto done = delivery(4);
        done.state = State::Delivered;
        QVERIFY(store->apply(changes({done})));
        const auto waiting = store->waiting();
        QCOMPARE(waiting.size(), std::size_t(2));
        QCOMPARE(waiting[0].position, 2);
        QCOMPARE(waiting[1].position, 9);
    }
    void listsAreFilteredNewestFirstAndPaged()
    {
        const auto store = makeStore();
        QVERIFY(store->put(endpoint(1)));
        QVERIFY(store->put(endpoint(2)));
        QVERIFY(store->apply(changes({delivery(1), delivery(2, 2), delivery(3, 1, State::Parked),
            delivery(4, 2, State::Delivered), delivery(5, 1, State::Delivered)})));
        QCOMPARE(positions(store->list({{}, {}, 0, 10})), (std::vector{5, 4, 3, 2, 1}));
        QCOMPARE(positions(store->list({id<EndpointId>(2), {}, 0, 10})), (std::vector{4, 2}));
        QCOMPARE(positions(store->list({{}, State::Delivered, 0, 10})), (std::vector{5, 4}));
        QCOMPARE(positions(store->list({id<EndpointId>(1), State::Parked, 0, 10})), std::vector{3});
        QCOMPARE(store->countParked(), 1);
        const auto first = store->list({{}, {}, 0, 2});
        QCOMPARE(positions(first), (std::vector{5, 4}));
        QCOMPARE(positions(store->list({{}, {}, first.back().sequence, 2})), (std::vector{3, 2}));
    }
    void progressAndCheckpointAreKept()
    {
        const auto store = makeStore();
        QVERIFY(!store->checkpoint());
        QVERIFY(store->put(endpoint(1)));
        application::DeliveryChanges changes;
        changes.checkpoint = {"generation", 40, 0, QByteArray(32, 'h')};
        changes.progress = {{id<EndpointId>(1), 40, true}};
        QVERIFY(store->apply(changes));
        QCOMPARE(store->endpoints().front().cursor, 40);
        QVERIFY(store->endpoints().front().proven);
        const auto checkpoint = store->checkpoint();
        QVERIFY(checkpoint);
        QCOMPARE(checkpoint->generation, QByteArray("generation"));
        QCOMPARE(checkpoint->position, 40);
        QCOMPARE(checkpoint->eventHash, QByteArray(32, 'h'));
    }
    void removingAnEndpointRemovesItsDeliveries()
    {
        const auto store = makeStore();
        QVERIFY(store->put(endpoint(1)));
        QVERIFY(store->put(endpoint(2)));
        QVERIFY(store->apply(changes({delivery(1), delivery(2, 2)})));
        QVERIFY(store->remove(id<EndpointId>(1)));
        QCOMPARE(positions(store->list({{}, {}, 0, 10})), std::vector{2});
    }
    void onlySoManyDeliveredOnesAreKept()
    {
        const auto store = makeStore();
        QVERIFY(store->put(endpoint(1)));
        auto many = changes({delivery(1, 1, State::Parked), delivery(2)});
        for (int i = 10; i < 30; ++i) {
            many.deliveries.push_back(delivery(i, 1, State::Delivered));
        }
        many.keepDelivered = 3;
        QVERIFY(store->apply(many));
        QCOMPARE(positions(store->list({{}, {}, 0, 100})), (std::vector{29, 28, 27, 2, 1}));
    }
};

} // namespace kontor::testing
