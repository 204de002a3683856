// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"

#include <QAbstractTableModel>

#include <vector>

namespace kontor::teller {

//! The accounts of one customer.
class AccountsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, State, Balance, Available, ColumnCount };
    enum Role { SecondLineRole = Qt::UserRole, IconRole, RestrictedRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setAccounts(std::vector<api::AccountView> accounts);
    const api::AccountView *at(int row) const;
    int rowOf(AccountId id) const;
    //! Headings name the currency when all accounts share it.
    void retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const api::AccountView &account, int column) const;
    QString figure(const Decimal &amount, const Currency &currency) const;
    bool haveOneCurrency() const;
    std::vector<api::AccountView> m_accounts;
};

} // namespace kontor::teller
