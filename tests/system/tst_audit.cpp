// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <sys/stat.h>

using namespace kontor;
using namespace kontor::testing;

namespace {

ProgramRun server(QStringList arguments)
{
    return run(QStringLiteral("kontor-server"), std::move(arguments));
}

ProgramRun verifier(QStringList arguments)
{
    return run(QStringLiteral("kontor-verify"), std::move(arguments));
}

//! A few accounts and movements over the real API.
void fill(RunningServer &server, int from, int count)
{
    for (int i = from; i < from + count; ++i) {
        const QByteArray key = "fill-" + QByteArray::number(i);
        const auto opened = server.post("/api/v1/accounts",
            "{\"ownerName\":\"Holder " + QByteArray::number(i) + "\",\"initialBalance\":100}",
            {{"Idempotency-Key", key}});
        QCOMPARE(opened.status, 201);
        const QByteArray id = opened.json()[QStringLiteral("id")].toString().toLatin1();
        QCOMPARE(server.post("/api/v1/accounts/" + id + "/withdraw", "{\"amount\":1.5}",
            {{"Idempotency-Key", key + "-out"}}).status, 200);
        QCOMPARE(server.post("/api/v1/accounts/" + id + "/withdraw", "{\"amount\":1000}",
            {{"Idempotency-Key", key + "-too-much"}}).status, 422);
    }
}

} // namespace

