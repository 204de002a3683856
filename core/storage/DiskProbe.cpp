// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/DiskProbe.h"

#include "foundation/Strings.h"

#include <QByteArray>
#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace kontor::storage {

// What statvfs says is not asked: quotas, reserves and sparse layers are known to the write alone.
bool hasRoom(const QString &directory)
{
    const QByteArray path = QFile::encodeName(directory + u"/disk.probe"_s);
    const int descriptor = ::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return false;
    }
    ::unlink(path.constData());
    const QByteArray room(1024 * 1024, '\0');
    const bool took
        = ::pwrite(descriptor, room.constData(), std::size_t(room.size()), 0) == room.size()
        && ::fdatasync(descriptor) == 0;
    ::close(descriptor);
    return took;
}

} // namespace kontor::storage
