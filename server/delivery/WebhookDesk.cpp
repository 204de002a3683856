// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/WebhookDesk.h"

#include "foundation/Text.h"
#include "server/delivery/Example.h"
#include "server/delivery/Signature.h"

#include <algorithm>

namespace kontor::server {

using api::ProblemCode;
using application::Delivery;
using application::WebhookEndpoint;

namespace {

Failure<WebhookRefusal> refuse(ProblemCode code, const QString &detail)
{
    return Failure{WebhookRefusal{code, detail}};
}

Failure<WebhookRefusal> notSaved()
{
    return refuse(ProblemCode::StorageFull, u"The endpoint could not be saved."_s);
}

Failure<WebhookRefusal> unknownEndpoint()
{
    return refuse(ProblemCode::EndpointNotFound, u"There is no such endpoint."_s);
}

Failure<WebhookRefusal> unknownDelivery()
{
    return refuse(ProblemCode::DeliveryNotFound, u"There is no such delivery."_s);
}

api::EndpointView viewOf(const WebhookEndpoint &endpoint)
{
    api::EndpointView view;
    view.id = endpoint.id;
    view.url = endpoint.url;
    for (const QByteArray &type : endpoint.types) {
        view.types.push_back(QString::fromLatin1(type));
    }
    view.description = endpoint.description;
    view.enabled = endpoint.enabled;
    view.createdAt = endpoint.createdAt;
    if (!endpoint.disabledReason.isEmpty()) {
        view.disabledReason = QString::fromLatin1(endpoint.disabledReason);
    }
    return view;
}

api::DeliveryState stateOf(Delivery::State state)
{
    switch (state) {
    case Delivery::State::Delivered: return api::DeliveryState::Delivered;
    case Delivery::State::Parked: return api::DeliveryState::Parked;
    case Delivery::State::Waiting: break;
    }
    return api::DeliveryState::Waiting;
}

Delivery::State storedAs(api::DeliveryState state)
{
    switch (state) {
    case api::DeliveryState::Delivered: return Delivery::State::Delivered;
    case api::DeliveryState::Parked: return Delivery::State::Parked;
    default: return Delivery::State::Waiting;
    }
}

Result<std::vector<QByteArray>, WebhookRefusal> readTypes(
    const std::optional<std::vector<QString>> &wanted)
{
    if (!wanted) {
        return std::vector<QByteArray>{nameOf(PublishedType::BalanceUpdated)};
    }
    std::vector<QByteArray> types;
    for (const QString &name : *wanted) {
        if (!fromName<PublishedType>(name.toStdString())) {
            return refuse(
                ProblemCode::InvalidMember, u"There is no event type \"%1\"."_s.arg(name));
        }
        const QByteArray type = name.toLatin1();
        if (std::find(types.begin(), types.end(), type) == types.end()) {
            types.push_back(type);
        }
    }
    if (types.empty()) {
        return refuse(ProblemCode::InvalidMember, u"At least one event type is needed."_s);
    }
    return types;
}

} // namespace

WebhookDesk::WebhookDesk(Dispatcher &dispatcher)
    : m_dispatcher(dispatcher), m_ids(*dispatcher.parts().clock, dispatcher.random())
{}

// ---- endpoints --------------------------------------------------------------------------------

// What a request says, onto an endpoint; the target's addresses are checked later.
Result<WebhookEndpoint, WebhookRefusal> WebhookDesk::apply(const api::EndpointRequest &request,
    WebhookEndpoint endpoint) const
{
    auto types = readTypes(request.types);
    if (!types) {
        return Failure{types.error()};
    }
    const auto description = cleanText(request.description.value_or(QString()), 0, 200);
    if (!description) {
        return refuse(ProblemCode::InvalidDescription,
            u"A description has at most 200 characters on one line, all of them to be seen."_s);
    }
    if (const auto target = parseTarget(request.url, m_dispatcher.parts().rules); !target) {
        return refuse(ProblemCode::TargetNotAllowed, explain(target.error()));
    }
    endpoint.url = request.url;
    endpoint.types = std::move(*types);
    endpoint.description = *description;
    endpoint.enabled = request.enabled.value_or(true);
    endpoint.disabledReason.clear();
    return endpoint;
}

void WebhookDesk::checkTarget(const QString &url, WebhookAnswer<Done> answer)
{
    m_dispatcher.courier().check(url,
        [answer = std::move(answer)](const Result<Courier::Checked, TargetFault> &checked) {
            if (checked) {
                answer(Done{});
            } else {
                answer(Failure{WebhookRefusal{ProblemCode::TargetNotAllowed,
                    explain(checked.error()), checked.error() == TargetFault::NotResolved}});
            }
        });
}

void WebhookDesk::create(
    const api::EndpointRequest &request, WebhookAnswer<api::EndpointView> answer)
{
    auto endpoint = apply(request, {});
    if (!endpoint) {
        answer(Failure{endpoint.error()});
        return;
    }
    endpoint->id = m_ids.nextId<EndpointId>();
    endpoint->secret = newSigningSecret();
    endpoint->createdAt = m_dispatcher.parts().clock->now();
    // It is told what happens from now on.
    endpoint->cursor = m_dispatcher.backlog().head().position;
    checkTarget(request.url,
        [this, endpoint = *endpoint, answer](const Result<Done, WebhookRefusal> &ok) {
            const int limit = m_dispatcher.parts().settings.endpointLimit;
            if (!ok) {
                answer(Failure{ok.error()});
            } else if (int(m_dispatcher.endpoints().size()) >= limit) {
                answer(refuse(ProblemCode::TooManyEndpoints, u"There are too many endpoints."_s));
            } else if (!m_dispatcher.put(endpoint)) {
                answer(notSaved());
            } else {
                auto view = server::viewOf(endpoint);
                view.secret = QString::fromLatin1(endpoint.secret.reveal());
                answer(view);
            }
        });
}

void WebhookDesk::update(EndpointId id, const api::EndpointRequest &request,
    WebhookAnswer<api::EndpointView> answer)
{
    const WebhookEndpoint *known = m_dispatcher.endpoint(id);
    if (!known) {
        answer(unknownEndpoint());
        return;
    }
    auto endpoint = apply(request, *known);
    if (!endpoint) {
        answer(Failure{endpoint.error()});
        return;
    }
    checkTarget(
        request.url, [this, endpoint = *endpoint, answer](const Result<Done, WebhookRefusal> &ok) {
            if (!ok) {
                answer(Failure{ok.error()});
            } else if (!m_dispatcher.endpoint(endpoint.id)) {
                answer(unknownEndpoint());
            } else if (!m_dispatcher.put(endpoint)) {
                answer(notSaved());
            } else {
                answer(server::viewOf(endpoint));
            }
        });
}

api::EndpointList WebhookDesk::list() const
{
    api::EndpointList list;
    for (const WebhookEndpoint *endpoint : m_dispatcher.endpoints()) {
        list.items.push_back(server::viewOf(*endpoint));
    }
    return list;
}

Result<api::EndpointView, WebhookRefusal> WebhookDesk::get(EndpointId id) const
{
    const WebhookEndpoint *endpoint = m_dispatcher.endpoint(id);
    if (!endpoint) {
        return unknownEndpoint();
    }
    return server::viewOf(*endpoint);
}

Result<Done, WebhookRefusal> WebhookDesk::remove(EndpointId id)
{
    if (!m_dispatcher.endpoint(id)) {
        return unknownEndpoint();
    }
    if (!m_dispatcher.remove(id)) {
        return notSaved();
    }
    return Done{};
}

// ---- deliveries -------------------------------------------------------------------------------

api::DeliveryView WebhookDesk::viewOf(const Delivery &delivery) const
{
    api::DeliveryView view;
    view.id = delivery.id;
    view.endpointId = delivery.endpointId;
    view.eventId = delivery.eventId;
    view.type = QString::fromLatin1(delivery.type);
    view.accountId = delivery.accountId;
    view.position = delivery.position;
    view.state = m_dispatcher.isSending(delivery) ? api::DeliveryState::Sending
                                                  : stateOf(delivery.state);
    view.attempts = delivery.attempts;
    view.lastStatus = delivery.lastStatus;
    if (!delivery.lastError.isEmpty()) {
        view.lastError = QString::fromLatin1(delivery.lastError);
    }
    view.lastAttemptAt = delivery.lastAttemptAt;
    view.nextAttemptAt = delivery.nextAttemptAt;
    return view;
}

Result<api::DeliveryPage, WebhookRefusal> WebhookDesk::deliveries(const DeliveryQuery &query)
{
    application::DeliveryFilter filter;
    filter.endpoint = query.endpoint;
    filter.limit = std::clamp(query.limit, 1, 100);
    if (query.state) {
        filter.state = storedAs(*query.state);
    }
    if (query.after) {
        bool ok = false;
        filter.before = query.after->toLongLong(&ok);
        if (!ok || filter.before < 1) {
            return refuse(ProblemCode::InvalidParameter, u"This is not a cursor of this list."_s);
        }
    }
    // What is still in memory only belongs to the list as well.
    m_dispatcher.flush();
    api::DeliveryPage page;
    const auto found = m_dispatcher.store().list(filter);
    for (const auto &listed : found) {
        const auto view = viewOf(listed.delivery);
        if (!query.state || view.state == *query.state) {
            page.items.push_back(view);
        }
    }
    if (int(found.size()) == filter.limit) {
        page.next = QString::number(found.back().sequence);
    }
    return page;
}

Result<api::DeliveryView, WebhookRefusal> WebhookDesk::delivery(DeliveryId id)
{
    m_dispatcher.flush();
    const auto delivery = m_dispatcher.store().find(id);
    if (!delivery) {
        return unknownDelivery();
    }
    return viewOf(*delivery);
}

Result<api::DeliveryView, WebhookRefusal> WebhookDesk::sendAgain(DeliveryId id)
{
    m_dispatcher.flush();
    const auto delivery = m_dispatcher.store().find(id);
    const auto *endpoint = delivery ? m_dispatcher.endpoint(delivery->endpointId) : nullptr;
    if (endpoint && !endpoint->enabled) {
        return refuse(ProblemCode::EndpointDisabled,
            u"The endpoint of this delivery is disabled: enable it first."_s);
    }
    if (!delivery || !m_dispatcher.sendAgain(*delivery)) {
        return unknownDelivery();
    }
    return this->delivery(id);
}

void WebhookDesk::sendExample(EndpointId id, const std::optional<QString> &type,
    WebhookAnswer<api::DeliveryView> answer)
{
    const WebhookEndpoint *endpoint = m_dispatcher.endpoint(id);
    if (!endpoint) {
        answer(unknownEndpoint());
        return;
    }
    const QString name = type.value_or(QString::fromLatin1(endpoint->types.front()));
    const auto wanted = fromName<PublishedType>(name.toStdString());
    if (!wanted) {
        answer(refuse(ProblemCode::InvalidMember, u"There is no event type \"%1\"."_s.arg(name)));
        return;
    }
    Delivery delivery;
    delivery.id = m_ids.nextId<DeliveryId>();
    delivery.endpointId = id;
    delivery.eventId = m_ids.nextId<EventId>();
    delivery.type = nameOf(*wanted);
    delivery.attempts = 1;
    const Timestamp now = m_dispatcher.parts().clock->now();
    const auto event = exampleOf(*wanted, now);
    delivery.accountId = event.stream.accountId();
    delivery.position = event.position;
    delivery.lastAttemptAt = now;
    m_dispatcher.courier().send(
        {endpoint->url, delivery.eventId.toString(), exampleBody(*wanted, delivery.eventId, now),
            endpoint->secret, now},
        [this, delivery, now, answer = std::move(answer)](const AttemptResult &result) {
            Delivery ended = delivery;
            const auto verdict = judge(result, 1, m_dispatcher.parts().settings, now,
                m_dispatcher.random());
            ended.state = verdict.kind == Verdict::Kind::Delivered ? Delivery::State::Delivered
                                                                   : Delivery::State::Parked;
            ended.lastStatus = result.status;
            ended.lastError = verdict.error;
            answer(viewOf(ended));
        });
}

} // namespace kontor::server
