// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Words.h"

#include "app-teller/AccountState.h"
#include "foundation/Strings.h"

#include <QHash>

namespace kontor::teller {

QString Words::deed(MoneyKind kind)
{
    switch (kind) {
    case MoneyKind::Deposit: return tr("Deposit");
    case MoneyKind::Withdrawal: return tr("Withdrawal");
    case MoneyKind::Transfer: return tr("Transfer");
    }
    return {};
}

QString Words::state(const api::AccountView &account)
{
    if (account.isActive && blocksDebits(account) != blocksCredits(account)) {
        return blocksDebits(account) ? tr("Blocked, deposits only") : tr("Blocked, no deposits");
    }
    return shortState(account);
}

QString Words::shortState(const api::AccountView &account)
{
    switch (account.status) {
    case api::AccountStatus::Active: break;
    case api::AccountStatus::Inactive: return tr("Not active");
    case api::AccountStatus::Deleted: return tr("Closed");
    }
    if (blocksDebits(account)) {
        return blocksCredits(account) ? tr("Blocked") : tr("Deposits only");
    }
    return blocksCredits(account) ? tr("No deposits") : tr("Active");
}

QString Words::movement(const api::Movement &movement, const QString &counterparty)
{
    switch (movement.type) {
    case api::MovementType::Opening: return tr("Opened with");
    // Cash is what came over a counter; through the API it may be anything.
    case api::MovementType::Deposit:
        return movement.channel == "teller"_L1 ? tr("Cash deposit") : tr("Deposit");
    case api::MovementType::Withdrawal:
        return movement.channel == "atm"_L1   ? tr("Cash machine")
            : movement.channel == "teller"_L1 ? tr("Cash withdrawal")
                                              : tr("Withdrawal");
    case api::MovementType::TransferSent:
        return counterparty.isEmpty() ? tr("Transfer out") : tr("Transfer to %1").arg(counterparty);
    case api::MovementType::TransferReceived:
        return counterparty.isEmpty() ? tr("Transfer in")
                                      : tr("Transfer from %1").arg(counterparty);
    }
    return {};
}

//! What the server says of a movement to which nobody has said anything.
static bool isUnsaid(const api::Movement &movement)
{
    const QString &text = movement.description;
    switch (movement.type) {
    case api::MovementType::Opening: return true;
    case api::MovementType::Deposit: return text == "Deposit"_L1;
    case api::MovementType::Withdrawal: return text == "Withdrawal"_L1 || text == "Cash machine"_L1;
    case api::MovementType::TransferSent:
    case api::MovementType::TransferReceived: return text == "Transfer"_L1;
    }
    return false;
}

QString Words::reference(const api::Movement &movement)
{
    return isUnsaid(movement) ? QString() : movement.description;
}

QString Words::movementIcon(const api::Movement &movement)
{
    switch (movement.type) {
    case api::MovementType::Opening: return u"account"_s;
    case api::MovementType::Deposit: return u"deposit"_s;
    case api::MovementType::Withdrawal: return u"withdraw"_s;
    case api::MovementType::TransferSent:
    case api::MovementType::TransferReceived: break;
    }
    return u"transfer"_s;
}

QString Words::doer(const QString &kind, const QString &name)
{
    return kind == "key"_L1 ? tr("%1 (system)").arg(name) : name;
}

QString Words::doer(const api::Movement &movement)
{
    if (movement.channel == "atm"_L1) {
        return tr("Cash machine");
    }
    if (!movement.actor.isEmpty()) {
        return doer(movement.actorKind, movement.actor);
    }
    return movement.channel == "api"_L1 ? tr("Online") : movement.channel;
}

QString Words::receiptNumber(qint64 position)
{
    return u"K-%1"_s.arg(position);
}

QString Words::cpf(const std::optional<QString> &digits)
{
    if (!digits || digits->size() != 11) {
        return tr("no CPF");
    }
    return u"CPF\u00A0%1.%2.%3-%4"_s.arg(digits->left(3), digits->mid(3, 3), digits->mid(6, 3),
        digits->right(2));
}

QString Words::act(const QString &action)
{
    static const QHash<QString, const char *> acts{
        {u"user.register"_s, QT_TR_NOOP("Register a customer of the wallet")},
        {u"session.open"_s, QT_TR_NOOP("Sign in")},
        {u"session.close"_s, QT_TR_NOOP("Sign out")},
        {u"session.manage"_s, QT_TR_NOOP("End a session")},
        {u"me.read"_s, QT_TR_NOOP("Read their own rights")},
        {u"user.password"_s, QT_TR_NOOP("Change a password")},
        {u"user.read"_s, QT_TR_NOOP("Read a user")},
        {u"user.list"_s, QT_TR_NOOP("List users")},
        {u"user.manage"_s, QT_TR_NOOP("Change a user")},
        {u"key.read"_s, QT_TR_NOOP("List keys of programs")},
        {u"key.manage"_s, QT_TR_NOOP("Issue or revoke a key")},
        {u"audit.read"_s, QT_TR_NOOP("Read the audit")},
        {u"live.listen"_s, QT_TR_NOOP("Listen to an account")},
        {u"customer.register"_s, QT_TR_NOOP("Register a customer")},
        {u"customer.list"_s, QT_TR_NOOP("Search customers")},
        {u"customer.read"_s, QT_TR_NOOP("Read a customer")},
        {u"account.open"_s, QT_TR_NOOP("Open an account")},
        {u"account.list"_s, QT_TR_NOOP("Search accounts")},
        {u"account.read"_s, QT_TR_NOOP("Read an account")},
        {u"account.change"_s, QT_TR_NOOP("Change an account")},
        {u"account.delete"_s, QT_TR_NOOP("Delete or restore an account")},
        {u"account.block"_s, QT_TR_NOOP("Block an account")},
        {u"money.deposit"_s, QT_TR_NOOP("Deposit")},
        {u"money.withdraw"_s, QT_TR_NOOP("Withdrawal")},
        {u"money.transfer"_s, QT_TR_NOOP("Transfer")},
        {u"hold.place"_s, QT_TR_NOOP("Hold an amount")},
        {u"hold.release"_s, QT_TR_NOOP("Release an amount")},
        {u"card.issue"_s, QT_TR_NOOP("Issue a card")},
        {u"card.read"_s, QT_TR_NOOP("Read a card")},
        {u"card.session"_s, QT_TR_NOOP("Check a PIN")},
        {u"card.pin"_s, QT_TR_NOOP("Change a PIN")},
        {u"withdrawal.authorise"_s, QT_TR_NOOP("Authorise cash")},
        {u"withdrawal.read"_s, QT_TR_NOOP("Read a cash withdrawal")},
        {u"withdrawal.complete"_s, QT_TR_NOOP("Cash was paid")},
        {u"withdrawal.void"_s, QT_TR_NOOP("Cash was not paid")},
        {u"events.read"_s, QT_TR_NOOP("Read the event feed")},
        {u"webhook.read"_s, QT_TR_NOOP("Read webhooks")},
        {u"webhook.manage"_s, QT_TR_NOOP("Change webhooks")},
    };
    const char *act = acts.value(action);
    return act ? tr(act) : action; // of a newer server
}

QString Words::answer(int status)
{
    switch (status) {
    case 401:
    case 403: return tr("Not allowed");
    case 404: return tr("Not there");
    case 429: return tr("Too often");
    default: break;
    }
    return status < 400 ? tr("Done") : status < 500 ? tr("Refused") : tr("Not possible");
}

QString Words::maskedCpf(const std::optional<QString> &digits)
{
    if (!digits || digits->size() != 11) {
        return tr("no CPF");
    }
    return u"CPF\u00A0\u2022\u2022\u2022.%1.%2-\u2022\u2022"_s.arg(digits->mid(3, 3),
        digits->mid(6, 3));
}

} // namespace kontor::teller
