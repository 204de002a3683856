// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Audit.h"

#include <QAbstractTableModel>

#include <vector>

namespace kontor::teller {

//! Who did what, when and from where, the newest first.
class AuditModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Who, What, Outcome, From, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    //! `now` decides what "today" is.
    void setEntries(std::vector<api::AuditEntry> entries, Timestamp now);
    void append(std::vector<api::AuditEntry> entries);
    //! nullptr where there is no such row.
    const api::AuditEntry *at(int row) const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const api::AuditEntry &entry, int column) const;
    std::vector<api::AuditEntry> m_entries;
    Timestamp m_now;
};

} // namespace kontor::teller
