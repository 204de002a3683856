// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "app-teller/models/RowsModel.h"

#include <QHash>

namespace kontor::teller {

//! Movements of one account, the newest first.
class MovementsModel : public RowsModel<api::Movement>
{
    Q_OBJECT

public:
    enum Column { Date, What, Receipt, Who, Amount, Balance, ColumnCount };
    enum Role { IconRole = Qt::UserRole, IsCreditRole, PositionRole };

    explicit MovementsModel(QObject *parent = nullptr) : RowsModel(ColumnCount, parent) {}

    //! `now` decides what "today" is.
    void setMovements(std::vector<api::Movement> movements, Timestamp now);
    //! The newest of them as they are now. What was read before them stays, where both meet: whoever
    //! reads or has chosen something there keeps it. False where they do not, and all are others.
    bool takeNewest(std::vector<api::Movement> movements, Timestamp now);
    //! What was today is not for ever: what was read stays, and is told by the day that it is now.
    void followDay(Timestamp now);
    //! What the other side of a transfer is called.
    void setCounterparty(AccountId id, const QString &name);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const api::Movement &movement, int column) const;
    QString what(const api::Movement &movement) const;
    QHash<QByteArray, QString> m_names;
    Timestamp m_now;
};

//! Money that came in, also the opening's.
bool isCredit(const api::Movement &movement);

} // namespace kontor::teller
