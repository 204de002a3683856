// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/models/MovementsModel.h"

#include "app-teller/Words.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"
#include "widgets/PlainTip.h"

#include <algorithm>

namespace kontor::teller {

using widgets::moneyOf;

bool isCredit(const api::Movement &movement)
{
    return movement.type != api::MovementType::Withdrawal
        && movement.type != api::MovementType::TransferSent;
}

void MovementsModel::setMovements(std::vector<api::Movement> movements, Timestamp now)
{
    m_now = now;
    setRows(std::move(movements));
}

bool MovementsModel::takeNewest(std::vector<api::Movement> movements, Timestamp now)
{
    const auto met
        = std::find_if(movements.begin(), movements.end(), [this](const api::Movement &movement) {
              return !rows().empty() && movement.accountId == rows().front().accountId
                  && movement.transactionId == rows().front().transactionId
                  && movement.position == rows().front().position
                  && movement.balanceAfter == rows().front().balanceAfter;
          });
    if (met == movements.end()) {
        setMovements(std::move(movements), now);
        return false;
    }
    movements.erase(met, movements.end());
    prepend(std::move(movements));
    followDay(now);
    return true;
}

void MovementsModel::followDay(Timestamp now)
{
    const bool isOther = widgets::dayOf(now) != widgets::dayOf(m_now);
    m_now = now;
    if (isOther && !rows().empty()) {
        Q_EMIT dataChanged(index(0, Date), index(rowCount() - 1, Date));
    }
}

void MovementsModel::setCounterparty(AccountId id, const QString &name)
{
    m_names.insert(id.toString(), name);
    if (!rows().empty()) {
        Q_EMIT dataChanged(index(0, What), index(rowCount() - 1, What));
    }
}

QVariant MovementsModel::data(const QModelIndex &index, int role) const
{
    const api::Movement *found = index.isValid() ? at(index.row()) : nullptr;
    if (!found) {
        return {};
    }
    const api::Movement &movement = *found;
    switch (role) {
    case Qt::DisplayRole:
        return text(movement, index.column());
    case Qt::ToolTipRole:
        return index.column() == What ? widgets::plainTip(what(movement)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            index.column() >= Amount ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignVCenter);
    case IconRole:
        return index.column() == What ? Words::movementIcon(movement) : QString();
    case IsCreditRole:
        return isCredit(movement);
    case PositionRole:
        return movement.position;
    default:
        return {};
    }
}

QString MovementsModel::what(const api::Movement &movement) const
{
    const QString name = movement.counterpartyAccountId
        ? m_names.value(movement.counterpartyAccountId->toString())
        : QString();
    const QString kind = Words::movement(movement, name);
    const QString reference = Words::reference(movement);
    return reference.isEmpty() ? kind : kind + u", "_s + reference;
}

QString MovementsModel::text(const api::Movement &movement, int column) const
{
    const Money amount = moneyOf(movement.amount, movement.currency);
    switch (column) {
    case Date: return widgets::dateAndTime(movement.createdAt, m_now);
    case What: return what(movement);
    case Receipt: return Words::receiptNumber(movement.position);
    case Who: return Words::doer(movement);
    case Amount:
        return widgets::formatSigned({isCredit(movement) ? amount.minor : -amount.minor,
            amount.currency});
    case Balance: return widgets::formatMoney(moneyOf(movement.balanceAfter, movement.currency));
    default: return {};
    }
}

QVariant MovementsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(section >= Amount ? Qt::AlignRight | Qt::AlignVCenter
                                                     : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QString code = rows().empty()
        ? QString()
        : u' ' + QString::fromLatin1(rows().front().currency.code());
    switch (section) {
    case Date: return tr("Date");
    case What: return tr("What");
    case Receipt: return tr("Receipt");
    case Who: return tr("Who");
    case Amount: return tr("Amount") + code;
    case Balance: return tr("Balance") + code;
    default: return {};
    }
}

} // namespace kontor::teller
