// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/Stranger.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

namespace {

ProgramRun rebuild(const QString &data)
{
    return run(u"kontor-server"_s, {u"rebuild"_s, u"--data"_s, data});
}

ProgramRun verifyData(const QString &data)
{
    return run(u"kontor-server"_s, {u"verify"_s, u"--data"_s, data});
}

QByteArray openNumbered(const RunningServer &branch, int number)
{
    return branch.post("/api/v1/accounts",
        "{\"ownerName\":\"Holder " + QByteArray::number(number) + "\",\"initialBalance\":100}").id();
}

//! As somebody would who takes care that the triggers are there again.
void damageFirstEvent(const QString &ledger)
{
    changeAsStranger(ledger, u"DROP TRIGGER events_no_update"_s);
    changeAsStranger(ledger, u"UPDATE events SET type = 'Nonsense' WHERE position = 1"_s);
    changeAsStranger(ledger,
        u"CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT,"
        " 'the log is only ever appended to'); END"_s);
}

void makeUnwritable(const RunningServer &branch)
{
    changeAsStranger(branch.directory() + u"/views.db"_s,
        u"CREATE TRIGGER shut BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'shut'); END"_s);
}

qint64 total(const RunningServer &branch, const QByteArray &search)
{
    return branch.get("/api/v1/accounts?q=" + search).number("totalCount").toLongLong();
}

} // namespace

