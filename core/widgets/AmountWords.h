// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Money.h"

#include <QLocale>
#include <QString>

namespace kontor::widgets {

//! "one thousand two hundred fifty euros", "eintausendzweihundertfünfzig Euro": the net under a
//! mistyped decimal point. For money that is not negative, in English or German; other languages
//! get English.
QString amountInWords(const Money &money, const QLocale &locale = QLocale());
//! The same to be shown: a long German word may end its line after a thousand, with a hyphen.
QString breakable(const QString &words);

} // namespace kontor::widgets
