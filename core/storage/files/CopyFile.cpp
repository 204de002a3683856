// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/files/CopyFile.h"

#include "storage/files/NewFile.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kontor::storage {

static constexpr qint64 pieceSize = 1 << 20;

Result<Done, OpenError> copyFile(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly)) {
        const bool refused = source.error() == QFile::PermissionsError;
        return Failure{OpenError{refused ? OpenError::NoPermission : OpenError::Io,
            u"%1: %2"_s.arg(from, source.errorString())}};
    }
    auto target = NewFile::create(to);
    if (!target) {
        return Failure{target.error()};
    }
    while (!source.atEnd() && (*target)->isWritable()) {
        const QByteArray piece = source.read(pieceSize);
        if (piece.isEmpty()) {
            return Failure{OpenError{OpenError::Io, u"%1: %2"_s.arg(from, source.errorString())}};
        }
        (*target)->write({piece.constData(), std::size_t(piece.size())});
    }
    return (*target)->commit();
}

bool makeDurable(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool durable = ::fchmod(descriptor, 0600) == 0 && ::fsync(descriptor) == 0;
    ::close(descriptor);
    return durable;
}

} // namespace kontor::storage
