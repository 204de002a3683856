// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"
#include "storage/log/PrintedHead.h"
#include "storage/verify/LookAtLedger.h"

namespace kontor::server {

static Result<int, Complaint> head(const Arguments &arguments)
{
    const auto ledger = storage::lookAtLedger(arguments.config.dataDirectory);
    if (!ledger) {
        return Failure{complaint(ledger.error())};
    }
    const auto end = storage::durableHead(*ledger);
    if (!end) {
        return Failure{complaint(end.error())};
    }
    const auto anchored
        = isLossAccepted(arguments) ? Done{} : storage::checkAnchored(*ledger, *end);
    if (!anchored) {
        return Failure{complaint(anchored.error())};
    }
    print(storage::PrintedHead::of(*end).text() + u'\n');
    if (const auto doubt = storage::doubtAbout(*ledger, *end);
        doubt && !isLossAccepted(arguments)) {
        remark(*doubt);
    }
    return int(ExitCode::Ok);
}

Verb headVerb()
{
    return {
        .name = "head",
        .summary = "print where the log ends, short enough for a sheet of paper",
        .details
        = "Events, outcomes, and a digest over the ends of both chains. Whoever notes it and"
          " keeps the note away from this machine can tell later whether the log up to there"
          " is still the same: kontor-server verify --head, or kontor-verify FILE --head."
          " It holds for every later export too. A log that has lost what its anchor"
          " remembers is refused; where the anchor cannot tell, standard error says so. May run"
          " beside the server.",
        .options = {acceptLossOption()},
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::Io, ExitCode::NoPermission,
            ExitCode::Config},
        .run = head,
    };
}

} // namespace kontor::server
