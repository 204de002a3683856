// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publish/Publish.h"

#include "api/Payloads.h"
#include "foundation/Overloaded.h"

namespace kontor::server {

namespace {

using namespace domain;
using Types = std::vector<PublishedType>;

// A composite (PUT) announces the account once, with its last change.
Types identityChange(PublishedType own, bool announce)
{
    return announce ? Types{own, PublishedType::AccountUpdated} : Types{own};
}

template<class Meaning>
Types lifeCycle(PublishedType own, const LifeCycleEvent<Meaning> &event)
{
    return identityChange(own, event.composite && event.last);
}

std::optional<QString> text(const std::optional<QByteArray> &ascii)
{
    return ascii ? std::optional(QString::fromLatin1(*ascii)) : std::nullopt;
}

// No order is without a reference; one that is empty was left out for whoever reads.
std::optional<QString> told(const QString &reference)
{
    return reference.isEmpty() ? std::nullopt : std::optional(reference);
}

// The three events that move money, as the payloads tell them.
template<class E>
struct Amounts
{
    Decimal amount;
    Decimal before;
    Decimal after;

    explicit Amounts(const E &event)
        : amount(event.amount < 0 ? -event.amount : event.amount, event.currency.exponent()),
          before(event.balanceAfter - event.amount, event.currency.exponent()),
          after(event.balanceAfter, event.currency.exponent())
    {}
};

template<class E>
api::MoneyMovedPayload moneyMoved(const application::RecordedEvent &recorded, const E &event)
{
    const Amounts amounts(event);
    api::MoneyMovedPayload payload;
    payload.accountId = recorded.stream.accountId();
    payload.transactionId = QString::fromLatin1(recorded.id.toString());
    payload.amount = amounts.amount;
    payload.currency = event.currency;
    payload.balanceBefore = amounts.before;
    payload.balanceAfter = amounts.after;
    payload.description = event.description;
    payload.bookingDate = event.bookingDate;
    payload.valueDate = event.valueDate;
    if constexpr (requires { event.withdrawalId; }) {
        payload.withdrawalId = event.withdrawalId;
        payload.holdId = event.holdId;
        payload.forced = event.forced.value_or(false);
    }
    return payload;
}

api::MoneyTransferredPayload moneyTransferred(const application::RecordedEvent &recorded,
    const MoneyTransferred &event)
{
    const Amounts amounts(event);
    api::MoneyTransferredPayload payload;
    payload.accountId = recorded.stream.accountId();
    payload.transferId = event.transferId;
    payload.direction = QString::fromLatin1(nameOf(event.direction()));
    payload.counterparty = event.counterparty;
    payload.amount = amounts.amount;
    payload.currency = event.currency;
    payload.balanceBefore = amounts.before;
    payload.balanceAfter = amounts.after;
    payload.description = event.description;
    payload.bookingDate = event.bookingDate;
    payload.valueDate = event.valueDate;
    return payload;
}

// ---- the payload of an event's own type, the first part ---------------------------------------

struct OwnPayload
{
    const application::RecordedEvent &recorded;
    AccountId id = recorded.stream.accountId();

