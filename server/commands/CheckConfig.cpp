// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"
#include "server/config/ConfigCheck.h"

namespace kontor::server {

// Each setting by itself was looked at when the command line was read.
static Result<int, Complaint> checkSettings(const Arguments &arguments)
{
    if (const auto checked = checkConfig(arguments.config); !checked) {
        return Failure{Complaint{ExitCode::Config, checked.error()}};
    }
    print(u"%1 settings, all can be used\n"_s.arg(settings().size()));
    return int(ExitCode::Ok);
}

Verb checkConfigVerb()
{
    return {
        .name = "check-config",
        .summary = "whether serve could use these settings",
        .details
        = "Takes what serve takes, from the file, the environment and the command line, and"
          " names the first that cannot be used: with its line where it stands in a file."
          " Reads the certificate and its key, and touches nothing.",
        .settings = Verb::Settings::All,
        .exits = {ExitCode::NoInput, ExitCode::Io, ExitCode::NoPermission, ExitCode::Config},
        .run = checkSettings,
    };
}

} // namespace kontor::server
