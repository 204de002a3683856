// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace kontor::storage {

//! Tries whether the directory's disk takes a megabyte, durably, and gives it back.
bool hasRoom(const QString &directory);

//! What making a few kilobytes durable takes there: the median of some tries. Nothing where it cannot
//! be done.
std::optional<std::chrono::microseconds> syncTime(const QString &directory);

//! What the file system says about itself.
struct DiskSpace
{
    //! Bytes.
    qint64 free = 0;
    qint64 size = 0;
    //! On another machine: its locks and syncs are not to be relied on.
    bool isRemote = false;
};
std::optional<DiskSpace> diskSpace(const QString &directory);

//! What to add where something there failed: SQLite has many words for a disk without room. Empty where
//! there is room: a disk that fails is another matter.
QString fullDiskNote(const QString &directory);

} // namespace kontor::storage
