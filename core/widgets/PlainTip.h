// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kontor::widgets {

//! A tool tip that shows its text as typed. Qt takes what looks like HTML for HTML, pictures out of
//! files included, and names and descriptions come from anybody.
QString plainTip(const QString &text);

} // namespace kontor::widgets
