// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "application/ports/EventLog.h"
#include "foundation/Describe.h"

namespace kontor::storage {

//! A file of a backup, as sha256sum sees it.
struct BackupFile
{
    QString name;
    qint64 size = 0;
    QString sha256;

    template<class Visitor>
    static void describe(Visitor &&v)
    {
        v("name", &BackupFile::name);
        v("size", &BackupFile::size);
        v("sha256", &BackupFile::sha256);
    }
};

//! backup.json: which ledger a backup is of, where its log ends, and what files belong to it. It is
//! written last, so that a backup without it is none.
struct Manifest
{
    //! What tells the file from others, and its format; see manifestKind and manifestFormat.
    QString kontor;
    int format = 0;
    Timestamp madeAt;
    //! Hexadecimal, like the hashes.
    QString ledgerId;
    QString generation;
    qint64 position = 0;
    qint64 outcome = 0;
    QString eventHash;
    QString outcomeHash;
    //! For paper; see PrintedHead.
    QString head;
    std::vector<BackupFile> files;

    template<class Visitor>
    static void describe(Visitor &&v)
    {
        v("kontor", &Manifest::kontor);
        v("format", &Manifest::format);
        v("madeAt", &Manifest::madeAt);
        v("ledgerId", &Manifest::ledgerId);
        v("generation", &Manifest::generation);
        v("position", &Manifest::position);
        v("outcome", &Manifest::outcome);
        v("eventHash", &Manifest::eventHash);
        v("outcomeHash", &Manifest::outcomeHash);
        v("head", &Manifest::head);
        v("files", &Manifest::files);
    }
};

inline constexpr QLatin1StringView manifestName{"backup.json"};

//! "2026-11-26T141530Z": a time as a part of a file's name.
QString fileTime(Timestamp time);

//! A manifest of this program's format, yet without files.
Manifest manifestOf(const QByteArray &ledgerId, const QByteArray &generation,
    const application::LogHead &head, Timestamp madeAt);
//! Adds a file of the directory as it is now.
Result<Done, OpenError> addFile(Manifest &manifest, const QString &directory, const QString &name);
Result<Done, OpenError> writeManifest(const Manifest &manifest, const QString &directory);

//! The manifest of a backup; refuses what is none, or of a newer Kontor.
Result<Manifest, OpenError> readManifest(const QString &directory);
//! That a directory is a backup: one that was changed could not be restored any more.
Result<Done, OpenError> refuseBackup(const QString &directory);
//! What a ledger with events is served with and this backup does not have, a line each with what that
//! means; empty where nothing is missing. A ledger that never had them can still be backed up.
QString missingText(const Manifest &manifest);
//! Whether there is all that serve does not start without.
bool canBeServed(const Manifest &manifest);
//! Whether all its files are there and as they were, and none is there that it leaves out.
Result<Done, OpenError> checkFiles(const Manifest &manifest, const QString &directory);

} // namespace kontor::storage
