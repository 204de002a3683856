// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "foundation/Describe.h"

// What stands in an envelope's `payload`, by type. Other systems parse these: a member once
// published stays, and tests/golden/published holds an example of each.

namespace kontor::api {

//! AccountCreatedDomainEvent.
struct AccountCreatedPayload
{
    AccountId accountId;
    std::optional<QString> cpf;
    QString name;
    bool isActive = true;
    bool isDeleted = false;
    Timestamp createdAt;
    QString accountNumber;
    CustomerId ownerId;
    Currency currency;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &AccountCreatedPayload::accountId, "the account");
        v("cpf", &AccountCreatedPayload::cpf, "the holder's CPF, 11 digits");
        v("name", &AccountCreatedPayload::name, "the holder's name");
        v("isActive", &AccountCreatedPayload::isActive, "money may move");
        v("isDeleted", &AccountCreatedPayload::isDeleted, "only restore is possible");
        v("createdAt", &AccountCreatedPayload::createdAt, "UTC");
        v("accountNumber", &AccountCreatedPayload::accountNumber,
            "the number on the customer's papers");
        v("ownerId", &AccountCreatedPayload::ownerId, "the customer who owns it");
        v("currency", &AccountCreatedPayload::currency, "ISO 4217; never changes");
    }
};

//! AccountUpdatedDomainEvent: the account as the command left it.
struct AccountUpdatedPayload
{
    AccountId accountId;
    std::optional<QString> cpf;
    QString name;
    bool isActive = true;
    bool isDeleted = false;
    Timestamp createdAt;
    Timestamp updatedAt;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &AccountUpdatedPayload::accountId, "the account");
        v("cpf", &AccountUpdatedPayload::cpf, "the holder's CPF, 11 digits");
        v("name", &AccountUpdatedPayload::name, "the holder's name");
        v("isActive", &AccountUpdatedPayload::isActive, "money may move");
        v("isDeleted", &AccountUpdatedPayload::isDeleted, "only restore is possible");
        v("createdAt", &AccountUpdatedPayload::createdAt, "UTC");
        v("updatedAt", &AccountUpdatedPayload::updatedAt, "UTC");
    }
};

//! AccountNameChangedDomainEvent.
struct NameChangedPayload
{
    AccountId accountId;
    QString oldName;
    QString newName;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &NameChangedPayload::accountId, "the account");
        v("oldName", &NameChangedPayload::oldName, "the holder's name before");
        v("newName", &NameChangedPayload::newName, "the holder's name after");
    }
};

//! AccountCpfChangedDomainEvent.
struct CpfChangedPayload
{
    AccountId accountId;
    std::optional<QString> oldCpf;
    std::optional<QString> newCpf;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &CpfChangedPayload::accountId, "the account");
        v("oldCpf", &CpfChangedPayload::oldCpf, "the CPF before, null where there was none");
        v("newCpf", &CpfChangedPayload::newCpf, "the CPF after");
    }
};

//! AccountActivated-, Deactivated-, Deleted- and RestoredDomainEvent.
struct AccountOnlyPayload
{
    AccountId accountId;

    template<class V>
    static void describe(V &&v) { v("accountId", &AccountOnlyPayload::accountId, "the account"); }
};

//! MoneyDeposited and MoneyWithdrawn.
struct MoneyMovedPayload
{
    AccountId accountId;
    QString transactionId;
    Decimal amount;
    Currency currency;
    Decimal balanceBefore;
    Decimal balanceAfter;
    std::optional<QString> description;
    QDate bookingDate;
    std::optional<QDate> valueDate;
    std::optional<WithdrawalId> withdrawalId;
    std::optional<HoldId> holdId;
    bool forced = false;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &MoneyMovedPayload::accountId, "the account");
        v("transactionId", &MoneyMovedPayload::transactionId, "the stored event's id");
        v("amount", &MoneyMovedPayload::amount, "always positive");
        v("currency", &MoneyMovedPayload::currency, "ISO 4217");
        v("balanceBefore", &MoneyMovedPayload::balanceBefore, "the balance before");
        v("balanceAfter", &MoneyMovedPayload::balanceAfter, "the balance after");
        v("description", &MoneyMovedPayload::description, "as given");
        v("bookingDate", &MoneyMovedPayload::bookingDate, "the branch's day");
        v("valueDate", &MoneyMovedPayload::valueDate, "where it differs");
        v("withdrawalId", &MoneyMovedPayload::withdrawalId, "where a cash machine paid");
        v("holdId", &MoneyMovedPayload::holdId, "the hold that it used up, which has ended");
        v("forced", &MoneyMovedPayload::forced,
            "paid otherwise than authorised and booked all the same; somebody has to look at it");
    }
};

