// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/files/NewDirectory.h"

#include "storage/files/NewFile.h"

#include <QDir>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

namespace kontor::storage {

Result<std::unique_ptr<NewDirectory>, OpenError> NewDirectory::create(const QString &path)
{
    // A link that leads nowhere has the name, too.
    if (QFileInfo::exists(path) || QFileInfo(path).isSymLink()) {
        return Failure{OpenError{OpenError::CannotCreate,
            u"%1 is there already and is not overwritten"_s.arg(path)}};
    }
    std::unique_ptr<NewDirectory> directory(new NewDirectory(path));
    const QString &part = directory->m_part;
    if (::mkdir(QFile::encodeName(part).constData(), 0700) == 0) {
        return directory;
    }
    const int error = errno;
    directory->m_kept = true; // by whoever has made it
    const QString why = error == EEXIST
        ? u"it was left by something that was broken off; take it away if that is so"_s
        : QString::fromLocal8Bit(std::strerror(error));
    const auto code = error == EACCES || error == EROFS ? OpenError::NoPermission
        : error == EIO || error == ENOSPC               ? OpenError::Io
                                                        : OpenError::CannotCreate;
    return Failure{OpenError{code, u"%1: %2"_s.arg(part, why)}};
}

NewDirectory::~NewDirectory()
{
    if (!m_kept) {
        QDir(m_part).removeRecursively();
    }
}

Result<Done, OpenError> NewDirectory::keep()
{
    m_kept = syncDirectory(m_part) && renameFile(m_part, m_path)
        && syncDirectory(QFileInfo(m_path).absolutePath());
    return m_kept ? Result<Done, OpenError>(Done{})
                  : Failure{OpenError{OpenError::Io,
                      u"%1 cannot be renamed to %2"_s.arg(m_part, m_path)}};
}

} // namespace kontor::storage
