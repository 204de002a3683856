// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/Restore.h"

#include "storage/Verify.h"
#include "storage/backup/PrivateDirectory.h"
#include "storage/backup/RestoreSteps.h"
#include "storage/files/CopyFile.h"
#include "storage/files/NewFile.h"
#include "storage/log/ReadOnlyLedger.h"

#include <QDir>

namespace kontor::storage {

namespace {

Result<Done, OpenError> prepare(const QString &directory)
{
    QDir(directory).removeRecursively();
    auto made = makePrivateDirectory(directory);
    (void)(made && giveToOwner(directory));
    return made;
}

// The copies as the directory is to have them.
Result<Done, OpenError> stage(const Manifest &manifest, const QString &backup, const QString &to)
{
    if (const auto prepared = prepare(to); !prepared) {
        return prepared;
    }
    for (const BackupFile &file : manifest.files) {
        const QString path = to + u'/' + file.name;
        if (const auto copied = copyFile(backup + u'/' + file.name, path); !copied) {
            return copied;
        }
        (void)giveToOwner(path);
    }
    return checkFiles(manifest, to);
}

Result<Done, OpenError> setGeneration(const QString &file, const QByteArray &generation)
{
    auto opened = Database::open(file, OpenMode::ReadWrite);
    if (!opened) {
        return refuse(OpenError::Io, opened.error());
    }
    const auto set = (*opened)->execAll({u"PRAGMA synchronous=FULL"_s,
        u"UPDATE ledger SET generation = x'%1'"_s.arg(QString::fromLatin1(generation.toHex()))});
    return set ? Result<Done, OpenError>(Done{})
               : refuse(OpenError::Io, u"%1: %2"_s.arg(file, set.error().text()));
}

// A new file: the one of the backup speaks of the generation before.
Result<Done, OpenError> anchorAnew(const QString &directory, const QByteArray &generation)
{
    const LedgerPaths paths(directory);
    const auto mark = Anchor::peek(paths.anchor);
    if (!mark) {
        return refuse(OpenError::Data, u"%1 is damaged"_s.arg(paths.anchor));
    }
    QFile::remove(paths.anchor);
    const auto anchor = Anchor::open(paths.anchor);
    const bool written = anchor && anchor->write({mark->ledgerId, generation, mark->head})
        && anchor->sync() && syncDirectory(directory);
    return written ? Result<Done, OpenError>(Done{})
                   : refuse(OpenError::Io, u"%1 cannot be written"_s.arg(paths.anchor));
}

Result<Done, OpenError> begin(const RestoreSteps &steps)
{
    const bool begun = renameFile(steps.staging, steps.out) && syncDirectory(steps.directory);
    return begun ? Result<Done, OpenError>(Done{})
                 : refuse(OpenError::Io, u"%1 cannot be renamed"_s.arg(steps.staging));
}

Result<Done, OpenError> makeReady(const Manifest &manifest, const QString &backup,
    const RestoreSteps &steps, const QByteArray &generation)
{
    if (auto staged = stage(manifest, backup, steps.staging); !staged) {
        return staged;
    }
    if (auto set = setGeneration(LedgerPaths(steps.staging).database, generation); !set) {
        return set;
    }
    if (auto anchored = anchorAnew(steps.staging, generation); !anchored) {
        return anchored;
    }
    return begin(steps);
}

} // namespace

Result<Manifest, OpenError> checkBackup(const QString &backup)
{
    auto manifest = readManifest(backup);
    if (!manifest) {
        return manifest;
    }
    if (const auto header = checkLedgerHeader(LedgerPaths(backup)); !header) {
        return Failure{header.error()};
    }
    if (const auto checked = checkFiles(*manifest, backup); !checked) {
        return Failure{checked.error()};
    }
    const auto report = verifyLedger(backup, {1, 0, PrintedHead::parse(manifest->head)});
    if (!report) {
        return Failure{report.error()};
    }
    if (!report->isWhole() || !report->headCompared || report->events != manifest->position) {
        return refuse(OpenError::Data,
            u"%1 is not whole: %2"_s.arg(backup, report->isWhole() ? u"it ends elsewhere than its "
                                                                     "manifest says"_s
                                                                   : report->fault->text()));
    }
    return manifest;
}

Result<RestoreReport, OpenError> restoreBackup(const QString &backup, const QString &directory,
    const Clock &clock, Random &random)
{
    auto manifest = checkBackup(backup);
    if (!manifest) {
        return Failure{manifest.error()};
    }
    if (QFile::exists(directory + u'/' + manifestName)) {
        return refuse(OpenError::Config,
            u"%1 is a backup itself: restore into another directory"_s.arg(directory));
    }
    if (const auto made = makePrivateDirectory(directory); !made) {
        return Failure{made.error()};
    }
    const auto lock = LedgerLock::take(LedgerPaths(directory).lock, clock.now());
    if (!lock) {
        return Failure{lock.error()};
    }
    if (const auto settled = settleRestore(directory, clock); !settled) {
        return Failure{settled.error()};
    }
    const RestoreSteps steps(directory);
    const Uuid uuid = IdGenerator(clock, random).next();
    const QByteArray generation(reinterpret_cast<const char *>(uuid.bytes.data()), 16);
    if (const auto ready = makeReady(*manifest, backup, steps, generation); !ready) {
        QDir(steps.staging).removeRecursively();
        return Failure{ready.error()};
    }
    const auto before = settleRestore(directory, clock);
    if (!before) {
        return Failure{before.error()};
    }
    return RestoreReport{std::move(*manifest), generation, *before};
}

} // namespace kontor::storage
