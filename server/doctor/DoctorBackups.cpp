// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doctor/Finding.h"
#include "storage/backup/Manifest.h"
#include "storage/log/ReadOnlyLedger.h"

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

Findings lookAtBackups(const Config &config, const Clock &clock)
{
    const auto ledger = storage::openReadOnlyLedger(config.dataDirectory);
    if (!ledger) {
        return {};
    }
    if (config.backupDirectory.isEmpty()) {
        return {Finding::warning(name, u"nobody has said where they are kept"_s,
            u"set backup.directory, and "_s + remedy)};
    }
    const auto last
        = newest(config.backupDirectory, QString::fromLatin1(ledger->ledgerId.toHex()));
    if (!last) {
        return {Finding::bad(name, u"%1 has none of this ledger"_s.arg(config.backupDirectory),
            remedy)};
    }
    const qint64 age = (clock.now().micros - last->madeAt.micros) / hour;
    const QString what = u"the newest is of %1, %2 hours old, up to event %3"_s.arg(
        QString::fromLatin1(last->madeAt.toString())).arg(age).arg(last->position);
    return {age <= config.backupMaxAgeHours ? Finding::good(name, what)
                                            : Finding::bad(name, what, remedy)};
}

} // namespace kontor::server
