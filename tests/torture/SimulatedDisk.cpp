// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/SimulatedDisk.h"

#include <QDir>
#include <QFile>

#include <cstring>

namespace kontor::testing {

using namespace Qt::StringLiterals;

static constexpr qint64 sectorSize = 512;

DiskContents contentsOf(const QString &directory)
{
    DiskContents contents;
    for (const QString &name : QDir(directory).entryList(QDir::Files)) {
        if (name.endsWith("-shm"_L1) || name == "server.log"_L1) {
            continue;
        }
        QFile file(directory + u'/' + name);
        contents[name.toUtf8()] = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    return contents;
}

void writeContents(const DiskContents &contents, const QString &directory)
{
    for (const auto &[name, bytes] : contents) {
        QFile file(directory + u'/' + QString::fromUtf8(name));
        // As the server makes them: it takes no key that others can read.
        if (!file.open(QIODevice::WriteOnly)
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
            || file.write(bytes) != bytes.size()) {
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        }
    }
}

std::vector<DiskOperation> readDiskRecord(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(path));
    }
    const QByteArray bytes = file.readAll();
    std::vector<DiskOperation> operations;
    for (qsizetype at = 0; at + qsizetype(sizeof(DiskEntry)) <= bytes.size();) {
        DiskOperation operation;
        std::memcpy(&operation.entry, bytes.constData() + at, sizeof(DiskEntry));
        at += qsizetype(sizeof(DiskEntry));
        const qsizetype nameSize = operation.entry.nameSize;
        const qsizetype size = operation.entry.size;
        if (at + nameSize + size > bytes.size()) {
            break;
        }
        operation.name = bytes.sliced(at, nameSize);
        operation.data = bytes.sliced(at + nameSize, size);
        at += nameSize + size;
        operations.push_back(std::move(operation));
    }
    return operations;
}

SimulatedDisk::SimulatedDisk(const DiskContents &contents)
{
    for (const auto &[name, bytes] : contents) {
        m_safeNames[name] = std::make_shared<File>(File{bytes, {}});
    }
    m_names = m_safeNames;
}

void SimulatedDisk::open(const DiskOperation &operation)
{
    const bool madeNew = operation.entry.offset & 1;
    if (madeNew || !m_names.contains(operation.name)) {
        rename({{}, operation.name, std::make_shared<File>()});
    }
    const FilePtr &file = m_open[operation.entry.file] = m_names[operation.name];
    if (operation.entry.offset & 2) {
        file->pending.push_back({0, {}, true});
    }
}

void SimulatedDisk::rename(const NameChange &change)
{
    applyTo(m_names, change);
    m_pendingNames.push_back(change);
}

void SimulatedDisk::apply(const DiskOperation &operation)
{
    const DiskEntry &entry = operation.entry;
    switch (entry.kind) {
    case DiskEntry::Start:
        m_open.clear();
        break;
    case DiskEntry::Open:
        open(operation);
        break;
    case DiskEntry::Nameless:
        m_open[entry.file] = std::make_shared<File>();
        break;
    case DiskEntry::Write:
        m_open.at(entry.file)->pending.push_back({entry.offset, operation.data, false});
        break;
    case DiskEntry::Truncate:
        m_open.at(entry.file)->pending.push_back({entry.offset, {}, true});
        break;
    case DiskEntry::Sync: {
        File &file = *m_open.at(entry.file);
        for (const Change &change : file.pending) {
            applyTo(file.safe, change);
        }
        file.pending.clear();
        break;
    }
    case DiskEntry::SyncNames:
        m_pendingNames.clear();
        m_safeNames = m_names;
        break;
    case DiskEntry::Link:
        rename({{}, operation.name, m_open.at(entry.file)});
        break;
    case DiskEntry::Rename:
        rename({operation.name, operation.data, m_names.at(operation.name)});
        break;
    case DiskEntry::Unlink:
        rename({operation.name, {}, nullptr});
        break;
    case DiskEntry::Answer:
        break;
    }
}

void SimulatedDisk::applyTo(Names &names, const NameChange &change)
{
    names.erase(change.removed);
    if (change.file) {
        names[change.added] = change.file;
    }
}

void SimulatedDisk::applyTo(QByteArray &bytes, const Change &change)
{
    if (change.isLength) {
        bytes.resize(change.offset, '\0');
        return;
    }
    if (bytes.size() < change.offset + change.data.size()) {
        bytes.resize(change.offset + change.data.size(), '\0');
    }
    std::memcpy(
        bytes.data() + change.offset, change.data.constData(), std::size_t(change.data.size()));
}

// Each sector arrives or does not; where the file grows, its new length may arrive without them.
void SimulatedDisk::applySectorsOf(
    QByteArray &bytes, const Change &change, std::uint64_t odds, Random &random)
{
    const auto arrives = [&] { return random.next() % 8 < odds; };
    if (change.isLength) {
        if (arrives()) {
            applyTo(bytes, change);
        }
        return;
    }
    const qint64 end = change.offset + change.data.size();
    if (bytes.size() < end && arrives()) {
        bytes.resize(end, '\0');
    }
    for (qint64 at = change.offset; at < end;) {
        const qint64 next = std::min(end, (at / sectorSize + 1) * sectorSize);
        if (arrives()) {
            applyTo(bytes, {at, change.data.sliced(at - change.offset, next - at), false});
        }
        at = next;
    }
}

QByteArray SimulatedDisk::contentsOf(const File &file, PowerLoss loss, Random &random)
{
    QByteArray bytes = file.safe;
    const std::uint64_t odds = 1 + random.next() % 7;
    for (const Change &change : file.pending) {
        if (loss == PowerLoss::LosesNone) {
            applyTo(bytes, change);
        } else if (loss == PowerLoss::LosesSome) {
            applySectorsOf(bytes, change, odds, random);
        }
    }
    return bytes;
}

DiskContents SimulatedDisk::afterPowerLoss(PowerLoss loss, Random &random) const
{
    Names names = m_safeNames;
    const std::uint64_t odds = 1 + random.next() % 7;
    for (const NameChange &change : m_pendingNames) {
        const bool arrives = loss == PowerLoss::LosesSome && random.next() % 8 < odds;
        if (loss == PowerLoss::LosesNone || arrives) {
            applyTo(names, change);
        }
    }
    DiskContents contents;
    for (const auto &[name, file] : names) {
        contents[name] = contentsOf(*file, loss, random);
    }
    return contents;
}

} // namespace kontor::testing
