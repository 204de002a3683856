// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/Verify.h"

#include "server/commands/Verbs.h"

namespace kontor::server {

static Result<storage::VerifyOptions, Complaint> readOptions(const Arguments &arguments)
{
    const auto range = arguments.range("from", "to");
    if (!range) {
        return Failure{range.error()};
    }
    storage::VerifyOptions options{range->first, range->second, {}};
    if (arguments.has("head")) {
        options.head = storage::PrintedHead::parse(arguments.value("head"));
        if (!options.head) {
            return Failure{Complaint{ExitCode::Usage,
                u"--head: \"%1\" is no head, or it is mistyped: its last group does not fit the "
                "others."_s.arg(arguments.value("head"))}};
        }
    }
    return options;
}

static Result<int, Complaint> verify(const Arguments &arguments)
{
    const auto options = readOptions(arguments);
    if (!options) {
        return Failure{options.error()};
    }
    const auto report = storage::verifyLedger(arguments.config.dataDirectory, *options);
    if (!report) {
        return Failure{complaint(report.error())};
    }
    print(report->text());
    return report->isWhole() ? int(ExitCode::Ok) : int(ExitCode::Data);
}

Verb verifyVerb()
{
    return {
        .name = "verify",
        .summary = "hold the books against themselves",
        .details = "Reads the whole log and holds it against itself: the hash chains of events and"
                   " outcomes, positions and versions without gaps, keys used once, claims unique"
                   " and used, every balance the sum of what moved, transfers even, cash equal to"
                   " balances in each currency, no account below its floor, the anchor, and views.db"
                   " against a replay. Prints what it counted, and the first fault with its event,"
                   " account and day.\n"
                   "Changes nothing and may run beside the server. With --from or --to it takes what"
                   " came before on trust and leaves out what only a whole replay can tell.",
        .options = {{.name = "from", .argument = "EVENT", .help = "the first event to look at"},
            {.name = "to", .argument = "EVENT", .help = "the last one"},
            {.name = "head",
                .argument = "HEAD",
                .help = "as kontor-server head printed it earlier: must still be in the log"}},
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::Io, ExitCode::NoPermission,
            ExitCode::Config},
        .run = verify,
    };
}

} // namespace kontor::server
