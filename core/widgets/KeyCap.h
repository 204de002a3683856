// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QKeySequence>
#include <QRectF>
#include <QString>

class QPainter;

namespace kontor::widgets {

//! A key as it is printed on the keyboard: "Ctrl+Enter", in German "Strg+Eingabe".
QString keyText(const QKeySequence &keys);
int keyCapWidth(const QString &text);
inline constexpr int keyCapHeight = 20;
//! Draws the cap with its right edge at `right`, centred on `middle`; gives back its left edge.
double paintKeyCap(QPainter &painter, double right, double middle, const QString &text,
    const QColor &edge, const QColor &ink, const QColor &fill = {});

} // namespace kontor::widgets
