// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/Courier.h"
#include "server/delivery/Scheduler.h"

#include <QTimer>

#include <unordered_map>

namespace kontor::server {

//! How the deliveries are, for those who watch.
struct DeliveryFigures
{
    int endpoints = 0;
    //! By the server, because they did not answer, or by somebody.
    int disabled = 0;
    //! From the first event that an enabled endpoint has not got to the head.
    qint64 lag = 0;
    //! When the first of these events was written; nothing where there is none.
    std::optional<Timestamp> oldest;
    qint64 waiting = 0;
    qint64 parked = 0;
    bool halted = false;
};

//! Tells every endpoint what happened: follows the log, keeps the order per account, tries again,
//! parks what cannot be delivered. Lives in one thread with its store, its reader and its network.
//!
//! *Order.* A lane is one endpoint and one account. Its next event goes out after the one before
//! was delivered or parked; other accounts do not wait for it. Parking frees the lane: the parked
//! event stays listed until somebody asks for it again, later ones go on. Receivers tell what is
//! newer by `version`.
//!
//! *At least once.* An endpoint's cursor is written down together with the lanes behind it, so a
//! crash at any moment repeats some deliveries, with the same webhook-id, and loses none.
class Dispatcher final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        std::unique_ptr<Backlog> backlog;
        std::unique_ptr<application::DeliveryStore> store;
        const Clock *clock = nullptr;
        std::unique_ptr<Random> random;
        //! The ledger's; a checkpoint of another one stops everything.
        QByteArray generation;
        DeliverySettings settings;
        TargetRules rules;
        //! Empty: the operating system's resolver.
        ResolveName resolve;
        //! Told whether there is any endpoint: where there is none, notify() may be left out.
        std::function<void(bool)> listened = {};
    };
    explicit Dispatcher(Parts parts, QObject *parent = nullptr);
    ~Dispatcher() override;

    //! Loads what is owed and begins.
    void start();
    //! The log reaches up to here.
    void notify(qint64 position);
    //! Writes everything down; nothing is sent any more.
    void stop();

    //! Why nothing is delivered: the ledger is not the one that was followed (it was restored from
    //! a backup). Empty when all is well.
    QString halted() const { return m_halted; }
    //! The operator's answer to that: goes on behind this position, and parks what this ledger does
    //! not know.
    void adoptLedger(qint64 position);

    //! Adds or replaces; false when it could not be written down.
    bool put(application::WebhookEndpoint endpoint);
    bool remove(EndpointId id);
    //! Delivers something from the past once more, out of order; what waits for its next attempt, at
    //! once. The event must be in the log.
    bool sendAgain(const application::Delivery &delivery);
    //! Writes down what changed; false when that failed (it is tried again).
    bool flush();

    const application::WebhookEndpoint *endpoint(EndpointId id) const;
    std::vector<const application::WebhookEndpoint *> endpoints() const;
    bool isSending(const application::Delivery &delivery) const;
    DeliveryFigures figures() const;
    application::DeliveryStore &store() { return *m_parts.store; }
    Backlog &backlog() { return *m_parts.backlog; }
    Courier &courier() { return m_courier; }
    const Dispatcher::Parts &parts() const { return m_parts; }
    Random &random() { return *m_parts.random; }

private:
    QString verifyCheckpoint();
    void load(const application::Delivery &delivery);
    Recipient *find(EndpointId id);
    Lane *find(const application::Delivery &delivery) const;
    void describeTarget(Recipient &recipient);
    std::size_t laneShare() const;

    void tellListened();
    void schedulePump();
    void pump();
    void armTimer();
    void readOn();
    void hunger(Recipient &recipient);
    bool feed(Recipient &recipient);
    bool offer(Recipient &recipient, const Notice &notice);
    Lane &openLane(Recipient &recipient, const Notice &notice);
    void hurry(Lane &lane);
    void forgetPauses(Recipient &recipient);

    void send(Lane &lane);
    void received(const application::Delivery &sent, const AttemptResult &result);
    void apply(Lane &lane, const Verdict &verdict);
    void advance(Lane &lane);
    void close(Lane &lane);
    void disable(Recipient &recipient, const QByteArray &reason);

    void touch(Recipient &recipient);
    void record(const Lane &lane, application::Delivery::State state);
    application::DeliveryChanges collectChanges(bool all);
    void changesSaved(const application::DeliveryChanges &changes);

    Parts m_parts;
    Courier m_courier;
    Scheduler m_scheduler;
    std::unordered_map<EndpointId, std::unique_ptr<Recipient>> m_recipients;
    std::deque<EndpointId> m_hungry;
    //! Deliveries that ended, until they are written down.
    std::unordered_map<DeliveryId, application::Delivery> m_ended;
    qint64 m_head = 0;
    Timestamp m_lastPump;
    QString m_halted;
    bool m_running = false;
    bool m_pumpScheduled = false;
    int m_flushes = 0;
    QTimer m_alarm;
    QTimer m_flush;
};

} // namespace kontor::server