class tst_Audit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAuditorGoesThroughTheBooks()
    {
        RunningServer branch;
        QVERIFY(branch.isRunning());
        fill(branch, 1, 3);
        const QStringList data{QStringLiteral("--data"), branch.directory()};
        const QString place = branch.directory() + u'/';

        // Beside the running server.
        const ProgramRun beside = server({QStringLiteral("verify"), data[0], data[1]});
        QVERIFY2(beside.exitCode == 0, qPrintable(beside.all()));
        const QString noted = server({QStringLiteral("head"), data[0], data[1]}).output.trimmed();
        QVERIFY2(noted.startsWith(QStringLiteral("12-9-")), qPrintable(noted));

        fill(branch, 4, 2);
        const QString books = place + QStringLiteral("books.jsonl");
        const ProgramRun exported = server(
            {QStringLiteral("export"), data[0], data[1], QStringLiteral("--output"), books});
        QVERIFY2(exported.exitCode == 0, qPrintable(exported.all()));
        QVERIFY(exported.output.contains(QStringLiteral("20 events, 15 outcomes")));
        QCOMPARE(QFile::permissions(books) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(branch.stop(), 0);

        // At home, against the note of the day before.
        const ProgramRun audit = verifier({books, QStringLiteral("--head"), noted});
        QVERIFY2(audit.exitCode == 0, qPrintable(audit.all()));
        QVERIFY(audit.output.contains(QStringLiteral("49,250")));
        QVERIFY(audit.output.contains(QStringLiteral("of those read 5 refusals")));

        // After the branch has closed, nothing is touched.
        const auto before = filesOf(branch.directory());
        const ProgramRun after = server(
            {QStringLiteral("verify"), data[0], data[1], QStringLiteral("--head"), noted});
        QVERIFY2(after.exitCode == 0, qPrintable(after.all()));
        QVERIFY2(after.output.contains(QStringLiteral("492.50")), qPrintable(after.output));
        QVERIFY(after.output.contains(QStringLiteral("views        equal to the log at event 20")));
        QVERIFY(filesOf(branch.directory()) == before);

        // The same log, the same bytes; in parts as well.
        const QString again = place + QStringLiteral("again.jsonl");
        (void)server({QStringLiteral("export"), data[0], data[1], QStringLiteral("--output"), again});
        QCOMPARE(contentOf(again), contentOf(books));
        const QString first = place + QStringLiteral("first.jsonl");
        const QString second = place + QStringLiteral("second.jsonl");
        (void)server({QStringLiteral("export"), data[0], data[1], QStringLiteral("--output"), first,
            QStringLiteral("--to"), QStringLiteral("7")});
        (void)server({QStringLiteral("export"), data[0], data[1], QStringLiteral("--output"), second,
            QStringLiteral("--from"), QStringLiteral("8")});
        const ProgramRun parts = verifier({first, second, QStringLiteral("--head"), noted});
        QVERIFY2(parts.exitCode == 0, qPrintable(parts.all()));
        QCOMPARE(verifier({second, first}).exitCode, 65);
    }

    void badInputIsRefusedByNameAndNothingIsTouched_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("ledgerCode");
        QTest::addColumn<int>("exportCode");
        const auto row = [](const char *name, const QByteArray &content, int ledger, int exported) {
            QTest::newRow(name) << content << ledger << exported;
        };
        QByteArray newer(4096, '\0');
        newer.replace(0, 16, QByteArray("SQLite format 3\0", 16));
        newer.replace(60, 4, QByteArray("\0\0\0\x63", 4));
        newer.replace(68, 4, "Kntr");
        QByteArray other = newer;
        other.replace(68, 4, "Abcd");
        QByteArray hollow = newer;
        hollow.replace(60, 4, QByteArray("\0\0\0\x01", 4));
        row("missing", {}, 66, 66);
        row("empty", "", 65, 65);
        row("text", "Dear auditor, all is well.\n", 78, 78);
        row("not UTF-8", QByteArray(200, '\xFF'), 78, 78);
        row("somebody else's database", other, 78, 78);
        row("of a newer Kontor", newer, 78, 78);
        row("nothing but a header", hollow, 65, 78);
        row("one endless line", QByteArray(20'000'000, 'x'), 78, 65);
        row("an export of a newer Kontor",
            "{\"kontor\":\"ledger export\",\"format\":2,\"check\":\"\"}\n", 78, 65);
    }
    void badInputIsRefusedByNameAndNothingIsTouched()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, ledgerCode);
        QFETCH(int, exportCode);
        const QTemporaryDir place;
        const QString ledger = place.path() + QStringLiteral("/ledger.db");
        if (!content.isNull()) {
            write(ledger, content);
        }
        const auto before = filesOf(place.path());
        const QStringList data{QStringLiteral("--data"), place.path()};
        const QString target = place.path() + QStringLiteral("/out.jsonl");
        for (const QStringList &command :
            {QStringList{QStringLiteral("verify")}, QStringList{QStringLiteral("head")},
                QStringList{QStringLiteral("export"), QStringLiteral("--output"), target}}) {
            const ProgramRun refused = server(command + data);
            QCOMPARE(refused.exitCode, ledgerCode);
            QVERIFY2(refused.errors.contains(ledger), qPrintable(refused.all()));
            QCOMPARE(refused.output, QString());
        }
        const ProgramRun foreign = verifier({ledger});
        QCOMPARE(foreign.exitCode, exportCode);
        QVERIFY2(foreign.output.contains(ledger), qPrintable(foreign.all()));
        QVERIFY(filesOf(place.path()) == before);
    }
    void whatMayNotBeReadIsNamedAsThat_data()
    {
        QTest::addColumn<QString>("shut");
        QTest::addColumn<QStringList>("command");
        const auto row = [](const char *shut, const char *line) {
            QTest::newRow((QByteArray(shut) + ", " + line).constData())
                << QString::fromLatin1(shut) << QString::fromLatin1(line).split(u' ');
        };
        for (const char *shut : {"ledger.db", "ledger.anchor", "views.db"}) {
            row(shut, "verify");
        }
        row("ledger.anchor", "head");
        row("ledger.anchor", "export --output PLACE/out.jsonl");
        row("pin.key", "backup --output PLACE/next");
        row("service.db", "backup --output PLACE/next");
        row("token.key", "key list");
        row("token.key", "key rotate");
        row("ledger.lock", "rebuild");
        row("ledger.anchor", "rebuild");
        row("../backup", "restore --from PLACE/backup");
        row("../backup/backup.json", "restore --from PLACE/backup");
        row("../backup/pin.key", "drill --in PLACE --from PLACE/backup");
    }
    void whatMayNotBeReadIsNamedAsThat()
    {
        QFETCH(QString, shut);
        QFETCH(QStringList, command);
        const QTemporaryDir place;
        const QString data = place.filePath(QStringLiteral("data"));
        QVERIFY(QDir().mkpath(data));
        {
            RunningServer branch(RunningServer::Mode::SignIn, {}, data);
            QCOMPARE(branch.stop(), 0);
        }
        const QString backup = place.filePath(QStringLiteral("backup"));
        QCOMPARE(server({QStringLiteral("backup"), QStringLiteral("--data"), data,
                            QStringLiteral("--output"), backup})
                     .exitCode,
            0);
        const QString path = QDir::cleanPath(data + u'/' + shut);
        QVERIFY(QFile::setPermissions(path, {}));
        command.replaceInStrings(QStringLiteral("PLACE"), place.path());
        const ProgramRun refused = runUnprivileged(QStringLiteral("kontor-server"),
            command + QStringList{QStringLiteral("--data"), data}, place.path());
        QVERIFY2(refused.exitCode == 77 && refused.errors.contains(path),
            qPrintable(refused.all()));
        QVERIFY(!QFile::exists(data + QStringLiteral("/views.db.rebuild")));
    }
    // Its write-ahead log cannot be read where no file can be made beside it.
    void aCrashedLedgerWhereNothingCanBeWrittenIsToBeCopied()
    {
        const QTemporaryDir place;
        const QString data = place.filePath(QStringLiteral("data"));
        QVERIFY(QDir().mkpath(data));
        {
            RunningServer branch({}, data);
            fill(branch, 1, 1);
            branch.kill();
        }
        QVERIFY(QFile::remove(data + QStringLiteral("/ledger.db-shm")));
        QVERIFY(QFile::setPermissions(data, QFile::ReadOwner | QFile::ExeOwner));
        for (const QStringList &command :
            {QStringList{QStringLiteral("verify")}, QStringList{QStringLiteral("head")},
                QStringList{QStringLiteral("export"), QStringLiteral("--output"),
                    place.filePath(QStringLiteral("out"))},
                QStringList{QStringLiteral("backup"), QStringLiteral("--output"),
                    place.filePath(QStringLiteral("backup"))}}) {
            const ProgramRun refused = runUnprivileged(QStringLiteral("kontor-server"),
                command + QStringList{QStringLiteral("--data"), data}, place.path());
            QVERIFY2(refused.exitCode == 77 && refused.errors.contains(QStringLiteral("copy")),
                qPrintable(refused.all()));
        }
        QVERIFY(
            QFile::setPermissions(data, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    // The write-ahead log had them: without it the log is shorter, and looks whole.
    void lostEventsAreNotExported()
    {
        RunningServer branch;
        fill(branch, 1, 2);
        branch.kill();
        QVERIFY(QFile::remove(branch.directory() + QStringLiteral("/ledger.db-wal")));
        const QString out = branch.directory() + QStringLiteral("/out.jsonl");
        for (const QStringList &command : {QStringList{QStringLiteral("head")},
                 QStringList{QStringLiteral("export"), QStringLiteral("--output"), out}}) {
            const QStringList data{QStringLiteral("--data"), branch.directory()};
            const ProgramRun refused = server(command + data);
            QVERIFY2(refused.exitCode == 65
                    && refused.errors.contains(QStringLiteral("has lost acknowledged events")),
                qPrintable(refused.all()));
            QVERIFY(!QFile::exists(out));
            const ProgramRun told
                = server(command + data + QStringList{QStringLiteral("--accept-loss")});
            QVERIFY2(told.exitCode == 0, qPrintable(told.all()));
        }
    }
    // What is read may be all there was, or not: whoever reads it has to know that nobody knows.
    void aLogWithoutItsAnchorIsReadWithARemark()
    {
        RunningServer branch;
        fill(branch, 1, 2);
        QCOMPARE(branch.stop(), 0);
        QVERIFY(QFile::remove(branch.directory() + QStringLiteral("/ledger.anchor")));
        const QString out = branch.directory() + QStringLiteral("/out.jsonl");
        for (const QStringList &command : {QStringList{QStringLiteral("head")},
                 QStringList{QStringLiteral("export"), QStringLiteral("--output"), out}}) {
            const QStringList data{QStringLiteral("--data"), branch.directory()};
            const ProgramRun told = server(command + data);
            QVERIFY2(told.exitCode == 0
                    && told.errors.contains(QStringLiteral("ledger.anchor is missing or damaged")),
                qPrintable(told.all()));
            QFile::remove(out);
            const ProgramRun accepted
                = server(command + data + QStringList{QStringLiteral("--accept-loss")});
            QVERIFY2(accepted.exitCode == 0 && accepted.errors.isEmpty(),
                qPrintable(accepted.all()));
        }
    }
    // One byte of the header, which SQLite has a word of its own for.
    void aFormatThatSqliteDoesNotKnowIsDamage()
    {
        RunningServer branch;
        fill(branch, 1, 1);
        QCOMPARE(branch.stop(), 0);
        const QString ledger = branch.directory() + QStringLiteral("/ledger.db");
        QByteArray bytes = contentOf(ledger);
        bytes[47] = char(bytes[47] ^ 0x40);
        write(ledger, bytes);
        const ProgramRun told
            = server({QStringLiteral("verify"), QStringLiteral("--data"), branch.directory()});
        QVERIFY2(told.exitCode == 65 && told.errors.contains(ledger), qPrintable(told.all()));
    }
    void directoriesInThePlaceOfFilesAreRefused()
    {
        const QTemporaryDir place;
        QVERIFY(QDir(place.path()).mkpath(QStringLiteral("ledger.db")));
        for (const char *command : {"verify", "head"}) {
            const ProgramRun refused = server(
                {QString::fromLatin1(command), QStringLiteral("--data"), place.path()});
            QCOMPARE(refused.exitCode, 78);
            QVERIFY(refused.errors.contains(QStringLiteral("ledger.db is not a file")));
        }
        QCOMPARE(verifier({place.path()}).exitCode, 78);
        const ProgramRun nowhere
            = server({QStringLiteral("verify"), QStringLiteral("--data"),
                place.path() + QStringLiteral("/none")});
        QCOMPARE(nowhere.exitCode, 66);
    }
    // Nobody writes into them: whoever reads one would wait for ever.
    void pipesInThePlaceOfFilesHoldNobodyUp_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<int>("exitCode");
        const auto row = [](const char *name, const char *line, int exitCode) {
            QTest::newRow((QByteArray(name) + ", " + line).constData())
                << QString::fromLatin1(name) << QString::fromLatin1(line).split(u' ') << exitCode;
        };
        for (const char *line : {"verify", "backup --output PLACE/next", "drill", "rebuild"}) {
            row("ledger.anchor", line, qstrcmp(line, "rebuild") == 0 ? 78 : 65);
            row("ledger.db", line, 78);
        }
        row("views.db", "verify", 0);
        for (const char *name :
            {"ledger.db", "ledger.anchor", "pin.key", "token.key", "audit.db"}) {
            row(name, "doctor", 69);
        }
        row("service.db", "backup --output PLACE/next", 78);
        row("service.db", "serve --open --listen 127.0.0.1:0", 78);
        row("pin.key", "serve --open --listen 127.0.0.1:0", 78);
        row("../backup/backup.json", "restore --from PLACE/backup", 78);
        row("../backup/pin.key", "restore --from PLACE/backup", 78);
    }
    void pipesInThePlaceOfFilesHoldNobodyUp()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, command);
        QFETCH(int, exitCode);
        const QTemporaryDir place;
        const QString data = place.filePath(QStringLiteral("data"));
        QVERIFY(QDir().mkpath(data));
        {
            RunningServer branch(RunningServer::Mode::SignIn, {}, data);
            QCOMPARE(branch.stop(), 0);
        }
        {
            RunningServer branch({}, data);
            fill(branch, 1, 1);
            QCOMPARE(branch.stop(), 0);
        }
        QCOMPARE(server({QStringLiteral("backup"), QStringLiteral("--data"), data,
                            QStringLiteral("--output"), place.filePath(QStringLiteral("backup"))})
                     .exitCode,
            0);
        const QString path = QDir::cleanPath(data + u'/' + name);
        QVERIFY(QFile::remove(path));
        QCOMPARE(::mkfifo(qPrintable(path), 0600), 0);
        command.replaceInStrings(QStringLiteral("PLACE"), place.path());
        const ProgramRun told = server(command + QStringList{QStringLiteral("--data"), data});
        QVERIFY2(told.exitCode == exitCode, qPrintable(told.all()));
    }
    void aReportThatCannotBeWrittenIsNoSuccess()
    {
        RunningServer branch;
        QCOMPARE(branch.stop(), 0);
        const QString books = branch.directory() + QStringLiteral("/books.jsonl");
        QCOMPARE(server({QStringLiteral("export"), QStringLiteral("--data"), branch.directory(),
                            QStringLiteral("--output"), books})
                     .exitCode,
            0);
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(QStringLiteral(KONTOR_BIN_DIR "/kontor-verify"), {books});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 74);
    }
    void whoReadsOneLineOnlyLeavesNothingBehind()
    {
        const QTemporaryDir place;
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"), place.path());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral("sh"),
            {QStringLiteral("-c"),
                QStringLiteral(KONTOR_BIN_DIR "/kontor-server openapi | head -c 1")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput(), QByteArray("{"));
        // The reader has ended, the program may be about to.
        QTRY_COMPARE(QDir(place.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
            QStringList());
    }
    void anExportThatCannotBeWrittenLeavesNothing()
    {
        RunningServer branch;
        QVERIFY(branch.isRunning());
        fill(branch, 1, 1);
        const QString place = branch.directory();
        const auto exportTo = [&place](const QString &file) {
            return server({QStringLiteral("export"), QStringLiteral("--data"), place,
                QStringLiteral("--output"), file});
        };
        QCOMPARE(exportTo(place + QStringLiteral("/none/books.jsonl")).exitCode, 73);
        QCOMPARE(exportTo(place).exitCode, 73);
        QCOMPARE(exportTo(place + u'/' + QString(300, u'x')).exitCode, 73);
        QCOMPARE(exportTo(place + u'/' + QString(251, u'x')).exitCode, 73);
        const ProgramRun dash = exportTo(QStringLiteral("-"));
        QVERIFY2(dash.exitCode == 64 && dash.errors.contains(QStringLiteral("is no file")),
            qPrintable(dash.all()));
        const ProgramRun taken = exportTo(place + QStringLiteral("/ledger.db"));
        QCOMPARE(taken.exitCode, 73);
        QVERIFY(taken.errors.contains(QStringLiteral("is there already and is not overwritten")));
        QCOMPARE(branch.get("/health").status, 200);
    }
    void whatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char *line) {
            QTest::newRow(line) << QString::fromLatin1(line).split(u' ');
        };
        row("verify --from 0");
        row("verify --from 9 --to 8");
        row("verify --head 12-9-abcd");
        row("verify --head 12-9-0000-0000-0000-0000-0000-0000-0000-0000-0000");
        row("export");
        row("export --output");
        row("export --output=");
        row("backup --output=");
        row("restore --from=");
        row("verify --data a --data b");
        row("head now");
    }
    void whatMakesNoSenseIsRefused()
    {
        QFETCH(QStringList, arguments);
        const ProgramRun refused = server(arguments);
        QCOMPARE(refused.exitCode, 64);
        QVERIFY(!refused.errors.isEmpty() && refused.output.isEmpty());
    }
};

KONTOR_TEST(tst_Audit)
#include "tst_audit.moc"
