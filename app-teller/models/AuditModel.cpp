// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/models/AuditModel.h"

#include "app-teller/Words.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/PlainTip.h"

namespace kontor::teller {

void AuditModel::setEntries(std::vector<api::AuditEntry> entries, Timestamp now)
{
    m_now = now;
    setRows(std::move(entries));
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    const api::AuditEntry *entry = index.isValid() ? at(index.row()) : nullptr;
    if (!entry) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return text(*entry, index.column());
    case Qt::ToolTipRole: return widgets::plainTip(text(*entry, index.column()));
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QString AuditModel::text(const api::AuditEntry &entry, int column) const
{
    switch (column) {
    case When: return widgets::dateAndTime(entry.at, m_now);
    case Who:
        return entry.actor.isEmpty() ? tr("not signed in")
                                     : Words::doer(entry.actorKind, entry.actor);
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
