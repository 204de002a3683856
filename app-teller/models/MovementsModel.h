// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace kontor::teller {

//! Movements of one account, the newest first.
class MovementsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Date, What, Receipt, Who, Amount, Balance, ColumnCount };
    enum Role { IconRole = Qt::UserRole, IsCreditRole, PositionRole };

    using QAbstractTableModel::QAbstractTableModel;

    //! `now` decides what "today" is.
    void setMovements(std::vector<api::Movement> movements, Timestamp now);
    void append(std::vector<api::Movement> movements);
    //! What the other side of a transfer is called.
    void setCounterparty(AccountId id, const QString &name);
    const std::vector<api::Movement> &movements() const { return m_movements; }
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const api::Movement &movement, int column) const;
    QString what(const api::Movement &movement) const;
    std::vector<api::Movement> m_movements;
    QHash<QByteArray, QString> m_names;
    Timestamp m_now;
};

//! Money that came in, also the opening's.
bool isCredit(const api::Movement &movement);

} // namespace kontor::teller
