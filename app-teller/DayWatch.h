// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QObject;

namespace kontor::teller {

//! Calls `look` every few seconds while `who` lives: what it shows of a day may be open over midnight, or
//! before the bank's time zone is known.
void watchDay(QObject *who, std::function<void()> look);

} // namespace kontor::teller
