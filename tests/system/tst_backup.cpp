// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Assert.h"
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/TestMain.h"
#include "support/WebhookListener.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

namespace {

ProgramRun backUp(const QString &data, const QString &to)
{
    return runServer({u"backup"_s, u"--data"_s, data, u"--output"_s, to});
}

ProgramRun restore(const QString &backup, const QString &data)
{
    return runServer({u"restore"_s, u"--from"_s, backup, u"--data"_s, data});
}

ProgramRun verify(const QString &data, const QStringList &more = {})
{
    return runServer(QStringList{u"verify"_s, u"--data"_s, data} + more);
}

QString headOf(const QString &backup)
{
    const auto manifest = QJsonDocument::fromJson(contentOf(backup + u"/backup.json"_s)).object();
    return manifest["head"_L1].toString();
}

QByteArray openAccount(const RunningServer &branch, int euros)
{
    const auto opened = branch.post("/api/v1/accounts",
        "{\"ownerName\":\"Account holder\",\"initialBalance\":" + QByteArray::number(euros) + '}');
    return opened.id();
}

HttpAnswer deposit(const RunningServer &branch, const QByteArray &id, const QByteArray &key)
{
    return branch.post(
        "/api/v1/accounts/" + id + "/deposit", R"({"amount":1})", {{"Idempotency-Key", key}});
}

QByteArray balance(const RunningServer &branch, const QByteArray &id)
{
    return branch.get("/api/v1/accounts/" + id).number("balance");
}

QStringList attics(const QString &directory)
{
    return QDir(directory).entryList({u"before-restore-*"_s}, QDir::Dirs);
}

QString healthOf(const RunningServer &branch, QLatin1StringView name)
{
    for (const auto &check : branch.get("/health").json()["checks"_L1].toArray()) {
        if (check["name"_L1].toString() == name) {
            return check["status"_L1].toString();
        }
    }
    return {};
}

//! A small branch that has closed, and its backup.
class Kept
{
public:
    Kept()
    {
        QDir().mkpath(data());
        RunningServer branch({}, data());
        account = openAccount(branch, 100);
        card = branch.post("/cards", R"({"accountId":")" + account + R"(","pin":"2580"})").id();
        first = deposit(branch, account, "first");
        made = backUp(data(), backup());
        second = deposit(branch, account, "second");
        branch.stop();
    }
    QString path(const char *name) const { return m_place.path() + u'/' + QLatin1StringView(name); }
    QString data() const { return path("data"); }
    QString backup() const { return path("backup"); }
    QString backup(const char *name) const { return backup() + u'/' + QLatin1StringView(name); }

