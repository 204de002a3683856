// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "foundation/Result.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kontor::storage {

//! A file that appears under its name whole and on disk, or not at all, and never in the place of
//! another: written as NAME.part, synced, renamed. Only its owner may read it.
class NewFile
{
public:
    //! Refuses where the name is taken.
    static Result<std::unique_ptr<NewFile>, OpenError> create(const QString &path);
    //! Takes the half-written file away, unless it was committed.
    ~NewFile();
    NewFile(const NewFile &) = delete;
    NewFile &operator=(const NewFile &) = delete;

    //! Buffered. What goes wrong is told by commit(); once it did, nothing more is written.
    void write(std::string_view bytes);
    bool isWritable() const { return m_error == 0; }
    Result<Done, OpenError> commit();
    qint64 size() const { return m_size; }

private:
    NewFile(QString path, int descriptor);
    void flush();

    QString m_path;
    QString m_part;
    int m_descriptor;
    int m_error = 0;
    qint64 m_size = 0;
    std::string m_buffer;
    bool m_committed = false;
};

//! What root makes in somebody else's directory becomes theirs: it is their server that has to open it.
//! Does nothing for any other user. False where it cannot be given, or the name leads elsewhere.
bool giveToOwner(const QString &path);
bool giveToOwner(int descriptor, const QString &path);

//! Makes an empty file that nobody but its owner can read for a moment, where there is none. The owner
//! is that of the directory, where root makes it.
bool makePrivately(const QString &path);

//! That something else stands there: a pipe, a device, a directory.
std::optional<OpenError> isNoFile(const QString &path);

//! A file or a directory; replaces a file that has the name. Qt's own copies where the file system refuses,
//! and others can read the copy of a key.
bool renameFile(const QString &from, const QString &to);

//! What was written to a file survives a power cut. Closes what it opens: not for a file that SQLite has
//! open in this process.
bool syncFile(const QString &path);

//! Makes new and renamed files in a directory survive a power cut.
bool syncDirectory(const QString &path);

} // namespace kontor::storage
