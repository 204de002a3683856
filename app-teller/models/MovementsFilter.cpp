// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/models/MovementsFilter.h"

#include "app-teller/models/MovementsModel.h"
#include "foundation/Fold.h"
#include "foundation/Strings.h"

#include <QLocale>

namespace kontor::teller {

static QString comparable(const QString &text)
{
    return folded(text).replace(u'\u2212', u'-');
}

void MovementsFilter::setText(const QString &typed)
{
    const QString wanted = comparable(typed.simplified());
    if (wanted != m_wanted) {
        m_wanted = wanted;
        invalidateFilter();
    }
}

bool MovementsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    for (int column = 0; column < sourceModel()->columnCount(); ++column) {
        const QString text
            = comparable(sourceModel()->index(row, column, parent).data().toString());
        if (text.contains(m_wanted)) {
            return true;
        }
        const bool isFigure = column == MovementsModel::Amount || column == MovementsModel::Balance;
        if (isFigure && QString(text).remove(QLocale().groupSeparator()).contains(m_wanted)) {
            return true;
        }
    }
    return m_wanted.isEmpty();
}

} // namespace kontor::teller
