// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/TestMain.h"
#include "torture/FaultyServer.h"

#include <QTest>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

// Views that cannot be made anew stay as they are, and whoever asked is told.

namespace {

ProgramRun rebuild(const RunningServer &server)
{
    return run(u"kontor-server"_s, {u"rebuild"_s, u"--data"_s, server.directory()});
}

//! Names can still be made: what is written into them finds no room.
DiskFault fullFor(const char *name)
{
    DiskFault fault = fullDisk();
    fault.calls = DiskWrite;
    fault.name = name;
    return fault;
}

QByteArray openAccount(const RunningServer &server)
{
    return server.post("/accounts", R"({"ownerName":"Account holder","initialBalance":1000})").id();
}

} // namespace

class tst_RebuildFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onAFullDiskTheServerSaysSoAndGoesOn_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("no room for anything beside the views") << QByteArray("views.db.");
        QTest::newRow("no room for what becomes the views") << QByteArray("views.db-wal");
    }
    void onAFullDiskTheServerSaysSoAndGoesOn()
    {
        QFETCH(QByteArray, name);
        FaultyServer server;
        QVERIFY(server.start());
        const QByteArray account = openAccount(server);
        QCOMPARE(server.get("/api/v1/accounts?q=holder").number("totalCount"),
            "1"); // views have it
        server.arm(fullFor(name.constData()));
        const ProgramRun refused = rebuild(server);
        QVERIFY2(refused.exitCode == 74 && refused.errors.contains(u"is full"_s),
            qPrintable(refused.all()));
        QVERIFY(server.hits() > 0);
        for (const auto &left : {u"/views.db.rebuild"_s, u"/views.db.rebuild.refused"_s,
                 u"/views.db.next"_s, u"/views.db.damaged"_s}) {
            QVERIFY2(!QFile::exists(server.directory() + left), qPrintable(left));
        }
        server.heal();
        QCOMPARE(server.get("/accounts/" + account).text("name"), "Account holder");
        const ProgramRun done = rebuild(server);
        QVERIFY2(done.exitCode == 0, qPrintable(done.all()));
        QCOMPARE(server.stop(), 0);
        QCOMPARE(verifyDirectory(server.directory()), 0);
    }
    void withoutAServerTheViewsStayWhereTheyAre()
    {
        FaultyServer server;
        QVERIFY(server.start());
        openAccount(server);
        QCOMPARE(server.stop(), 0);
        const QString views = server.directory() + u"/views.db"_s;
        const QByteArray before = contentOf(views);
        server.arm(fullFor("views.db.next"));
        QCOMPARE(server.runCommand({u"rebuild"_s, u"--data"_s, server.directory()}), 74);
        QVERIFY(server.hits() > 0);
        server.heal();
        QVERIFY(contentOf(views) == before);
        const ProgramRun done = rebuild(server);
        QVERIFY2(done.exitCode == 0, qPrintable(done.all()));
        QCOMPARE(verifyDirectory(server.directory()), 0);
        QVERIFY(!QFile::exists(views + u".damaged"_s));
        QVERIFY(!QFile::exists(views + u".rebuild"_s));
    }
    // A start that makes them anew does not take them away first either.
    void aStartThatCannotMakeThemAnewLeavesThem()
    {
        FaultyServer server;
        QVERIFY(server.start());
        openAccount(server);
        QCOMPARE(server.stop(), 0);
        const QString views = server.directory() + u"/views.db"_s;
        const QByteArray before = contentOf(views);
        write(views + u".rebuild"_s, "");
        server.arm(fullFor("views.db.next"));
        QVERIFY(!server.start());
        QCOMPARE(server.waitForEnd(), 74);
        QVERIFY(contentOf(views) == before);
        server.heal();
        QVERIFY(server.start());
        QVERIFY(!QFile::exists(views + u".rebuild"_s));
    }
};

KONTOR_TEST(tst_RebuildFaults)
#include "tst_rebuild_faults.moc"
