// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/Config.h"

namespace kontor::server {

//! What the caller wants of the program.
struct Invocation
{
    enum class Verb { Serve, Verify, PrintConfig, Version, Help };
    Verb verb = Verb::Help;
    Config config;
};

//! Exit codes follow sysexits.h.
struct UsageError
{
    int exitCode = 64;
    QString message;
};

Result<Invocation, UsageError> parseCommandLine(const QStringList &arguments);
//! The text of --help, made from the table of settings.
QString helpText();
//! The text of --print-config: a kontor.toml of all settings as they are in force.
QString configText(const Config &config);

} // namespace kontor::server
