// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doctor/Finding.h"
#include "storage/DiskProbe.h"

#include <QFileInfo>

namespace kontor::server {

static constexpr qint64 mebibyte = 1024 * 1024;
static constexpr qint64 tooLittle = 256 * mebibyte;
static constexpr qint64 little = 2'048 * mebibyte;
// A disk that answers sooner has not written anything anywhere; one that takes longer makes everybody
// wait for every commit.
static constexpr std::chrono::microseconds tooSoon{20};
static constexpr std::chrono::microseconds slowSync{20'000};

static Finding space(const storage::DiskSpace &disk)
{
    const QString name = u"space"_s;
    const QString what
        = u"%1 MiB of %2 MiB are free"_s.arg(disk.free / mebibyte).arg(disk.size / mebibyte);
    const QString remedy = u"make room: when the disk is full, writes are refused"_s;
    if (disk.free < tooLittle) {
        return Finding::bad(name, what, remedy);
    }
    return disk.free < little || disk.free < disk.size / 20 ? Finding::warning(name, what, remedy)
                                                            : Finding::good(name, what);
}

static Finding sync(const QString &directory)
{
    const QString name = u"sync"_s;
    const auto took = storage::syncTime(directory);
    if (!took) {
        return Finding::bad(name, u"%1 cannot be written"_s.arg(directory),
            u"look at its owner, its permissions and the disk"_s);
    }
    const QString what = u"a commit is on disk after %1 ms"_s.arg(double(took->count()) / 1e3, 0, 'f', 3);
    if (*took < tooSoon) {
        return Finding::warning(name, what + u", sooner than any disk can"_s,
            u"use a disk that keeps what it says it has synced, or lose it with the power"_s);
    }
    return *took > slowSync
        ? Finding::warning(name, what, u"use a faster disk, or one with fewer users"_s)
        : Finding::good(name, what);
}

static Finding privacy(const QString &directory)
{
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    const bool isPrivate = !(QFile::permissions(directory) & others);
    return isPrivate ? Finding::good(u"privacy"_s, u"only its owner reads the directory"_s)
                     : Finding::warning(u"privacy"_s,
                         u"others may look into %1"_s.arg(directory), u"chmod 700 "_s + directory);
}

Findings lookAtDisk(const Config &config)
{
    const QString &directory = config.dataDirectory;
    const auto disk = storage::diskSpace(directory);
    if (!disk || !QFileInfo(directory).isDir()) {
        return {Finding::bad(u"directory"_s, u"%1: there is no such directory"_s.arg(directory),
            u"name the right one (--data), or let serve make it"_s)};
    }
    Findings findings{
        Finding::good(u"directory"_s, directory), privacy(directory), space(*disk), sync(directory)};
    if (disk->isRemote) {
        findings.push_back(Finding::warning(u"file system"_s, u"it is on another machine"_s,
            u"use a local disk: not every network file system keeps locks and syncs"_s));
    }
    return findings;
}

} // namespace kontor::server
