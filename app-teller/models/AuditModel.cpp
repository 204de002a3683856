// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/models/AuditModel.h"

#include "app-teller/Words.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"

namespace kontor::teller {

void AuditModel::setEntries(std::vector<api::AuditEntry> entries, Timestamp now)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_now = now;
    endResetModel();
}

void AuditModel::append(std::vector<api::AuditEntry> entries)
{
    if (entries.empty()) {
        return;
    }
    beginInsertRows({}, rowCount(), rowCount() + int(entries.size()) - 1);
    m_entries.insert(m_entries.end(), std::make_move_iterator(entries.begin()),
        std::make_move_iterator(entries.end()));
    endInsertRows();
}

const api::AuditEntry *AuditModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_entries[std::size_t(row)] : nullptr;
}

void AuditModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_entries.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    const api::AuditEntry *entry = index.isValid() ? at(index.row()) : nullptr;
    if (!entry) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text(*entry, index.column());
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QString AuditModel::text(const api::AuditEntry &entry, int column) const
{
    switch (column) {
    case When: return widgets::dateAndTime(entry.at, m_now);
    case Who: return entry.actor.isEmpty() ? tr("not signed in") : entry.actor;
    case What: return Words::act(entry.action);
    case Outcome: return Words::answer(entry.status);
    case From: return entry.source;
    default: return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case When: return tr("When");
    case Who: return tr("Who");
    case What: return tr("What");
    case Outcome: return tr("Outcome");
    case From: return tr("From");
    default: return {};
    }
}

} // namespace kontor::teller
