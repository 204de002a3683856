// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

// What Refusal::detail says besides a version. Parts of the log's format: outcomes keep them.

namespace kontor::domain {

//! Of a transfer: the refusal is about the account that would receive. 0: about the other, or both.
constexpr qint64 aboutDestination = 1;
//! With AmountNotPositive: zero would do.
constexpr qint64 zeroWouldDo = 1;

//! Of transfers that happen together: which is refused, counted from 0, and the detail of its own
//! refusal. Older logs have the place alone.
constexpr qint64 ofTransfer(qint64 place, qint64 own)
{
    return (own + 1) << 32 | place;
}
constexpr qint64 placeIn(qint64 detail)
{
    return detail & 0xFFFF'FFFF;
}
//! Nothing where it is not known.
constexpr std::optional<qint64> ownIn(qint64 detail)
{
    return detail >> 32 == 0 ? std::nullopt : std::optional((detail >> 32) - 1);
}

} // namespace kontor::domain
