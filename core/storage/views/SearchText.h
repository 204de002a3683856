// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sql/Statement.h"

namespace kontor::storage {

//! What of a row is searched: its parts without regard to case and accents, one under the other. Two
//! blanks stand before each word, so that even one letter that begins a word is a trigram.
QString searchText(const QString &name, const QByteArray &number,
    const std::optional<QByteArray> &cpf);

//! A text as somebody typed it, ready for the searches below: folded, umlauts marked, a CPF without its dots, no commas.
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

//! A query for the rows that match, each once, with its values: those with every word of the text, in
//! whatever order; "mueller" finds Müller and the other way round. A word of three characters or more may stand anywhere,
//! a shorter one begins a word.
struct SearchQuery
{
    QString sql;
    QVariantList values;
};
SearchQuery accountSearch(const QString &text);
SearchQuery customerSearch(const QString &text);
//! The same of the accounts that are deleted, which are not in the search table.
SearchQuery deletedAccountSearch(const QString &text);
//! The same as a condition that looks at each account: for a few of them, such as one owner's.
SearchQuery accountSays(const QString &text);

} // namespace kontor::storage
