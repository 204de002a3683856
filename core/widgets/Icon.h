// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace kontor::widgets {

//! Paints resources/icons/<name>.svg in one colour, its stroke as thick as the size asks for.
void paintIcon(QPainter &painter, const QRectF &box, const QString &name, const QColor &colour);
//! For places that want a QIcon (menus, line edits); crisp at every scale.
QIcon makeIcon(const QString &name, const QColor &colour);
//! All icons that are embedded, without their ending.
QStringList iconNames();

//! The mark: a counting frame with two rods and six beads, one of them gold.
void paintMark(QPainter &painter, const QRectF &box, const QColor &frame, const QColor &bead,
    const QColor &gold);

} // namespace kontor::widgets
