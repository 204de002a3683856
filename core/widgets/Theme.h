// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace kontor::widgets {

//! Every colour of the programs, once. Text reaches 7:1 on the surface that it is meant for, edges
//! and focus 3:1. No other file names a colour.
struct Theme
{
    bool isDark = false;
    QColor window, card, sunken, line, border;
    QColor text, text2;
    QColor primary, onPrimary, primaryHover, primaryPressed;
    QColor selection, match;
    QColor success, successTint, successEdge;
    QColor warning, warningTint, warningEdge;
    QColor error, errorOnTint, errorTint, errorEdge;
    QColor neutralTint, neutralEdge;
    QColor offline, onOffline;
    QColor rail, railSelected, railText, railText2, railDisabled, railKey, railAccent, railBadge;
    QColor boardFrame, boardBead;
    QColor chartFill;
    //! Receipts are paper in both themes.
    QColor paper, ink, ink2, desk;

    static const Theme &light();
    static const Theme &dark();
    //! The theme that the application's palette was made from; painted widgets ask at each paint.
    static const Theme &current();

    QPalette palette() const;
    //! resources/styles/kontor.qss with its colours filled in.
    QString styleSheet() const;
};

//! Contrast of two opaque colours by the WCAG formula, 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace kontor::widgets
