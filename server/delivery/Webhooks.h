// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/WebhookDesk.h"

#include <QThread>

#include <atomic>
#include <mutex>

namespace kontor::server {

struct WebhookSetup
{
    // Each is called once, in the delivery thread, because database connections belong to theirs.
    std::function<std::unique_ptr<application::LogReader>()> openReader;
    //! May be empty: then an account's next event is looked for by reading on.
    std::function<std::unique_ptr<application::StreamIndex>()> openIndex;
    std::function<std::unique_ptr<application::DeliveryStore>()> openStore;
    //! Asked from the delivery thread.
    const Clock *clock = nullptr;
    //! Empty: the operating system's.
    std::unique_ptr<Random> random;
    //! The ledger's.
    QByteArray generation;
    DeliverySettings settings;
    TargetRules rules;
    //! Empty: the operating system's resolver.
    ResolveName resolve;
};

//! Webhooks, seen from the HTTP thread: everything happens in a thread of its own, and every answer
//! comes later, at home. After stop() the answer is NotReady. See WebhookDesk for what each does.
class Webhooks final : public QObject
{
    Q_OBJECT

public:
    explicit Webhooks(WebhookSetup setup, QObject *parent = nullptr);
    ~Webhooks() override;

    //! Resumes where it stood. Call once the ledger is open and the log may be read. With `adopt` the
    //! operator consents to go on with a ledger that was restored from a backup: what comes behind this
    //! position is told. Blocks until it is known why nothing is delivered; empty where something is
    //! (see Dispatcher::halted).
    QString start(std::optional<qint64> adopt = std::nullopt);
    //! Writes down what is owed and ends the thread; attempts under way will be made again.
    void stop();
    //! From any thread: the log reaches up to here. Cheap; calls in between are merged.
    void notify(qint64 position);

    void create(const api::EndpointRequest &request, WebhookAnswer<api::EndpointView> answer);
    void list(WebhookAnswer<api::EndpointList> answer);
    void get(EndpointId id, WebhookAnswer<api::EndpointView> answer);
    void update(EndpointId id, const api::EndpointRequest &request,
        WebhookAnswer<api::EndpointView> answer);
    void remove(EndpointId id, WebhookAnswer<Done> answer);
    void deliveries(const DeliveryQuery &query, WebhookAnswer<api::DeliveryPage> answer);
    void delivery(DeliveryId id, WebhookAnswer<api::DeliveryView> answer);
    void sendAgain(DeliveryId id, WebhookAnswer<api::DeliveryView> answer);
    void sendExample(EndpointId id, const std::optional<QString> &type,
        WebhookAnswer<api::DeliveryView> answer);

    void figures(WebhookAnswer<DeliveryFigures> answer);

private:
    struct Worker;
    template<class T, class Call>
    void ask(WebhookAnswer<T> answer, Call call);
    template<class T>
    WebhookAnswer<T> atHome(WebhookAnswer<T> answer);

    QThread m_thread;
    std::shared_ptr<WebhookSetup> m_setup;
    //! Lives in the thread; nullptr before start and after stop. Guarded, because notify() comes
    //! from other threads.
    QObject *m_context = nullptr;
    std::mutex m_mutex;
    std::shared_ptr<Worker> m_worker;
    std::atomic<qint64> m_position = 0;
    std::atomic<bool> m_notified = false;
    //! There is an endpoint.
    std::atomic<bool> m_isListened = false;
};

} // namespace kontor::server
