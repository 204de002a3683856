// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Webhooks.h"

#include <QPointer>

namespace kontor::server {

// What lives in the thread; made and ended there.
struct Webhooks::Worker
{
    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<WebhookDesk> desk;

    QString start(WebhookSetup &setup, std::optional<qint64> adopt, std::atomic<bool> &isListened)
    {
        Dispatcher::Parts parts;
        parts.backlog = std::make_unique<Backlog>(setup.openReader(),
            setup.openIndex ? setup.openIndex() : nullptr);
        parts.store = setup.openStore();
        parts.clock = setup.clock;
        parts.random = setup.random ? std::move(setup.random) : std::make_unique<SystemRandom>();
        parts.generation = setup.generation;
        parts.settings = setup.settings;
        parts.rules = setup.rules;
        parts.resolve = setup.resolve;
        parts.listened = [&isListened](bool any) { isListened = any; };
        dispatcher = std::make_unique<Dispatcher>(std::move(parts));
        desk = std::make_unique<WebhookDesk>(*dispatcher);
        dispatcher->start();
        if (adopt) {
            dispatcher->adoptLedger(*adopt);
        }
        return dispatcher->halted();
    }
    void stop()
    {
        dispatcher->stop();
        desk.reset();
        dispatcher.reset();
    }
};

Webhooks::Webhooks(WebhookSetup setup, QObject *parent)
    : QObject(parent), m_setup(std::make_shared<WebhookSetup>(std::move(setup)))
{
    m_thread.setObjectName(u"delivery"_s);
}

Webhooks::~Webhooks()
{
    stop();
}

QString Webhooks::start(std::optional<qint64> adopt)
{
    KONTOR_ASSERT(!m_context);
    m_worker = std::make_shared<Worker>();
    m_thread.start();
    auto *context = new QObject;
    context->moveToThread(&m_thread);
    QString halted;
    QMetaObject::invokeMethod(
        context, [&] { halted = m_worker->start(*m_setup, adopt, m_isListened); },
        Qt::BlockingQueuedConnection);
    const std::lock_guard lock(m_mutex);
    m_context = context;
    return halted;
}

void Webhooks::stop()
{
    if (!m_context) {
        return;
    }
    QMetaObject::invokeMethod(m_context, [worker = m_worker] { worker->stop(); },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    const std::lock_guard lock(m_mutex);
    delete std::exchange(m_context, nullptr);
}

void Webhooks::notify(qint64 position)
{
    m_position = position;
    if (!m_isListened) { // waking the thread is dearer than all that it would do
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (m_context && !m_notified.exchange(true)) {
        QMetaObject::invokeMethod(m_context, [this, worker = m_worker] {
            m_notified = false;
            if (worker->dispatcher) {
                worker->dispatcher->notify(m_position);
            }
        });
    }
}

static WebhookRefusal notRunning()
{
    return {api::ProblemCode::NotReady, u"Webhooks are not running."_s};
}

//! An answer that is owed. What it holds belongs to home, and goes there even where it is dropped.
template<class T>
class Owed
{
public:
    Owed(QObject *home, WebhookAnswer<T> answer) : m_home(home), m_answer(std::move(answer)) {}
    ~Owed()
    {
        if (m_answer) {
            give(Failure{notRunning()});
        }
    }
    Owed(const Owed &) = delete;
    Owed &operator=(const Owed &) = delete;
    void give(Result<T, WebhookRefusal> result)
    {
        // Home waits for the thread before it goes, so it is there as long as the thread is.
        if (m_home) {
            QMetaObject::invokeMethod(
                m_home,
                [answer = std::exchange(m_answer, {}), result = std::move(result)] {
                    answer(result);
                },
                Qt::QueuedConnection);
        }
    }

private:
    QPointer<QObject> m_home;
    WebhookAnswer<T> m_answer;
};

// The same answer, given at home; by whoever drops it, too.
template<class T>
WebhookAnswer<T> Webhooks::atHome(WebhookAnswer<T> answer)
{
    return [owed = std::make_shared<Owed<T>>(this, std::move(answer))](
               Result<T, WebhookRefusal> result) { owed->give(std::move(result)); };
}

template<class T, class Call>
void Webhooks::ask(WebhookAnswer<T> answer, Call call)
{
    auto reply = atHome<T>(std::move(answer));
    if (!m_context) {
        reply(Failure{notRunning()});
        return;
    }
    QMetaObject::invokeMethod(m_context,
        [worker = m_worker, call = std::move(call), reply = std::move(reply)] {
            if (worker->desk) {
                call(*worker, reply);
            }
        });
}

void Webhooks::create(const api::EndpointRequest &request, WebhookAnswer<api::EndpointView> answer)
{
    ask<api::EndpointView>(std::move(answer),
        [request](Worker &worker, const auto &reply) { worker.desk->create(request, reply); });
}

void Webhooks::list(WebhookAnswer<api::EndpointList> answer)
{
    ask<api::EndpointList>(std::move(answer),
        [](Worker &worker, const auto &reply) { reply(worker.desk->list()); });
}

void Webhooks::get(EndpointId id, WebhookAnswer<api::EndpointView> answer)
{
    ask<api::EndpointView>(std::move(answer),
        [id](Worker &worker, const auto &reply) { reply(worker.desk->get(id)); });
}

void Webhooks::update(EndpointId id, const api::EndpointRequest &request,
    WebhookAnswer<api::EndpointView> answer)
{
    ask<api::EndpointView>(std::move(answer), [id, request](Worker &worker, const auto &reply) {
        worker.desk->update(id, request, reply);
    });
}

void Webhooks::remove(EndpointId id, WebhookAnswer<Done> answer)
{
    ask<Done>(std::move(answer),
        [id](Worker &worker, const auto &reply) { reply(worker.desk->remove(id)); });
}

void Webhooks::deliveries(const DeliveryQuery &query, WebhookAnswer<api::DeliveryPage> answer)
{
    ask<api::DeliveryPage>(std::move(answer),
        [query](Worker &worker, const auto &reply) { reply(worker.desk->deliveries(query)); });
}

void Webhooks::delivery(DeliveryId id, WebhookAnswer<api::DeliveryView> answer)
{
    ask<api::DeliveryView>(std::move(answer),
        [id](Worker &worker, const auto &reply) { reply(worker.desk->delivery(id)); });
}

void Webhooks::sendAgain(DeliveryId id, WebhookAnswer<api::DeliveryView> answer)
{
    ask<api::DeliveryView>(std::move(answer),
        [id](Worker &worker, const auto &reply) { reply(worker.desk->sendAgain(id)); });
}

void Webhooks::sendExample(EndpointId id, const std::optional<QString> &type,
    WebhookAnswer<api::DeliveryView> answer)
{
    ask<api::DeliveryView>(std::move(answer), [id, type](Worker &worker, const auto &reply) {
        worker.desk->sendExample(id, type, reply);
    });
}

void Webhooks::figures(WebhookAnswer<DeliveryFigures> answer)
{
    ask<DeliveryFigures>(std::move(answer),
        [](Worker &worker, const auto &reply) { reply(worker.dispatcher->figures()); });
}

} // namespace kontor::server
