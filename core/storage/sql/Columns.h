// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Uuid.h"
#include "storage/sql/Statement.h"

#include <algorithm>

namespace kontor::storage {

//! An id as the 16 bytes of a BLOB column, and back.
inline QByteArray idColumn(const Uuid &id)
{
    return QByteArray(reinterpret_cast<const char *>(id.bytes.data()), qsizetype(id.bytes.size()));
}

inline Uuid idFromColumn(const QByteArray &bytes)
{
    Uuid id;
    std::copy_n(bytes.begin(), std::min<qsizetype>(16, bytes.size()), id.bytes.begin());
    return id;
}

//! Runs a writing statement; what went wrong, if anything.
inline Result<Done, QString> runWriting(Statement &statement)
{
    if (!statement.run()) {
        return Failure{statement.error().text()};
    }
    statement.finish();
    return Done{};
}

//! By the statement that ran last.
inline int changedRows(Database &database)
{
    return database.scalar(u"SELECT changes()"_s).toInt();
}

} // namespace kontor::storage
