// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <cstdint>
#include <vector>

namespace kontor::testing {

//! How long and how hard to try. `./dev test` tries a little, always the same; `./dev torture`
//! sets the environment and tries everything.
struct Torture
{
    //! Every case, not a sample.
    bool whole = false;
    std::uint64_t seed = 20'261'103;
    //! For what could go on for ever.
    std::chrono::seconds duration{12};

    //! Reads KONTOR_TORTURE_SECONDS and KONTOR_TORTURE_SEED; whole where either is set.
    static Torture fromEnvironment();
    //! One after the other from `seed`: for rounds of a second each as many as there are seconds, else few.
    std::vector<std::uint64_t> seeds(int few) const;
};

} // namespace kontor::testing
