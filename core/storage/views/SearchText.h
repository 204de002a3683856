// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sql/Statement.h"

namespace kontor::storage {

//! What of a row is searched: its parts without regard to case and accents, one under the other.
QString searchText(const QString &name, const QByteArray &number,
    const std::optional<QByteArray> &cpf);

//! A text as somebody typed it, ready to be looked for: folded, a CPF without its dots.
QString searchedText(const QString &typed);

//! Keeps one search table beside its rows.
class SearchTable
{
public:
    SearchTable(Database &database, const QString &table);
    //! `before` is what stood there, `after` what shall; empty for nothing.
    bool change(qint64 row, const QString &before, const QString &after);
    QString error() const { return m_error; }

private:
    bool run(Statement &statement);
    Statement m_insert;
    Statement m_delete;
    QString m_error;
};

//! A query for the rows that match, each once, with its values: by trigrams from three characters
//! on; two begin a word, one begins the whole.
struct SearchQuery
{
    QString sql;
    QVariantList values;
};
SearchQuery accountSearch(Database &database, const QString &text);
SearchQuery customerSearch(Database &database, const QString &text);

} // namespace kontor::storage
