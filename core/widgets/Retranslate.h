// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace kontor::widgets {

//! Calls `set` now and again whenever the language changes, as long as `owner` lives. Whatever
//! shows words or formatted figures is set through this, so that no page needs a restart.
void onLanguage(QWidget *owner, std::function<void()> set);
//! The same when the theme changes.
void onTheme(QWidget *owner, std::function<void()> set);

} // namespace kontor::widgets
