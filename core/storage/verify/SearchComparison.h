// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sql/Statement.h"

namespace kontor::storage {

//! Holds what a search table of the views finds against the texts that it should have. The table does
//! not keep its texts, so that they are taken apart anew: where it is not plain how, by the same
//! SQLite, in a table of its own in memory, some at a time. Every trigram must stand at the same places.
class SearchComparison
{
public:
    //! The connection keeps its faults, and temporary tables in memory.
    SearchComparison(Database &views, const QString &table);
    ~SearchComparison();
    SearchComparison(const SearchComparison &) = delete;
    SearchComparison &operator=(const SearchComparison &) = delete;

    void expect(qint64 row, const QString &text);
    //! After the last one.
    bool isEqual();

private:
    bool exec(const QString &sql);
    //! The sum over every place of every trigram.
    quint64 sumOf(const QString &terms);
    void takeApart();

    Database &m_views;
    QString m_table;
    std::optional<Statement> m_insert;
    qint64 m_waiting = 0;
    quint64 m_wanted = 0;
    bool m_works = true;
};

} // namespace kontor::storage
