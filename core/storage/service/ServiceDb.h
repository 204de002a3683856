// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"
#include "storage/sql/Database.h"

#include <functional>

namespace kontor::storage {

//! `service.db`: what is neither the truth nor derived from it. Secrets that must be erasable, and
//! the state of deliveries. Part of every backup.
//!
//! Bound to the thread that opened it; threads open one each. It has a rollback journal instead of a
//! write-ahead log, because several connections write, and erased secrets are overwritten in place.
class ServiceDb
{
public:
    //! Opens or makes the file, readable by its owner only, and brings it up to date. One of a newer
    //! program is refused untouched.
    static Result<std::unique_ptr<ServiceDb>, OpenError> open(const QString &directory);

    Database &database() { return *m_database; }
    //! Runs `work` in one transaction; false from it, or an error, undoes all of it. Ends the process where
    //! nobody can tell whether it did.
    Result<Done, QString> transaction(const std::function<bool()> &work);

private:
    explicit ServiceDb(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
    Result<Done, OpenError> migrate(int to);
    bool isAsBefore(std::optional<quint32> counter);

    std::unique_ptr<Database> m_database;
};

//! Whether there is no service file, or one that was cut to nothing: neither has what was in it.
bool isServiceLost(const QString &path);

//! Whether the file, if there is one, is a service file that this program knows; told without touching
//! it.
Result<Done, OpenError> checkServiceHeader(const QString &path);

} // namespace kontor::storage