    QByteArray operator()(const AccountCreated &e) const
    {
        return toJson(api::AccountCreatedPayload{id, text(e.cpf), e.name, true, false,
            recorded.recordedAt, QString::fromLatin1(e.number), e.ownerId, e.currency});
    }
    QByteArray operator()(const AccountNameChanged &e) const
    {
        return toJson(api::NameChangedPayload{id, e.oldName, e.after.name});
    }
    QByteArray operator()(const AccountCpfChanged &e) const
    {
        return toJson(api::CpfChangedPayload{id, text(e.oldCpf), text(e.after.cpf)});
    }
    template<class Meaning>
    QByteArray operator()(const LifeCycleEvent<Meaning> &) const
    {
        return toJson(api::AccountOnlyPayload{id});
    }
    QByteArray operator()(const MoneyDeposited &e) const { return toJson(moneyMoved(recorded, e)); }
    QByteArray operator()(const MoneyWithdrawn &e) const { return toJson(moneyMoved(recorded, e)); }
    QByteArray operator()(const MoneyTransferred &e) const
    {
        return toJson(moneyTransferred(recorded, e));
    }
    QByteArray operator()(const HoldPlaced &e) const
    {
        return toJson(
            api::HoldPlacedPayload{id, e.holdId, Decimal(e.held, e.currency.exponent()), e.currency,
                QString::fromLatin1(nameOf(e.kind)), e.reason, e.expiresAt, e.withdrawalId});
    }
    QByteArray operator()(const HoldReleased &e) const
    {
        return toJson(api::HoldReleasedPayload{id, e.holdId, Decimal(e.held, e.currency.exponent()),
            e.currency, QString::fromLatin1(nameOf(e.reason))});
    }
    QByteArray operator()(const AccountBlockChanged &e) const
    {
        return toJson(api::BlockChangedPayload{id, e.debits, e.credits, told(e.reference)});
    }
    // Inner streams publish nothing, so nobody asks.
    template<class Inner>
    QByteArray operator()(const Inner &) const { KONTOR_ASSERT(!"an inner event has no payload"); }
};

QByteArray updatedPayload(const application::RecordedEvent &recorded)
{
    return std::visit(
        [&recorded](const auto &event) -> QByteArray {
            if constexpr (requires { event.after; }) {
                const Identity &now = event.after;
                return toJson(api::AccountUpdatedPayload{recorded.stream.accountId(), text(now.cpf),
                    now.name, now.isActive, now.isDeleted, now.createdAt, recorded.recordedAt});
            } else {
                KONTOR_ASSERT(!"only a change of identity updates an account");
            }
        },
        recorded.event);
}

QByteArray payloadOf(const application::RecordedEvent &recorded, PublishedType type)
{
    switch (type) {
    case PublishedType::AccountUpdated: return updatedPayload(recorded);
    case PublishedType::BalanceUpdated: return toJson(*balanceUpdated(recorded));
    default: return std::visit(OwnPayload{recorded}, recorded.event);
    }
}

QString balanceChange(const Event &event)
{
    if (std::holds_alternative<MoneyWithdrawn>(event)) {
        return u"Withdrawal"_s;
    }
    if (const auto *transfer = std::get_if<MoneyTransferred>(&event)) {
        return transfer->direction() == Direction::Out ? u"TransferSent"_s : u"TransferReceived"_s;
    }
    return u"Deposit"_s;
}

} // namespace

Types publishedTypes(const Event &event)
{
    using T = PublishedType;
    return std::visit(
        overloaded{
            // Money paid in at the opening changes a balance like any deposit and is announced as
            // one; an account that opens empty changes none.
            [](const AccountCreated &e) {
                return e.amount > 0 ? Types{T::AccountCreated, T::BalanceUpdated}
                                    : Types{T::AccountCreated};
            },
            [](const AccountNameChanged &e) {
                return identityChange(T::AccountNameChanged, e.last);
            },
            [](const AccountCpfChanged &e) { return identityChange(T::AccountCpfChanged, e.last); },
            [](const AccountActivated &e) { return lifeCycle(T::AccountActivated, e); },
            [](const AccountDeactivated &e) { return lifeCycle(T::AccountDeactivated, e); },
            [](const AccountDeleted &e) { return identityChange(T::AccountDeleted, e.last); },
            [](const AccountRestored &e) { return lifeCycle(T::AccountRestored, e); },
            [](const MoneyDeposited &) {
                return Types{T::MoneyDeposited, T::BalanceUpdated};
            },
            [](const MoneyWithdrawn &) {
                return Types{T::MoneyWithdrawn, T::BalanceUpdated};
            },
            [](const MoneyTransferred &) {
                return Types{T::MoneyTransferred, T::BalanceUpdated};
            },
            [](const HoldPlaced &) { return Types{T::HoldPlaced}; },
            [](const HoldReleased &) { return Types{T::HoldReleased}; },
            [](const AccountBlockChanged &) { return Types{T::BlockChanged}; },
            [](const Claimed &) { return Types{}; },
            [](const Released &) { return Types{}; },
            [](const AccountSerialIssued &) { return Types{}; },
            [](const CustomerRegistered &) { return Types{}; },
            [](const CardIssued &) { return Types{}; },
            [](const PinAttempted &) { return Types{}; },
            [](const PinVerified &) { return Types{}; },
            [](const PinChanged &) { return Types{}; },
            [](const CardBlocked &) { return Types{}; },
            [](const WithdrawalAuthorised &) { return Types{}; },
            [](const WithdrawalCompleted &) { return Types{}; },
            [](const WithdrawalVoided &) { return Types{}; },
            [](const WithdrawalSuspected &) { return Types{}; },
            [](const UserRegistered &) { return Types{}; },
            [](const PasswordChanged &) { return Types{}; },
            [](const UserRoleChanged &) { return Types{}; },
            [](const UserSuspended &) { return Types{}; },
            [](const UserReinstated &) { return Types{}; },
            [](const TokenReused &) { return Types{}; },
            [](const KeyIssued &) { return Types{}; },
            [](const KeyRevoked &) { return Types{}; },
        },
        event);
}

application::RecordedEvent withoutOrder(application::RecordedEvent recorded)
{
    if (auto *changed = std::get_if<AccountBlockChanged>(&recorded.event)) {
        changed->reference.clear();
    }
    return recorded;
}

EventId publishedId(EventId stored, int part, PublishedType type)
{
    return {Uuid::nameBased(stored.uuid, QByteArray::number(part) + '/' + nameOf(type))};
}

std::vector<api::Envelope> published(const application::RecordedEvent &recorded)
{
    const Types types = publishedTypes(recorded.event);
    std::vector<api::Envelope> envelopes(types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
        api::Envelope &envelope = envelopes[i];
        envelope.type = QString::fromLatin1(nameOf(types[i]));
        envelope.part = int(i) + 1;
        envelope.eventId = publishedId(recorded.id, envelope.part, types[i]);
        envelope.occurredOnUtc = recorded.recordedAt;
        envelope.correlationId = QString::fromUtf8(recorded.cause.correlationId);
        envelope.aggregateId = QString::fromLatin1(recorded.stream.accountId().toString());
        envelope.key = envelope.aggregateId;
        envelope.payload.json = payloadOf(recorded, types[i]);
        envelope.version = recorded.version;
        envelope.position = recorded.position;
    }
    return envelopes;
}

std::optional<api::BalanceUpdated> balanceUpdated(const application::RecordedEvent &recorded)
{
    return std::visit(
        [&recorded](const auto &event) -> std::optional<api::BalanceUpdated> {
            if constexpr (MoneyEvent<std::decay_t<decltype(event)>>) {
                if (event.amount == 0) {
                    return std::nullopt;
                }
                const Amounts amounts(event);
                return api::BalanceUpdated{recorded.stream.accountId(),
                    balanceChange(recorded.event), amounts.amount, event.currency, amounts.before,
                    amounts.after, amounts.after, recorded.version, recorded.recordedAt};
            } else {
                return std::nullopt;
            }
        },
        recorded.event);
}

} // namespace kontor::server
