// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <mimalloc.h>

// Part of the programs that take mimalloc, and only of those.

// What is gathered for the views is given back at once when they are written, and the next seconds take
// it again. Handing it to the system in between, as is usual after some milliseconds, makes every thread
// of the process pay: for each piece the processors forget what they knew of the process's memory. An
// environment that says otherwise is heard.
static constexpr long keptMilliseconds = 1'000;

#if MI_MALLOC_VERSION < 210
static constexpr mi_option_t keptFor = mi_option_decommit_delay;
#else
static constexpr mi_option_t keptFor = mi_option_purge_delay;
#endif

static const bool isTold = (mi_option_set_default(keptFor, keptMilliseconds), true);
