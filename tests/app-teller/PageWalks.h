// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace kontor::testing {

//! What a walk over the visible widgets found, and how much it looked at.
struct WalkResult
{
    QStringList faults;
    int visited = 0;
};

//! Everything that can have the focus says what it is, in words, and no two the same way.
WalkResult walkNames(QWidget *window);
//! No label or button is narrower or lower than its text needs, unless a tool tip has it whole.
WalkResult walkClippedTexts(QWidget *window);
//! Each Alt+letter of a page leads to one thing.
WalkResult walkMnemonics(QWidget *window);

} // namespace kontor::testing
