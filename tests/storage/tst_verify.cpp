// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ForgedLog.h"
#include "storage/Verify.h"
#include "storage/export/LedgerExport.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;

namespace {

//! A ledger with its views, written and closed.
class VerifiedPlace
{
public:
    enum class People { None, Some, Busy };
    //! With people: two further streams, of a user and of a key, and a login. Busy: an account of
    //! 600 more movements.
    explicit VerifiedPlace(People people = People::None)
    {
        auto log = SqliteEventLog::open(path(), {}, m_clock, m_random);
        auto views = SqliteViews::open(path());
        KONTOR_ASSERT(log && views);
        ViewFollower follower(**log, [&] { return (*views)->openWriter(); },
            [&] { return (*views)->openIndex(); });
        follower.start();
        LogBuilder builder = smallBank();
        follower.follow(builder.appendTo(**log));
        head = PrintedHead::of((*log)->head());
        builder.deposit(1, 100).outcome("later").deposit(1, 200);
        for (int i = 0; i < (people == People::Busy ? 600 : 0); ++i) {
            builder.deposit(1, 1);
        }
        if (people == People::Some) {
            const UserId user{LogBuilder::uuid(2000)};
            builder.add(domain::StreamName::loginClaim("ada"), domain::Claimed{user.uuid})
                .append(domain::StreamName::of(user),
                    domain::UserRegistered{"ada", u"Ada"_s, u"King"_s, domain::Role::Teller, {}})
                .add(domain::StreamName::of(KeyId{LogBuilder::uuid(2001)}), domain::KeyIssued{});
        }
        follower.follow(builder.appendTo(**log));
        KONTOR_ASSERT(follower.waitUntil((*log)->head().position));
        follower.stop();
    }
    QString path(const char *file = "") const
    {
        return m_directory.path() + (*file ? u'/' + QString::fromLatin1(file) : QString());
    }
    QByteArray read(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        KONTOR_ASSERT(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    //! Each file with its bytes.
    std::map<QString, QByteArray> files() const
    {
        std::map<QString, QByteArray> all;
        for (const QString &name : QDir(path()).entryList(QDir::Files | QDir::Hidden)) {
            all[name] = read(qPrintable(name));
        }
        return all;
    }
    void change(const char *file, const QString &sql) const
    {
        auto database = Database::open(path(file), OpenMode::ReadWrite);
        KONTOR_ASSERT(database);
        const auto done = (*database)->execAll({sql, u"PRAGMA wal_checkpoint(TRUNCATE)"_s,
            u"PRAGMA journal_mode=DELETE"_s, u"PRAGMA journal_mode=WAL"_s});
        if (!done) {
            qWarning() << done.error().text();
        }
        KONTOR_ASSERT(done);
    }
    LedgerReport verify(const VerifyOptions &options = {}) const
    {
        auto report = verifyLedger(path(), options);
        KONTOR_ASSERT(report);
        return *report;
    }

    //! After the first eleven events and three outcomes.
    PrintedHead head;

private:
    SystemClock m_clock;
    SystemRandom m_random;
    QTemporaryDir m_directory;
};

QString faultOf(const LedgerReport &report)
{
    return report.fault ? report.fault->text() : QString();
}

} // namespace

class tst_Verify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeLedgerIsCountedAndLeftAsItWas()
    {
        const VerifiedPlace place;
        const auto before = place.files();
        const LedgerReport report = place.verify();
        QCOMPARE(faultOf(report), QString());
        QCOMPARE(report.events, 13);
        QCOMPARE(report.outcomes, 4);
        QCOMPARE(report.refusals, 1);
        QCOMPARE(report.accounts, 2);
        QCOMPARE(report.claims, 2);
        QCOMPARE(*report.anchorPosition, 13);
        QVERIFY2(report.viewsCompared, qPrintable(report.viewsNote));
        const CurrencyTotal &total = report.totals.at(Currency::eur());
        QCOMPARE(total.cashIn, 52'800);
        QCOMPARE(total.cashOut, -300);
        QCOMPARE(total.transfersIn, 12'300);
        QCOMPARE(total.transfers(), 0);
        QCOMPARE(total.balances, 52'500);
        QVERIFY(report.text().contains(u"whole        nothing wrong"_s));
        QVERIFY2(report.text().contains(u"528.00"_s), qPrintable(report.text()));
        QVERIFY(place.files() == before);
    }
    void aFaultNamesItsEventAccountAndDay()
    {
        const VerifiedPlace place;
        place.change("ledger.db", u"DROP TRIGGER events_no_update"_s);
        place.change("ledger.db", u"UPDATE events SET amount = -12301 WHERE position = 8"_s);
        const LedgerReport report = place.verify();
        QCOMPARE(faultOf(report),
            u"event 8 (account/01935e0a-0000-7000-8000-000000000001, 2026-03-02): it is not what was "
            "written (its hash differs)"_s);
        QCOMPARE(report.events, 7);
    }
    void aMissingTriggerIsToldAlthoughNothingWasChanged()
    {
        const VerifiedPlace place;
        place.change("ledger.db", u"DROP TRIGGER outcomes_no_delete"_s);
        QVERIFY2(faultOf(place.verify()).contains(u"the trigger "_s),
            qPrintable(faultOf(place.verify())));
    }

    void viewsThatDifferFromTheLogAreFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *sql, const char *what) {
            QTest::newRow(sql) << QString::fromLatin1(sql) << QString::fromLatin1(what);
        };
        row("UPDATE accounts SET balance = balance + 1 WHERE stream = 2", "in balance");
        row("UPDATE accounts SET name = 'Somebody' WHERE stream = 4", "in name");
        row("UPDATE accounts SET cpf = NULL WHERE stream = 2", "in cpf");
        row("DELETE FROM accounts WHERE stream = 2", "it has 1 of 2 accounts");
        row("UPDATE customers SET folded = 'x'", "in folded");
        row("DELETE FROM customers", "it has 0 of 1 customers");
        row("DELETE FROM streams WHERE position = 6", "8 of 9 streams");
        row("UPDATE streams SET position = 5 WHERE position = 6", "not where the index says");
        row("DELETE FROM entries WHERE stream = 2 AND version = 2", "the stream at event 2");
        row("UPDATE entries SET position = 12 WHERE stream = 2 AND version = 2", "another position");
        row("UPDATE keys SET seq = 2 WHERE seq = 1", "its keys differ");
        row("DELETE FROM keys", "its keys differ");
        row("UPDATE snapshots SET crc = crc + 1", "damaged");
        row("UPDATE snapshots SET kind = kind + 1", "differs from the log");
        row("UPDATE snapshots SET version = version - 1", "differs from the log");
        row("UPDATE snapshots SET version = 500", "a version that is not there");
        row("DELETE FROM snapshots", "at version 5 is missing");
        row("UPDATE users SET state = x'7b7d'", "in state");
        row("DELETE FROM users", "it has 0 of 1 users");
        row("DELETE FROM access_keys", "it has 0 of 1 access_keys");
        row("UPDATE checkpoint SET hash = zeroblob(32)", "is not event 16 of the log");
        row("INSERT INTO account_search(account_search) VALUES('delete-all')",
            "account_search finds");
        row("INSERT INTO account_search(rowid, text) VALUES(4, 'somebody')",
            "account_search finds");
        row("INSERT INTO customer_search(customer_search) VALUES('delete-all')",
            "customer_search finds");
    }
    void viewsThatDifferFromTheLogAreFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, what);
        const VerifiedPlace place(VerifiedPlace::People::Some);
        const auto before = place.verify();
        QCOMPARE(faultOf(before), QString());
        QVERIFY(before.text().contains(u"users, access keys, search"_s));
        place.change("views.db", sql);
        const auto after = place.verify();
        QVERIFY2(!after.text().contains(u"equal to the log at"_s), qPrintable(after.text()));
        const QString fault = faultOf(after);
        QVERIFY2(fault.startsWith(u"views.db: "_s) && fault.contains(u"kontor-server rebuild"_s),
            qPrintable(fault));
        QVERIFY2(fault.contains(what), qPrintable(fault));
    }
    void milestonesThatDifferFromTheLogAreFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("what");
        QTest::newRow("bytes") << u"UPDATE milestones SET crc = crc + 1"_s << u"damaged"_s;
        QTest::newRow("another") << u"UPDATE milestones SET version = 499"_s
                                 << u"at version 499 differs from the log"_s;
        QTest::newRow("none") << u"DELETE FROM milestones"_s << u"at version 500 is missing"_s;
        QTest::newRow("beyond") << u"UPDATE milestones SET version = 1000"_s
                                << u"a version that is not there"_s;
    }
    void milestonesThatDifferFromTheLogAreFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, what);
        const VerifiedPlace place(VerifiedPlace::People::Busy);
        QCOMPARE(faultOf(place.verify()), QString());
        place.change("views.db", sql);
        const QString fault = faultOf(place.verify());
        QVERIFY2(fault.contains(what), qPrintable(fault));
    }
    void viewsThatAreNotThereAreNoFault()
    {
        const VerifiedPlace place;
        QVERIFY(QFile::remove(place.path("views.db")));
        const LedgerReport report = place.verify();
        QCOMPARE(faultOf(report), QString());
        QVERIFY(report.text().contains(u"views        not there"_s));
    }

    void aPartIsCheckedFromItsOwnBeginning()
    {
        const VerifiedPlace place;
        const LedgerReport part = place.verify({8, 11, {}});
        QCOMPARE(faultOf(part), QString());
        QCOMPARE(part.events, 4);
        QCOMPARE(part.outcomes, 2);
        QVERIFY(part.isRange);
        QVERIFY(part.text().contains(u"part whole"_s));
        // One side of the transfer lies before it.
        QCOMPARE(place.verify({9, 0, {}}).openTransfers, 1);
        place.change("ledger.db", u"DROP TRIGGER events_no_update"_s);
        place.change("ledger.db", u"UPDATE events SET meta = '{}' WHERE position = 10"_s);
        QVERIFY(faultOf(place.verify({9, 10, {}})).startsWith(u"event 10 (account/"_s));
        QVERIFY(faultOf(place.verify({1, 9, {}})).contains(u"the trigger "_s));
    }
    void aPartBeyondTheEndIsRefused()
    {
        const VerifiedPlace place;
        const auto report = verifyLedger(place.path(), {1, 14, {}});
        QVERIFY(!report);
        QCOMPARE(report.error().exitCode, OpenError::NoInput);
        QVERIFY(report.error().message.contains(u"there is no event 14, the log ends at 13"_s));
    }

    void aNotedHeadIsStillThere()
    {
        const VerifiedPlace place;
        const LedgerReport report = place.verify({1, 0, place.head});
        QCOMPARE(faultOf(report), QString());
        QVERIFY(report.headCompared);
    }
    // With anchor and all, by somebody who knows how: only the note tells.
    void aCutTailFailsAgainstANotedHead()
    {
        const VerifiedPlace place;
        for (const auto &sql : {u"DROP TRIGGER events_no_delete"_s, u"DROP TRIGGER outcomes_no_delete"_s,
                 u"DELETE FROM events WHERE position > 10"_s, u"DELETE FROM outcomes WHERE seq > 2"_s}) {
            place.change("ledger.db", sql);
        }
        QVERIFY(faultOf(place.verify()).startsWith(
            u"event 11: it is missing: the anchor remembers event 13 and outcome 4"_s));
        QVERIFY(QFile::remove(place.path("ledger.anchor")));
        QVERIFY(faultOf(place.verify({1, 0, place.head})).startsWith(
            u"event 11: it is missing: the noted head remembers event 11 and outcome 3"_s));
    }
    void withoutAnAnchorNobodyKnowsTheEnd()
    {
        const VerifiedPlace place;
        QVERIFY(QFile::remove(place.path("ledger.anchor")));
        QVERIFY(faultOf(place.verify()).contains(u"nobody knows whether the end was cut off"_s));
        QCOMPARE(faultOf(place.verify({1, 0, place.head})), QString());
        QVERIFY(!QFile::exists(place.path("ledger.anchor")));
    }

    // Either it is found, or nothing that the ledger says has changed: SQLite leaves gaps in its
    // pages that mean nothing. ./dev torture takes every byte (KONTOR_EVERY_BYTE).
    void aFlippedByteOfTheFileIsFoundOrMeansNothing()
    {
        const VerifiedPlace place;
        const QByteArray whole = place.read("ledger.db");
        const QString exported = place.path("whole.jsonl");
        QVERIFY(exportLedger(place.path(), exported));
        const QByteArray said = place.read("whole.jsonl");
        const int step = qEnvironmentVariableIsSet("KONTOR_EVERY_BYTE") ? 1 : 41;
        int found = 0;
        int meaningless = 0;
        for (qsizetype at = 0; at < whole.size(); at += step) {
            QByteArray flipped = whole;
            flipped[at] = char(flipped[at] ^ (1 << (at % 8)));
            place.write("ledger.db", flipped);
            const auto report = verifyLedger(place.path());
            if (!report || !report->isWhole()) {
                ++found;
                continue;
            }
            QFile::remove(place.path("flipped.jsonl"));
            const auto again = exportLedger(place.path(), place.path("flipped.jsonl"));
            QVERIFY2(again && place.read("flipped.jsonl") == said, qPrintable(QString::number(at)));
            ++meaningless;
        }
        QVERIFY2(found > 80 && meaningless > 0, qPrintable(u"%1 %2"_s.arg(found).arg(meaningless)));
    }
    void aTruncatedFileIsFound()
    {
        const VerifiedPlace place;
        const QByteArray whole = place.read("ledger.db");
        for (qsizetype size = 0; size < whole.size(); size += 1'021) {
            place.write("ledger.db", whole.first(size));
            const auto report = verifyLedger(place.path());
            QVERIFY2(!report || !report->isWhole(), qPrintable(QString::number(size)));
        }
    }
    void aDamagedLedgerIsNotExported()
    {
        const VerifiedPlace place;
        place.change("ledger.db", u"DROP TRIGGER events_no_update"_s);
        place.change("ledger.db", u"UPDATE events SET data = '{}' WHERE position = 10"_s);
        const auto done = exportLedger(place.path(), place.path("export.jsonl"));
        QVERIFY(!done);
        QCOMPARE(done.error().exitCode, OpenError::Data);
        QVERIFY2(done.error().message.contains(u"event 10 is not what was written"_s),
            qPrintable(done.error().message));
        QVERIFY(!QFile::exists(place.path("export.jsonl")));
        QVERIFY(!QFile::exists(place.path("export.jsonl.part")));
    }
    void anExportOverwritesNothing()
    {
        const VerifiedPlace place;
        place.write("taken", "mine");
        const auto done = exportLedger(place.path(), place.path("taken"));
        QVERIFY(!done);
        QCOMPARE(done.error().exitCode, OpenError::CannotCreate);
        QCOMPARE(place.read("taken"), QByteArray("mine"));
    }
};

KONTOR_TEST(tst_Verify)
#include "tst_verify.moc"
