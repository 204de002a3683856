// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/Config.h"

#include "foundation/Clock.h"

namespace kontor::server {

//! What was looked at, how it is, and what to do about it.
struct Finding
{
    enum class State { Good, Warning, Bad };

    QString name;
    State state = State::Good;
    //! A sentence without its full stop.
    QString what;
    //! What to do; empty where nothing is.
    QString remedy;

    static Finding good(const QString &name, const QString &what)
    {
        return {name, State::Good, what, {}};
    }
    static Finding warning(const QString &name, const QString &what, const QString &remedy)
    {
        return {name, State::Warning, what, remedy};
    }
    static Finding bad(const QString &name, const QString &what, const QString &remedy)
    {
        return {name, State::Bad, what, remedy};
    }
};
using Findings = std::vector<Finding>;

// Each looks at one thing, changes nothing and may run beside the server.
Findings lookAtProgram();
Findings lookAtConfig(const Config &config);
Findings lookAtDisk(const Config &config);
Findings lookAtClock(const Config &config, const Clock &clock);
Findings lookAtBooks(const Config &config);
Findings lookAtBackups(const Config &config, const Clock &clock);

//! All of them, in the order in which they are told.
Findings lookAtEverything(const Config &config, const Clock &clock);

} // namespace kontor::server
