// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "api/Page.h"
#include "foundation/Describe.h"

namespace kontor::api {

enum class AccountStatus { Active, Inactive, Deleted };
enum class MovementType { Opening, Deposit, Withdrawal, TransferSent, TransferReceived };
enum class HoldKind { Card, Court, Check, Other };

} // namespace kontor::api

template<>
struct kontor::EnumNames<kontor::api::AccountStatus>
{
    static constexpr std::pair<api::AccountStatus, const char *> names[] = {
        {api::AccountStatus::Active, "Active"}, {api::AccountStatus::Inactive, "Inactive"},
        {api::AccountStatus::Deleted, "Deleted"}};
};
template<>
struct kontor::EnumNames<kontor::api::MovementType>
{
    static constexpr std::pair<api::MovementType, const char *> names[] = {
        {api::MovementType::Opening, "Opening"}, {api::MovementType::Deposit, "Deposit"},
        {api::MovementType::Withdrawal, "Withdrawal"},
        {api::MovementType::TransferSent, "TransferSent"},
        {api::MovementType::TransferReceived, "TransferReceived"}};
};
template<>
struct kontor::EnumNames<kontor::api::HoldKind>
{
    static constexpr std::pair<api::HoldKind, const char *> names[] = {
        {api::HoldKind::Card, "card"}, {api::HoldKind::Court, "court"},
        {api::HoldKind::Check, "check"}, {api::HoldKind::Other, "other"}};
};

namespace kontor::api {

struct OpenAccountRequest
{
    std::optional<QString> name;
    std::optional<QString> cpf;
    std::optional<CustomerId> ownerId;
    std::optional<Currency> currency;
    std::optional<Decimal> initialBalance;
    std::optional<QString> accountNumber;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &OpenAccountRequest::name, "the holder's name", facts::holderName);
        v("cpf", &OpenAccountRequest::cpf, "the holder's CPF, with or without dots and dash",
            facts::typedCpf);
        v("ownerId", &OpenAccountRequest::ownerId, "an existing customer");
        v("currency", &OpenAccountRequest::currency, "ISO 4217; the server's default if absent");
        v("initialBalance", &OpenAccountRequest::initialBalance, "paid in at once; 0 if absent");
        v("accountNumber", &OpenAccountRequest::accountNumber, "a number from elsewhere");
    }
};

struct BlockRequest
{
    bool debits = false;
    bool credits = false;
    QString reference;

    template<class V>
    static void describe(V &&v)
    {
        v("debits", &BlockRequest::debits, "no money may leave");
        v("credits", &BlockRequest::credits, "no money may come");
        v("reference", &BlockRequest::reference, "whose order it is", facts::reason);
    }
};

//! What may not happen to an account, by order of somebody.
struct Block
{
    bool debits = false;
    bool credits = false;
    std::optional<QString> reference;

    template<class V>
    static void describe(V &&v)
    {
        v("debits", &Block::debits, "no money may leave");
        v("credits", &Block::credits, "no money may come");
        v("reference", &Block::reference,
            "whose order it is; told to those who may block and to other systems, else null",
            facts::reason);
    }
};

struct AccountView
{
    AccountId id;
    QString accountNumber;
    QString name;
    std::optional<QString> cpf;
    CustomerId ownerId;
    Decimal balance;
    Decimal available;
    Currency currency;
    AccountStatus status = AccountStatus::Active;
    bool isActive = true;
    bool isDeleted = false;
    std::optional<Block> block;
    qint64 version = 0;
    Timestamp createdAt;
    std::optional<Timestamp> updatedAt;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &AccountView::id, "the account's id");
        v("accountNumber", &AccountView::accountNumber, "the number on the customer's papers");
        v("name", &AccountView::name, "the holder's name", facts::holderName);
        v("cpf", &AccountView::cpf, "the holder's CPF, 11 digits", facts::cpf);
        v("ownerId", &AccountView::ownerId, "the customer who owns it");
        v("balance", &AccountView::balance, "what is booked");
        v("available", &AccountView::available, "balance minus holds minus floor");
        v("currency", &AccountView::currency, "ISO 4217");
        v("status", &AccountView::status, "isActive and isDeleted in one word");
        v("isActive", &AccountView::isActive, "money may move");
        v("isDeleted", &AccountView::isDeleted, "only restore is possible");
        v("block", &AccountView::block, "null where nothing is blocked");
        v("version", &AccountView::version, "number of events so far; the ETag", facts::ordinal);
        v("createdAt", &AccountView::createdAt, "UTC");
        v("updatedAt", &AccountView::updatedAt, "last change of name, CPF or state; UTC");
    }
};

