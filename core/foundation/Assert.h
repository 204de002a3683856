// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kontor {

//! Prints the broken condition and ends the process: a bug must not go on with somebody's money.
[[noreturn]] void assertionFailed(const char *condition, const char *file, int line);

} // namespace kontor

//! An assertion that stays on in release builds.
#define KONTOR_ASSERT(condition)                                                                   \
    (static_cast<bool>(condition) ? void(0)                                                       \
                                  : ::kontor::assertionFailed(#condition, __FILE__, __LINE__))
