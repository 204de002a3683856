// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SearchText.h"

#include "storage/views/Fold.h"

namespace kontor::storage {

QString searchText(const QString &name, const QByteArray &number,
    const std::optional<QByteArray> &cpf)
{
    QString text = folded(name);
    if (!number.isEmpty()) {
        text += u'\n' + folded(QString::fromUtf8(number));
    }
    if (cpf) {
        text += u'\n' + QString::fromLatin1(*cpf);
    }
    return text;
}

QString searchedText(const QString &typed)
{
    QString digits;
    for (const QChar c : typed) {
        if (c >= u'0' && c <= u'9') {
            digits += c;
        } else if (c != u'.' && c != u'-' && c != u' ') {
            return folded(typed);
        }
    }
    return digits.size() == 11 ? digits : folded(typed);
}

SearchTable::SearchTable(Database &database, const QString &table)
    : m_insert(database, u"INSERT INTO %1(rowid, text) VALUES(?,?)"_s.arg(table)),
      m_delete(database, u"INSERT INTO %1(%1, rowid, text) VALUES('delete',?,?)"_s.arg(table))
{
}

bool SearchTable::run(Statement &statement)
{
    if (statement.run()) {
        return true;
    }
    m_error = statement.error().text();
    return false;
}

bool SearchTable::change(qint64 row, const QString &before, const QString &after)
{
    if (before == after) {
        return true;
    }
    if (!before.isEmpty()) {
        m_delete.bind(row, before);
        if (!run(m_delete)) {
            return false;
        }
    }
    if (after.isEmpty()) {
        return true;
    }
    m_insert.bind(row, after);
    return run(m_insert);
}

// A trigram is three characters, whatever their number of 16-bit units.
static bool hasTrigram(const QString &text)
{
    return text.toUcs4().size() >= 3;
}

// In quotes it is a phrase: nothing in it is an operator.
static QString phrase(QString text)
{
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

// The first text that sorts after everything that begins with this one.
static QString after(const QString &text)
{
    return text + QString::fromUcs4(U"\U0010FFFF", 1);
}

static bool findsAnything(Database &database, const SearchQuery &query)
{
    Statement statement(database, query.sql + u" LIMIT 1"_s);
    statement.bindAll(query.values);
    statement.start();
    const bool found = statement.next();
    statement.finish();
    return found;
}

static SearchQuery trigrams(const QString &table, const QString &text)
{
    return {u"SELECT rowid FROM %1 WHERE %1 MATCH ?"_s.arg(table), {phrase(text)}};
}

// Most of them find nothing: names begin with letters and numbers with digits, and making one set of
// several costs more than all the rest.
static SearchQuery together(Database &database, const std::vector<SearchQuery> &queries)
{
    SearchQuery all;
    for (const SearchQuery &query : queries) {
        if (findsAnything(database, query)) {
            all.sql += (all.sql.isEmpty() ? u""_s : u" UNION "_s) + query.sql;
            all.values += query.values;
        }
    }
    return all.sql.isEmpty() ? queries.front() : all;
}

// The plus keeps SQLite from taking the index over `deleted` alone, which nearly every row passes.
static SearchQuery accountsFrom(const QString &column, const QString &text)
{
    return {u"SELECT stream FROM accounts WHERE %1 >= ? AND %1 < ? AND +deleted = 0"_s.arg(column),
        {text, after(text)}};
}

// Two letters behind a space are a trigram: so does a later word begin.
static SearchQuery search(Database &database, const QString &table, const QString &text,
    std::vector<SearchQuery> beginnings)
{
    if (hasTrigram(text)) {
        return trigrams(table, text);
    }
    if (const QString word = u' ' + text; hasTrigram(word)) {
        beginnings.push_back(trigrams(table, word));
    }
    return together(database, beginnings);
}

SearchQuery accountSearch(Database &database, const QString &text)
{
    return search(database, u"account_search"_s, text,
        {accountsFrom(u"folded"_s, text), accountsFrom(u"number"_s, text)});
}

SearchQuery customerSearch(Database &database, const QString &text)
{
    return search(database, u"customer_search"_s, text,
        {{u"SELECT stream FROM customers WHERE folded >= ? AND folded < ?"_s, {text, after(text)}}});
}

} // namespace kontor::storage
