// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Example.h"

#include "server/delivery/Backlog.h"

namespace kontor::server {

namespace {

using namespace domain;

template<class Id>
Id exampleId(const char *name)
{
    return Id{Uuid::nameBased(Uuid{}, QByteArray("example ") + name)};
}

domain::Identity identity(Timestamp at, bool active = true, bool deleted = false)
{
    return {u"Ana Souza"_s, QByteArray("12345678909"), active, deleted, at};
}

AccountCreated created()
{
    AccountCreated event;
    event.name = u"Ana Souza"_s;
    event.cpf = "12345678909";
    event.number = "0000001-8";
    event.ownerId = exampleId<CustomerId>("owner");
    return event;
}

template<class E>
E money(qint64 amount, Timestamp at)
{
    E event;
    event.bookingDate = at.dateUtc();
    event.amount = amount;
    event.balanceAfter = 100'000 + amount;
    return event;
}

MoneyTransferred transferred(Timestamp at)
{
    auto event = money<MoneyTransferred>(-12'50, at);
    event.transferId = exampleId<TransferId>("transfer");
    event.counterparty = exampleId<AccountId>("counterparty");
    return event;
}

HoldPlaced held()
{
    HoldPlaced event;
    event.holdId = exampleId<HoldId>("hold");
    event.held = 12'50;
    event.reason = u"example"_s;
    return event;
}

Event exampleEvent(PublishedType type, Timestamp at)
{
    switch (type) {
    case PublishedType::AccountCreated: return created();
    case PublishedType::AccountUpdated:
    case PublishedType::AccountNameChanged: return AccountNameChanged{u"Ana Souza"_s, identity(at)};
    case PublishedType::AccountCpfChanged: return AccountCpfChanged{std::nullopt, identity(at)};
    case PublishedType::AccountActivated: return AccountActivated{identity(at)};
    case PublishedType::AccountDeactivated: return AccountDeactivated{identity(at, false)};
    case PublishedType::AccountDeleted: return AccountDeleted{identity(at, false, true)};
    case PublishedType::AccountRestored: return AccountRestored{identity(at)};
    case PublishedType::MoneyWithdrawn: return money<MoneyWithdrawn>(-12'50, at);
    case PublishedType::MoneyTransferred: return transferred(at);
    case PublishedType::HoldPlaced: return held();
    case PublishedType::HoldReleased: return HoldReleased{exampleId<HoldId>("hold"), 12'50, {}, {}};
    case PublishedType::BlockChanged: return AccountBlockChanged{true, false, u"example"_s};
    case PublishedType::MoneyDeposited:
    case PublishedType::BalanceUpdated: break;
    }
    return money<MoneyDeposited>(12'50, at);
}

} // namespace

application::RecordedEvent exampleOf(PublishedType type, Timestamp at)
{
    application::RecordedEvent recorded;
    recorded.position = 1;
    recorded.version = 1;
    recorded.stream = StreamName::of(exampleId<AccountId>("account"));
    recorded.recordedAt = at;
    recorded.id = exampleId<EventId>("event");
    recorded.event = exampleEvent(type, at);
    recorded.cause.correlationId = "example";
    return recorded;
}

QByteArray exampleBody(PublishedType type, EventId id, Timestamp at)
{
    for (api::Envelope &envelope : published(exampleOf(type, at))) {
        if (envelope.type == QLatin1StringView(nameOf(type))) {
            envelope.eventId = id;
            envelope.payload.json.insert(1, R"("example":true,)");
            return webhookBody(envelope);
        }
    }
    KONTOR_ASSERT(!"every published type has an example");
}

} // namespace kontor::server
