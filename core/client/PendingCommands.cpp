// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/PendingCommands.h"

#include "foundation/LogCategories.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace kontor::client {

static constexpr auto unfinished = ".tmp"_L1;
static constexpr auto asideFolder = "unreadable"_L1;
static constexpr auto lookedAt = "looked-at"_L1;

//! A POSIX file descriptor: Qt can neither create a file with a mode nor sync one.
class PendingCommands::Descriptor
{
public:
    Descriptor(const QString &path, int flags)
        : m_fd(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600))
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    bool isOpen() const { return m_fd >= 0; }
    bool sync() const { return ::fsync(m_fd) == 0; }
    //! Ends with the program, however it ends.
    bool isLockedByAnother() const
    {
        return ::flock(m_fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    }
    bool write(QByteArrayView bytes) const
    {
        while (!bytes.isEmpty()) {
            const auto written = ::write(m_fd, bytes.data(), std::size_t(bytes.size()));
            if (written < 0 && errno != EINTR) {
                return false;
            }
            bytes = bytes.sliced(std::max<qsizetype>(written, 0));
        }
        return true;
    }

private:
    int m_fd;
};

namespace {

//! Qt's own copies where the file system refuses, and others could read the copy.
bool renameFile(const QString &from, const QString &to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

//! Under its own name there, or with a number behind it. Empty where it stays.
QString moveInto(const QString &folder, const QString &file)
{
    const QString wanted = folder + u'/' + QFileInfo(file).fileName();
    QString target = wanted;
    for (int i = 1; QFile::exists(target); ++i) {
        target = wanted + u'.' + QString::number(i);
    }
    return QDir().mkpath(folder) && renameFile(file, target) ? target : QString();
}

Failure<QString> systemError(const QString &path)
{
    return Failure{path + u": "_s + QString::fromLocal8Bit(std::strerror(errno))};
}

} // namespace

bool PendingCommands::syncDirectory(const QString &path)
{
    const Descriptor directory(path, O_RDONLY | O_DIRECTORY);
    return directory.isOpen() && directory.sync();
}

bool PendingCommands::writeAndSync(const QString &path, const QByteArray &bytes)
{
    const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
    return file.isOpen() && file.write(bytes) && file.sync();
}

static std::optional<CommandRecord> readRecord(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const auto json = parseJson(file.readAll(), {.stringBytes = 1 << 20});
    if (!json) {
        return std::nullopt;
    }
    auto record = fromJson<CommandRecord>(*json, UnknownMembers::Ignore);
    return record ? std::optional(*record) : std::nullopt;
}

PendingCommands::PendingCommands(QString directory) : m_directory(std::move(directory))
{
    QDir().mkpath(m_directory);
    QFile::setPermissions(m_directory,
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

PendingCommands::~PendingCommands() = default;

// Where nothing can be locked (a folder that is no more, a file system without locks) nobody is kept
// from what may be theirs.
bool PendingCommands::isOurs()
{
    if (!m_lock) {
        auto lock = std::make_unique<Descriptor>(m_directory, O_RDONLY | O_DIRECTORY);
        if (lock->isLockedByAnother()) {
            return false;
        }
        m_lock = std::move(lock);
    }
    return true;
}

//! Whole files only, each by one step: a crash in between leaves it in one of both places.
void PendingCommands::takeOver(const QString &from, const QString &to)
{
    const QDir before(from);
    const QStringList names = before.entryList({u"*.json"_s}, QDir::Files | QDir::Hidden);
    if (names.isEmpty() || !QDir().mkpath(to)) {
        return;
    }
    for (const QString &name : names) {
        if (!renameFile(before.filePath(name), QDir(to).filePath(name))) {
            qCWarning(logClient) << "a pending command stays in" << from << name;
        }
    }
    syncDirectory(to);
    syncDirectory(from);
}

PendingCommands::Listing PendingCommands::load()
{
    Listing listing;
    if (!isOurs()) {
        qCInfo(logClient) << "another program goes on with what is in" << m_directory;
        return listing;
    }
    const QDir directory(m_directory);
    for (const QString &name : directory.entryList(QDir::Files | QDir::Hidden, QDir::Name)) {
        const QString path = directory.filePath(name);
        if (name.endsWith(unfinished)) {
            // save() never came to its end, so nothing was sent.
            QFile::remove(path);
        } else if (auto record = readRecord(path)) {
            listing.commands.push_back(std::move(*record));
        } else if (!setAside(name)) {
            listing.setAside.append(path);
        }
    }
    const QDir aside(directory.filePath(asideFolder));
    for (const QString &name : aside.entryList(QDir::Files | QDir::Hidden, QDir::Name)) {
        listing.setAside.append(aside.filePath(name));
    }
    std::stable_sort(listing.commands.begin(), listing.commands.end(),
        [](const CommandRecord &a, const CommandRecord &b) { return a.createdAt < b.createdAt; });
    return listing;
}

Result<Done, QString> PendingCommands::save(const CommandRecord &record)
{
    const QString path = pathOf(record.key);
    const QString temporary = path + unfinished;
    if (!writeAndSync(temporary, toJson(record))) {
        return systemError(temporary);
    }
    if (!renameFile(temporary, path)) {
        return systemError(path);
    }
    if (!syncDirectory(m_directory)) {
        return systemError(m_directory);
    }
    return Done{};
}

bool PendingCommands::remove(const QByteArray &key)
{
    const QByteArray path = QFile::encodeName(pathOf(key));
    if (::unlink(path.constData()) != 0) {
        const bool isGone = errno == ENOENT;
        if (!isGone) {
            qCWarning(logClient) << "cannot remove" << path << std::strerror(errno);
        }
        return isGone;
    }
    return syncDirectory(m_directory);
}

// A key may hold any printable character; its digest is always a file name.
QString PendingCommands::pathOf(const QByteArray &key) const
{
    const QByteArray digest = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
    return m_directory + u'/' + QString::fromLatin1(digest.toHex()) + u".json"_s;
}

bool PendingCommands::setAside(const QString &name)
{
    const QDir directory(m_directory);
    const QString target = moveInto(directory.filePath(asideFolder), directory.filePath(name));
    qCWarning(logClient) << "a pending command cannot be read; set aside:"
                         << (target.isEmpty() ? directory.filePath(name) : target);
    return !target.isEmpty();
}

void PendingCommands::putAway(const QStringList &setAside)
{
    for (const QString &file : setAside) {
        const QString target = moveInto(QFileInfo(file).path() + u'/' + lookedAt, file);
        qCInfo(logClient) << "somebody has looked at" << (target.isEmpty() ? file : target);
    }
}

} // namespace kontor::client
