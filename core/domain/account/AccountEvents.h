// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

// What can happen to an account. These structs are the log's format: a member once written stays,
// and tests/golden/events holds a file for each. Money moved stands in `amount` (signed: plus is
// money in) and `balanceAfter`, minor units of the account's currency; both are integer columns of
// the log and therefore not described. Each money event names its currency, so that what is
// published follows from one event alone.

namespace kontor::domain {

enum class Direction { Out, In };
enum class HoldKind { Card, Court, Check, Other };
enum class ReleaseReason { Released, Expired, Completed, Voided };

} // namespace kontor::domain

template<>
struct kontor::EnumNames<kontor::domain::Direction>
{
    static constexpr std::pair<domain::Direction, const char *> names[] = {
        {domain::Direction::Out, "out"}, {domain::Direction::In, "in"}};
};
template<>
struct kontor::EnumNames<kontor::domain::HoldKind>
{
    static constexpr std::pair<domain::HoldKind, const char *> names[] = {
        {domain::HoldKind::Card, "card"}, {domain::HoldKind::Court, "court"},
        {domain::HoldKind::Check, "check"}, {domain::HoldKind::Other, "other"}};
};
template<>
struct kontor::EnumNames<kontor::domain::ReleaseReason>
{
    static constexpr std::pair<domain::ReleaseReason, const char *> names[] = {
        {domain::ReleaseReason::Released, "released"}, {domain::ReleaseReason::Expired, "expired"},
        {domain::ReleaseReason::Completed, "completed"}, {domain::ReleaseReason::Voided, "voided"}};
};

namespace kontor::domain {

//! An account's identity after an event, so that what is published is a function of one event.
struct Identity
{
    QString name;
    std::optional<QByteArray> cpf;
    bool isActive = true;
    bool isDeleted = false;
    Timestamp createdAt;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &Identity::name);
        v("cpf", &Identity::cpf);
        v("isActive", &Identity::isActive);
        v("isDeleted", &Identity::isDeleted);
        v("createdAt", &Identity::createdAt);
    }
    friend bool operator==(const Identity &, const Identity &) = default;
};

struct AccountCreated
{
    QString name;
    std::optional<QByteArray> cpf;
    QByteArray number;
    Currency currency;
    CustomerId ownerId;
    QDate bookingDate;
    std::optional<QDate> valueDate;
    std::optional<QByteArray> cashContainer;
    qint64 amount = 0;
    qint64 balanceAfter = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &AccountCreated::name);
        v("cpf", &AccountCreated::cpf);
        v("number", &AccountCreated::number);
        v("currency", &AccountCreated::currency);
        v("ownerId", &AccountCreated::ownerId);
        v("bookingDate", &AccountCreated::bookingDate);
        v("valueDate", &AccountCreated::valueDate);
        v("cashContainer", &AccountCreated::cashContainer);
    }
    friend bool operator==(const AccountCreated &, const AccountCreated &) = default;
};

//! `last` marks the last identity event of its command, which publishes AccountUpdated.
struct AccountNameChanged
{
    QString oldName;
    Identity after;
    bool last = true;

    template<class V>
    static void describe(V &&v)
    {
        v("oldName", &AccountNameChanged::oldName);
        v("after", &AccountNameChanged::after);
        v("last", &AccountNameChanged::last);
    }
    friend bool operator==(const AccountNameChanged &, const AccountNameChanged &) = default;
};

struct AccountCpfChanged
{
    std::optional<QByteArray> oldCpf;
    Identity after;
    bool last = true;

    template<class V>
    static void describe(V &&v)
    {
        v("oldCpf", &AccountCpfChanged::oldCpf);
        v("after", &AccountCpfChanged::after);
        v("last", &AccountCpfChanged::last);
    }
    friend bool operator==(const AccountCpfChanged &, const AccountCpfChanged &) = default;
};

//! Activated, deactivated, deleted, restored: the same content, four meanings. `composite` tells
//! that the event came with others of one replacement (PUT), which publishes AccountUpdated once.
template<class Meaning>
struct LifeCycleEvent
{
    Identity after;
    bool last = true;
    bool composite = false;

    template<class V>
    static void describe(V &&v)
    {
        v("after", &LifeCycleEvent::after);
        v("last", &LifeCycleEvent::last);
        v("composite", &LifeCycleEvent::composite);
    }
    friend bool operator==(const LifeCycleEvent &, const LifeCycleEvent &) = default;
};
using AccountActivated = LifeCycleEvent<struct ActivatedTag>;
using AccountDeactivated = LifeCycleEvent<struct DeactivatedTag>;
using AccountDeleted = LifeCycleEvent<struct DeletedTag>;
using AccountRestored = LifeCycleEvent<struct RestoredTag>;

