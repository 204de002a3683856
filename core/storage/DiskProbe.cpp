// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/DiskProbe.h"

#include "foundation/Strings.h"

#include <QByteArray>
#include <QFile>

#include <algorithm>
#include <set>
#include <vector>

#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace kontor::storage {

//! A file without a name, which nobody has to take away.
class Probe
{
public:
    explicit Probe(const QString &directory)
    {
        const QByteArray path = QFile::encodeName(directory + u"/disk.probe"_s);
        m_descriptor
            = ::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (m_descriptor >= 0) {
            ::unlink(path.constData());
        }
    }
    ~Probe()
    {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }
    Probe(const Probe &) = delete;
    Probe &operator=(const Probe &) = delete;

    bool takes(qsizetype size, qint64 at = 0) const
    {
        const QByteArray bytes(size, '\0');
        return m_descriptor >= 0
            && ::pwrite(m_descriptor, bytes.constData(), std::size_t(size), off_t(at)) == size
            && ::fdatasync(m_descriptor) == 0;
    }

private:
    int m_descriptor;
};

// What statvfs says is not asked: quotas, reserves and sparse layers are known to the write alone.
bool hasRoom(const QString &directory)
{
    return Probe(directory).takes(1024 * 1024);
}

std::optional<std::chrono::microseconds> syncTime(const QString &directory)
{
    static constexpr int tries = 21;
    static constexpr qsizetype pageSize = 4'096;
    using Clock = std::chrono::steady_clock;
    const Probe probe(directory);
    std::vector<Clock::duration> times;
    for (int i = 0; i < tries; ++i) {
        const auto start = Clock::now();
        if (!probe.takes(pageSize, i * pageSize)) {
            return std::nullopt;
        }
        times.push_back(Clock::now() - start);
    }
    std::nth_element(times.begin(), times.begin() + tries / 2, times.end());
    return std::chrono::duration_cast<std::chrono::microseconds>(times[tries / 2]);
}

std::optional<DiskSpace> diskSpace(const QString &directory)
{
    struct statfs status{};
    if (::statfs(QFile::encodeName(directory).constData(), &status) != 0) {
        return std::nullopt;
    }
    // NFS, SMB, CIFS and its successor, Ceph, AFS.
    static const std::set<quint32> remote{
        0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x00C36400, 0x5346414F};
    return DiskSpace{qint64(status.f_bavail) * qint64(status.f_bsize),
        qint64(status.f_blocks) * qint64(status.f_bsize), remote.contains(quint32(status.f_type))};
}

QString fullDiskNote(const QString &directory)
{
    static constexpr qint64 kibibyte = 1024;
    const auto disk = diskSpace(directory);
    return disk && disk->free < 1024 * kibibyte
        ? u" (the disk is full: %1 KiB are left)"_s.arg(disk->free / kibibyte)
        : QString();
}

} // namespace kontor::storage
