// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/WriteAheadLog.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kontor::storage {

std::unique_ptr<WriteAheadLog> WriteAheadLog::open(const LedgerPaths &paths)
{
    const QString path = pathOf(paths);
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    return descriptor < 0 ? nullptr
                          : std::unique_ptr<WriteAheadLog>(new WriteAheadLog(path, descriptor));
}

WriteAheadLog::WriteAheadLog(QString path, int descriptor)
    : m_path(std::move(path)), m_descriptor(descriptor)
{
    struct stat held
    {};
    ::fstat(descriptor, &held);
    m_identity = {held.st_dev, held.st_ino};
}

WriteAheadLog::~WriteAheadLog()
{
    ::close(m_descriptor);
}

bool WriteAheadLog::isGone() const
{
    return !QFile::exists(m_path);
}

bool WriteAheadLog::sync() const
{
    return ::fdatasync(m_descriptor) == 0;
}

} // namespace kontor::storage
