// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"
#include "storage/Verify.h"

namespace kontor::server {

static Result<int, Complaint> verify(const Arguments &arguments)
{
    const auto report = storage::verifyLedger(arguments.config.dataDirectory);
    if (!report) {
        return Failure{Complaint{report.error().exitCode, report.error().message}};
    }
    print(report->lines().join(u'\n') + u'\n');
    return report->isWhole() ? int(ExitCode::Ok) : int(ExitCode::Data);
}

Verb verifyVerb()
{
    return {
        .name = "verify",
        .summary = "hold the books against themselves",
        .details = "Changes nothing and may run beside the server.",
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::Io, ExitCode::Config},
        .run = verify,
    };
}

} // namespace kontor::server