class tst_Rebuild : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void viewsAreMadeAnewBesideTheServerAndNobodyWaits()
    {
        RunningServer branch;
        QVERIFY(branch.isRunning());
        const QByteArray one = openNumbered(branch, 1);
        const QByteArray other = openNumbered(branch, 2);
        QCOMPARE(total(branch, "holder"), 2); // the views have them
        // A name that nobody has, as lists show it; the log knows better.
        changeAsStranger(branch.directory() + u"/views.db"_s,
            u"UPDATE accounts SET name = 'Nobody' WHERE name = 'Holder 2'"_s);
        QCOMPARE(verifyData(branch.directory()).exitCode, 65);

        std::atomic<bool> stop = false;
        std::atomic<int> answered = 0;
        std::atomic<int> refused = 0;
        std::thread busy([&] {
            const QByteArray body = "{\"sourceAccountId\":\"" + one + "\",\"destinationAccountId\":\""
                + other + "\",\"amount\":0.01}";
            while (!stop) {
                const int moved = branch.post("/api/v1/accounts/transfer", body).status;
                const HttpAnswer listed = branch.get("/api/v1/accounts");
                // A list may have to wait for a machine that is busy; what it shows is whole.
                const bool isWhole = listed.status != 200 || listed.number("totalCount") == "2";
                (moved / 100 == 2 && isWhole ? answered : refused) += 1;
            }
        });
        const ProgramRun first = rebuild(branch.directory());
        const ProgramRun second = rebuild(branch.directory());
        stop = true;
        busy.join();
        QVERIFY2(first.exitCode == 0, qPrintable(first.all()));
        QVERIFY2(second.exitCode == 0, qPrintable(second.all()));
        QVERIFY(first.output.contains(u"beside the running server"_s));
        QVERIFY(answered > 0);
        QCOMPARE(refused.load(), 0);

        QCOMPARE(branch.get("/api/v1/accounts/" + other).text("name"), "Holder 2");
        const QByteArray third = openNumbered(branch, 3);
        QCOMPARE(total(branch, "holder"), 3);
        QVERIFY(!third.isEmpty());
        const ProgramRun whole = verifyData(branch.directory());
        QVERIFY2(whole.exitCode == 0, qPrintable(whole.all()));
        QVERIFY(!QFile::exists(branch.directory() + u"/views.db.next"_s));
        QCOMPARE(branch.stop(), 0);
        const ProgramRun still = verifyData(branch.directory());
        QVERIFY2(still.output.contains(u"views        equal to the log"_s), qPrintable(still.all()));
    }
    void viewsThatCannotFollowAreMadeAnew()
    {
        RunningServer branch;
        openNumbered(branch, 1);
        QCOMPARE(total(branch, "holder"), 1); // the views have it
        makeUnwritable(branch);
        openNumbered(branch, 2);
        QTRY_VERIFY_WITH_TIMEOUT(branch.log().contains("the views cannot follow"), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(branch.get("/health").body.contains("they cannot be written"),
            30'000);
        QVERIFY(branch.get("/health").body.contains(R"("status":"degraded")"));
        const ProgramRun done = rebuild(branch.directory());
        QVERIFY2(done.exitCode == 0, qPrintable(done.all()));
        openNumbered(branch, 3);
        QCOMPARE(total(branch, "holder"), 3);
        QTRY_COMPARE_WITH_TIMEOUT(branch.get("/health").status, 200, 30'000);
        QCOMPARE(branch.stop(), 0);
        QCOMPARE(verifyData(branch.directory()).exitCode, 0);
    }
    void aServerWhoseViewsCannotFollowEnds()
    {
        RunningServer branch;
        openNumbered(branch, 1);
        QCOMPARE(total(branch, "holder"), 1);
        makeUnwritable(branch);
        openNumbered(branch, 2);
        QTRY_VERIFY_WITH_TIMEOUT(branch.log().contains("the views cannot follow"), 30'000);
        QCOMPARE(branch.stop(), 0);
    }
    void aFaultThatTheScrubberFoundInTheViewsIsMended()
    {
        RunningServer branch({u"--scrub-rows-per-second"_s, u"1000000"_s});
        openNumbered(branch, 1);
        QCOMPARE(total(branch, "holder"), 1); // the views have it
        changeAsStranger(branch.directory() + u"/views.db"_s,
            u"UPDATE accounts SET name = 'Nobody'"_s);
        QTRY_COMPARE_WITH_TIMEOUT(branch.get("/health").status, 503, 60'000);
        QVERIFY(branch.get("/health").body.contains("the files"));
        QCOMPARE(rebuild(branch.directory()).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(branch.get("/health").status, 200, 60'000);
    }
    void withoutAServerItIsDoneHere()
    {
        RunningServer branch;
        openNumbered(branch, 1);
        QCOMPARE(branch.stop(), 0);
        changeAsStranger(branch.directory() + u"/views.db"_s,
            u"UPDATE accounts SET name = 'Nobody'"_s);
        const ProgramRun done = rebuild(branch.directory());
        QVERIFY2(done.exitCode == 0 && !done.output.contains(u"beside"_s), qPrintable(done.all()));
        QCOMPARE(verifyData(branch.directory()).exitCode, 0);
        // Nothing is left beside them, and they are as private as they were.
        QCOMPARE(QDir(branch.directory()).entryList({u"views.db*"_s}, QDir::Files),
            QStringList{u"views.db"_s});
        const auto others = QFile::ReadGroup | QFile::ReadOther;
        QVERIFY(!(QFile::permissions(branch.directory() + u"/views.db"_s) & others));
    }
    void aRebuildThatIsBrokenOffIsDoneByTheNextStart()
    {
        RunningServer branch;
        openNumbered(branch, 1);
        branch.kill();
        write(branch.directory() + u"/views.db.rebuild"_s, "");
        write(branch.directory() + u"/views.db.next"_s, "half of it");
        QVERIFY(branch.start());
        QCOMPARE(total(branch, "holder"), 1);
        QVERIFY(!QFile::exists(branch.directory() + u"/views.db.rebuild"_s));
        QCOMPARE(rebuild(branch.directory()).exitCode, 0);
        QVERIFY(!QFile::exists(branch.directory() + u"/views.db.next"_s));
    }
    // It is the log that is damaged, and not the views: they stay, and so does the server.
    void anEventThatCannotBeReadLeavesTheViewsAsTheyAre()
    {
        RunningServer branch;
        openNumbered(branch, 1);
        const QByteArray other = openNumbered(branch, 2);
        openNumbered(branch, 3);
        QCOMPARE(total(branch, "holder"), 3); // the views have them
        QCOMPARE(branch.stop(), 0);
        damageFirstEvent(branch.directory() + u"/ledger.db"_s);
        for (const bool beside : {false, true}) {
            if (beside) {
                QVERIFY2(branch.start(), branch.log().constData());
            }
            const ProgramRun refused = rebuild(branch.directory());
            QVERIFY2(refused.exitCode == 65 && refused.errors.startsWith(u"kontor-server: "_s)
                    && refused.errors.contains(u"event 1: "_s)
                    && refused.errors.contains(u"The views are as they were"_s),
                qPrintable(refused.all()));
            QVERIFY(QDir(branch.directory()).entryList({u"views.db.*"_s}, QDir::Files).isEmpty());
        }
        QCOMPARE(total(branch, "holder"), 3);
        QCOMPARE(branch.get("/api/v1/accounts/" + other).status, 200);
        QCOMPARE(branch.stop(), 0);
        // Without the views there is no start, and what keeps it from one is said in plain words.
        for (const auto &end : {u""_s, u"-wal"_s, u"-shm"_s}) {
            QFile::remove(branch.directory() + u"/views.db"_s + end);
        }
        QVERIFY(!branch.start());
        QCOMPARE(branch.waitForEnd(), 65);
        QVERIFY2(branch.log().contains("\nkontor-server: ")
                || branch.log().startsWith("kontor-server: "),
            branch.log().constData());
        QVERIFY2(branch.log().contains("ledger.db: event 1: "), branch.log().constData());
    }
    void whereThereIsNoLedgerNoneIsMade()
    {
        const QTemporaryDir place;
        QCOMPARE(rebuild(place.path()).exitCode, 66);
        QVERIFY(filesOf(place.path()).empty());
    }
};

KONTOR_TEST(tst_Rebuild)
#include "tst_rebuild.moc"
