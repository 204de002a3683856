// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql/PacedWrites.h"

#include <sqlite3.h>

#include <cstddef>
#include <new>

// A file of the default VFS stays what it is, with the pace appended to it: only its table of
// methods is exchanged for a copy that writes and syncs through here.

namespace kontor::storage {

namespace {

constexpr sqlite3_int64 pieceBytes = 1024 * 1024;

struct Pace
{
    const sqlite3_io_methods *plain = nullptr;
    sqlite3_io_methods paced{};
    sqlite3_int64 unsynced = 0;
};

sqlite3_vfs *plainVfs = nullptr;

constexpr int paceOffset(int fileBytes)
{
    const int alignment = alignof(std::max_align_t);
    return (fileBytes + alignment - 1) / alignment * alignment;
}

Pace &paceOf(sqlite3_file *file)
{
    return *std::launder(reinterpret_cast<Pace *>(
        reinterpret_cast<std::byte *>(file) + paceOffset(plainVfs->szOsFile)));
}

int sync(sqlite3_file *file, int flags)
{
    Pace &pace = paceOf(file);
    pace.unsynced = 0;
    return pace.plain->xSync(file, flags);
}

int write(sqlite3_file *file, const void *data, int bytes, sqlite3_int64 offset)
{
    Pace &pace = paceOf(file);
    const int written = pace.plain->xWrite(file, data, bytes, offset);
    if (written != SQLITE_OK) {
        return written;
    }
    pace.unsynced += bytes;
    return pace.unsynced < pieceBytes ? SQLITE_OK
                                      : sync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

int open(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    const int opened = plainVfs->xOpen(plainVfs, path, file, flags, outFlags);
    if (opened != SQLITE_OK || (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0) {
        return opened;
    }
    Pace *pace = new (reinterpret_cast<std::byte *>(file) + paceOffset(plainVfs->szOsFile)) Pace;
    pace->plain = file->pMethods;
    pace->paced = *pace->plain;
    pace->paced.xWrite = write;
    pace->paced.xSync = sync;
    file->pMethods = &pace->paced;
    return SQLITE_OK;
}

const char *registerVfs()
{
    static sqlite3_vfs vfs;
    plainVfs = sqlite3_vfs_find(nullptr);
    if (!plainVfs) {
        return nullptr;
    }
    vfs = *plainVfs;
    vfs.zName = "kontor-paced";
    vfs.szOsFile = paceOffset(plainVfs->szOsFile) + int(sizeof(Pace));
    vfs.xOpen = open;
    return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? "vfs=kontor-paced" : nullptr;
}

} // namespace

const char *pacedWrites()
{
    static const char *parameter = registerVfs();
    return parameter;
}

} // namespace kontor::storage
