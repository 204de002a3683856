// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/Anchor.h"

#include "storage/files/NewFile.h"
#include "storage/log/HashChain.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kontor::storage {

// A slot: magic 8, count of writes 8, ledger id 16, generation 16, position 8, outcome 8, time 8,
// event hash 32, outcome hash 32, checksum 32 over all before it. Integers least significant first.
static constexpr int slotSize = 168;
static constexpr int slotDistance = 4096;
static const QByteArray magic = QByteArrayLiteral("KontorA1");

static void put(QByteArray &bytes, quint64 value)
{
    for (int i = 0; i < 8; ++i) {
        bytes += char(value >> (8 * i));
    }
}

static quint64 get(const QByteArray &bytes, int at)
{
    quint64 value = 0;
    for (int i = 7; i >= 0; --i) {
        value = (value << 8) | quint8(bytes[at + i]);
    }
    return value;
}

std::unique_ptr<Anchor> Anchor::open(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    int descriptor = ::open(name.constData(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) {
        // Exclusively: nothing is made where a link leads to.
        descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }
    if (descriptor < 0) {
        return nullptr;
    }
    std::unique_ptr<Anchor> anchor(new Anchor(descriptor));
    (void)giveToOwner(descriptor, path);
    for (int slot = 0; slot < 2; ++slot) {
        if (const auto found = anchor->readSlot(slot)) {
            anchor->m_writes = std::max(anchor->m_writes, found->first);
        }
    }
    return anchor;
}

std::optional<AnchorMark> Anchor::peek(const QString &path)
{
    // A pipe in its place is no anchor, and nobody waits for who might write into it.
    const int descriptor
        = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    return descriptor < 0 ? std::nullopt : Anchor(descriptor).read();
}

Anchor::~Anchor()
{
    ::fdatasync(m_descriptor);
    ::close(m_descriptor);
}

bool Anchor::isStillAt(const QString &path) const
{
    struct stat named = {};
    struct stat held = {};
    return ::stat(QFile::encodeName(path).constData(), &named) == 0
        && ::fstat(m_descriptor, &held) == 0 && named.st_dev == held.st_dev
        && named.st_ino == held.st_ino;
}

std::optional<std::pair<quint64, AnchorMark>> Anchor::readSlot(int slot) const
{
    QByteArray bytes(slotSize, '\0');
    if (::pread(m_descriptor, bytes.data(), slotSize, slot * slotDistance) != slotSize
        || !bytes.startsWith(magic)
        || blake2b(QByteArrayView(bytes).first(slotSize - hashSize), hashSize)
            != bytes.last(hashSize)) {
        return std::nullopt;
    }
    AnchorMark mark;
    mark.ledgerId = bytes.mid(16, 16);
    mark.generation = bytes.mid(32, 16);
    mark.head.position = qint64(get(bytes, 48));
    mark.head.outcome = qint64(get(bytes, 56));
    mark.head.recordedAt.micros = qint64(get(bytes, 64));
    mark.head.eventHash = bytes.mid(72, hashSize);
    mark.head.outcomeHash = bytes.mid(104, hashSize);
    return std::pair(get(bytes, 8), mark);
}

std::optional<AnchorMark> Anchor::read() const
{
    auto first = readSlot(0);
    auto second = readSlot(1);
    if (first && (!second || first->first > second->first)) {
        return std::move(first->second);
    }
    return second ? std::optional(std::move(second->second)) : std::nullopt;
}

bool Anchor::write(const AnchorMark &mark)
{
    ++m_writes;
    QByteArray bytes = magic;
    bytes.reserve(slotSize);
    put(bytes, m_writes);
    bytes += mark.ledgerId + mark.generation;
    put(bytes, quint64(mark.head.position));
    put(bytes, quint64(mark.head.outcome));
    put(bytes, quint64(mark.head.recordedAt.micros));
    bytes += mark.head.eventHash;
    bytes += mark.head.outcomeHash;
    bytes += blake2b(bytes, hashSize);
    KONTOR_ASSERT(bytes.size() == slotSize);
    const bool written
        = ::pwrite(m_descriptor, bytes.constData(), slotSize, off_t(m_writes % 2) * slotDistance)
        == slotSize;
    // The other slot is the whole one then: the next try is for this one again.
    m_writes -= written ? 0 : 1;
    return written;
}

bool Anchor::sync()
{
    return ::fdatasync(m_descriptor) == 0;
}

} // namespace kontor::storage
