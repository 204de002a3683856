// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Random.h"

#include <chrono>

namespace kontor {

//! Exponential waiting with jitter: base × 2^(attempt−1), capped, spread by ± `jitter`.
struct Backoff
{
    std::chrono::milliseconds base{1000};
    std::chrono::milliseconds cap{300'000};
    double jitter = 0.2;

    //! The pause after the given failed attempt (1 = the first).
    std::chrono::milliseconds delay(int attempt, Random &random) const;
};

} // namespace kontor
