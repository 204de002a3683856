// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Render.h"

#include <cstdlib>

namespace kontor::server {

using application::RecordedEvent;
using namespace domain;

static std::optional<QString> text(const std::optional<QByteArray> &ascii)
{
    return ascii ? std::optional(QString::fromLatin1(*ascii)) : std::nullopt;
}

static api::AccountStatus statusOf(const Account &account)
{
    if (account.isDeleted) {
        return api::AccountStatus::Deleted;
    }
    return account.isActive ? api::AccountStatus::Active : api::AccountStatus::Inactive;
}

api::AccountView accountView(AccountId id, qint64 version, const Account &account)
{
    const int exponent = account.currency.exponent();
    api::AccountView view;
    view.id = id;
    view.accountNumber = QString::fromLatin1(account.number);
    view.name = account.name;
    view.cpf = text(account.cpf);
    view.ownerId = account.ownerId;
    view.balance = Decimal(account.balance, exponent);
    view.available = Decimal(account.available(), exponent);
    view.currency = account.currency;
    view.status = statusOf(account);
    view.isActive = account.isActive;
    view.isDeleted = account.isDeleted;
    if (account.block) {
        view.block = {account.block->debits, account.block->credits, account.block->reference};
    }
    view.version = version;
    view.createdAt = account.createdAt;
    view.updatedAt = account.updatedAt;
    return view;
}

api::AccountView withoutOrder(api::AccountView view)
{
    if (view.block) {
        view.block->reference.reset();
    }
    return view;
}

api::BalanceView balanceView(AccountId id, qint64 version, const Account &account, Timestamp asOf)
{
    const int exponent = account.currency.exponent();
    return {id, Decimal(account.balance, exponent), Decimal(account.available(), exponent),
        account.currency, version, asOf};
}

qint64 amountOf(const RecordedEvent &recorded)
{
    return std::visit(
        [](const auto &event) -> qint64 {
            if constexpr (MoneyEvent<std::decay_t<decltype(event)>>) {
                return event.amount;
            } else {
                return 0;
            }
        },
        recorded.event);
}

// What each money event says about itself; the rest of a movement is common to all.
static void fill(api::Movement &line, const AccountCreated &)
{
    line.type = api::MovementType::Opening;
    line.description = u"Opening balance"_s;
}

static void fill(api::Movement &line, const MoneyDeposited &event)
{
    line.type = api::MovementType::Deposit;
    line.description = event.description.value_or(u"Deposit"_s);
}

static void fill(api::Movement &line, const MoneyWithdrawn &event)
{
    line.type = api::MovementType::Withdrawal;
    line.description = event.description.value_or(
        event.withdrawalId ? u"Cash machine"_s : u"Withdrawal"_s);
}

static void fill(api::Movement &line, const MoneyTransferred &event)
{
    line.type = event.direction() == Direction::Out ? api::MovementType::TransferSent
                                                    : api::MovementType::TransferReceived;
    line.description = event.description.value_or(u"Transfer"_s);
    line.counterpartyAccountId = event.counterparty;
    line.transactionId = QString::fromLatin1(event.transferId.toString());
}

static api::Movement commonLine(const RecordedEvent &recorded)
{
    api::Movement line;
    line.transactionId = QString::fromLatin1(recorded.id.toString());
    line.accountId = recorded.stream.accountId();
    line.channel = QString::fromLatin1(nameOf(recorded.cause.channel));
    line.actorKind = QString::fromLatin1(recorded.cause.actor.kind);
    line.actor = recorded.cause.actor.name;
    line.version = recorded.version;
    line.position = recorded.position;
    line.createdAt = recorded.recordedAt;
    return line;
}

std::optional<api::Movement> movement(const RecordedEvent &recorded)
{
    return std::visit(
        [&](const auto &event) -> std::optional<api::Movement> {
            if constexpr (MoneyEvent<std::decay_t<decltype(event)>>) {
                if (event.amount == 0) {
                    return std::nullopt;
                }
                const int exponent = event.currency.exponent();
                api::Movement line = commonLine(recorded);
                line.currency = event.currency;
                line.amount = Decimal(std::abs(event.amount), exponent);
                line.balanceBefore = Decimal(event.balanceAfter - event.amount, exponent);
                line.balanceAfter = Decimal(event.balanceAfter, exponent);
                fill(line, event);
                return line;
            } else {
                return std::nullopt;
            }
        },
        recorded.event);
}

// An event as it is stored, but for what is stored otherwise than it is told.
template<class Change>
static QByteArray told(const QByteArray &stored, const char *member, Change change)
{
    auto json = parseJson(stored);
    KONTOR_ASSERT(json);
    change(*json->find(member));
    return json->toJson();
}

// What is stored, and what follows from the amount, which is shown without its sign.
template<class E>
static QByteArray membersOf(const E &event)
{
    QByteArray members = toJson(event);
    if constexpr (requires { event.held; }) {
        return told(members, "held", [&event](JsonValue &held) {
            held.text = Decimal(event.held, event.currency.exponent()).toString().toStdString();
        });
    }
    if constexpr (std::is_same_v<E, AccountBlockChanged>) {
        return told(members, "reference", [&event](JsonValue &reference) {
            reference = event.reference.isEmpty() ? JsonValue() : reference;
        });
    }
    if constexpr (requires { event.direction(); }) {
        members.chop(1);
        members += QByteArray(R"(,"direction":")") + nameOf(event.direction()) + R"("})";
    }
    return members;
}

api::HistoryEntry historyEntry(const RecordedEvent &recorded)
{
    api::HistoryEntry entry;
    entry.eventId = recorded.id;
    entry.type = QString::fromLatin1(typeName(recorded.event));
    entry.version = recorded.version;
    entry.position = recorded.position;
    entry.occurredAt = recorded.recordedAt;
    entry.correlationId = QString::fromUtf8(recorded.cause.correlationId);
    entry.actorKind = QString::fromLatin1(recorded.cause.actor.kind);
    entry.actor = recorded.cause.actor.name;
    entry.channel = QString::fromLatin1(nameOf(recorded.cause.channel));
    entry.data.json = std::visit([](const auto &event) { return membersOf(event); }, recorded.event);
    std::visit(
        [&](const auto &event) {
            if constexpr (MoneyEvent<std::decay_t<decltype(event)>>) {
                const int exponent = event.currency.exponent();
                entry.amount = Decimal(std::abs(event.amount), exponent);
                entry.balanceBefore = Decimal(event.balanceAfter - event.amount, exponent);
                entry.balanceAfter = Decimal(event.balanceAfter, exponent);
            }
        },
        recorded.event);
    return entry;
}

std::optional<api::HistoryEntry> balanceUpdatedEntry(const RecordedEvent &recorded)
{
    if (!movement(recorded)) {
        return std::nullopt;
    }
    api::HistoryEntry entry = historyEntry(recorded);
    entry.type = u"BalanceUpdated"_s;
    entry.eventId = {Uuid::nameBased(recorded.id.uuid, "BalanceUpdated")};
    entry.data = {};
    return entry;
}

static api::HoldKind wireKind(HoldKind kind)
{
    return *fromName<api::HoldKind>(nameOf(kind));
}

api::HoldView holdView(AccountId account, Currency currency, const Hold &hold)
{
    return {hold.id, account, Decimal(hold.amount, currency.exponent()), wireKind(hold.kind),
        hold.expiresAt, hold.reason, hold.placedAt, hold.withdrawalId};
}

api::CustomerView customerView(const application::CustomerRow &row)
{
    return {row.id, row.customer.name, text(row.customer.cpf), row.customer.createdAt,
        row.accountCount};
}

api::UserView userView(UserId id, const User &user)
{
    const QString login = QString::fromUtf8(user.login);
    return {id, login, isEmail(user.login) ? std::optional(login) : std::nullopt, user.firstName,
        user.lastName, *fromName<api::UserRole>(nameOf(user.role)),
        user.isSuspended ? api::UserStatus::Suspended : api::UserStatus::Active, user.registeredAt};
}

api::KeyView keyView(KeyId id, const Key &key)
{
    api::KeyView view{id, *fromName<api::KeyKind>(nameOf(key.kind)), key.name, {}, key.isRevoked,
        key.issuedAt, {}};
    for (const QByteArray &scope : key.scopes) {
        view.scopes.push_back(QString::fromLatin1(scope));
    }
    return view;
}

QString maskedNumber(const QByteArray &lastDigits)
{
    return u"•••• "_s + QString::fromLatin1(lastDigits);
}

// Where the server ended before the last try was judged, no event says so, and yet it opens nothing.
api::CardView cardView(CardId id, const Card &card)
{
    const bool isBlocked = card.isBlocked || card.triesLeft() == 0;
    return {id, card.accountId, maskedNumber(card.lastDigits), isBlocked, card.issuedAt};
}

static api::WithdrawalState wireState(WithdrawalPhase phase)
{
    return *fromName<api::WithdrawalState>(nameOf(phase));
}

api::WithdrawalView withdrawalView(WithdrawalId id, const Withdrawal &withdrawal)
{
    api::WithdrawalView view;
    view.id = id;
    view.state = wireState(withdrawal.phase);
    view.accountId = withdrawal.accountId;
    if (!withdrawal.accountId) {
        return view;
    }
    const int exponent = withdrawal.currency.exponent();
    view.authorised = Decimal(withdrawal.authorised, exponent);
    if (withdrawal.paid > 0) {
        view.paid = Decimal(withdrawal.paid, exponent);
    }
    view.currency = withdrawal.currency;
    view.expiresAt = withdrawal.expiresAt;
    view.forced = withdrawal.forced;
    return view;
}

} // namespace kontor::server
