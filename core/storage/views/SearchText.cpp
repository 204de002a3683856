// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SearchText.h"

#include "foundation/Fold.h"

#include <QRegularExpression>

#include <algorithm>

namespace kontor::storage {

static const QString beforeWord = u"  "_s;

// The blanks in a folded text are single ones.
static QString withSpacedWords(const QString &text)
{
    return beforeWord + QString(text).replace(u' ', beforeWord);
}

QString searchText(const QString &name, const QByteArray &number,
    const std::optional<QByteArray> &cpf)
{
    QString text = withSpacedWords(folded(name));
    if (!number.isEmpty()) {
        text += u'\n' + withSpacedWords(folded(QString::fromUtf8(number)));
    }
    if (cpf) {
        text += u'\n' + withSpacedWords(QString::fromLatin1(*cpf));
    }
    return text;
}

// "Weber, Carla" means the words; a number's dash may have come as another hyphen, or as a blank.
static QString foldedWords(const QString &typed)
{
    static const QRegularExpression number(u"^(\\d{7})[ \\x{2010}-\\x{2013}](\\d)$"_s);
    const QString words
        = foldedQuery(QString(typed).replace(u',', u' ')).replace(number, u"\\1-\\2"_s);
    return words.isEmpty() ? folded(typed) : words;
}

QString searchedText(const QString &typed)
{
    QString digits;
    for (const QChar c : typed) {
        if (c >= u'0' && c <= u'9') {
            digits += c;
        } else if (c != u'.' && c != u'-' && c != u' ') {
            return foldedWords(typed);
        }
    }
    return digits.size() == 11 ? digits : foldedWords(typed);
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

// In quotes it is a phrase: nothing in it is an operator.
static QString phrase(QString text)
{
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

// Characters, whatever their number of 16-bit units; behind the blanks a short word is a trigram, too.
static QString asTrigrams(const QString &word)
{
    const qsizetype missing = std::max<qsizetype>(0, 3 - word.toUcs4().size());
    return phrase(beforeWord.first(missing) + word);
}

// The branch's own numbers are eight digits, which many write without the dash before the last.
static QString withDash(const QString &text)
{
    const bool isNumber = text.size() == 8
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? text.first(7) + u'-' + text.last(1) : QString();
}

static SearchQuery search(const QString &table, const QString &text)
{
    if (const QString number = withDash(text); !number.isEmpty()) {
        return {u"SELECT rowid FROM %1 WHERE %1 MATCH ?"_s.arg(table),
            {u"%1 OR %2"_s.arg(phrase(text), phrase(number))}};
    }
    QStringList phrases;
    for (const QString &word : text.split(u' ')) {
        QStringList either;
        for (const QString &spelling : spellings(word)) {
            either += asTrigrams(spelling);
        }
        phrases += either.size() == 1 ? either.first() : u'(' + either.join(u" OR "_s) + u')';
    }
    phrases.removeDuplicates();
    return {u"SELECT rowid FROM %1 WHERE %1 MATCH ?"_s.arg(table), {phrases.join(u" AND "_s)}};
}

SearchQuery accountSearch(const QString &text)
{
    return search(u"account_search"_s, text);
}

SearchQuery customerSearch(const QString &text)
{
    return search(u"customer_search"_s, text);
}

// They are few, and asked for seldom: each is looked at.
SearchQuery deletedAccountSearch(const QString &text)
{
    SearchQuery query = accountSays(text);
    query.sql.prepend(u"SELECT stream FROM accounts WHERE deleted = 1 AND "_s);
    return query;
}

SearchQuery accountSays(const QString &text)
{
    static const QString says
        = u"instr(' ' || folded || char(10) || ' ' || lower(number) || char(10)"
          " || ' ' || ifnull(cpf, ''), ?) > 0"_s;
    // Numbers from elsewhere may have the same eight digits, without a dash.
    if (const QString number = withDash(text); !number.isEmpty()) {
        return {u"(%1 OR %1)"_s.arg(says), {text, number}};
    }
    SearchQuery query;
    QStringList all;
    for (const QString &word : text.split(u' ')) {
        QStringList either;
        for (const QString &spelling : spellings(word)) {
            either += says;
            query.values += spelling.toUcs4().size() < 3 ? u' ' + spelling : spelling;
        }
        all += u'(' + either.join(u" OR "_s) + u')';
    }
    query.sql = all.join(u" AND "_s);
    return query;
}

} // namespace kontor::storage
