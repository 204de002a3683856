// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/models/SearchModel.h"

#include "app-teller/AccountState.h"
#include "app-teller/Words.h"
#include "foundation/Fold.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"
#include "widgets/PlainTip.h"

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
        return customer->name; // painted as far as there is room
    }
    if (role == Qt::ToolTipRole) {
        return widgets::plainTip(customer->name);
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

namespace {

//! A folded text that knows where each of its letters comes from: a sharp s gives two, a mark none.
struct Traced
{
    QString text;
    std::vector<qsizetype> from;

    explicit Traced(const QString &original)
    {
        for (qsizetype at = 0; at < original.size();) {
            const qsizetype length
                = original[at].isHighSurrogate() && at + 1 < original.size() ? 2 : 1;
            const QString letter = original.mid(at, length);
            const QString plain = letter[0].isSpace() ? u" "_s : folded(letter);
            text += plain;
            from.insert(from.end(), std::size_t(plain.size()), at);
            at += length;
        }
        from.push_back(original.size());
    }

    //! Where a word of a query stands, in whatever spelling: at the beginning of a word rather than within one.
    std::optional<std::pair<qsizetype, qsizetype>> part(const QString &word) const
    {
        for (const QString &spelling : spellings(word)) {
            const qsizetype beginning = (u' ' + text).indexOf(u' ' + spelling);
            const qsizetype at = beginning >= 0 ? beginning : text.indexOf(spelling);
            if (at >= 0) {
                const qsizetype start = from[std::size_t(at)];
                return {{start, endOf(at + spelling.size()) - start}};
            }
        }
        return {};
    }

    //! Where the letter ends that the last of these plain ones comes from.
    qsizetype endOf(qsizetype end) const
    {
        auto next = from.begin() + end;
        while (next != from.end() && *next == from[std::size_t(end - 1)]) {
            ++next;
        }
        return next == from.end() ? from.back() : *next;
    }
};

} // namespace

std::vector<std::pair<qsizetype, qsizetype>> foundParts(const QString &text, const QString &query)
{
    std::vector<std::pair<qsizetype, qsizetype>> parts;
    const Traced traced(text);
    const QStringList words
        = foldedQuery(QString(query).replace(u',', u' ')).split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (const auto part = traced.part(word)) {
            parts.push_back(*part);
        }
    }
    std::sort(parts.begin(), parts.end());
    return parts;
}

} // namespace kontor::teller
