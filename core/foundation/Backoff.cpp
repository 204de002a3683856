// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Backoff.h"

#include <algorithm>

namespace kontor {

std::chrono::milliseconds Backoff::delay(int attempt, Random &random) const
{
    const int doublings = std::clamp(attempt - 1, 0, 30);
    const auto plain = std::min<std::int64_t>(cap.count(), base.count() << doublings);
    const double spread = double(random.next() >> 11) / double(1ULL << 53) * 2.0 - 1.0;
    return std::chrono::milliseconds(std::int64_t(double(plain) * (1.0 + jitter * spread)));
}

} // namespace kontor
