// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Torture.h"

#include <numeric>

namespace kontor::testing {

Torture Torture::fromEnvironment()
{
    Torture torture;
    const auto read = [&](const char *name, auto set) {
        bool ok = false;
        const qulonglong value = qEnvironmentVariable(name).toULongLong(&ok);
        if (ok) {
            set(value);
            torture.whole = true;
        }
    };
    read("KONTOR_TORTURE_SECONDS",
        [&](qulonglong value) { torture.duration = std::chrono::seconds(value); });
    read("KONTOR_TORTURE_SEED", [&](qulonglong value) { torture.seed = value; });
    return torture;
}

std::vector<std::uint64_t> Torture::seeds(int few) const
{
    std::vector<std::uint64_t> seeds(whole ? std::size_t(duration.count()) : std::size_t(few));
    std::iota(seeds.begin(), seeds.end(), seed);
    return seeds;
}

} // namespace kontor::testing
