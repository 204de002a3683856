// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/FolderLock.h"

#include <QDeadlineTimer>
#include <QFile>
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

FolderLock::Taken FolderLock::take(std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    m_fd = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    while (m_fd >= 0) {
        if (::flock(m_fd, LOCK_EX | LOCK_NB) == 0) {
            return Taken::Ours;
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            break;
        }
        if (deadline.hasExpired()) {
            return Taken::Anothers;
        }
        QThread::msleep(20);
    }
    m_reason = QString::fromLocal8Bit(std::strerror(errno));
    return Taken::Failed;
}

} // namespace kontor::atm
