// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QPainter;
class QStyleOptionViewItem;

namespace kontor::widgets {

//! Background of a row in a list or table: tint and a bar at its left edge where it is selected
//! (greyed while the view has no focus), a hairline below.
void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option, bool isFirstColumn);
//! Elided text; nothing is drawn outside of `box`.
void paintElided(QPainter &painter, const QRect &box, int alignment, const QString &text);

} // namespace kontor::widgets
