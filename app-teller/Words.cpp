// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Words.h"

#include "foundation/Strings.h"

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

QString Words::state(api::AccountStatus status)
{
    switch (status) {
    case api::AccountStatus::Active: return tr("Active");
    case api::AccountStatus::Inactive: return tr("Not active");
    case api::AccountStatus::Deleted: return tr("Closed");
    }
    return {};
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

QString Words::doer(const api::Movement &movement)
{
    if (movement.channel == "atm"_L1) {
        return tr("Cash machine");
    }
    if (!movement.actor.isEmpty()) {
        return movement.actor;
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

QString Words::maskedCpf(const std::optional<QString> &digits)
{
    if (!digits || digits->size() != 11) {
        return tr("no CPF");
    }
    return u"CPF\u00A0\u2022\u2022\u2022.%1.%2-\u2022\u2022"_s.arg(digits->mid(3, 3),
        digits->mid(6, 3));
}

} // namespace kontor::teller
