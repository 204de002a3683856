// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/Dispatcher.h"
#include "server/delivery/Signature.h"
#include "support/ListLog.h"
#include "support/MemoryDeliveryStore.h"
#include "support/WebhookListener.h"

#include <QTest>

namespace kontor::testing {

//! Hands every call on to a store that outlives the dispatcher, as a file outlives the process.
class BorrowedStore final : public application::DeliveryStore
{
public:
    explicit BorrowedStore(application::DeliveryStore &store) : m_store(store) {}
    std::vector<application::WebhookEndpoint> endpoints() override { return m_store.endpoints(); }
    Result<Done, QString> put(const application::WebhookEndpoint &e) override
    {
        return m_store.put(e);
    }
    Result<Done, QString> remove(EndpointId id) override { return m_store.remove(id); }
    std::optional<application::Checkpoint> checkpoint() override { return m_store.checkpoint(); }
    Result<Done, QString> apply(const application::DeliveryChanges &c) override
    {
        return m_store.apply(c);
    }
    std::vector<application::Delivery> waiting() override { return m_store.waiting(); }
    qint64 countParked() override { return m_store.countParked(); }
    std::optional<application::Delivery> find(DeliveryId id) override { return m_store.find(id); }
    std::vector<application::ListedDelivery> list(
        const application::DeliveryFilter &filter) override
    {
        return m_store.list(filter);
    }

private:
    application::DeliveryStore &m_store;
};

//! A log, a store and a dispatcher over them in quick motion: pauses of 20, 40, 80 … ms.
struct DispatcherFixture
{
    ListLog log;
    MemoryDeliveryStore store;
    SystemClock clock;
    const Clock *time = &clock;
    server::DeliverySettings settings;
    server::TargetRules rules{true, {}, {}, {}};
    server::ResolveName resolve;
    QByteArray generation = "g1";
    std::unique_ptr<server::Dispatcher> dispatcher;
    Secret<QByteArray> secret = server::newSigningSecret();

    DispatcherFixture()
    {
        settings.retry = {std::chrono::milliseconds(20), std::chrono::milliseconds(5'000), 0};
        settings.attemptLimit = 5;
        settings.totalDeadline = std::chrono::milliseconds(400);
        settings.flushEvery = std::chrono::milliseconds(10);
    }
    void start()
    {
        server::Dispatcher::Parts parts;
        parts.backlog = std::make_unique<server::Backlog>(log.openReader(), log.openIndex());
        parts.store = std::make_unique<BorrowedStore>(store);
        parts.clock = time;
        parts.random = std::make_unique<SeededRandom>(1);
        parts.generation = generation;
        parts.settings = settings;
        parts.rules = rules;
        parts.resolve = resolve;
        dispatcher = std::make_unique<server::Dispatcher>(std::move(parts));
        dispatcher->start();
    }
    //! As if the process had died: nothing more is written down.
    void crash()
    {
        store.frozen = true;
        dispatcher.reset();
        store.frozen = false;
    }
    EndpointId subscribe(const QString &url, std::vector<QByteArray> types = {"BalanceUpdated"})
    {
        application::WebhookEndpoint endpoint;
        endpoint.id
            = EndpointId{Uuid::nameBased(Uuid{}, "endpoint " + QByteArray::number(m_next++))};
        endpoint.url = url;
        endpoint.types = std::move(types);
        endpoint.createdAt = clock.now();
        endpoint.secret = secret;
        endpoint.cursor = log.head();
        dispatcher->put(endpoint);
        return endpoint.id;
    }
    //! A deposit on the account with that number; gives its position.
    qint64 deposit(int account, qint64 amount = 100)
    {
        const qint64 position = log.append(accountNumbered(account), deposited(amount, amount));
        if (dispatcher) {
            dispatcher->notify(position);
        }
        return position;
    }
    std::vector<application::Delivery> listed(application::Delivery::State state)
    {
        dispatcher->flush();
        std::vector<application::Delivery> found;
        for (const auto &one : store.list({std::nullopt, state, 0, 100'000})) {
            found.push_back(one.delivery);
        }
        return found;
    }
    int delivered() { return int(listed(application::Delivery::State::Delivered).size()); }
    int parked() { return int(listed(application::Delivery::State::Parked).size()); }

private:
    int m_next = 1;
};

} // namespace kontor::testing
