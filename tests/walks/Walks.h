// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace kontor::testing {

//! What a walk over a window found, and how much it looked at.
struct WalkResult
{
    QStringList faults;
    int visited = 0;
};

//! Everything that can have the focus says what it is, in words, and no two the same way.
WalkResult walkNames(QWidget *window);
//! The accessible tree as a screen reader gets it: whatever can be used or read has a name, and no
//! name is that of a class.
WalkResult walkTree(QWidget *window);
//! No label or button is narrower or lower than its text needs, unless a tool tip has it whole.
WalkResult walkClippedTexts(QWidget *window);
//! Each Alt+letter of a page leads to one thing.
WalkResult walkMnemonics(QWidget *window);
//! Tab reaches everything that can have the focus and comes back to where it began, Shift+Tab goes
//! the same way back, and each stop can be seen to have the focus. Presses real keys.
WalkResult walkTabs(QWidget *window);
//! The ink of every label stands out from its ground, measured on the picture of the window.
WalkResult walkContrast(QWidget *window, double least);

} // namespace kontor::testing