struct ReplaceAccountRequest
{
    QString name;
    QString cpf;
    bool isActive = true;
    bool isDeleted = false;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &ReplaceAccountRequest::name, "the holder's name", facts::holderName);
        v("cpf", &ReplaceAccountRequest::cpf, "the holder's CPF", facts::typedCpf);
        v("isActive", &ReplaceAccountRequest::isActive, "active or not");
        v("isDeleted", &ReplaceAccountRequest::isDeleted, "deleted or not; cannot restore");
    }
};

struct RenameAccountRequest
{
    QString name;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &RenameAccountRequest::name, "the new name", facts::holderName);
    }
};

struct ChangeCpfRequest
{
    QString cpf;

    template<class V>
    static void describe(V &&v)
    {
        v("cpf", &ChangeCpfRequest::cpf, "the new CPF", facts::typedCpf);
    }
};

//! Deposit or withdrawal.
struct CashRequest
{
    Decimal amount;
    std::optional<Currency> currency;
    std::optional<QString> description;
    std::optional<CustomerId> customerId = {};

    template<class V>
    static void describe(V &&v)
    {
        v("amount", &CashRequest::amount, "above zero, with the currency's decimals at most");
        v("currency", &CashRequest::currency, "must be the account's, where given");
        v("description", &CashRequest::description, "for the account's holder", facts::description);
        v("customerId", &CashRequest::customerId, "its owner, checked where given");
    }
};

struct TransferRequest
{
    AccountId destinationAccountId;
    Decimal amount;
    std::optional<Currency> currency;
    std::optional<QString> description;

    template<class V>
    static void describe(V &&v)
    {
        v("destinationAccountId", &TransferRequest::destinationAccountId, "who receives");
        v("amount", &TransferRequest::amount, "above zero, with the currency's decimals at most");
        v("currency", &TransferRequest::currency, "must be both accounts', where given");
        v("description", &TransferRequest::description, "for both holders", facts::description);
    }
};

//! Deposit or withdrawal with the account in the body.
struct CashByIdRequest : CashRequest
{
    AccountId accountId;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &CashByIdRequest::accountId, "the account");
        CashRequest::describe(v);
    }
};

//! Transfer with both accounts in the body.
struct TransferByIdRequest : TransferRequest
{
    AccountId sourceAccountId;

    template<class V>
    static void describe(V &&v)
    {
        v("sourceAccountId", &TransferByIdRequest::sourceAccountId, "who pays");
        TransferRequest::describe(v);
    }
};

struct DeleteAccountRequest
{
    AccountId accountId;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &DeleteAccountRequest::accountId, "the account");
    }
};

//! One movement of money on one account: the answer of a money command, and a line of
//! /transactions.
struct Movement
{
    QString transactionId;
    AccountId accountId;
    std::optional<AccountId> counterpartyAccountId;
    MovementType type = MovementType::Deposit;
    Decimal amount;
    Currency currency;
    Decimal balanceBefore;
    Decimal balanceAfter;
    QString description;
    QString channel;
    QString actorKind;
    QString actor;
    qint64 version = 0;
    qint64 position = 0;
    Timestamp createdAt;

    template<class V>
    static void describe(V &&v)
    {
        v("transactionId", &Movement::transactionId, "the transfer's id, or the event's");
        v("accountId", &Movement::accountId, "the account this line belongs to");
        v("counterpartyAccountId", &Movement::counterpartyAccountId, "the other side of a transfer");
        v("type", &Movement::type, "what kind of movement");
        v("amount", &Movement::amount, "always positive");
        v("currency", &Movement::currency, "ISO 4217");
        v("balanceBefore", &Movement::balanceBefore, "the balance before");
        v("balanceAfter", &Movement::balanceAfter, "the balance after");
        v("description", &Movement::description, "as given, or the kind of movement");
        v("channel", &Movement::channel, "where it was done", facts::channel);
        v("actorKind", &Movement::actorKind, "what kind of somebody did it", facts::actorKind);
        v("actor", &Movement::actor, "who did it");
        v("version", &Movement::version, "the account's version after it", facts::ordinal);
        v("position", &Movement::position, "its place in the whole log", facts::ordinal);
        v("createdAt", &Movement::createdAt, "UTC");
    }
};

