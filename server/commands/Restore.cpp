// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/Restore.h"

#include "server/commands/Verbs.h"

namespace kontor::server {

static QString told(const storage::RestoreReport &report, const QString &directory)
{
    const storage::Manifest &manifest = report.manifest;
    QString text = u"%1 is the ledger of %2 again: %3 events, %4 outcomes\nhead %5\n"_s.arg(
        directory, QString::fromLatin1(manifest.madeAt.toString())).arg(manifest.position)
                       .arg(manifest.outcome).arg(manifest.head);
    text += u"generation %1, was %2\n"_s.arg(
        QString::fromLatin1(report.generation.toHex()), manifest.generation);
    if (!report.before.isEmpty()) {
        text += u"what stood there before is in %1\n"_s.arg(report.before);
    }
    return text + storage::missingText(manifest)
        + u"What was booked after the backup is not in it. Webhooks stay stopped until the server\n"
          "is started once with --accept-head; views.db is made anew at the next start.\n"_s;
}

static Result<int, Complaint> restore(const Arguments &arguments)
{
    const SystemClock clock;
    SystemRandom random;
    const QString &directory = arguments.config.dataDirectory;
    const auto report = storage::restoreBackup(arguments.value("from"), directory, clock, random);
    if (!report) {
        return Failure{complaint(report.error())};
    }
    print(told(*report, directory));
    return int(ExitCode::Ok);
}

Verb restoreVerb()
{
    return {
        .name = "restore",
        .summary = "put a backup in the place of the books",
        .details = "Looks first: the manifest, each file, and the whole ledger held against itself, as"
                   " verify does. Takes the ledger's own lock, so that no server can be running."
                   " Nothing is deleted: what stands in the directory, its write-ahead log with it,"
                   " is moved to before-restore-TIME. The ledger gets a new generation, by which"
                   " everything that followed it notices.\n"
                   "Until all is on disk beside it nothing is touched; a restore that is broken off"
                   " after that is gone on with by whoever opens the ledger next.",
        .options = {{.name = "from",
            .argument = "BACKUP",
            .help = "a directory that backup has made",
            .required = true}},
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::CannotCreate, ExitCode::Io,
            ExitCode::Busy, ExitCode::NoPermission, ExitCode::Config},
        .run = restore,
    };
}

} // namespace kontor::server
