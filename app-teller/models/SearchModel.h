// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"

#include <QAbstractListModel>

#include <vector>

namespace kontor::teller {

//! A customer that was found, with the accounts that are known of it.
struct FoundCustomer
{
    CustomerId id;
    QString name;
    std::optional<QString> cpf;
    Timestamp since;
    std::vector<api::AccountView> accounts;
    //! Index into accounts: the one that F4 to F7 act on.
    int chosen = 0;

    const api::AccountView *account() const;
};

class SearchModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setCustomers(std::vector<FoundCustomer> customers, const QString &query);
    //! All accounts of one of the customers, once they are known.
    void setAccounts(CustomerId id, std::vector<api::AccountView> accounts);
    void chooseAccount(int row, int account);
    const FoundCustomer *at(int row) const;
    int rowOf(CustomerId id) const;
    const QString &query() const { return m_query; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString spoken(const FoundCustomer &customer) const;
    std::vector<FoundCustomer> m_customers;
    QString m_query;
};

//! Where the words of `query` are found in `text`, whatever the case, accents and strokes, as the
//! server finds them: start and length of each.
std::vector<std::pair<qsizetype, qsizetype>> foundParts(const QString &text, const QString &query);

} // namespace kontor::teller