struct BalanceView
{
    AccountId accountId;
    Decimal balance;
    Decimal available;
    Currency currency;
    qint64 version = 0;
    Timestamp asOf;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &BalanceView::accountId, "the account");
        v("balance", &BalanceView::balance, "what is booked");
        v("available", &BalanceView::available, "balance minus holds minus floor");
        v("currency", &BalanceView::currency, "ISO 4217");
        v("version", &BalanceView::version, "the account's version", facts::ordinal);
        v("asOf", &BalanceView::asOf, "UTC");
    }
};

//! One stored event of an account.
struct HistoryEntry
{
    EventId eventId;
    QString type;
    qint64 version = 0;
    qint64 position = 0;
    Timestamp occurredAt;
    std::optional<Decimal> amount;
    std::optional<Decimal> balanceBefore;
    std::optional<Decimal> balanceAfter;
    QString correlationId;
    QString actorKind;
    QString actor;
    QString channel;
    RawJson data;

    template<class V>
    static void describe(V &&v)
    {
        v("eventId", &HistoryEntry::eventId, "the event's id");
        v("type", &HistoryEntry::type, "AccountCreated, MoneyDeposited, …");
        v("version", &HistoryEntry::version, "1, 2, 3 … without gaps", facts::ordinal);
        v("position", &HistoryEntry::position, "its place in the whole log", facts::ordinal);
        v("occurredAt", &HistoryEntry::occurredAt, "UTC");
        v("amount", &HistoryEntry::amount, "money events: the amount, positive");
        v("balanceBefore", &HistoryEntry::balanceBefore, "money events");
        v("balanceAfter", &HistoryEntry::balanceAfter, "money events");
        v("correlationId", &HistoryEntry::correlationId, "of the request that caused it");
        v("actorKind", &HistoryEntry::actorKind, "what kind of somebody did it", facts::actorKind);
        v("actor", &HistoryEntry::actor, "who did it");
        v("channel", &HistoryEntry::channel, "where it was done", facts::channel);
        v("data", &HistoryEntry::data, "the event's own members");
    }
};

struct HoldRequest
{
    Decimal amount;
    HoldKind kind = HoldKind::Other;
    std::optional<Timestamp> expiresAt;
    QString reason;

    template<class V>
    static void describe(V &&v)
    {
        v("amount", &HoldRequest::amount, "how much is reserved");
        v("kind", &HoldRequest::kind, "what it is for");
        v("expiresAt", &HoldRequest::expiresAt, "UTC; without it the hold stays until released");
        v("reason", &HoldRequest::reason, "why", facts::reason);
    }
};

struct HoldView
{
    HoldId id;
    AccountId accountId;
    Decimal amount;
    HoldKind kind = HoldKind::Other;
    std::optional<Timestamp> expiresAt;
    QString reason;
    Timestamp placedAt;
    std::optional<WithdrawalId> withdrawalId;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &HoldView::id, "the hold's id");
        v("accountId", &HoldView::accountId, "the account");
        v("amount", &HoldView::amount, "how much is reserved");
        v("kind", &HoldView::kind, "what it is for");
        v("expiresAt", &HoldView::expiresAt, "UTC, or null");
        v("reason", &HoldView::reason, "why");
        v("placedAt", &HoldView::placedAt, "UTC");
        v("withdrawalId", &HoldView::withdrawalId,
            "the cash machine's withdrawal that it ends with, or null");
    }
};

using AccountPage = Page<AccountView>;
using MovementPage = CursorPage<Movement>;
using HistoryPage = CursorPage<HistoryEntry>;
using HoldList = CursorPage<HoldView>;

} // namespace kontor::api
