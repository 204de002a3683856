// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/account/AccountEvents.h"
#include "foundation/Money.h"

#include <vector>

namespace kontor::domain {

//! Opens an account, and registers its customer where no owner is named. `name` may be absent
//! only with an owner, whose name it then takes.
struct OpenAccount
{
    AccountId id;
    //! The id of the customer who is registered along, where no owner is named.
    CustomerId newCustomerId;
    std::optional<QString> name;
    std::optional<QString> cpf;
    std::optional<CustomerId> ownerId;
    std::optional<Currency> currency;
    Decimal initialBalance;
    std::optional<QByteArray> number;
};

struct RenameAccount
{
    AccountId id;
    QString name;
};

struct ChangeAccountCpf
{
    AccountId id;
    QString cpf;
};

//! Several changes as one command: CPF, name, life cycle, in this order. It cannot restore.
struct ReplaceAccount
{
    AccountId id;
    QString name;
    QString cpf;
    bool isActive = true;
    bool isDeleted = false;
};

//! Activate, deactivate, delete or restore.
enum class LifeCycleStep { Activate, Deactivate, Delete, Restore };

struct ChangeLifeCycle
{
    AccountId id;
    LifeCycleStep step = LifeCycleStep::Activate;
};

struct DepositMoney
{
    AccountId id;
    Decimal amount;
    std::optional<Currency> currency;
    std::optional<QString> description;
    //! Checked against the account's owner where given.
    std::optional<CustomerId> customerId;
};

struct WithdrawMoney
{
    AccountId id;
    Decimal amount;
    std::optional<Currency> currency;
    std::optional<QString> description;
    std::optional<CustomerId> customerId;
};

struct TransferMoney
{
    TransferId transferId;
    AccountId from;
    AccountId to;
    Decimal amount;
    std::optional<Currency> currency;
    std::optional<QString> description;
};

//! Several transfers as one: all of them, or none. Each sees what those before it did.
struct TransferAll
{
    std::vector<TransferMoney> transfers;
};

struct PlaceHold
{
    HoldId holdId;
    AccountId id;
    Decimal amount;
    HoldKind kind = HoldKind::Other;
    std::optional<Timestamp> expiresAt;
    QString reason;
};

struct ReleaseHold
{
    HoldId holdId;
    AccountId id;
    ReleaseReason reason = ReleaseReason::Released;
};

//! Both false lifts the block.
struct BlockAccount
{
    AccountId id;
    bool debits = false;
    bool credits = false;
    //! Whose order it is, such as a court's file number.
    QString reference;
};

} // namespace kontor::domain