    ProgramRun made;
    QByteArray account;
    QByteArray card;
    HttpAnswer first;
    HttpAnswer second;

private:
    QTemporaryDir m_place;
};

using Harm = std::function<void(const Kept &)>;

//! Makes the manifest say what the file is now: what somebody would do who wants to deceive.
void signAnew(const Kept &kept, const char *name)
{
    QJsonObject manifest = QJsonDocument::fromJson(contentOf(kept.backup("backup.json"))).object();
    QJsonArray files = manifest["files"_L1].toArray();
    const QByteArray content = contentOf(kept.backup(name));
    for (auto file : files) {
        QJsonObject row = file.toObject();
        if (row["name"_L1].toString() == QLatin1StringView(name)) {
            row["size"_L1] = content.size();
            row["sha256"_L1] = QString::fromLatin1(
                QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
            file = row;
        }
    }
    manifest["files"_L1] = files;
    write(kept.backup("backup.json"), QJsonDocument(manifest).toJson());
}

void replaceIn(const Kept &kept, const char *name, const QByteArray &from, const QByteArray &to)
{
    QByteArray content = contentOf(kept.backup(name));
    KONTOR_ASSERT(content.contains(from));
    write(kept.backup(name), content.replace(from, to));
}

void putAt(const Kept &kept, const char *name, qsizetype at, const QByteArray &bytes)
{
    QByteArray content = contentOf(kept.backup(name));
    write(kept.backup(name), content.replace(at, bytes.size(), bytes));
}

} // namespace

class tst_Backup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBackupMadeWhileMoneyMovesIsOneMomentOfTheBooks()
    {
        RunningServer branch;
        QVERIFY(branch.isRunning());
        const QByteArray one = openAccount(branch, 100'000);
        const QByteArray other = openAccount(branch, 100'000);
        std::atomic<bool> stop = false;
        std::atomic<int> done = 0;
        std::thread busy([&] {
            const QByteArray body = "{\"sourceAccountId\":\"" + one + "\",\"destinationAccountId\":\""
                + other + "\",\"amount\":1}";
            while (!stop) {
                done += branch.post("/api/v1/accounts/transfer", body).status / 100 == 2;
            }
        });
        QStringList heads;
        for (int i = 0; i < 4; ++i) {
            const int before = done;
            const QString to = branch.directory() + u"-backup-%1"_s.arg(i);
            const ProgramRun made = backUp(branch.directory(), to);
            const ProgramRun seen = verify(to, {u"--head"_s, headOf(to)});
            QTRY_VERIFY_WITH_TIMEOUT(done > before || made.exitCode != 0, 60'000);
            heads << headOf(to);
            QDir(to).removeRecursively();
            if (made.exitCode != 0 || seen.exitCode != 0) {
                stop = true;
                busy.join();
                QFAIL(qPrintable(made.all() + seen.all()));
            }
        }
        stop = true;
        busy.join();
        QCOMPARE(branch.stop(), 0);
        // Each was a beginning of what the books became.
        QCOMPARE(QSet<QString>(heads.begin(), heads.end()).size(), 4);
        for (const QString &head : heads) {
            const ProgramRun seen = verify(branch.directory(), {u"--head"_s, head});
            QVERIFY2(seen.exitCode == 0, qPrintable(seen.all()));
        }
    }
    void aBackupIsPrivateAndSaysWhatIsInIt()
    {
        const Kept kept;
        QVERIFY2(kept.made.exitCode == 0, qPrintable(kept.made.all()));
        QVERIFY(kept.made.output.contains(headOf(kept.backup())));
        const QStringList files
            = QDir(kept.backup()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
        QCOMPARE(files,
            (QStringList{u"backup.json"_s, u"fingerprint.key"_s, u"ledger.anchor"_s, u"ledger.db"_s,
                u"pin.key"_s, u"service.db"_s, u"token.key"_s}));
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        for (const QString &name : files) {
            QVERIFY2(!(QFile::permissions(kept.backup() + u'/' + name) & others), qPrintable(name));
        }
        QVERIFY(!(QFile::permissions(kept.backup()) & others));
        // Anybody can hold it against its manifest, and nothing is left beside it.
        const auto before = filesOf(kept.backup());
        QCOMPARE(verify(kept.backup()).exitCode, 0);
        QVERIFY(filesOf(kept.backup()) == before);
        QCOMPARE(QDir(kept.path(".")).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
            (QStringList{u"backup"_s, u"data"_s}));
    }
    void aRestoredBranchGoesOnWhereItsBackupWas()
    {
        const Kept kept;
        const QByteArray lost = contentOf(kept.data() + u"/ledger.db"_s);
        const ProgramRun restored = restore(kept.backup(), kept.data());
        QVERIFY2(restored.exitCode == 0, qPrintable(restored.all()));
        QVERIFY(restored.output.contains(u"generation"_s));
        // Nothing was deleted.
        QCOMPARE(attics(kept.data()).size(), 1);
        const QString attic = kept.data() + u'/' + attics(kept.data()).first();
        QVERIFY(restored.output.contains(attic));
        QCOMPARE(contentOf(attic + u"/ledger.db"_s), lost);
        QVERIFY(QFile::exists(attic + u"/views.db"_s));
        QVERIFY(!QFile::exists(kept.data() + u"/views.db"_s));

        RunningServer branch({}, kept.data());
        QVERIFY2(branch.isRunning(), branch.log().constData());
        QCOMPARE(balance(branch, kept.account), "101.00");
        // The answer of a key from before; a key from after is new.
        QCOMPARE(deposit(branch, kept.account, "first").body, kept.first.body);
        const HttpAnswer again = deposit(branch, kept.account, "second");
        QCOMPARE(again.header("Idempotency-Replayed"), QByteArray());
        QCOMPARE(balance(branch, kept.account), "102.00");
        const auto session = branch.post(
            "/cards/" + kept.card + "/session", R"({"pin":"2580","terminalId":"T1"})");
        QVERIFY2(session.status / 100 == 2, session.body.constData());
        QCOMPARE(branch.stop(), 0);
        const ProgramRun seen = verify(kept.data(), {u"--head"_s, headOf(kept.backup())});
        QVERIFY2(seen.exitCode == 0, qPrintable(seen.all()));
    }
    void aBackupCanBeRestoredElsewhereAndAgain()
    {
        const Kept kept;
        const QString elsewhere = kept.path("elsewhere");
        QCOMPARE(restore(kept.backup(), elsewhere).exitCode, 0);
        QVERIFY(attics(elsewhere).isEmpty());
        {
            RunningServer branch({}, elsewhere);
            QVERIFY(branch.isRunning());
            QCOMPARE(balance(branch, kept.account), "101.00");
            // Left as a crash leaves it: its write-ahead log must not get into the restored file.
            QCOMPARE(deposit(branch, kept.account, "lost").status, 200);
            branch.kill();
        }
        QVERIFY(QFile::exists(elsewhere + u"/ledger.db-wal"_s));
        QCOMPARE(restore(kept.backup(), elsewhere).exitCode, 0);
        QVERIFY(!QFile::exists(elsewhere + u"/ledger.db-wal"_s));
        RunningServer branch({}, elsewhere);
        QVERIFY(branch.isRunning());
        QCOMPARE(balance(branch, kept.account), "101.00");
    }
    void whileAServerRunsNothingIsRestored()
    {
        const Kept kept;
        RunningServer branch({}, kept.data());
        QVERIFY(branch.isRunning());
        const ProgramRun refused = restore(kept.backup(), kept.data());
        QCOMPARE(refused.exitCode, 75);
        QVERIFY2(refused.errors.contains(u"in use by process %1"_s.arg(branch.pid())),
            qPrintable(refused.all()));
        QCOMPARE(deposit(branch, kept.account, "still").status, 200);
        QVERIFY(attics(kept.data()).isEmpty());
    }

    void whatIsNoWholeBackupIsRefusedAndNothingIsTouched_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *what, int exitCode, const char *named, const Harm &harm) {
            QTest::newRow(what) << harm << exitCode << QString::fromLatin1(named);
        };
        const auto with = [](const char *name, const QByteArray &content) {
            return [=](const Kept &kept) { write(kept.backup(name), content); };
        };
        row("no manifest", 66, "is no backup",
            [](const Kept &kept) { QFile::remove(kept.backup("backup.json")); });
        row("an empty manifest", 65, "backup.json is damaged", with("backup.json", ""));
        row("a manifest cut short", 65, "backup.json is damaged", [](const Kept &kept) {
            write(kept.backup("backup.json"), contentOf(kept.backup("backup.json")).chopped(40));
        });
        row("somebody else's manifest", 78, "not that of a backup",
            with("backup.json", R"({"name":"something else"})"));
        row("of a newer Kontor", 78, "format 2; this program knows 1", [](const Kept &kept) {
            replaceIn(kept, "backup.json", "\"format\":1", "\"format\":2");
        });
        row("names that lead elsewhere", 65, "no file of a backup", [](const Kept &kept) {
            replaceIn(kept, "backup.json", "\"pin.key\"", "\"../pin.key\"");
        });
        row("no ledger", 66, "ledger.db does not exist",
            [](const Kept &kept) { QFile::remove(kept.backup("ledger.db")); });
        row("a key is missing", 66, "pin.key is missing",
            [](const Kept &kept) { QFile::remove(kept.backup("pin.key")); });
        row("a ledger cut short", 65, "it was cut, or changed", [](const Kept &kept) {
            QFile file(kept.backup("ledger.db"));
            QVERIFY(file.resize(file.size() - 4096));
        });
        row("a flipped bit in the ledger", 65, "ledger.db is not what was backed up",
            [](const Kept &kept) { replaceIn(kept, "ledger.db", "Account holder", "Account holdes"); });
        row("a flipped bit in service.db", 65, "service.db is not what was backed up",
            [](const Kept &kept) { putAt(kept, "service.db", 200, "\x01"); });
        row("a schema from the future", 78, "schema version 99",
            [](const Kept &kept) { putAt(kept, "ledger.db", 60, QByteArray("\0\0\0\x63", 4)); });
        row("a foreign database", 78, "is not a Kontor ledger",
            [](const Kept &kept) { putAt(kept, "ledger.db", 68, "Abcd"); });
        row("changed together with the manifest", 65, "is not what was written",
            [](const Kept &kept) {
                replaceIn(kept, "ledger.db", "Account holder", "Account holdes");
                signAnew(kept, "ledger.db");
            });
    }
    void whatIsNoWholeBackupIsRefusedAndNothingIsTouched()
    {
        QFETCH(Harm, harm);
        QFETCH(int, exitCode);
        QFETCH(QString, named);
        const Kept kept;
        harm(kept);
        const auto backup = filesOf(kept.backup());
        const auto data = filesOf(kept.data());
        const ProgramRun refused = restore(kept.backup(), kept.data());
        QVERIFY2(refused.exitCode == exitCode && refused.errors.contains(named),
            qPrintable(refused.all()));
        QVERIFY(filesOf(kept.backup()) == backup);
        QVERIFY(filesOf(kept.data()) == data);
        QVERIFY(attics(kept.data()).isEmpty());
        const ProgramRun drill = runServer({u"drill"_s, u"--from"_s, kept.backup(), u"--in"_s,
            kept.path("."), u"--data"_s, kept.data()});
        QCOMPARE(drill.exitCode, exitCode);
        QVERIFY(QDir(kept.path(".")).entryList({u"kontor-drill-*"_s}, QDir::Dirs).isEmpty());
    }
    void aDamagedLedgerIsNotBackedUp()
    {
        const Kept kept;
        const QString ledger = kept.data() + u"/ledger.db"_s;
        const QByteArray whole = contentOf(ledger);
        write(ledger, QByteArray(whole).replace("Account holder", "Account holdes"));
        const ProgramRun damaged = backUp(kept.data(), kept.path("next"));
        QCOMPARE(damaged.exitCode, 65);
        QVERIFY2(damaged.errors.contains(u"is missing or not what was written"_s),
            qPrintable(damaged.all()));
        // Older than its own anchor: the last events are gone.
        QVERIFY(QFile::remove(ledger));
        QVERIFY(QFile::copy(kept.backup("ledger.db"), ledger));
        const ProgramRun cut = backUp(kept.data(), kept.path("next"));
        QCOMPARE(cut.exitCode, 65);
        QVERIFY2(cut.errors.contains(u"has lost acknowledged events"_s), qPrintable(cut.all()));
        // Without its anchor it would look whole in the backup.
        QVERIFY(QFile::remove(kept.data() + u"/ledger.anchor"_s));
        const ProgramRun unknown = backUp(kept.data(), kept.path("next"));
        QVERIFY2(unknown.exitCode == 65
                && unknown.errors.contains(u"nobody knows whether the end was cut off"_s),
            qPrintable(unknown.all()));
        QVERIFY(QDir(kept.path(".")).entryList({u"next*"_s}).isEmpty());
    }
    void aBackupTakesNothingsPlace()
    {
        const Kept kept;
        const auto before = filesOf(kept.backup());
        QCOMPARE(backUp(kept.data(), kept.backup()).exitCode, 73);
        QCOMPARE(backUp(kept.data(), kept.path("none/next")).exitCode, 73);
        QVERIFY(filesOf(kept.backup()) == before);
        QCOMPARE(runServer({u"backup"_s, u"--data"_s, kept.data()}).exitCode, 64);
        QCOMPARE(backUp(kept.path("none"), kept.path("next")).exitCode, 66);
    }
    void aBackupIsNotServed()
    {
        const Kept kept;
        const auto before = filesOf(kept.backup());
        RunningServer branch({}, kept.backup());
        QVERIFY(!branch.isRunning());
        QCOMPARE(branch.waitForEnd(), 78);
        QVERIFY2(branch.log().contains("is a backup"), branch.log().constData());
        auto after = filesOf(kept.backup());
        after.erase(u"server.log"_s);
        QVERIFY(after == before);
        QFile::remove(kept.backup("server.log"));
        for (const QStringList &command : {QStringList{u"rebuild"_s}, {u"key"_s, u"rotate"_s}}) {
            const ProgramRun refused = runServer(command + QStringList{u"--data"_s, kept.backup()});
            QVERIFY2(refused.exitCode == 78 && refused.errors.contains(u"is a backup"_s),
                qPrintable(refused.all()));
            QVERIFY(filesOf(kept.backup()) == before);
        }
    }
    void aDrillProvesABackupAndLeavesNothing()
    {
        const Kept kept;
        const ProgramRun drill = runServer({u"drill"_s, u"--data"_s, kept.data()});
        QVERIFY2(drill.exitCode == 0, qPrintable(drill.all()));
        for (const auto &step : {u"backup"_s, u"restore"_s, u"open"_s, u"verify"_s}) {
            QVERIFY2(drill.output.contains(u'\n' + step) || drill.output.startsWith(step),
                qPrintable(drill.output));
        }
        const ProgramRun older = runServer({u"drill"_s, u"--from"_s, kept.backup(), u"--in"_s,
            kept.path("."), u"--data"_s, kept.data()});
        QVERIFY2(older.exitCode == 0, qPrintable(older.all()));
        QVERIFY(QDir(kept.path(".")).entryList({u"kontor-drill-*"_s}, QDir::Dirs).isEmpty());
        QCOMPARE(runServer({u"drill"_s, u"--data"_s, kept.data(), u"--in"_s, kept.path("none")})
                     .exitCode,
            66);
    }
    // By hand, without our tool: views.db and service.db are ahead of the ledger then.
    void whatIsAheadOfARestoredLedgerIsNoticed()
    {
        const Kept kept;
        WebhookListener listener;
        const auto generationOf = [](const RunningServer &branch) {
            return branch.get("/events?after=latest").json()["generation"_L1].toString();
        };
        QString generation;
        {
            RunningServer branch({}, kept.data());
            generation = generationOf(branch);
            const auto endpoint = branch.post("/webhooks/endpoints",
                "{\"url\":\"" + listener.url().toUtf8() + "\"}");
            QVERIFY2(endpoint.status / 100 == 2, endpoint.body.constData());
            QCOMPARE(deposit(branch, kept.account, "told").status, 200);
            QTRY_VERIFY_WITH_TIMEOUT(listener.received.size() >= 1, 30'000);
            QCOMPARE(branch.stop(), 0);
        }
        const QString ledger = kept.data() + u"/ledger.db"_s;
        QVERIFY(QFile::remove(ledger) && QFile::copy(kept.backup("ledger.db"), ledger));
        const ProgramRun seen = verify(kept.data());
        QCOMPARE(seen.exitCode, 65);
        QVERIFY2(seen.output.contains(u"ahead of the log"_s), qPrintable(seen.output));
        RunningServer branch({}, kept.data());
        QCOMPARE(branch.waitForEnd(), 65);
        QVERIFY(branch.log().contains("has lost acknowledged events"));
        const std::size_t told = listener.received.size();
        branch.setArguments({u"--accept-head"_s});
        QVERIFY(branch.start());
        const QByteArray accepted = branch.log();
        QVERIFY2(accepted.contains("accepted, because --accept-head says so: "
                     + kept.data().toUtf8() + "/ledger.db has lost acknowledged events"),
            accepted.constData());
        QTRY_VERIFY(branch.log().contains("leave it out from the next start on"));
        QVERIFY(generationOf(branch) != generation);
        QCOMPARE(balance(branch, kept.account), "101.00");
        QCOMPARE(healthOf(branch, "webhooks"_L1), u"up"_s);
        QTRY_VERIFY(branch.log().contains("webhooks go on"));
        QCOMPARE(deposit(branch, kept.account, "after").status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(listener.received.size() > told, 30'000);
    }
    void webhooksWaitForAWordAfterARestore()
    {
        const Kept kept;
        WebhookListener listener;
        const auto told = [&listener] { return listener.received.size(); };
        RunningServer branch({}, kept.data());
        const auto text = [&branch](const QByteArray &path, QLatin1StringView member) {
            return branch.get(path).json()[member].toString();
        };
        const QString ledger = text("/version", "ledger"_L1);
        const QString generation = text("/events?after=latest", "generation"_L1);
        QVERIFY(!ledger.isEmpty() && !generation.isEmpty());
        QCOMPARE(branch.post("/webhooks/endpoints",
            "{\"url\":\"" + listener.url().toUtf8() + "\"}").status, 201);
        QCOMPARE(deposit(branch, kept.account, "told").status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(told() == 1, 30'000);
        QCOMPARE(branch.stop(), 0);
        QVERIFY(branch.start()); // what was told is written down
        QCOMPARE(text("/events?after=latest", "generation"_L1), generation);
        QCOMPARE(branch.stop(), 0);
        QCOMPARE(backUp(kept.data(), kept.path("next")).exitCode, 0);
        QCOMPARE(restore(kept.path("next"), kept.data()).exitCode, 0);
        QVERIFY(branch.start());
        QCOMPARE(healthOf(branch, "webhooks"_L1), u"degraded"_s); // from the first answer on
        QVERIFY(text("/events?after=latest", "generation"_L1) != generation);
        QCOMPARE(text("/version", "ledger"_L1), ledger);
        QCOMPARE(deposit(branch, kept.account, "silent").status, 200);
        QVERIFY(branch.log().contains("webhooks stopped"));
        QCOMPARE(branch.stop(), 0);
        QCOMPARE(told(), 1U);
        branch.setArguments({u"--accept-head"_s});
        QVERIFY(branch.start());
        QCOMPARE(healthOf(branch, "webhooks"_L1), u"up"_s);
        QCOMPARE(deposit(branch, kept.account, "heard").status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(told() >= 2, 30'000);
    }
};

KONTOR_TEST(tst_Backup)
#include "tst_backup.moc"