struct MoneyDeposited
{
    std::optional<QString> description;
    QDate bookingDate;
    std::optional<QDate> valueDate;
    QByteArray cashContainer = "external";
    Currency currency;
    qint64 amount = 0;
    qint64 balanceAfter = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("description", &MoneyDeposited::description);
        v("bookingDate", &MoneyDeposited::bookingDate);
        v("valueDate", &MoneyDeposited::valueDate);
        v("cashContainer", &MoneyDeposited::cashContainer);
        v("currency", &MoneyDeposited::currency);
    }
    friend bool operator==(const MoneyDeposited &, const MoneyDeposited &) = default;
};

//! Cash out. With `withdrawalId` and `holdId` it settles a cash machine's withdrawal and uses up
//! that hold; `forced` tells that it was booked although it was not as authorised: late, without its
//! hold, above it, below the floor, on an inactive account, or with notes that do not add up.
struct MoneyWithdrawn
{
    std::optional<QString> description;
    std::optional<WithdrawalId> withdrawalId;
    std::optional<HoldId> holdId;
    std::optional<bool> forced;
    QDate bookingDate;
    std::optional<QDate> valueDate;
    QByteArray cashContainer = "external";
    Currency currency;
    qint64 amount = 0;
    qint64 balanceAfter = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("description", &MoneyWithdrawn::description);
        v("withdrawalId", &MoneyWithdrawn::withdrawalId);
        v("holdId", &MoneyWithdrawn::holdId);
        v("forced", &MoneyWithdrawn::forced);
        v("bookingDate", &MoneyWithdrawn::bookingDate);
        v("valueDate", &MoneyWithdrawn::valueDate);
        v("cashContainer", &MoneyWithdrawn::cashContainer);
        v("currency", &MoneyWithdrawn::currency);
    }
    friend bool operator==(const MoneyWithdrawn &, const MoneyWithdrawn &) = default;
};

//! In both streams, with one transferId and opposite amounts.
struct MoneyTransferred
{
    TransferId transferId;
    AccountId counterparty;
    std::optional<QString> description;
    QDate bookingDate;
    std::optional<QDate> valueDate;
    Currency currency;
    qint64 amount = 0;
    qint64 balanceAfter = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("transferId", &MoneyTransferred::transferId);
        v("counterparty", &MoneyTransferred::counterparty);
        v("description", &MoneyTransferred::description);
        v("bookingDate", &MoneyTransferred::bookingDate);
        v("valueDate", &MoneyTransferred::valueDate);
        v("currency", &MoneyTransferred::currency);
    }
    Direction direction() const { return amount < 0 ? Direction::Out : Direction::In; }
    friend bool operator==(const MoneyTransferred &, const MoneyTransferred &) = default;
};

//! Reserves `held` minor units; no money moves.
struct HoldPlaced
{
    HoldId holdId;
    qint64 held = 0;
    Currency currency;
    HoldKind kind = HoldKind::Other;
    std::optional<Timestamp> expiresAt;
    std::optional<WithdrawalId> withdrawalId;
    QString reason;

    template<class V>
    static void describe(V &&v)
    {
        v("holdId", &HoldPlaced::holdId);
        v("held", &HoldPlaced::held);
        v("currency", &HoldPlaced::currency);
        v("kind", &HoldPlaced::kind);
        v("expiresAt", &HoldPlaced::expiresAt);
        v("withdrawalId", &HoldPlaced::withdrawalId);
        v("reason", &HoldPlaced::reason);
    }
    friend bool operator==(const HoldPlaced &, const HoldPlaced &) = default;
};

struct HoldReleased
{
    HoldId holdId;
    qint64 held = 0;
    Currency currency;
    ReleaseReason reason = ReleaseReason::Released;

    template<class V>
    static void describe(V &&v)
    {
        v("holdId", &HoldReleased::holdId);
        v("held", &HoldReleased::held);
        v("currency", &HoldReleased::currency);
        v("reason", &HoldReleased::reason);
    }
    friend bool operator==(const HoldReleased &, const HoldReleased &) = default;
};

//! What may not happen to the account until further notice, and on whose word. Neither: nothing is
//! blocked any more.
struct AccountBlockChanged
{
    bool debits = false;
    bool credits = false;
    QString reference;

    template<class V>
    static void describe(V &&v)
    {
        v("debits", &AccountBlockChanged::debits);
        v("credits", &AccountBlockChanged::credits);
        v("reference", &AccountBlockChanged::reference);
    }
    friend bool operator==(const AccountBlockChanged &, const AccountBlockChanged &) = default;
};

} // namespace kontor::domain
