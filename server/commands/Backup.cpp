// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/Backup.h"

#include "server/auth/KeyFiles.h"
#include "server/commands/Verbs.h"
#include "storage/backup/PrivateDirectory.h"
#include "storage/files/NewFile.h"

#include <QDir>

namespace kontor::server {

static QString told(const storage::BackupReport &report, const QString &directory)
{
    const storage::Manifest &manifest = report.manifest;
    const QString text
        = u"%1: %2 events, %3 outcomes, %4 files with %5 bytes, in %6 s\nhead %7\n"_s.arg(directory)
              .arg(manifest.position)
              .arg(manifest.outcome)
              .arg(manifest.files.size())
              .arg(report.bytes)
              .arg(double(report.took.count()) / 1e6, 0, 'f', 2)
              .arg(manifest.head);
    return text + storage::missingText(manifest);
}

static Result<QString, Complaint> target(const Arguments &arguments, const Clock &clock)
{
    if (arguments.has("output")) {
        return QDir::cleanPath(arguments.value("output")); // a shell ends it with a slash
    }
    const QString &directory = arguments.config.backupDirectory;
    if (directory.isEmpty()) {
        return Failure{Complaint{ExitCode::Usage,
            u"Say where to: --output DIR, or the setting backup.directory."_s}};
    }
    if (const auto made = storage::makePrivateDirectory(directory); !made) {
        return Failure{complaint(made.error())};
    }
    return directory + u"/kontor-"_s + storage::fileTime(clock.now());
}

// Kept beside the others it is for whoever looks after them: doctor, drill and the timers are not root.
static void giveToKeeper(const QString &directory)
{
    (void)storage::giveToOwner(directory);
    for (const QString &name : QDir(directory).entryList(QDir::Files | QDir::Hidden)) {
        (void)storage::giveToOwner(directory + u'/' + name);
    }
}

static Result<int, Complaint> backup(const Arguments &arguments)
{
    const SystemClock clock;
    const auto directory = target(arguments, clock);
    if (!directory) {
        return Failure{directory.error()};
    }
    const auto report
        = storage::backUp(arguments.config.dataDirectory, *directory, clock, checkKeys);
    if (!report) {
        return Failure{complaint(report.error())};
    }
    if (!arguments.has("output")) {
        giveToKeeper(*directory);
    }
    print(told(*report, *directory));
    return int(ExitCode::Ok);
}

Verb backupVerb()
{
    return {
        .name = "backup",
        .summary = "copy the books and all that belongs to them into a new directory",
        .details = "The log up to one event, service.db as it was then, the keys, an anchor, and a"
                   " manifest (backup.json) with the end of the log and the SHA-256 of every file."
                   " views.db is left out: it is made anew. The directory appears whole or not at"
                   " all, and none is overwritten. Each row is held against its hash while it is"
                   " copied: a log that is damaged or cut is not backed up, nor is a key that"
                   " serve could not use. May run beside the"
                   " server.\n"
                   "Whoever has a backup can read the books and try PINs: keep it like the ledger"
                   " itself, and on another machine.",
        .options = {{.name = "output",
            .argument = "DIR",
            .help = "the new directory (in backup.directory, named by the time)"}},
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::CannotCreate, ExitCode::Io,
            ExitCode::NoPermission, ExitCode::Config},
        .run = backup,
    };
}

} // namespace kontor::server
