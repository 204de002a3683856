// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Random.h"
#include "preload/DiskControl.h"

#include <QByteArray>

#include <map>
#include <memory>
#include <vector>

namespace kontor::testing {

//! One entry of the preloaded library's record.
struct DiskOperation
{
    DiskEntry entry{};
    QByteArray name;
    QByteArray data;

    bool changesTheDisk() const
    {
        return entry.kind != DiskEntry::Start && entry.kind != DiskEntry::Answer;
    }
};

//! Reads the whole record; an entry that is cut off at its end (the server was killed) is left out.
std::vector<DiskOperation> readDiskRecord(const QString &path);

//! What becomes, when the power goes, of that which was written and not synced.
enum class PowerLoss
{
    LosesAll, //!< nothing but what was synced
    LosesNone, //!< as after kill -9
    LosesSome, //!< any part: sectors of 512 bytes, lengths and names, each by itself
};

//! The contents of a directory.
using DiskContents = std::map<QByteArray, QByteArray>;
//! Reads every file that a disk would keep.
DiskContents contentsOf(const QString &directory);
void writeContents(const DiskContents &contents, const QString &directory);

//! A disk as the standards promise it and no better: what is written is safe once its file was
//! synced, and a name once the directory was.
class SimulatedDisk
{
public:
    //! With everything in `contents` safe.
    explicit SimulatedDisk(const DiskContents &contents = {});

    void apply(const DiskOperation &operation);
    DiskContents afterPowerLoss(PowerLoss loss, Random &random) const;

private:
    struct Change
    {
        //! A write of `data` at `offset`; without data, the new length.
        qint64 offset = 0;
        QByteArray data;
        bool isLength = false;
    };
    struct File
    {
        QByteArray safe;
        std::vector<Change> pending;
    };
    using FilePtr = std::shared_ptr<File>;
    struct NameChange
    {
        QByteArray removed;
        QByteArray added;
        FilePtr file;
    };
    using Names = std::map<QByteArray, FilePtr>;

    void open(const DiskOperation &operation);
    void rename(const NameChange &change);
    static void applyTo(QByteArray &bytes, const Change &change);
    static void applyTo(Names &names, const NameChange &change);
    static QByteArray contentsOf(const File &file, PowerLoss loss, Random &random);
    static void applySectorsOf(
        QByteArray &bytes, const Change &change, std::uint64_t odds, Random &random);

    Names m_safeNames;
    std::vector<NameChange> m_pendingNames;
    //! As the running system sees them.
    Names m_names;
    std::map<int, FilePtr> m_open;
};

} // namespace kontor::testing
