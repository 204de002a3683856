// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kontor {

// u"text"_s and "text"_L1 everywhere inside kontor.
using namespace Qt::Literals::StringLiterals;

} // namespace kontor
