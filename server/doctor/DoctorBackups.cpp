// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doctor/Finding.h"
#include "storage/backup/Manifest.h"
#include "storage/verify/LookAtLedger.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace kontor::server {

static constexpr qint64 hour = 3'600'000'000;
static const QString checkName = u"backups"_s;
static const QString backupRemedy = u"run kontor-server backup, every day and by itself"_s;

namespace {

struct Backup
{
    QString path;
    storage::Manifest manifest;
};

} // namespace

static std::optional<Backup> newest(const QString &directory, const QString &ledgerId)
{
    std::optional<Backup> found;
    for (const QString &entry : QDir(directory).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = directory + u'/' + entry;
        const auto manifest = storage::readManifest(path);
        if (manifest && manifest->ledgerId == ledgerId
            && (!found || manifest->madeAt > found->manifest.madeAt)) {
            found = Backup{path, *manifest};
        }
    }
    return found;
}

// Such as one that root has made.
static std::optional<QString> oneOfAnother(const QString &directory)
{
    for (const QFileInfo &entry :
        QDir(directory).entryInfoList({u"kontor-*"_s}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!entry.isReadable() || !entry.isExecutable()) {
            return entry.filePath();
        }
    }
    return std::nullopt;
}

// Only what costs nothing; whether each byte is right is for drill to say.
static std::optional<QString> lackOf(const Backup &backup)
{
    for (const storage::BackupFile &file : backup.manifest.files) {
        const QFileInfo info(backup.path + u'/' + file.name);
        if (!info.exists()) {
            return u"%1 is missing"_s.arg(info.filePath());
        }
        if (info.size() != file.size) {
            return u"%1 has %2 bytes and not %3"_s.arg(info.filePath())
                .arg(info.size())
                .arg(file.size);
        }
    }
    return std::nullopt;
}

// As its anchor knows it where the ledger itself cannot be opened: that is when a backup is wanted.
static QString ledgerIdOf(const QString &directory)
{
    const auto ledger = storage::openReadOnlyLedger(directory);
    const auto mark = storage::Anchor::peek(storage::LedgerPaths(directory).anchor);
    const QByteArray id = ledger ? ledger->ledgerId : mark ? mark->ledgerId : QByteArray();
    return QString::fromLatin1(id.toHex());
}

static Finding judged(const Config &config, const Backup &backup, Timestamp now)
{
    const storage::Manifest &last = backup.manifest;
    const qint64 age = now.micros - last.madeAt.micros;
    const QString at = QString::fromLatin1(last.madeAt.toString());
    if (age < -hour) {
        return Finding::bad(checkName, u"the newest is of %1, which is yet to come"_s.arg(at),
            u"set the clock; if it is right, move that backup away, and "_s + backupRemedy);
    }
    if (const auto lack = lackOf(backup)) {
        return Finding::bad(checkName, u"the newest cannot be restored: "_s + *lack,
            u"look who changes backups, and run kontor-server backup"_s);
    }
    const QString what = u"the newest is of %1, %2 hours old, up to event %3"_s.arg(at)
                             .arg(std::max<qint64>(0, age / hour))
                             .arg(last.position);
    return age / hour <= config.backupMaxAgeHours ? Finding::good(checkName, what)
                                                  : Finding::bad(checkName, what, backupRemedy);
}

// Copies of the books that nobody looks after, from a backup, a drill or a restore that was killed. What is
// younger than a day may be under way.
static Findings leftovers(const QString &place, Timestamp now,
    const QStringList &names = {u"kontor-drill-*"_s, u"kontor-*.part"_s})
{
    static constexpr qint64 day = 24 * hour;
    Findings findings;
    for (const QFileInfo &info :
        QDir(place).entryInfoList(names, QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (now.micros - info.lastModified().toMSecsSinceEpoch() * 1'000 > day) {
            findings.push_back(Finding::warning(u"leftovers"_s,
                u"%1 has books in it, and was broken off"_s.arg(info.filePath()),
                u"rm -r "_s + info.filePath()));
        }
    }
    return findings;
}

static Findings lookAtNewest(const Config &config, const Clock &clock)
{
    const QString ledgerId = ledgerIdOf(config.dataDirectory);
    const QString &directory = config.backupDirectory;
    if (ledgerId.isEmpty()) {
        return {};
    }
    if (directory.isEmpty()) {
        return {Finding::warning(checkName, u"nobody has said where they are kept"_s,
            u"set backup.directory, and "_s + backupRemedy)};
    }
    if (!QFileInfo(directory).isDir()) {
        return {Finding::bad(checkName, u"%1: there is no such directory"_s.arg(directory),
            u"mount or make it, and "_s + backupRemedy)};
    }
    if (const auto refused = storage::mayNotRead(directory)) {
        return {Finding::bad(checkName, refused->message,
            u"let this user read it, or run doctor as the user that makes backups"_s)};
    }
    const auto last = newest(directory, ledgerId);
    const auto hidden = oneOfAnother(directory);
    if (!last && hidden) {
        return {Finding::bad(checkName, u"%1 may not be read by this user"_s.arg(*hidden),
            u"give it to the user that runs the server (chown -R), or "_s + backupRemedy)};
    }
    return {last ? judged(config, *last, clock.now())
                 : Finding::bad(checkName, u"%1 has none of this ledger"_s.arg(directory),
                     backupRemedy)};
}

Findings lookAtBackups(const Config &config, const Clock &clock)
{
    Findings all = lookAtNewest(config, clock);
    const QString beside = QFileInfo(QDir(config.dataDirectory).absolutePath()).path();
    Findings left = leftovers(beside, clock.now());
    if (const QString &kept = config.backupDirectory;
        !kept.isEmpty() && QDir(kept) != QDir(beside)) {
        const Findings more = leftovers(kept, clock.now());
        left.insert(left.end(), more.begin(), more.end());
    }
    all.insert(all.end(), left.begin(), left.end());
    const Findings restores = leftovers(config.dataDirectory, clock.now(), {u"restore.new"_s});
    all.insert(all.end(), restores.begin(), restores.end());
    return all;
}

} // namespace kontor::server
