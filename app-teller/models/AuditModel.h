// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Audit.h"
#include "app-teller/models/RowsModel.h"

namespace kontor::teller {

//! Who did what, when and from where, the newest first.
class AuditModel : public RowsModel<api::AuditEntry>
{
    Q_OBJECT

public:
    enum Column { When, Who, What, Outcome, From, ColumnCount };

    explicit AuditModel(QObject *parent = nullptr) : RowsModel(ColumnCount, parent) {}

    //! `now` decides what "today" is.
    void setEntries(std::vector<api::AuditEntry> entries, Timestamp now);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const api::AuditEntry &entry, int column) const;
    Timestamp m_now;
};

} // namespace kontor::teller
