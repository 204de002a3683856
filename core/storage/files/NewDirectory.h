// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "foundation/Result.h"

#include <memory>

namespace kontor::storage {

//! A directory that appears under its name with all that is in it, or not at all, and never in the
//! place of another: filled as NAME.part, synced, renamed. Only its owner may look into it.
class NewDirectory
{
public:
    //! Refuses where the name is taken.
    static Result<std::unique_ptr<NewDirectory>, OpenError> create(const QString &path);
    //! Takes it away with all that is in it, unless it was kept.
    ~NewDirectory();
    NewDirectory(const NewDirectory &) = delete;
    NewDirectory &operator=(const NewDirectory &) = delete;

    //! Where it is until it is kept.
    QString part() const { return m_part; }
    Result<Done, OpenError> keep();

private:
    explicit NewDirectory(const QString &path) : m_path(path), m_part(path + u".part"_s) {}
    QString m_path;
    QString m_part;
    bool m_kept = false;
};

} // namespace kontor::storage
