// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Assert.h"

#include <cstdio>
#include <cstdlib>

namespace kontor {

void assertionFailed(const char *condition, const char *file, int line)
{
    std::fprintf(stderr, "kontor: assertion failed: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

} // namespace kontor
