// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/models/AccountsModel.h"

#include "app-teller/AccountState.h"
#include "app-teller/Words.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"
#include "widgets/PlainTip.h"

#include <algorithm>

namespace kontor::teller {

using widgets::formatMoney;
using widgets::moneyOf;

void AccountsModel::setAccounts(std::vector<api::AccountView> accounts)
{
    const bool sameRows = accounts.size() == m_accounts.size()
        && std::equal(accounts.begin(), accounts.end(), m_accounts.begin(),
            [](const api::AccountView &a, const api::AccountView &b) { return a.id == b.id; });
    if (sameRows) {
        // Figures change in place, so that the selection stays where it is.
        m_accounts = std::move(accounts);
        if (!m_accounts.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_accounts = std::move(accounts);
    endResetModel();
}

const api::AccountView *AccountsModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_accounts[static_cast<std::size_t>(row)] : nullptr;
}

int AccountsModel::rowOf(AccountId id) const
{
    const auto found = std::find_if(m_accounts.begin(), m_accounts.end(),
        [id](const api::AccountView &account) { return account.id == id; });
    return found == m_accounts.end() ? -1 : int(found - m_accounts.begin());
}

int AccountsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_accounts.size());
}

int AccountsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AccountsModel::data(const QModelIndex &index, int role) const
{
    const api::AccountView *account = at(index.row());
    if (!account) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return text(*account, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            index.column() >= Balance ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignVCenter);
    case SecondLineRole:
        return index.column() == Number
            ? tr("since %1").arg(widgets::longDate(account->createdAt))
            : QString();
    case IconRole:
        return index.column() == Number ? (isRestricted(*account) ? u"frozen"_s : u"account"_s)
                                        : QString();
    case Qt::ToolTipRole: return widgets::plainTip(index.data(Qt::AccessibleTextRole).toString());
    case Qt::AccessibleTextRole:
        return index.column() == Number ? text(*account, Number) + u", "_s
                + index.data(SecondLineRole).toString()
                                        : text(*account, index.column());
    case RestrictedRole: return isRestricted(*account);
    default:
        return {};
    }
}

QString AccountsModel::text(const api::AccountView &account, int column) const
{
    switch (column) {
    case Number: return account.accountNumber;
    case State: return Words::state(account);
    case Balance: return figure(account.balance, account.currency);
    case Available:
        return isShutForDebits(account) ? tr("nothing")
                                        : figure(account.available, account.currency);
    default: return {};
    }
}

bool AccountsModel::haveOneCurrency() const
{
    return std::all_of(m_accounts.begin(), m_accounts.end(),
        [this](const api::AccountView &a) { return a.currency == m_accounts.front().currency; });
}

//! The currency stands in the heading, or with each figure where they differ.
QString AccountsModel::figure(const Decimal &amount, const Currency &currency) const
{
    const Money money = moneyOf(amount, currency);
    return haveOneCurrency() ? formatMoney(money) : widgets::formatWithCurrency(money);
}

QVariant AccountsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(section >= Balance ? Qt::AlignRight | Qt::AlignVCenter
                                                      : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QString code = m_accounts.empty() || !haveOneCurrency()
        ? QString()
        : u' ' + QString::fromLatin1(m_accounts.front().currency.code());
    switch (section) {
    case Number: return tr("Account");
    case State: return tr("State");
    case Balance: return tr("Balance") + code;
    case Available: return tr("Available") + code;
    default: return {};
    }
}

} // namespace kontor::teller
