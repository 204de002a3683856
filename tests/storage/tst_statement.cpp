// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql/Statement.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;

//! One statement, two ways to SQLite: whatever is bound comes back the same through both.
class TestStatement : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;
    std::unique_ptr<Database> m_database;

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("raw");
        QTest::newRow("the driver's handle") << true;
        QTest::newRow("QtSql") << false;
    }
    void init()
    {
        QFETCH_GLOBAL(bool, raw);
        auto opened = Database::open(m_directory.filePath(raw ? u"raw.db"_s : u"qt.db"_s),
            OpenMode::ReadWrite);
        QVERIFY(opened);
        m_database = std::move(*opened);
        if (!raw) {
            m_database->useQtSqlOnly();
        }
        QVERIFY(m_database->exec(u"DROP TABLE IF EXISTS t"_s));
        QVERIFY(m_database->exec(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER, s TEXT, b BLOB) STRICT"_s));
    }
    void cleanup() { m_database.reset(); }

    void valuesComeBackAsTheyWere()
    {
        Statement insert(*m_database, u"INSERT INTO t VALUES(?, ?, ?, ?)"_s);
        const QByteArray bytes("\0\xff\x01", 3);
        insert.bind(1, std::numeric_limits<qint64>::max(), u"Zoë Ødegård 💶"_s, bytes);
        QVERIFY(insert.run());
        insert.bind(2, std::optional<qint64>(), QString(), QByteArray());
        QVERIFY(insert.run());
        insert.bind(3, true, QVariant(u"text"_s), QVariant(QByteArray("x")));
        QVERIFY(insert.run());
        Statement select(*m_database, u"SELECT n, s, b FROM t WHERE id >= ? ORDER BY id"_s);
        select.query(1);
        QVERIFY(select.next());
        QCOMPARE(select.integer(0), std::numeric_limits<qint64>::max());
        QCOMPARE(select.text(1), u"Zoë Ødegård 💶"_s);
        QCOMPARE(select.bytes(2), bytes);
        QVERIFY(select.next());
        QCOMPARE(select.optionalInteger(0), std::optional<qint64>());
        QVERIFY(select.isNull(1) && select.isNull(2));
        QVERIFY(select.next());
        QCOMPARE(select.integer(0), 1);
        QCOMPARE(select.text(1), u"text"_s);
        QVERIFY(!select.next());
    }
    void aReadingCanBeStartedAnewHalfway()
    {
        Statement insert(*m_database, u"INSERT INTO t(id) VALUES(?)"_s);
        for (int id = 1; id <= 3; ++id) {
            insert.bind(id);
            QVERIFY(insert.run());
        }
        Statement select(*m_database, u"SELECT id FROM t WHERE id > ? ORDER BY id"_s);
        select.query(0);
        QVERIFY(select.next());
        select.query(2);
        QVERIFY(select.next());
        QCOMPARE(select.integer(0), 3);
        select.finish();
        // Nothing holds a lock any more.
        QVERIFY(m_database->exec(u"DROP TABLE t"_s));
    }
    void readingsWithinOneAnotherAreOne()
    {
        QVERIFY(m_database->exec(u"PRAGMA journal_mode=WAL"_s));
        const auto other = Database::open(m_database->path(), OpenMode::ReadWrite);
        Statement count(*m_database, u"SELECT COUNT(*) FROM t"_s);
        const auto counted = [&count] {
            const Finishing end(count);
            count.query();
            return count.next() ? count.integer(0) : -1;
        };
        for (qint64 rows = 0; rows < 2; ++rows) {
            const ReadTransaction outer(*m_database);
            QCOMPARE(counted(), rows);
            {
                const ReadTransaction inner(*m_database);
                QVERIFY((*other)->exec(u"INSERT INTO t(n) VALUES(1)"_s));
            }
            QCOMPARE(counted(), rows);
        }
        QCOMPARE(counted(), 2);
    }
    void aWritingThatFailsSaysWhy()
    {
        Statement insert(*m_database, u"INSERT INTO t(id) VALUES(?)"_s);
        insert.bind(1);
        QVERIFY(insert.run());
        insert.bind(1);
        QVERIFY(!insert.run());
        QCOMPARE(sqliteCode(insert.error()), 19);
        QVERIFY(insert.error().text().contains("UNIQUE"_L1));
        insert.bind(2);
        QVERIFY(insert.run());
    }
};

KONTOR_TEST(TestStatement)
#include "tst_statement.moc"
