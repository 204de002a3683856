// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/PrivateDirectory.h"

#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

namespace kontor::storage {

Result<Done, OpenError> makePrivateDirectory(const QString &path)
{
    const QFileInfo there(path);
    if (there.isDir()) {
        return Done{};
    }
    if (there.exists()) {
        return Failure{OpenError{OpenError::CannotCreate,
            u"%1 cannot be made: it is there already and is no directory"_s.arg(path)}};
    }
    const QString whole = QDir(path).absolutePath();
    (void)QDir().mkpath(QFileInfo(whole).path());
    if (::mkdir(QFile::encodeName(whole).constData(), 0700) == 0 || errno == EEXIST) {
        return Done{};
    }
    const int error = errno;
    const auto code = error == EACCES || error == EPERM || error == EROFS ? OpenError::NoPermission
        : error == EIO || error == ENOSPC                                 ? OpenError::Io
                                                                          : OpenError::CannotCreate;
    return Failure{OpenError{code,
        u"%1 cannot be made: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(error)))}};
}

} // namespace kontor::storage
