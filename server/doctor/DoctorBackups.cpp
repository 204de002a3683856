// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doctor/Finding.h"
#include "storage/backup/Manifest.h"
#include "storage/verify/LookAtLedger.h"

#include <QDir>

namespace kontor::server {

static constexpr qint64 hour = 3'600'000'000;
static const QString name = u"backups"_s;
static const QString remedy = u"run kontor-server backup, every day and by itself"_s;

static std::optional<storage::Manifest> newest(const QString &directory, const QString &ledgerId)
{
    std::optional<storage::Manifest> found;
    for (const QString &entry : QDir(directory).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto manifest = storage::readManifest(directory + u'/' + entry);
        if (manifest && manifest->ledgerId == ledgerId
            && (!found || manifest->madeAt > found->madeAt)) {
            found = *manifest;
        }
    }
    return found;
}

// As its anchor knows it where the ledger itself cannot be opened: that is when a backup is wanted.
static QString ledgerIdOf(const QString &directory)
{
    const auto ledger = storage::openReadOnlyLedger(directory);
    const auto mark = storage::Anchor::peek(storage::LedgerPaths(directory).anchor);
    const QByteArray id = ledger ? ledger->ledgerId : mark ? mark->ledgerId : QByteArray();
    return QString::fromLatin1(id.toHex());
}

static Finding judged(const Config &config, const storage::Manifest &last, Timestamp now)
{
    const qint64 age = now.micros - last.madeAt.micros;
    const QString at = QString::fromLatin1(last.madeAt.toString());
    if (age < -hour) {
        return Finding::bad(name, u"the newest is of %1, which is yet to come"_s.arg(at),
            u"set the clock; if it is right, move that backup away, and "_s + remedy);
    }
    const QString what = u"the newest is of %1, %2 hours old, up to event %3"_s.arg(at)
                             .arg(std::max<qint64>(0, age / hour))
                             .arg(last.position);
    return age / hour <= config.backupMaxAgeHours ? Finding::good(name, what)
                                                  : Finding::bad(name, what, remedy);
}

Findings lookAtBackups(const Config &config, const Clock &clock)
{
    const QString ledgerId = ledgerIdOf(config.dataDirectory);
    const QString &directory = config.backupDirectory;
    if (ledgerId.isEmpty()) {
        return {};
    }
    if (directory.isEmpty()) {
        return {Finding::warning(name, u"nobody has said where they are kept"_s,
            u"set backup.directory, and "_s + remedy)};
    }
    if (const auto refused = storage::mayNotRead(directory)) {
        return {Finding::bad(name, refused->message,
            u"let this user read it, or run doctor as the user that makes backups"_s)};
    }
    const auto last = newest(directory, ledgerId);
    return {last ? judged(config, *last, clock.now())
                 : Finding::bad(name, u"%1 has none of this ledger"_s.arg(directory), remedy)};
}

} // namespace kontor::server
