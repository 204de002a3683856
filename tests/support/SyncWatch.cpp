// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/SyncWatch.h"

#include <QFile>

#include <cerrno>
#include <mutex>

#include <dlfcn.h>

// The calls of the C library are made here first.

namespace {

using Sync = int (*)(int);

std::mutex mutex;
bool isWatching = false;
QStringList synced;
QString failing;
QString awaited;
std::function<void()> meanwhile;

int watched(const char *name, int descriptor)
{
    std::unique_lock lock(mutex);
    if (isWatching) {
        const auto path = QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(descriptor));
        if (meanwhile && path.endsWith(awaited)) {
            const auto act = std::exchange(meanwhile, {});
            lock.unlock(); // it may sync, too
            act();
            lock.lock();
        }
        if (!failing.isEmpty() && path.endsWith(failing)) {
            errno = EIO;
            return -1;
        }
        synced.append(path);
    }
    return reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, name))(descriptor);
}

} // namespace

extern "C" int fsync(int descriptor)
{
    return watched("fsync", descriptor);
}

extern "C" int fdatasync(int descriptor)
{
    return watched("fdatasync", descriptor);
}

namespace kontor::testing {

SyncWatch::SyncWatch()
{
    const std::lock_guard lock(mutex);
    isWatching = true;
}

SyncWatch::~SyncWatch()
{
    const std::lock_guard lock(mutex);
    isWatching = false;
    synced.clear();
    failing.clear();
    meanwhile = {};
}

QStringList SyncWatch::take()
{
    const std::lock_guard lock(mutex);
    return std::exchange(synced, {});
}

void SyncWatch::failFor(const QString &ending)
{
    const std::lock_guard lock(mutex);
    failing = ending;
}

void SyncWatch::during(const QString &ending, std::function<void()> act)
{
    const std::lock_guard lock(mutex);
    awaited = ending;
    meanwhile = std::move(act);
}

} // namespace kontor::testing
