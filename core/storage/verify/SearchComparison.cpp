// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/SearchComparison.h"

#include "storage/verify/RowDigest.h"

#include <algorithm>

namespace kontor::storage {

static constexpr qint64 textsAtOnce = 20'000;

SearchComparison::SearchComparison(Database &views, const QString &table)
    : m_views(views), m_table(table)
{
    if (exec(u"CREATE VIRTUAL TABLE temp.expected USING fts5(text, tokenize='trigram', content='',"
             " columnsize=0)"_s)
        && exec(u"CREATE VIRTUAL TABLE temp.expected_terms"
                " USING fts5vocab(temp, expected, instance)"_s)
        && exec(u"CREATE VIRTUAL TABLE temp.found_terms USING fts5vocab(main, %1, instance)"_s.arg(
            m_table))) {
        m_insert.emplace(m_views, u"INSERT INTO temp.expected(rowid, text) VALUES(?,?)"_s);
    }
}

SearchComparison::~SearchComparison()
{
    m_insert.reset();
    for (const auto &table : {u"found_terms"_s, u"expected_terms"_s, u"expected"_s}) {
        (void)m_views.exec(u"DROP TABLE IF EXISTS temp."_s + table);
    }
}

bool SearchComparison::exec(const QString &sql)
{
    const auto done = m_views.exec(sql);
    if (!done) {
        m_views.readingFailed(done.error());
        m_works = false;
    }
    return m_works;
}

static quint64 digestOf(QByteArrayView term)
{
    quint64 digest = 0xCBF29CE484222325ULL;
    for (const char c : term) {
        digest = (digest ^ quint8(c)) * 0x100000001B3ULL;
    }
    return digest;
}

static quint64 placeDigest(QByteArrayView term, qint64 row, qint64 offset)
{
    return mixed({qint64(digestOf(term)), row, offset});
}

static bool isPlain(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
        [](QChar c) { return c > u'\0' && c < u'\x7F' && (c < u'A' || c > u'Z'); });
}

void SearchComparison::expect(qint64 row, const QString &text)
{
    if (isPlain(text)) {
        // Three characters from each on, as they are: what SQLite does, and several times as fast.
        const QByteArray plain = text.toLatin1();
        for (qsizetype at = 0; at + 3 <= plain.size(); ++at) {
            m_wanted += placeDigest(QByteArrayView(plain).sliced(at, 3), row, at);
        }
    } else if (m_works) {
        m_insert->bind(row, text);
        m_works = m_insert->run();
        if (++m_waiting == textsAtOnce) {
            takeApart();
        }
    }
}

void SearchComparison::takeApart()
{
    m_wanted += sumOf(u"expected_terms"_s);
    m_waiting = 0;
    (void)exec(u"INSERT INTO temp.expected(expected) VALUES('delete-all')"_s);
}

quint64 SearchComparison::sumOf(const QString &terms)
{
    Statement rows(m_views, u"SELECT CAST(term AS BLOB), doc, offset FROM temp."_s + terms);
    rows.query();
    quint64 sum = 0;
    while (rows.next()) {
        sum += placeDigest(rows.bytes(0), rows.integer(1), rows.integer(2));
    }
    return sum;
}

bool SearchComparison::isEqual()
{
    takeApart();
    const quint64 found = sumOf(u"found_terms"_s);
    return m_works && !m_views.fault() && found == m_wanted;
}

} // namespace kontor::storage
