// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PrivateFile.h"

#include "foundation/Strings.h"
#include "storage/files/NewFile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <unistd.h>

namespace kontor::server {

Result<Done, QString> writePrivately(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.flush() && ::fsync(file.handle()) == 0
        && file.commit() && storage::syncDirectory(QFileInfo(path).path());
    (void)(written && storage::giveToOwner(path));
    return written ? Result<Done, QString>(Done{})
                   : Failure{u"%1: %2"_s.arg(path, file.errorString())};
}

Result<QByteArray, storage::OpenError> readPrivate(const QString &path)
{
    using storage::OpenError;
    QFile file(path);
    // Neither a pipe that nobody writes into nor a device that never ends.
    if (file.exists() && !QFileInfo(path).isFile()) {
        return Failure{OpenError{OpenError::Config, u"%1 is not a file"_s.arg(path)}};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        const bool refused = file.error() == QFile::PermissionsError
            || (file.exists() && !QFileInfo(path).isReadable());
        return Failure{OpenError{refused ? OpenError::NoPermission : OpenError::Io,
            u"%1: %2"_s.arg(path, file.errorString())}};
    }
    constexpr auto others
        = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (file.permissions() & others) {
        return Failure{OpenError{OpenError::Config,
            u"%1: others can read it; chmod 600 it, and take its secret for known"_s.arg(path)}};
    }
    return file.readAll();
}

} // namespace kontor::server
