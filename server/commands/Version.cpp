// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"

namespace kontor::server {

static Result<int, Complaint> version(const Arguments &)
{
    print(u"kontor-server " KONTOR_VERSION "\n"_s);
    return int(ExitCode::Ok);
}

Verb versionVerb()
{
    return {
        .name = "--version",
        .summary = "which Kontor this is",
        .settings = Verb::Settings::None,
        .run = version,
    };
}

} // namespace kontor::server
