// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/LedgerLock.h"

#include "storage/files/NewFile.h"

#include <QFile>

#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace kontor::storage {

static bool isAlive(const QByteArray &holder)
{
    const int process = holder.split(' ').value(1).toInt();
    return process > 0 && (::kill(process, 0) == 0 || errno == EPERM);
}

// Who has just taken the lock may not have written its name yet: the file is empty, or still names
// the one before.
static QString holderOf(int descriptor)
{
    char text[128] = {};
    for (int tries = 0; tries < 50 && !isAlive(text); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(tries > 0 ? 10 : 0));
        const auto size = ::pread(descriptor, text, sizeof text - 1, 0);
        text[std::max<ssize_t>(size, 0)] = '\0';
    }
    return text[0] ? QString::fromUtf8(text).trimmed() : u"another process"_s;
}

Result<std::unique_ptr<LedgerLock>, OpenError> LedgerLock::take(const QString &path, Timestamp now)
{
    if (const auto other = isNoFile(path)) {
        return Failure{*other};
    }
    // Through no link: it is written into, and who owns the directory may have led it to a file of
    // root's, who restores.
    const int descriptor = ::open(QFile::encodeName(path).constData(),
        O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == ELOOP) {
        return Failure{
            OpenError{OpenError::Config, u"%1 is a link to somewhere else; remove it"_s.arg(path)}};
    }
    if (descriptor < 0) {
        return Failure{OpenError{errno == EACCES ? OpenError::NoPermission : OpenError::Io,
            u"%1: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(errno)))}};
    }
    std::unique_ptr<LedgerLock> lock(new LedgerLock(path, descriptor));
    (void)giveToOwner(descriptor, path);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return Failure{OpenError{OpenError::Busy,
            u"%1: the ledger is in use by %2"_s.arg(path, holderOf(descriptor))}};
    }
    if (!lock->isStillThere()) {
        return Failure{OpenError{OpenError::Busy, u"%1 is being replaced; try again"_s.arg(path)}};
    }
    const QByteArray holder = "process " + QByteArray::number(qint64(::getpid())) + " since "
        + now.toString() + '\n';
    if (::ftruncate(descriptor, 0) != 0
        || ::pwrite(descriptor, holder.constData(), std::size_t(holder.size()), 0) != holder.size()) {
        return Failure{OpenError{OpenError::Io,
            u"%1: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(errno)))}};
    }
    return lock;
}

LedgerLock::LedgerLock(const QString &path, int descriptor)
    : m_path(QFile::encodeName(path)), m_descriptor(descriptor)
{
}

bool LedgerLock::isStillThere() const
{
    struct stat named = {};
    struct stat held = {};
    return ::stat(m_path.constData(), &named) == 0 && ::fstat(m_descriptor, &held) == 0
        && named.st_dev == held.st_dev && named.st_ino == held.st_ino;
}

LedgerLock::~LedgerLock()
{
    ::close(m_descriptor);
}

} // namespace kontor::storage
