// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Statements.h"
#include "app-teller/models/RowsModel.h"

#include <QHash>

namespace kontor::teller {

//! The movements of a month as a statement lists them, the oldest first.
class StatementModel : public RowsModel<api::StatementLine>
{
    Q_OBJECT

public:
    //! The value date is shown where one of the rows has a day of its own for it.
    enum Column { Date, ValueDate, What, Reference, Amount, Balance, ColumnCount };

    explicit StatementModel(QObject *parent = nullptr) : RowsModel(ColumnCount, parent) {}

    //! Of a month that has only become longer what was shown stays as it is.
    void setStatement(std::vector<api::StatementLine> lines, Currency currency);
    //! What the other side of a transfer is called.
    void setCounterparty(AccountId id, const QString &name);
    bool hasValueDates() const;

    //! Roles as in MovementsModel.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const api::StatementLine &line, int column) const;
    QString what(const api::StatementLine &line) const;
    QHash<QByteArray, QString> m_names;
    Currency m_currency;
};

} // namespace kontor::teller
