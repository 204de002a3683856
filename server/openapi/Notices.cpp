// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/Notices.h"

#include "api/Payloads.h"
#include "foundation/Assert.h"
#include "server/delivery/Backlog.h"
#include "server/delivery/Example.h"
#include "server/openapi/Examples.h"

#include <algorithm>

namespace kontor::server {

static JsonValue payloadOf(Schemas &schemas, PublishedType type)
{
    switch (type) {
    case PublishedType::AccountCreated: return schemas.of<api::AccountCreatedPayload>(Flow::Out);
    case PublishedType::AccountUpdated: return schemas.of<api::AccountUpdatedPayload>(Flow::Out);
    case PublishedType::AccountNameChanged: return schemas.of<api::NameChangedPayload>(Flow::Out);
    case PublishedType::AccountCpfChanged: return schemas.of<api::CpfChangedPayload>(Flow::Out);
    case PublishedType::AccountActivated:
    case PublishedType::AccountDeactivated:
    case PublishedType::AccountDeleted:
    case PublishedType::AccountRestored: return schemas.of<api::AccountOnlyPayload>(Flow::Out);
    case PublishedType::MoneyDeposited:
    case PublishedType::MoneyWithdrawn: return schemas.of<api::MoneyMovedPayload>(Flow::Out);
    case PublishedType::MoneyTransferred:
        return schemas.of<api::MoneyTransferredPayload>(Flow::Out);
    case PublishedType::BalanceUpdated: return schemas.of<api::BalanceUpdated>(Flow::Out);
    case PublishedType::HoldPlaced: return schemas.of<api::HoldPlacedPayload>(Flow::Out);
    case PublishedType::HoldReleased: return schemas.of<api::HoldReleasedPayload>(Flow::Out);
    case PublishedType::BlockChanged: return schemas.of<api::BlockChangedPayload>(Flow::Out);
    }
    return {};
}

// `data` of a webhook is the payload and, before it, what tells it apart in the envelope.
static JsonValue dataOf(Schemas &schemas, PublishedType type)
{
    JsonValue data = schemas.named(payloadOf(schemas, type).find("$ref")->text);
    const std::string envelopeName = schemas.of<api::Envelope>(Flow::Out).find("$ref")->text;
    const JsonValue &envelope = *schemas.named(envelopeName).find("properties");
    JsonValue properties = jsonObject();
    JsonValue required = jsonArray();
    for (const char *name : {"eventId", "correlationId", "position", "part", "version"}) {
        if (!data.find("properties")->find(name)) {
            put(properties, name, *envelope.find(name));
            required.items.push_back(jsonOf(name));
        }
    }
    for (const auto &[name, member] : data.find("properties")->members) {
        put(properties, name, member);
        required.items.push_back(jsonOf(name));
    }
    put(properties, "example",
        jsonObject({{"type", "boolean"}, {"const", true},
            {"description", "only with an example that somebody asked for: nothing happened"}}));
    return jsonObject({{"type", "object"}, {"properties", properties}, {"required", required}});
}

static JsonValue exampleNotice(PublishedType type)
{
    for (const api::Envelope &envelope : published(exampleOf(type, examples::time()))) {
        if (envelope.type == QLatin1StringView(nameOf(type))) {
            auto body = parseJson(webhookBody(envelope));
            KONTOR_ASSERT(body);
            return std::move(*body);
        }
    }
    KONTOR_ASSERT(!"every published type has an example");
}

static JsonValue webhookOf(Schemas &schemas, PublishedType type)
{
    const JsonValue schema = jsonObject({{"type", "object"},
        {"properties", jsonObject({{"type", jsonObject({{"type", "string"}, {"const", nameOf(type)}})},
            {"timestamp", plainSchema<Timestamp>(Flow::Out)}, {"data", dataOf(schemas, type)}})},
        {"required", jsonArray({"type", "timestamp", "data"})}});
    const JsonValue media = jsonObject({{"schema", schema}, {"example", exampleNotice(type)}});
    const JsonValue post = jsonObject({{"operationId", "on" + std::string(nameOf(type))},
        {"summary", nameOf(type)},
        {"requestBody", jsonObject({{"content", jsonObject({{"application/json", media}})}})},
        {"responses",
            jsonObject({{"2XX", jsonObject({{"description", "Received; anything else is tried again."}})}})}});
    return jsonObject({{"post", post}});
}

JsonValue webhooksOf(Schemas &schemas)
{
    JsonValue webhooks = jsonObject();
    for (const auto &[type, name] : EnumNames<PublishedType>::names) {
        put(webhooks, name, webhookOf(schemas, type));
    }
    return webhooks;
}

void describeEnvelope(Schemas &schemas)
{
    JsonValue types = jsonArray();
    JsonValue payloads = jsonArray();
    for (const auto &[type, name] : EnumNames<PublishedType>::names) {
        types.items.push_back(jsonOf(name));
        const JsonValue payload = payloadOf(schemas, type);
        const bool isNew = std::none_of(payloads.items.begin(), payloads.items.end(),
            [&payload](const JsonValue &known) { return known.toJson() == payload.toJson(); });
        if (isNew) {
            payloads.items.push_back(payload);
        }
    }
    const std::string envelope = schemas.of<api::Envelope>(Flow::Out).find("$ref")->text;
    JsonValue &properties = *schemas.named(envelope).find("properties");
    put(*properties.find("type"), "enum", std::move(types));
    put(*properties.find("payload"), "anyOf", std::move(payloads));
}

} // namespace kontor::server
