// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/AuditTrail.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;

// audit.db, as it is found at a start.
class tst_AuditFile : public QObject
{
    Q_OBJECT

    static AuditRow row(qint64 id)
    {
        AuditRow row;
        row.id = id;
        return row;
    }
    static AuditRow rowAt(qint64 id, qint64 seconds, const QByteArray &method = "POST")
    {
        AuditRow row;
        row.id = id;
        row.at = Timestamp().plusSeconds(seconds);
        row.method = method;
        return row;
    }
    static std::vector<qint64> found(AuditTrail &trail, AuditFilter filter)
    {
        filter.before = filter.before == 0 ? 1'000 : filter.before;
        filter.limit = filter.limit == 0 ? 100 : filter.limit;
        std::vector<qint64> ids;
        for (const AuditRow &row : trail.find(filter)) {
            ids.push_back(row.id);
        }
        return ids;
    }
    static Timestamp second(qint64 number) { return Timestamp().plusSeconds(number); }
    //! As the first version of the file was.
    static void makeFirstVersion(const QString &path)
    {
        const auto database = Database::open(path, OpenMode::ReadWrite);
        QVERIFY((*database)->execAll(
            {u"DROP INDEX audit_by_time"_s, u"DROP INDEX audit_by_correlation"_s,
                u"ALTER TABLE audit DROP COLUMN actor_id"_s, u"PRAGMA user_version=1"_s}));
    }
    using Ids = std::vector<qint64>;
    //! All of the table's first page.
    static void overwriteTable(const QString &path)
    {
        const auto number
            = (*Database::open(path, OpenMode::ReadOnly))
                  ->scalar(u"SELECT rootpage FROM sqlite_schema WHERE name = 'audit'"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek((number.toLongLong() - 1) * 4096));
        QCOMPARE(file.write(QByteArray(4096, '\0')), 4096);
    }

private Q_SLOTS:
    void theLastNumberIsFoundAgain()
    {
        const QTemporaryDir directory;
        QCOMPARE(*(*AuditTrail::open(directory.path()))->lastId(), 0);
        QVERIFY((*AuditTrail::open(directory.path()))->add({row(1), row(2)}));
        QCOMPARE(*(*AuditTrail::open(directory.path()))->lastId(), 2);
    }
    // So that nobody's row waits while a day of a million is forgotten.
    void whatIsOldIsForgottenInPieces()
    {
        const QTemporaryDir directory;
        const auto trail = std::move(*AuditTrail::open(directory.path()));
        std::vector<AuditRow> rows;
        for (qint64 id = 1; id <= 25; ++id) {
            rows.push_back(row(id));
            rows.back().at = {id};
        }
        QVERIFY(trail->add(rows));
        for (const int forgotten : {10, 10, 3, 0}) {
            QCOMPARE(*trail->forgetBefore({24}, 10), forgotten);
        }
        QCOMPARE(found(*trail, {}).size(), 2u);
        QCOMPARE(*trail->forgetBefore({100}, 10), 1);
        QCOMPARE(*trail->lastId(), 25); // else it were given away again
    }
    // Else whoever sets it back, or a clock without a battery, would erase what was done meanwhile.
    void whatAClockThatWasSetBackWroteIsKept()
    {
        const QTemporaryDir directory;
        const auto trail = std::move(*AuditTrail::open(directory.path()));
        std::vector<AuditRow> rows;
        for (const qint64 at : {10, 20, 30, 5, 6, 40, 7, 50}) {
            rows.push_back(row(qint64(rows.size()) + 1));
            rows.back().at = {at};
        }
        QVERIFY(trail->add(rows));
        QCOMPARE(*trail->forgetBefore({25}, 100), 2);
        QCOMPARE(*trail->forgetBefore({25}, 100), 0);
        QCOMPARE(found(*trail, {}).size(), 6u);
        // Once what is before them is old, they go with it.
        QCOMPARE(*trail->forgetBefore({35}, 2), 2);
        QCOMPARE(*trail->forgetBefore({35}, 2), 1);
        QCOMPARE(*trail->forgetBefore({35}, 2), 0);
    }
    // Counted from the beginning again, new rows would be taken for those that are there, and lost.
    void aNumberThatCannotBeReadIsNotNone()
    {
        const QTemporaryDir directory;
        QVERIFY((*AuditTrail::open(directory.path()))->add({row(1), row(2)}));
        overwriteTable(directory.filePath(u"audit.db"_s));
        const auto trail = AuditTrail::open(directory.path());
        QVERIFY(trail);
        const auto last = (*trail)->lastId();
        QVERIFY(!last);
        QCOMPARE(last.error().exitCode, storage::OpenError::Data);
    }
    // Numbers go on while the clock is set back: times are looked for among times.
    void rowsAreFoundByTheirTimes()
    {
        const QTemporaryDir directory;
        const auto opened = AuditTrail::open(directory.path());
        AuditTrail &trail = **opened;
        QVERIFY(trail.add({rowAt(1, 10), rowAt(2, 20), rowAt(3, 30), rowAt(4, 15), rowAt(5, 25)}));
        QCOMPARE(found(trail, {}), Ids({5, 4, 3, 2, 1}));
        QCOMPARE(found(trail, {.from = second(15)}), Ids({5, 4, 3, 2}));
        QCOMPARE(found(trail, {.to = second(20)}), Ids({4, 1}));
        QCOMPARE(found(trail, {.from = second(15), .to = second(25)}), Ids({4, 2}));
        QCOMPARE(found(trail, {.from = second(15), .limit = 2}), Ids({5, 4}));
        QCOMPARE(found(trail, {.from = second(15), .before = 4}), Ids({3, 2}));
        QCOMPARE(found(trail, {.from = second(31)}), Ids());
    }
    void whatOnlyLookedIsLeftOut()
    {
        const QTemporaryDir directory;
        const auto opened = AuditTrail::open(directory.path());
        AuditTrail &trail = **opened;
        QVERIFY(trail.add(
            {rowAt(1, 1, "GET"), rowAt(2, 2), rowAt(3, 3, "HEAD"), rowAt(4, 4, "PATCH")}));
        QCOMPARE(found(trail, {.changes = true}), Ids({4, 2}));
        QCOMPARE(found(trail, {.from = second(3), .changes = true}), Ids({4}));
    }
    void aRequestIsFoundByItsCorrelationId()
    {
        const QTemporaryDir directory;
        const auto opened = AuditTrail::open(directory.path());
        AuditTrail &trail = **opened;
        std::vector<AuditRow> rows{rowAt(1, 10), rowAt(2, 20), rowAt(3, 30)};
        rows[0].correlationId = rows[2].correlationId = "letter-4711";
        QVERIFY(trail.add(rows));
        QCOMPARE(found(trail, {.correlationId = "letter-4711"}), Ids({3, 1}));
        QCOMPARE(found(trail, {.correlationId = "letter-4711", .to = second(30)}), Ids({1}));
        QCOMPARE(found(trail, {.correlationId = "letter"}), Ids());
    }
    void aFileOfTheFirstVersionIsTakenOver()
    {
        const QTemporaryDir directory;
        QVERIFY((*AuditTrail::open(directory.path()))->add({rowAt(1, 10), rowAt(2, 20)}));
        makeFirstVersion(directory.filePath(u"audit.db"_s));
        const auto trail = AuditTrail::open(directory.path());
        QVERIFY(trail);
        QCOMPARE(found(**trail, {.from = second(20)}), Ids({2}));
        AuditRow fresh = rowAt(3, 30);
        fresh.actorId = "a key";
        QVERIFY((*trail)->add({fresh}));
        const auto again = AuditTrail::open(directory.path());
        QVERIFY(again);
        const auto rows = (*again)->find({.before = 100, .limit = 2});
        QCOMPARE(rows[0].actorId, "a key");
        QCOMPARE(rows[1].actorId, "");
    }
};

KONTOR_TEST(tst_AuditFile)
#include "tst_audit_file.moc"
