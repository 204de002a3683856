// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/LogRow.h"

#include <memory>

namespace kontor::storage {

//! The statements of an append. Two implementations that write the same rows: one through QtSql,
//! one straight to SQLite, which is twice as fast.
class RowAppender
{
public:
    virtual ~RowAppender() = default;
    virtual bool begin() = 0;
    virtual bool event(const EventRow &row) = 0;
    virtual bool outcome(const OutcomeRow &row) = 0;
    virtual bool commit() = 0;
    virtual void rollback() = 0;
    //! Of the last failure: SQLite's primary code, and words.
    virtual int errorCode() const = 0;
    virtual QString errorText() const = 0;
};

std::unique_ptr<RowAppender> makeQtSqlAppender(Database &database);
//! nullptr where the driver brought a SQLite of its own, whose handle is not ours to use.
std::unique_ptr<RowAppender> makeRawAppender(Database &database);

inline constexpr char insertEventSql[]
    = "INSERT INTO events(position, stream, version, type, schema, amount, balance_after, data,"
      " meta, recorded_at, hash) VALUES(?,?,?,?,?,?,?,?,?,?,?)";
inline constexpr char insertOutcomeSql[]
    = "INSERT INTO outcomes(seq, key, caller, fingerprint, refusal, detail, first_position,"
      " last_position, hash) VALUES(?,?,?,?,?,?,?,?,?)";

} // namespace kontor::storage
