// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/Stranger.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

namespace {

//! A branch that has closed, with a backup of today.
class KeptBranch
{
public:
    KeptBranch()
    {
        QDir().mkpath(data());
        RunningServer branch({}, data());
        branch.post("/api/v1/accounts", R"({"ownerName":"Account holder","initialBalance":100})",
            {{"Idempotency-Key", "k"}});
        branch.stop();
        QFile::setPermissions(data(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        write(path("kontor.toml"),
            "data = \"" + data().toUtf8() + "\"\nopen = true\n[backup]\ndirectory = \""
                + path("backups").toUtf8() + "\"\n");
        made = runServer({u"backup"_s, u"--config"_s, path("kontor.toml")});
    }
    QString path(const char *name) const { return m_place.path() + u'/' + QLatin1StringView(name); }
    QString data() const { return path("data"); }
    QString backup() const
    {
        return path("backups") + u'/' + QDir(path("backups")).entryList({u"kontor-*"_s}).value(0);
    }
    QString data(const char *name) const { return data() + u'/' + QLatin1StringView(name); }
    ProgramRun ask() const { return runServer({u"doctor"_s, u"--config"_s, path("kontor.toml")}); }

    ProgramRun made;

private:
    QTemporaryDir m_place;
};

void writePrivate(const QString &path, const QByteArray &bytes)
{
    write(path, bytes);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
}

using DoctorHarm = std::function<void(const KeptBranch &)>;

} // namespace

class tst_Doctor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHealthyBranchIsCalledSoAndLeftAsItIs()
    {
        const KeptBranch kept;
        QVERIFY2(kept.made.exitCode == 0, qPrintable(kept.made.all()));
        const auto before = filesOf(kept.data());
        const ProgramRun told = kept.ask();
        QVERIFY2(told.exitCode == 0 && !told.output.contains(u"BAD"_s), qPrintable(told.all()));
        for (const auto &name : {u"versions"_s, u"settings"_s, u"certificates"_s, u"space"_s, u"sync"_s,
                 u"clock"_s, u"ledger"_s, u"anchor"_s, u"keys"_s, u"token keys"_s, u"audit"_s, u"views"_s,
                 u"backups"_s}) {
            QVERIFY2(told.output.contains(u"      "_s + name), qPrintable(name + told.output));
        }
        QVERIFY(filesOf(kept.data()) == before);
    }
    void whatIsBadIsNamedWithWhatToDo_data()
    {
        QTest::addColumn<DoctorHarm>("harm");
        QTest::addColumn<QString>("named");
        QTest::addColumn<QString>("remedy");
        const auto row = [](const char *what, const char *named, const char *remedy,
                             const DoctorHarm &harm) {
            QTest::newRow(what) << harm << QString::fromLatin1(named) << QString::fromLatin1(remedy);
        };
        row("no anchor", "ledger.anchor is missing or damaged", "--accept-head",
            [](const KeptBranch &kept) { QFile::remove(kept.data("ledger.anchor")); });
        row("a lost key", "pin.key is missing", "put it back from a backup",
            [](const KeptBranch &kept) { QFile::remove(kept.data("pin.key")); });
        row("a key that was cut", "pin.key: expected 32 bytes", "put it back from a backup",
            [](const KeptBranch &kept) { writePrivate(kept.data("pin.key"), "cut"); });
        row("a pipe in the place of a key", "fingerprint.key is not a file",
            "put it back from a backup", [](const KeptBranch &kept) {
                QFile::remove(kept.data("fingerprint.key"));
                QCOMPARE(::mkfifo(qPrintable(kept.data("fingerprint.key")), 0600), 0);
            });
        row("a service file that was cut", "database disk image is malformed",
            "put it back from a backup",
            [](const KeptBranch &kept) { QFile::resize(kept.data("service.db"), 20'000); });
        row("a service file with other bytes", "service.db is damaged", "put it back from a backup",
            [](const KeptBranch &kept) {
                const QByteArray service = contentOf(kept.data("service.db"));
                writePrivate(kept.data("service.db"),
                    service.left(service.size() - 8192) + QByteArray(8192, 'x'));
            });
        row("a pipe in the place of the service file", "service.db is not a file",
            "put it back from a backup", [](const KeptBranch &kept) {
                QFile::remove(kept.data("service.db"));
                QCOMPARE(::mkfifo(qPrintable(kept.data("service.db")), 0600), 0);
            });
        row("the anchor of another ledger", "belongs to another ledger", "put back what belongs",
            [](const KeptBranch &kept) {
                const KeptBranch other;
                QFile::remove(kept.data("ledger.anchor"));
                QVERIFY(QFile::copy(other.data("ledger.anchor"), kept.data("ledger.anchor")));
            });
        row("a token key that is none", "token.key", "everybody signs in anew",
            [](const KeptBranch &kept) { writePrivate(kept.data("token.key"), "Dear auditor\n"); });
        row("an audit that is none", "audit.db cannot be read", "move it away",
            [](const KeptBranch &kept) { write(kept.data("audit.db"), "Dear auditor\n"); });
        row("no ledger but something else", "is not a Kontor ledger", "a backup can be restored",
            [](const KeptBranch &kept) { write(kept.data("ledger.db"), "Dear auditor\n"); });
        row("no directory of backups", "there is no such directory", "run kontor-server backup",
            [](const KeptBranch &kept) { QDir(kept.path("backups")).removeRecursively(); });
        row("no backup", "has none of this ledger", "run kontor-server backup",
            [](const KeptBranch &kept) { QDir(kept.backup()).removeRecursively(); });
        row("a backup without its ledger", "ledger.db is missing", "run kontor-server backup",
            [](const KeptBranch &kept) { QFile::remove(kept.backup() + u"/ledger.db"_s); });
        row("a backup that was cut", "service.db has 100 bytes", "run kontor-server backup",
            [](const KeptBranch &kept) { QFile::resize(kept.backup() + u"/service.db"_s, 100); });
        row("an old backup", "hours old", "run kontor-server backup", [](const KeptBranch &kept) {
            const QString backup = kept.backup();
            QByteArray manifest = contentOf(backup + u"/backup.json"_s);
            manifest.replace("\"madeAt\":\"202", "\"madeAt\":\"201");
            write(backup + u"/backup.json"_s, manifest);
        });
        row("a backup from the future", "which is yet to come", "set the clock",
            [](const KeptBranch &kept) {
                const QString backup = kept.backup();
                QByteArray manifest = contentOf(backup + u"/backup.json"_s);
                manifest.replace("\"madeAt\":\"202", "\"madeAt\":\"203");
                write(backup + u"/backup.json"_s, manifest);
            });
        row("a ledger that is gone", "ledger.db is missing, but there was one", "restore a backup",
            [](const KeptBranch &kept) { QFile::remove(kept.data("ledger.db")); });
        row("a ledger of a newer Kontor", "schema version 99",
            "start the Kontor that has written it", [](const KeptBranch &kept) {
                QByteArray ledger = contentOf(kept.data("ledger.db"));
                write(kept.data("ledger.db"), ledger.replace(60, 4, QByteArray("\0\0\0\x63", 4)));
            });
        row("a directory that is not there", "there is no such directory", "--data",
            [](const KeptBranch &kept) { QDir(kept.data()).removeRecursively(); });
    }
    void whatIsBadIsNamedWithWhatToDo()
    {
        QFETCH(DoctorHarm, harm);
        QFETCH(QString, named);
        QFETCH(QString, remedy);
        const KeptBranch kept;
        harm(kept);
        const ProgramRun told = kept.ask();
        QCOMPARE(told.exitCode, 69);
        QVERIFY2(told.output.contains(named) && told.output.contains(remedy), qPrintable(told.all()));
    }
    void whatAStartWouldRefuseIsNamed_data()
    {
        QTest::addColumn<DoctorHarm>("harm");
        QTest::addColumn<QString>("named");
        QTest::addColumn<QString>("remedy");
        const auto row
            = [](const char *what, const char *named, const char *remedy, const DoctorHarm &harm) {
                  QTest::newRow(what)
                      << harm << QString::fromLatin1(named) << QString::fromLatin1(remedy);
              };
        row("an audit of a newer Kontor", "not an audit file that this program knows",
            "start the Kontor that has written it", [](const KeptBranch &kept) {
                QByteArray audit = contentOf(kept.data("audit.db"));
                write(kept.data("audit.db"), audit.replace(60, 4, QByteArray("\0\0\0\x63", 4)));
            });
        row("a token key that others may read", "token.key: others can read it", "chmod 600",
            [](const KeptBranch &kept) {
                QFile::setPermissions(kept.data("token.key"), QFile::Permissions(0x6644));
            });
        row("a directory in the place of the anchor", "ledger.anchor is not a file",
            "--accept-head", [](const KeptBranch &kept) {
                QFile::remove(kept.data("ledger.anchor"));
                QDir().mkpath(kept.data("ledger.anchor"));
            });
        row("a directory in the place of the lock", "ledger.lock is not a file", "move it away",
            [](const KeptBranch &kept) {
                QFile::remove(kept.data("ledger.lock"));
                QDir().mkpath(kept.data("ledger.lock"));
            });
        row("a trigger that is gone", "the trigger events_no_update is missing",
            "serve does not start", [](const KeptBranch &kept) {
                changeAsStranger(kept.data("ledger.db"), u"DROP TRIGGER events_no_update"_s);
            });
        row("an outcome that is gone", "has lost acknowledged events", "restore a backup",
            [](const KeptBranch &kept) {
                const QString ledger = kept.data("ledger.db");
                changeAsStranger(ledger, u"DROP TRIGGER outcomes_no_delete"_s);
                changeAsStranger(ledger,
                    u"DELETE FROM outcomes WHERE seq = (SELECT MAX(seq) FROM outcomes)"_s);
                changeAsStranger(ledger,
                    u"CREATE TRIGGER outcomes_no_delete BEFORE DELETE ON outcomes BEGIN"
                    " SELECT RAISE(ABORT, 'the log is only ever appended to'); END"_s);
            });
    }
    void whatAStartWouldRefuseIsNamed() { whatIsBadIsNamedWithWhatToDo(); }
    void whatIsOnlyToBeLookedAtIsTold()
    {
        const KeptBranch kept;
        QFile::setPermissions(kept.data(), QFile::Permissions(0x7755));
        QFile::setPermissions(kept.data("pin.key"), QFile::Permissions(0x6644));
        const ProgramRun told = runServer({u"doctor"_s, u"--data"_s, kept.data(), u"--open"_s});
        QVERIFY2(told.exitCode == 0, qPrintable(told.all()));
        QVERIFY(told.output.contains(u"look  privacy"_s));
        QVERIFY(told.output.contains(u"chmod 700"_s));
        QVERIFY(told.output.contains(u"look  keys"_s));
        QVERIFY(told.output.contains(u"pin.key: others can read it"_s));
        QVERIFY(told.output.contains(u"look  backups"_s));
        const ProgramRun accepting
            = runServer({u"doctor"_s, u"--data"_s, kept.data(), u"--open"_s, u"--accept-head"_s});
        QVERIFY2(accepting.output.contains(u"look  settings         accept-head is set"_s),
            qPrintable(accepting.all()));
        const ProgramRun listening = runServer({u"doctor"_s, u"--data"_s, kept.data(), u"--open"_s,
            u"--tls-certificate"_s, u"x.pem"_s});
        QVERIFY2(listening.output.contains(u"nothing listens with TLS"_s),
            qPrintable(listening.all()));
    }
    void aServiceFileThatWasCutToNothingIsTold()
    {
        const KeptBranch kept;
        writePrivate(kept.data("service.db"), {});
        const ProgramRun told = kept.ask();
        QVERIFY2(told.output.contains(u"look  service          service.db is empty"_s),
            qPrintable(told.all()));
    }
    void aWriteAheadLogOfTheViewsThatGrowsIsTold()
    {
        const KeptBranch kept;
        QFile log(kept.data("views.db-wal"));
        QVERIFY(log.open(QIODevice::ReadWrite) && log.resize(600LL * 1024 * 1024));
        const ProgramRun told = kept.ask();
        QVERIFY2(told.output.contains(u"look  write-ahead log  600.0 MiB, of the views"_s),
            qPrintable(told.all()));
    }
    void whatWasLeftBehindIsTold()
    {
        const KeptBranch kept;
        const QString drill = kept.path("backups/kontor-drill-abcdef");
        const QString part = kept.path("backups/kontor-2026-01-01T000000Z.part");
        const QString beside = kept.path("kontor-2026-01-02T000000Z.part");
        const QString restore = kept.data("restore.new");
        QVERIFY(QDir().mkpath(drill) && QDir().mkpath(part) && QDir().mkpath(beside)
            && QDir().mkpath(restore));
        // They may be under way.
        QVERIFY(!kept.ask().output.contains(u"leftovers"_s));
        for (const QString &left : {drill, part, beside, restore}) {
            const timespec old[2] = {{1'767'225'600, 0}, {1'767'225'600, 0}};
            QCOMPARE(::utimensat(AT_FDCWD, qPrintable(left), old, 0), 0);
        }
        const ProgramRun told = kept.ask();
        QVERIFY2(told.exitCode == 0, qPrintable(told.all()));
        QVERIFY2(told.output.contains(u"rm -r "_s + drill)
                && told.output.contains(u"rm -r "_s + part)
                && told.output.contains(u"rm -r "_s + beside)
                && told.output.contains(u"rm -r "_s + restore),
            qPrintable(told.all()));
    }
    void whatThisUserMayNotReadIsNamed_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"ledger.db", "ledger.anchor", "ledger.lock", "service.db",
                 "audit.db", "views.db", "pin.key", "fingerprint.key", "token.key"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    void whatThisUserMayNotReadIsNamed()
    {
        QFETCH(QString, name);
        const KeptBranch kept;
        const QString path = kept.data() + u'/' + name;
        QVERIFY(QFile::exists(path));
        const auto ask = [&kept] {
            return runUnprivileged(u"kontor-server"_s,
                {u"doctor"_s, u"--config"_s, kept.path("kontor.toml")}, kept.path("."));
        };
        const ProgramRun before = ask();
        QVERIFY2(before.exitCode == 0, qPrintable(before.all()));
        QVERIFY(QFile::setPermissions(path, {}));
        const ProgramRun told = ask();
        QCOMPARE(told.exitCode, 69);
        QVERIFY2(told.output.contains(path + u": permission denied"_s)
                && told.output.contains(u"chown"_s) && !told.output.contains(u"restore"_s),
            qPrintable(told.all()));
    }
    void aBackupThatMayNotBeReadIsNoneThatIsMissing()
    {
        const KeptBranch kept;
        QVERIFY(QFile::setPermissions(kept.backup(), {}));
        const ProgramRun told = runUnprivileged(u"kontor-server"_s,
            {u"doctor"_s, u"--config"_s, kept.path("kontor.toml")}, kept.path("."));
        QCOMPARE(told.exitCode, 69);
        QVERIFY2(told.output.contains(kept.backup() + u" may not be read by this user"_s)
                && !told.output.contains(u"has none of this ledger"_s),
            qPrintable(told.all()));
    }
    // Somebody who is root backs up by hand, before an upgrade for example.
    void whatRootKeepsIsForWhoeverLooksAfterTheBackups()
    {
        const KeptBranch kept;
        const auto branch = [&kept](const QString &command) {
            return runUnprivileged(u"kontor-server"_s,
                {command, u"--config"_s, kept.path("kontor.toml")}, kept.path("."));
        };
        QCOMPARE(branch(u"doctor"_s).exitCode, 0);
        QVERIFY(QDir(kept.backup()).removeRecursively());
        const ProgramRun made = runServer({u"backup"_s, u"--config"_s, kept.path("kontor.toml")});
        QVERIFY2(made.exitCode == 0, qPrintable(made.all()));
        const uint keeper = QFileInfo(kept.path("backups")).ownerId();
        QCOMPARE(QFileInfo(kept.backup()).ownerId(), keeper);
        for (const QFileInfo &file : QDir(kept.backup()).entryInfoList(QDir::Files)) {
            QVERIFY2(file.ownerId() == keeper, qPrintable(file.filePath()));
        }
    }
    // As serve, rebuild and drill would find it: named, with the code for it.
    void aDirectoryThatMayNotBeWrittenIsNamed()
    {
        const KeptBranch kept;
        const QStringList there{u"--data"_s, kept.data()};
        const auto branch = [&kept, &there](const QStringList &command) {
            return runUnprivileged(u"kontor-server"_s, command + there, kept.path("."));
        };
        const auto open = QFile::permissions(kept.data());
        QVERIFY(QFile::setPermissions(kept.data(), QFile::ReadOwner | QFile::ExeOwner));
        const ProgramRun served
            = branch({u"serve"_s, u"--open"_s, u"--listen"_s, u"127.0.0.1:0"_s});
        QVERIFY2(served.exitCode == 77
                && served.errors.contains(kept.data() + u": permission denied"_s),
            qPrintable(served.all()));
        QVERIFY(QFile::setPermissions(kept.data(), open));
        const QString shut = kept.path("backups");
        QVERIFY(QFile::setPermissions(shut, QFile::ReadOwner | QFile::ExeOwner));
        const ProgramRun drilled = branch({u"drill"_s, u"--in"_s, shut});
        QVERIFY2(drilled.exitCode == 77 && drilled.errors.contains(shut + u": permission denied"_s),
            qPrintable(drilled.all()));
    }
    void whatIsPrintedCanBeReadAgain()
    {
        const QTemporaryDir place;
        const QString file = place.filePath(u"kontor.toml"_s);
        const QString name = u"The \"Old\" Bank \\ Zoë"_s;
        const QStringList settings{u"--branch-name"_s, name, u"--cache-prefix"_s, u"a\nb\t"_s};
        const ProgramRun printed = runServer(QStringList{u"--print-config"_s} + settings);
        QCOMPARE(printed.exitCode, 0);
        write(file, printed.output.toUtf8());
        QCOMPARE(runServer({u"check-config"_s, u"--config"_s, file}).exitCode, 0);
        QCOMPARE(runServer({u"--print-config"_s, u"--config"_s, file}).output, printed.output);
        QCOMPARE(runServer({u"check-config"_s, u"--branch-name"_s, QString(101, u'x')}).exitCode,
            64);
    }
    void digitsThatAreNoNumberArePrintedAsTheyAre()
    {
        const QTemporaryDir place;
        const QString file = place.filePath(u"kontor.toml"_s);
        const ProgramRun printed = runServer({u"--print-config"_s, u"--branch-bank-id"_s,
            u"021000021"_s, u"--branch-name"_s, u"+5"_s});
        write(file, printed.output.toUtf8());
        const ProgramRun read = runServer({u"--print-config"_s, u"--config"_s, file});
        QVERIFY2(read.exitCode == 0, qPrintable(read.all()));
        QVERIFY(read.output.contains(u"branch.bank-id = \"021000021\"\n"_s));
        QVERIFY(read.output.contains(u"branch.name = \"+5\"\n"_s));
    }
    void aDirectoryIsMadePrivatelyOrNamed()
    {
        const QTemporaryDir place;
        const QString file = place.filePath(u"file"_s);
        write(file, "x");
        const ProgramRun refused = runServer(
            {u"serve"_s, u"--data"_s, file, u"--open"_s, u"--listen"_s, u"127.0.0.1:0"_s});
        QVERIFY2(refused.exitCode == 73 && refused.errors.contains(u"is no directory"_s),
            qPrintable(refused.all()));
        // Ends at the address that it cannot have, after it has made its books.
        const QString data = place.filePath(u"branch/data"_s);
        RunningServer other;
        const QString taken = u"127.0.0.1:%1"_s.arg(other.port());
        QCOMPARE(
            runServer({u"serve"_s, u"--data"_s, data, u"--open"_s, u"--listen"_s, taken}).exitCode,
            71);
        const auto others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(data) & others));
    }
    void settingsAreCheckedWithoutAServer_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *file, int exitCode, const char *named) {
            QTest::newRow(file) << QByteArray(file) << exitCode << QString::fromLatin1(named);
        };
        row("open = true\n", 0, "all can be used");
        row("open = true\nlimits.deposit = 0\n", 78, ":2: \"0\" cannot be used for limits.deposit");
        row("open = true\n\n[http]\nmax-conections = 5\n", 78,
            ":4: there is no setting \"http.max-conections\"");
        row("limits.deposit = 1.5\n", 78, "\"1.5\" cannot be used for limits.deposit");
        row("http.max-connections = 0\n", 78, ": 1 to 100000 can");
        row("http.hosts = \"https://bank.example/\"\n", 78, "names such as bank.example can");
        row("http.hosts = \"a.example, b.example\"\n", 0, "all can be used");
        row("cache.redis = \"redis://:hunter2@\"\n", 78,
            "what is given cannot be used for cache.redis");
        row("open = \"perhaps\"\n", 78, ":1: \"perhaps\" cannot be used for open");
        row("open = true\nlisten = [\"localhost\"]\n", 78, "\"localhost\" is not HOST:PORT");
        row("open = true\nlisten = [\"0.0.0.0:80\"]\n", 78, "is not a loopback address");
        row("open = true\nlisten = []\n", 78, "name at least one address");
        row("open = tru\n", 78, ":1: ");
        row("data = \"x\"\n", 0, "all can be used");
        row("[auth]\nidle-seconds = 600\nsession-seconds = 599\n", 78, "600 is more than");
        row("branch.name = \"two\\nlines\"\n", 78, "cannot be used for branch.name");
        row("listen = [\"0.0.0.0:80\"]\n", 78, "would not be encrypted");
        row("data = \"a\\u0000b\"\n", 78, "cannot be used for data");
    }
    void settingsAreCheckedWithoutAServer()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, exitCode);
        QFETCH(QString, named);
        const QTemporaryDir place;
        const QString path = place.path() + u"/kontor.toml"_s;
        write(path, file);
        const ProgramRun told = runServer({u"check-config"_s, u"--config"_s, path});
        QVERIFY2(told.exitCode == exitCode && told.all().contains(named), qPrintable(told.all()));
        QVERIFY(!told.all().contains(u"hunter2"_s));
        QCOMPARE(QDir(place.path()).entryList(QDir::Files).size(), 1);
        if (exitCode != 0) {
            // serve says the same.
            const ProgramRun served = runServer({u"serve"_s, u"--config"_s, path});
            QCOMPARE(served.exitCode, exitCode);
            QCOMPARE(served.errors, told.errors);
        }
    }
    // One that cannot be read must not count as empty, nor one without end be read for ever.
    void whatIsNoFileOfSettingsIsRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("fails to be read") << u"/proc/self/mem"_s << 74;
        QTest::newRow("has no end") << u"/dev/zero"_s << 78;
        QTest::newRow("a directory") << u"/"_s << 78;
        QTest::newRow("not there") << u"/nowhere/kontor.toml"_s << 66;
    }
    void whatIsNoFileOfSettingsIsRefused()
    {
        QFETCH(QString, path);
        QFETCH(int, exitCode);
        const ProgramRun told = runServer({u"check-config"_s, u"--config"_s, path});
        QVERIFY2(told.exitCode == exitCode && told.errors.contains(path), qPrintable(told.all()));
    }
    void aVariableThatNamesNoSettingIsRefused()
    {
        for (const char *name : {"KONTOR_LIMITS_DEPOSITS", "KONTOR_HTTP_HOST"}) {
            qputenv(name, "1");
            const ProgramRun told = runServer({u"check-config"_s, u"--open"_s});
            qunsetenv(name);
            QCOMPARE(told.exitCode, 78);
            QVERIFY2(
                told.errors.contains(QString::fromLatin1(name) + u": there is no such setting"_s),
                qPrintable(told.all()));
        }
        // Not ours.
        qputenv("KONTOR_PORT", "1");
        QCOMPARE(runServer({u"check-config"_s, u"--open"_s}).exitCode, 0);
        qunsetenv("KONTOR_PORT");
    }
};

KONTOR_TEST(tst_Doctor)
#include "tst_doctor.moc"
