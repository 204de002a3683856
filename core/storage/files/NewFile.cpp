// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/files/NewFile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kontor::storage {

static constexpr std::size_t bufferSize = 1 << 20;

static OpenError errorOf(const QString &path, int error)
{
    const bool refused = error == EACCES || error == EPERM || error == EROFS;
    const bool unmakable = error == EEXIST || error == ENOENT || error == ENOTDIR || error == EISDIR;
    const auto code = refused ? OpenError::NoPermission
        : unmakable           ? OpenError::CannotCreate
                              : OpenError::Io;
    return {code, u"%1: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(error)))};
}

Result<std::unique_ptr<NewFile>, OpenError> NewFile::create(const QString &path)
{
    // A link that leads nowhere has the name, too.
    if (QFileInfo::exists(path) || QFileInfo(path).isSymLink()) {
        return Failure{OpenError{OpenError::CannotCreate,
            u"%1 is there already and is not overwritten"_s.arg(path)}};
    }
    const QByteArray part = QFile::encodeName(path) + ".part";
    const int descriptor
        = ::open(part.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return Failure{errorOf(QFile::decodeName(part), errno)};
    }
    return std::unique_ptr<NewFile>(new NewFile(path, descriptor));
}

NewFile::NewFile(QString path, int descriptor)
    : m_path(std::move(path)), m_part(m_path + u".part"_s), m_descriptor(descriptor)
{
    m_buffer.reserve(bufferSize);
}

NewFile::~NewFile()
{
    ::close(m_descriptor);
    if (!m_committed) {
        ::unlink(QFile::encodeName(m_part).constData());
    }
}

void NewFile::write(std::string_view bytes)
{
    m_size += qint64(bytes.size());
    m_buffer += bytes;
    if (m_buffer.size() >= bufferSize) {
        flush();
    }
}

void NewFile::flush()
{
    std::size_t done = 0;
    while (done < m_buffer.size() && m_error == 0) {
        const ssize_t written
            = ::write(m_descriptor, m_buffer.data() + done, m_buffer.size() - done);
        if (written < 0 && errno != EINTR) {
            m_error = errno;
        }
        done += written > 0 ? std::size_t(written) : 0;
    }
    m_buffer.clear();
}

// Does not replace what somebody has put there meanwhile, where the file system can tell.
static int takeName(const QString &part, const QString &path)
{
    const QByteArray from = QFile::encodeName(part);
    const QByteArray to = QFile::encodeName(path);
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL) {
        return errno;
    }
    return std::rename(from.constData(), to.constData()) == 0 ? 0 : errno;
}

Result<Done, OpenError> NewFile::commit()
{
    flush();
    if (m_error == 0 && ::fsync(m_descriptor) != 0) {
        m_error = errno;
    }
    if (m_error != 0) {
        return Failure{errorOf(m_part, m_error)};
    }
    if (const int error = takeName(m_part, m_path); error != 0) {
        return Failure{errorOf(m_path, error)};
    }
    m_committed = true;
    return syncDirectory(QFileInfo(m_path).absolutePath())
        ? Result<Done, OpenError>(Done{})
        : Failure{errorOf(m_path, EIO)};
}

// Through neither kind of link: who owns the directory may have led it to a file of root's.
static bool isUnder(const struct stat &opened, const QString &path)
{
    struct stat named = {};
    return ::lstat(QFile::encodeName(path).constData(), &named) == 0
        && named.st_dev == opened.st_dev && named.st_ino == opened.st_ino
        && (S_ISDIR(named.st_mode) || named.st_nlink == 1);
}

bool giveToOwner(int descriptor, const QString &path)
{
    struct stat place = {};
    struct stat file = {};
    if (::geteuid() != 0) {
        return true;
    }
    const QString directory = QFileInfo(path).absolutePath();
    if (::stat(QFile::encodeName(directory).constData(), &place) != 0
        || ::fstat(descriptor, &file) != 0 || !isUnder(file, path)) {
        return false;
    }
    const bool isTheirs = place.st_uid == file.st_uid && place.st_gid == file.st_gid;
    return isTheirs || ::fchown(descriptor, place.st_uid, place.st_gid) == 0;
}

bool giveToOwner(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(),
        O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool given = giveToOwner(descriptor, path);
    ::close(descriptor);
    return given;
}

bool makePrivately(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    // One that is there is not opened: closing it would let go of the locks that SQLite may have on it.
    if (descriptor < 0) {
        return errno == EEXIST && ::access(name.constData(), R_OK | W_OK) == 0;
    }
    (void)giveToOwner(descriptor, path);
    return ::close(descriptor) == 0;
}

std::optional<OpenError> isNoFile(const QString &path)
{
    const QFileInfo there(path);
    return there.exists() && !there.isFile()
        ? std::optional(OpenError{OpenError::Config, u"%1 is not a file"_s.arg(path)})
        : std::nullopt;
}

bool renameFile(const QString &from, const QString &to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

bool syncFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool synced = ::fdatasync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

bool syncDirectory(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

} // namespace kontor::storage
