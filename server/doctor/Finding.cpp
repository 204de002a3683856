// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doctor/Finding.h"

namespace kontor::server {

Findings lookAtEverything(const Config &config, const Clock &clock)
{
    Findings all;
    for (Findings some : {lookAtProgram(), lookAtConfig(config), lookAtDisk(config),
             lookAtClock(config, clock), lookAtBooks(config), lookAtBackups(config, clock)}) {
        all.insert(all.end(), std::make_move_iterator(some.begin()),
            std::make_move_iterator(some.end()));
    }
    return all;
}

} // namespace kontor::server
