// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

// What a test and the server that it torments share: a small file that both have mapped, and the
// record of what was written. No Qt: the preloaded library lives inside the server.

namespace kontor::testing {

//! Calls on a disk, as bits of a mask.
enum DiskCall : std::uint32_t
{
    DiskCreate = 1,
    DiskWrite = 2,
    DiskTruncate = 4,
    DiskSync = 8,
    DiskRename = 16,
    DiskUnlink = 32,
    DiskAnyCall = 63, //!< all that change it
    DiskRead = 64,
};

//! What becomes of the call that is hit.
enum class DiskFate : std::int32_t
{
    Fail, //!< `error` and nothing done
    Die, //!< kill -9 before it
    DieHalfway, //!< kill -9 with half of the bytes written
    Dawdle, //!< of a sync: done, but half a second later
};

//! Only calls on files whose name begins with `name` count, or is that and no longer where a $ ends it. To set it up: disarm (countdown 0),
//! change the rest, set the countdown last.
struct DiskControl
{
    char name[64];
    std::atomic<std::uint32_t> calls;
    std::atomic<DiskFate> fate;
    std::atomic<std::int32_t> error;
    //! Every later call fails too.
    std::atomic<bool> sticky;
    //! The so-many-th call from now on is hit; 0: none.
    std::atomic<std::int64_t> countdown;
    //! Calls that counted, and that were hit, since the countdown was set.
    std::atomic<std::int64_t> seen;
    std::atomic<std::int64_t> hits;
};

//! Environment variables of the preloaded library.
inline constexpr char diskDirectoryVariable[] = "KONTOR_DISK_DIRECTORY";
inline constexpr char diskControlVariable[] = "KONTOR_DISK_CONTROL";
inline constexpr char diskRecordVariable[] = "KONTOR_DISK_RECORD";

//! One entry of the record; `nameSize` bytes of name and `size` bytes of data follow.
struct DiskEntry
{
    enum Kind : std::uint32_t
    {
        Start, //!< a process began: no file is open any more
        Open, //!< `file` is the file called `name`; `offset` bits: 1 made new, 2 emptied
        Nameless, //!< `file` is a new file without a name yet
        Write, //!< data at `offset` of `file`
        Truncate, //!< `file` to `offset` bytes
        Sync, //!< of `file`
        SyncNames, //!< of the directory itself
        Link, //!< `file` got `name`
        Rename, //!< `name` is now called `data`
        Unlink, //!< `name`
        Answer, //!< these bytes are about to leave for a client
    };
    Kind kind;
    std::int32_t file;
    std::int64_t offset;
    std::uint32_t nameSize;
    std::uint32_t size;
};

} // namespace kontor::testing
