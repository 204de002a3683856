// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/FolderLock.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace kontor::atm {

FolderLock::~FolderLock()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

// Some visits' worth. A machine that has less would stop in the middle of one.
static constexpr off_t roomNeeded = 64 * 1024;

//! 0, or why nothing can be written.
static int errorOfWriting(int fd)
{
    const int error = ::posix_fallocate(fd, 0, roomNeeded);
    return ::ftruncate(fd, 0) == 0 ? error : errno;
}

FolderLock::Taken FolderLock::failed(int error)
{
    m_reason = QString::fromLocal8Bit(std::strerror(error));
    return error == ENOSPC || error == EDQUOT || error == EFBIG ? Taken::NoRoom : Taken::Failed;
}

FolderLock::Taken FolderLock::take(std::chrono::milliseconds patience)
{
    errno = 0;
    if (!QDir().mkpath(QFileInfo(m_path).path())) {
        return failed(errno);
    }
    if (m_fd < 0) {
        m_fd = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
    const QDeadlineTimer deadline(patience);
    while (m_fd >= 0 && ::flock(m_fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return failed(errno);
        }
        if (deadline.hasExpired()) {
            return Taken::Anothers;
        }
        QThread::msleep(20);
    }
    const int error = m_fd < 0 ? errno : errorOfWriting(m_fd);
    return error == 0 ? Taken::Ours : failed(error);
}

} // namespace kontor::atm
