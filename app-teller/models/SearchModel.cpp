// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/models/SearchModel.h"

#include "app-teller/AccountState.h"
#include "app-teller/Words.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"

#include <algorithm>

namespace kontor::teller {

const api::AccountView *FoundCustomer::account() const
{
    const auto index = static_cast<std::size_t>(std::max(0, chosen));
    return index < accounts.size() ? &accounts[index] : nullptr;
}

void SearchModel::setCustomers(std::vector<FoundCustomer> customers, const QString &query)
{
    beginResetModel();
    m_customers = std::move(customers);
    m_query = query;
    endResetModel();
}

void SearchModel::setAccounts(CustomerId id, std::vector<api::AccountView> accounts)
{
    const int row = rowOf(id);
    if (row < 0 || accounts.empty()) {
        return;
    }
    FoundCustomer &customer = m_customers[static_cast<std::size_t>(row)];
    const AccountId before = customer.account() ? customer.account()->id : AccountId{};
    customer.accounts = std::move(accounts);
    customer.chosen = 0;
    for (std::size_t i = 0; i < customer.accounts.size(); ++i) {
        if (customer.accounts[i].id == before) {
            customer.chosen = int(i);
        }
    }
    Q_EMIT dataChanged(index(row), index(row));
}

void SearchModel::chooseAccount(int row, int account)
{
    if (!at(row)) {
        return;
    }
    m_customers[static_cast<std::size_t>(row)].chosen = account;
    Q_EMIT dataChanged(index(row), index(row));
}

const FoundCustomer *SearchModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_customers[static_cast<std::size_t>(row)] : nullptr;
}

int SearchModel::rowOf(CustomerId id) const
{
    const auto found = std::find_if(m_customers.begin(), m_customers.end(),
        [id](const FoundCustomer &customer) { return customer.id == id; });
    return found == m_customers.end() ? -1 : int(found - m_customers.begin());
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_customers.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    const FoundCustomer *customer = at(index.row());
    if (!customer) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return customer->name;
    }
    return role == Qt::AccessibleTextRole ? spoken(*customer) : QVariant();
}

QString SearchModel::spoken(const FoundCustomer &customer) const
{
    QStringList parts{customer.name, Words::maskedCpf(customer.cpf),
        tr("%n account(s)", nullptr, int(customer.accounts.size()))};
    if (const api::AccountView *account = customer.account()) {
        parts.append(tr("Account %1, balance %2")
                         .arg(account->accountNumber,
                             widgets::formatWithCurrency(
                                 widgets::moneyOf(account->balance, account->currency))));
        if (isRestricted(*account)) {
            parts.append(Words::state(*account));
        }
    }
    return parts.join(u", "_s);
}

QString folded(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        const QString parts = c.decomposition();
        result += (parts.isEmpty() ? c : parts.at(0)).toLower();
    }
    return result;
}

std::vector<std::pair<qsizetype, qsizetype>> foundParts(const QString &text, const QString &query)
{
    std::vector<std::pair<qsizetype, qsizetype>> parts;
    const QString haystack = folded(text);
    const QStringList words = folded(query).split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const auto at = haystack.indexOf(word);
        if (at >= 0) {
            parts.emplace_back(at, word.size());
        }
    }
    std::sort(parts.begin(), parts.end());
    return parts;
}

} // namespace kontor::teller
