// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace kontor::teller {

//! Movements in which a text stands, without regard to case and accents. An amount is found as
//! somebody types it, too: without its separators, and with the keyboard's minus.
class MovementsFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &typed);
    bool isOn() const { return !m_wanted.isEmpty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_wanted;
};

} // namespace kontor::teller
