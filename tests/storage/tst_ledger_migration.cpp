// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/Verify.h"
#include "storage/backup/Restore.h"
#include "storage/log/SqliteEventLog.h"
#include "support/LogBuilder.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;

namespace {

//! As a later program would have them.
LedgerMigrations later()
{
    LedgerMigrations migrations = ledgerMigrations();
    migrations.push_back({u"CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"_s,
        u"INSERT INTO notes VALUES(1, 'migrated')"_s});
    migrations.push_back({u"ALTER TABLE events ADD COLUMN branch INTEGER"_s});
    return migrations;
}

//! A ledger of today.
class MigratedPlace
{
public:
    MigratedPlace()
    {
        auto log = open(ledgerMigrations());
        KONTOR_ASSERT(log);
        LogBuilder((*log)->head()).open(1, 50'000).open(2).outcome("opening").appendTo(**log);
    }
    Result<std::unique_ptr<SqliteEventLog>, OpenError> open(const LedgerMigrations &migrations)
    {
        LedgerFileOptions options;
        options.migrations = migrations;
        return SqliteEventLog::open(m_directory.path(), options, m_clock, m_random);
    }
    QString path(const char *name) const
    {
        return m_directory.path() + u'/' + QLatin1StringView(name);
    }
    QByteArray ledger() const
    {
        QFile file(path("ledger.db"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QVariant ask(const QString &sql) const
    {
        auto database = Database::open(path("ledger.db"), OpenMode::ReadOnly);
        KONTOR_ASSERT(database);
        return (*database)->scalar(sql);
    }
    //! What restoring the copy that was put aside gives.
    Result<RestoreReport, OpenError> restoreAside()
    {
        return restoreBackup(path("before-migration-2"), path("restored"), m_clock, m_random);
    }

private:
    QTemporaryDir m_directory;
    SystemClock m_clock;
    SystemRandom m_random;
};

} // namespace

class tst_LedgerMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOlderLedgerIsBroughtUpToDateAndGoesOn()
    {
        MigratedPlace place;
        {
            const auto log = place.open(later());
            QVERIFY2(log, log ? "" : qPrintable(log.error().message));
            LogBuilder((*log)->head()).transfer(1, 2, 100).outcome("after").appendTo(**log);
        }
        QCOMPARE(place.ask(u"PRAGMA user_version"_s).toInt(), 3);
        QCOMPARE(place.ask(u"SELECT text FROM notes"_s).toString(), u"migrated"_s);
        QVERIFY(place.open(later()));
    }
    void asItWasItIsKeptAndCanBeRestored()
    {
        MigratedPlace place;
        QVERIFY(place.open(later()));
        const auto restored = place.restoreAside();
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message));
        const auto report = verifyLedger(place.path("restored"));
        QVERIFY(report && report->isWhole());
        QCOMPARE(report->events, 2);
    }
    void aLaterLedgerIsRefusedUntouched()
    {
        MigratedPlace place;
        QVERIFY(place.open(later()));
        const QByteArray before = place.ledger();
        const auto refused = place.open(ledgerMigrations());
        QVERIFY(!refused);
        QCOMPARE(refused.error().exitCode, OpenError::Config);
        QVERIFY2(refused.error().message.contains(u"schema version 3; this program knows 1"_s),
            qPrintable(refused.error().message));
        QVERIFY(place.ledger() == before);
        QVERIFY(!QFile::exists(place.path("ledger.db-wal")));
    }
    // Each statement fails once; what came before it in its transaction is undone.
    void aMigrationThatIsBrokenOffBeginsAgain_data()
    {
        QTest::addColumn<int>("migration");
        QTest::addColumn<int>("statement");
        QTest::addColumn<int>("version");
        QTest::newRow("at its first statement") << 1 << 0 << 1;
        QTest::newRow("at its second") << 1 << 1 << 1;
        QTest::newRow("after all statements") << 1 << 2 << 1;
        QTest::newRow("in the one after it") << 2 << 0 << 2;
    }
    void aMigrationThatIsBrokenOffBeginsAgain()
    {
        QFETCH(int, migration);
        QFETCH(int, statement);
        QFETCH(int, version);
        MigratedPlace place;
        LedgerMigrations broken = later();
        broken[std::size_t(migration)].insert(statement, u"SELECT nothing FROM nowhere"_s);
        const auto refused = place.open(broken);
        QVERIFY(!refused);
        QCOMPARE(refused.error().exitCode, OpenError::Io);
        QCOMPARE(place.ask(u"PRAGMA user_version"_s).toInt(), version);
        QVERIFY(place.open(later()));
        QCOMPARE(place.ask(u"SELECT COUNT(*) FROM notes"_s).toInt(), 1);
        QVERIFY(QDir(place.path("before-migration-2")).exists());
    }
    // A kill in the middle of the copy leaves a part of it.
    void aCopyThatWasBrokenOffIsMadeAnew()
    {
        MigratedPlace place;
        QVERIFY(QDir().mkpath(place.path("before-migration-2.part")));
        QFile half(place.path("before-migration-2.part/ledger.db"));
        QVERIFY(half.open(QIODevice::WriteOnly) && half.write("half") == 4);
        half.close();
        const auto log = place.open(later());
        QVERIFY2(log, log ? "" : qPrintable(log.error().message));
        QVERIFY(!QDir(place.path("before-migration-2.part")).exists());
        const auto restored = place.restoreAside();
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message));
    }
    void nothingIsTakenAwayWhereALinkLeads()
    {
        MigratedPlace place;
        const QTemporaryDir other;
        QFile precious(other.filePath(u"precious"_s));
        QVERIFY(precious.open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(other.path(), place.path("before-migration-2.part")));
        const auto log = place.open(later());
        QVERIFY2(log, log ? "" : qPrintable(log.error().message));
        QVERIFY(precious.exists());
    }
    // As after going back to the older program and forth again.
    void aCopyOfAnotherTimeIsNotTakenForOneOfToday()
    {
        MigratedPlace place;
        MigratedPlace elsewhere;
        QVERIFY(elsewhere.open(later()));
        QVERIFY(
            QDir().rename(elsewhere.path("before-migration-2"), place.path("before-migration-2")));
        QVERIFY(place.open(later()));
        const auto kept = readManifest(place.path("before-migration-2-2"));
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().message));
        QCOMPARE(kept->position, 2);
    }
    void whoOnlyLooksDoesNotMigrate()
    {
        MigratedPlace place;
        const QByteArray before = place.ledger();
        QByteArray older = before;
        older.replace(60, 4, QByteArray("\0\0\0\0", 4));
        QFile file(place.path("ledger.db"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(older) == older.size());
        file.close();
        const auto report = verifyLedger(QFileInfo(file).path());
        QVERIFY(!report);
        QCOMPARE(report.error().exitCode, OpenError::Config);
        QVERIFY(report.error().message.contains(u"of an older Kontor"_s));
        QVERIFY(place.ledger() == older);
    }
};

KONTOR_TEST(tst_LedgerMigration)
#include "tst_ledger_migration.moc"