//! MoneyTransferred: one for each side, with the same transferId.
struct MoneyTransferredPayload
{
    AccountId accountId;
    TransferId transferId;
    QString direction;
    AccountId counterparty;
    Decimal amount;
    Currency currency;
    Decimal balanceBefore;
    Decimal balanceAfter;
    std::optional<QString> description;
    QDate bookingDate;
    std::optional<QDate> valueDate;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &MoneyTransferredPayload::accountId, "the account");
        v("transferId", &MoneyTransferredPayload::transferId, "the same on both sides");
        v("direction", &MoneyTransferredPayload::direction, "whether it pays", facts::direction);
        v("counterparty", &MoneyTransferredPayload::counterparty, "the account on the other side");
        v("amount", &MoneyTransferredPayload::amount, "always positive");
        v("currency", &MoneyTransferredPayload::currency, "ISO 4217");
        v("balanceBefore", &MoneyTransferredPayload::balanceBefore, "the balance before");
        v("balanceAfter", &MoneyTransferredPayload::balanceAfter, "the balance after");
        v("description", &MoneyTransferredPayload::description, "as given");
        v("bookingDate", &MoneyTransferredPayload::bookingDate, "the branch's day");
        v("valueDate", &MoneyTransferredPayload::valueDate, "where it differs");
    }
};

//! HoldPlaced.
struct HoldPlacedPayload
{
    AccountId accountId;
    HoldId holdId;
    Decimal amount;
    Currency currency;
    QString kind;
    QString reason;
    std::optional<Timestamp> expiresAt;
    std::optional<WithdrawalId> withdrawalId;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &HoldPlacedPayload::accountId, "the account");
        v("holdId", &HoldPlacedPayload::holdId, "the hold");
        v("amount", &HoldPlacedPayload::amount, "what is no longer available");
        v("currency", &HoldPlacedPayload::currency, "ISO 4217");
        v("kind", &HoldPlacedPayload::kind, "what it is for", facts::holdKind);
        v("reason", &HoldPlacedPayload::reason, "for people");
        v("expiresAt", &HoldPlacedPayload::expiresAt, "UTC");
        v("withdrawalId", &HoldPlacedPayload::withdrawalId, "where it is for a cash machine");
    }
};

//! HoldReleased.
struct HoldReleasedPayload
{
    AccountId accountId;
    HoldId holdId;
    Decimal amount;
    Currency currency;
    QString reason;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &HoldReleasedPayload::accountId, "the account");
        v("holdId", &HoldReleasedPayload::holdId, "the hold");
        v("amount", &HoldReleasedPayload::amount, "what is available again");
        v("currency", &HoldReleasedPayload::currency, "ISO 4217");
        v("reason", &HoldReleasedPayload::reason,
            "why it has ended; a payout ends its hold by itself, see holdId of MoneyWithdrawn",
            facts::releaseReason);
    }
};

//! AccountBlockChanged.
struct BlockChangedPayload
{
    AccountId accountId;
    bool debits = false;
    bool credits = false;
    std::optional<QString> reference;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &BlockChangedPayload::accountId, "the account");
        v("debits", &BlockChangedPayload::debits, "no money may leave");
        v("credits", &BlockChangedPayload::credits, "no money may come");
        v("reference", &BlockChangedPayload::reference,
            "whose order it is; null where a teller reads the feed");
    }
};

} // namespace kontor::api
