// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// What Refusal::detail says besides a version. Parts of the log's format: outcomes keep them.

namespace kontor::domain {

//! Of a transfer: the refusal is about the account that would receive. 0: about the other, or both.
constexpr qint64 aboutDestination = 1;
//! With AmountNotPositive: zero would do.
constexpr qint64 zeroWouldDo = 1;

} // namespace kontor::domain
