// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/LedgerExport.h"

#include "server/commands/Verbs.h"
#include "storage/log/PrintedHead.h"

#include <QFile>
#include <QFileInfo>

namespace kontor::server {

static QString told(const storage::ExportReport &report, const QString &file)
{
    return u"%1: %2 events, %3 outcomes, %4 bytes, in %5 s\nhead %6\n"_s.arg(file)
        .arg(report.events).arg(report.outcomes).arg(report.bytes)
        .arg(double(report.took.count()) / 1e6, 0, 'f', 2)
        .arg(storage::PrintedHead::of(report.head).text());
}

// The file appears whole or not at all: standard output cannot.
static Result<QString, Complaint> target(const Arguments &arguments)
{
    static constexpr qsizetype longestName = 255 - qsizetype(sizeof ".part" - 1);
    const QString file = arguments.value("output");
    if (file == "-"_L1) {
        return Failure{Complaint{ExitCode::Usage,
            u"--output: \"-\" is no file; name one, which then appears whole or not at all."_s}};
    }
    if (QFile::encodeName(QFileInfo(file).fileName()).size() > longestName) {
        return Failure{Complaint{ExitCode::CannotCreate, u"%1: the name is too long"_s.arg(file)}};
    }
    return file;
}

static Result<int, Complaint> exportLog(const Arguments &arguments)
{
    const auto range = arguments.range("from", "to");
    if (!range) {
        return Failure{range.error()};
    }
    const auto file = target(arguments);
    if (!file) {
        return Failure{file.error()};
    }
    const auto report = storage::exportLedger(arguments.config.dataDirectory, *file,
        {range->first, range->second, isLossAccepted(arguments)});
    if (!report) {
        return Failure{complaint(report.error())};
    }
    print(told(*report, *file));
    if (report->doubt) {
        remark(*report->doubt);
    }
    return int(ExitCode::Ok);
}

Verb exportVerb()
{
    return {
        .name = "export",
        .summary = "write the log as lines of JSON that anybody can check",
        .details
        = "The format is open: docs/export-format.md. The file appears whole or not at all,"
          " and none is overwritten; the same log gives the same bytes. Each row is held"
          " against its hash while it is written, and a log that has lost what its anchor"
          " remembers is refused; where the anchor cannot tell, standard error says so. May run"
          " beside the server. Check the file on any machine"
          " with kontor-verify FILE.",
        .options
        = {{.name = "output", .argument = "FILE", .help = "the new file", .required = true},
            {.name = "from",
                .argument = "EVENT",
                .help = "the first event, where the former part ended"},
            {.name = "to", .argument = "EVENT", .help = "the last one"}, acceptLossOption()},
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::CannotCreate, ExitCode::Io,
            ExitCode::NoPermission, ExitCode::Config},
        .run = exportLog,
    };
}

} // namespace kontor::server
