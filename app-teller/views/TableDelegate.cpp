// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/views/TableDelegate.h"

#include "app-teller/models/AccountsModel.h"
#include "app-teller/models/MovementsModel.h"
#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/RowPaint.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>

namespace kontor::teller {

using namespace widgets;

namespace {
constexpr int edge = 18;

//! The first column starts and the last one ends where the card's other texts do.
QRect cellText(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool first = index.column() == 0;
    const bool last = index.column() == index.model()->columnCount() - 1;
    return option.rect.adjusted(first ? edge : 8, 0, last ? -edge : -8, 0);
}

} // namespace

void AccountsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(*painter, option, index.column() == 0);
    QRect box = cellText(option, index);
    const QString text = index.data().toString();
    const bool restricted = index.data(AccountsModel::RestrictedRole).toBool();
    painter->setPen(theme.text);
    if (index.column() == AccountsModel::Number) {
        paintIcon(*painter, QRectF(box.left(), box.center().y() - 9, 20, 20),
            index.data(AccountsModel::IconRole).toString(), theme.text2);
        box.adjust(32, 0, 0, 0);
        painter->setFont(fontOf(TextRole::BodyStrong));
        paintElided(*painter, box.adjusted(0, 6, 0, -24), Qt::AlignVCenter, text);
        painter->setFont(fontOf(TextRole::Mini));
        painter->setPen(theme.text2);
        paintElided(*painter, box.adjusted(0, 27, 0, -6), Qt::AlignVCenter,
            index.data(AccountsModel::SecondLineRole).toString());
    } else {
        const bool figure = index.column() >= AccountsModel::Balance;
        painter->setFont(fontOf(index.column() == AccountsModel::Available ? TextRole::BodyStrong
                                    : figure                              ? TextRole::Body
                                                                          : TextRole::Small));
        if (restricted && !figure) {
            painter->setPen(theme.errorOnTint);
            // "Blocked," above "deposits only".
            painter->drawText(box, Qt::AlignVCenter, QString(text).replace(u", "_s, u",\n"_s));
        } else {
            paintElided(*painter, box,
                figure ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignVCenter, text);
        }
    }
    painter->restore();
}

void MovementsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(*painter, option, index.column() == 0);
    QRect box = cellText(option, index);
    const QString icon = index.data(MovementsModel::IconRole).toString();
    const bool main = !icon.isEmpty();
    const bool figure = index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    const bool balance = index.column() == index.model()->columnCount() - 1;
    painter->setPen(main || figure ? theme.text : theme.text2);
    painter->setFont(fontOf(balance ? TextRole::BodyStrong
            : main || figure        ? TextRole::Body
                                    : TextRole::Small));
    if (main) {
        paintIcon(*painter, QRectF(box.left(), box.center().y() - 7, 16, 16), icon, theme.text2);
        box.adjust(26, 0, 0, 0);
    }
    if (figure && !balance && index.data(MovementsModel::IsCreditRole).toBool()) {
        painter->setPen(theme.success);
    }
    paintElided(*painter, box, figure ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignVCenter,
        index.data().toString());
    painter->restore();
}

void PlainDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    painter->save();
    paintRowGround(*painter, option, index.column() == 0);
    painter->setPen(Theme::current().text);
    painter->setFont(fontOf(TextRole::Body));
    paintElided(*painter, cellText(option, index), Qt::AlignVCenter, index.data().toString());
    painter->restore();
}

} // namespace kontor::teller
