// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QTest>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

// What belongs to a backup, and what is said where some of it is not there.

namespace {

//! A small branch that has closed, and its backup.
class KeptParts
{
public:
    KeptParts()
    {
        QDir().mkpath(data());
        RunningServer branch({}, data());
        branch.post("/accounts", R"({"ownerName":"Account holder","initialBalance":5})");
        branch.stop();
        made = backUp("backup");
    }
    QString path(const char *name) const { return m_place.path() + u'/' + QLatin1StringView(name); }
    QString data() const { return path("data"); }
    QString backup() const { return path("backup"); }
    ProgramRun backUp(const char *to) const
    {
        return runServer({u"backup"_s, u"--data"_s, data(), u"--output"_s, path(to)});
    }
    ProgramRun restore(const char *from, const QString &to) const
    {
        return runServer({u"restore"_s, u"--from"_s, path(from), u"--data"_s, to});
    }
    ProgramRun drill(const char *from) const
    {
        return runServer(
            {u"drill"_s, u"--from"_s, path(from), u"--in"_s, path("."), u"--data"_s, data()});
    }
    //! Takes a file out of the manifest.
    void leaveOut(const QString &name) const
    {
        const QString file = backup() + u"/backup.json"_s;
        QJsonObject manifest = QJsonDocument::fromJson(contentOf(file)).object();
        QJsonArray files;
        for (const auto &row : manifest["files"_L1].toArray()) {
            if (row.toObject()["name"_L1].toString() != name) {
                files.append(row);
            }
        }
        manifest["files"_L1] = files;
        write(file, QJsonDocument(manifest).toJson(QJsonDocument::Compact));
    }

    //! Makes a file of the backup another, as its manifest has it too.
    void putIn(const QString &name, const QByteArray &bytes) const
    {
        const QString file = backup() + u"/backup.json"_s;
        const QByteArray before = contentOf(backup() + u'/' + name);
        const auto rowOf = [](const QByteArray &content) {
            return "\"size\":" + QByteArray::number(content.size()) + ",\"sha256\":\""
                + QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex() + '"';
        };
        QByteArray manifest = contentOf(file);
        manifest.replace(rowOf(before), rowOf(bytes));
        write(file, manifest);
        write(backup() + u'/' + name, bytes);
        QFile::setPermissions(backup() + u'/' + name, QFile::ReadOwner | QFile::WriteOwner);
    }

    ProgramRun made;

private:
    QTemporaryDir m_place;
};

} // namespace

class tst_BackupParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatALedgerHasLostIsSaid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("drilled");
        QTest::newRow("pin.key") << u"pin.key"_s << 66;
        QTest::newRow("fingerprint.key") << u"fingerprint.key"_s << 66;
        QTest::newRow("service.db") << u"service.db"_s << 0;
    }
    void whatALedgerHasLostIsSaid()
    {
        QFETCH(QString, name);
        QFETCH(int, drilled);
        const KeptParts kept;
        QVERIFY2(!kept.made.output.contains(u"MISSING"_s), qPrintable(kept.made.all()));
        QVERIFY(QFile::remove(kept.data() + u'/' + name));
        const QString said = u"MISSING "_s + name;
        const ProgramRun made = kept.backUp("next");
        QVERIFY2(made.exitCode == 0 && made.output.contains(said), qPrintable(made.all()));
        const ProgramRun restored = kept.restore("next", kept.path("elsewhere"));
        QVERIFY2(restored.exitCode == 0 && restored.output.contains(said),
            qPrintable(restored.all()));
        const ProgramRun drill = kept.drill("next");
        QVERIFY2(drill.exitCode == drilled && drill.all().contains(said), qPrintable(drill.all()));
    }
    void aKeyThatCannotBeUsedIsNoPartOfABackup_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("PINs") << u"pin.key"_s << u"pin.key: expected 32 bytes"_s;
        QTest::newRow("access tokens") << u"token.key"_s << u"token.key: holds no keys"_s;
    }
    void aKeyThatCannotBeUsedIsNoPartOfABackup()
    {
        QFETCH(QString, name);
        QFETCH(QString, said);
        const KeptParts kept;
        const QString file = kept.data() + u'/' + name;
        const QByteArray key = contentOf(file);
        write(file, "cut");
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
        const ProgramRun made = kept.backUp("next");
        QVERIFY2(made.exitCode == 65 && made.errors.contains(kept.data() + u'/' + said)
                && made.errors.contains(u"It was not backed up"_s),
            qPrintable(made.all()));
        QVERIFY(!QFile::exists(kept.path("next")) && !QFile::exists(kept.path("next.part")));
        // One that others may read is of use all the same, and its copy is private.
        write(file, key);
        QVERIFY(QFile::setPermissions(file, QFile::Permissions(0x6644)));
        const ProgramRun good = kept.backUp("next");
        QVERIFY2(good.exitCode == 0, qPrintable(good.all()));
        // An older Kontor has copied whatever was there.
        kept.putIn(name, "cut");
        const ProgramRun drill = kept.drill("backup");
        QVERIFY2(drill.exitCode == 65 && drill.errors.contains(said), qPrintable(drill.all()));
    }
    void whereABackupGoesMayEndWithASlash()
    {
        const KeptParts kept;
        const ProgramRun made = kept.backUp("next/");
        QVERIFY2(made.exitCode == 0, qPrintable(made.all()));
        QVERIFY(QFile::exists(kept.path("next") + u"/backup.json"_s));
    }
    void aLinkThatLeadsNowhereIsNotOverwritten()
    {
        const KeptParts kept;
        QVERIFY(QFile::link(kept.path("nowhere"), kept.path("next")));
        const ProgramRun made = kept.backUp("next");
        QVERIFY2(made.exitCode == 73 && made.errors.contains(u"is there already"_s),
            qPrintable(made.all()));
        QVERIFY(!QFile::exists(kept.path("next.part")));
    }
    void aServiceFileThatWasCutToNothingIsMissing()
    {
        const KeptParts kept;
        write(kept.data() + u"/service.db"_s, {});
        const ProgramRun made = kept.backUp("next");
        QVERIFY2(made.exitCode == 0 && made.output.contains(u"MISSING service.db"_s),
            qPrintable(made.all()));
    }
    void aServiceFileThatWasCutIsDamage()
    {
        const KeptParts kept;
        QVERIFY(QFile::resize(kept.data() + u"/service.db"_s, 20'000));
        const ProgramRun made = kept.backUp("next");
        QVERIFY2(made.exitCode == 65 && made.errors.contains(u"service.db cannot be read"_s),
            qPrintable(made.all()));
        QVERIFY(!QFile::exists(kept.path("next")) && !QFile::exists(kept.path("next.part")));
        RunningServer branch({}, kept.data());
        QCOMPARE(branch.waitForEnd(), 65);
    }
    // The server runs as somebody else than the operator: it could not open what belongs to root.
    void whatRootMakesBelongsToTheOwnerOfTheDirectory()
    {
        const KeptParts kept;
        QVERIFY(QDir(kept.data()).removeRecursively());
        QVERIFY(QDir().mkpath(kept.data()));
        const auto branch = [&kept](const QStringList &command) {
            return runUnprivileged(u"kontor-server"_s,
                command + QStringList{u"--data"_s, kept.data()}, kept.path("."));
        };
        const ProgramRun first = branch({u"restore"_s, u"--from"_s, kept.backup()});
        QVERIFY2(first.exitCode == 0, qPrintable(first.all()));
        const uint owner = QFileInfo(kept.data()).ownerId();
        const ProgramRun restored = kept.restore("backup", kept.data());
        QVERIFY2(restored.exitCode == 0, qPrintable(restored.all()));
        for (const QStringList &command : {QStringList{u"rebuild"_s}, {u"key"_s, u"rotate"_s}}) {
            const ProgramRun done = runServer(command + QStringList{u"--data"_s, kept.data()});
            QVERIFY2(done.exitCode == 0, qPrintable(done.all()));
        }
        QDirIterator all(kept.data(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
            QDirIterator::Subdirectories);
        int seen = 0;
        while (all.hasNext()) {
            const QFileInfo info(all.next());
            QVERIFY2(info.ownerId() == owner, qPrintable(info.filePath()));
            QVERIFY2(!(info.permissions() & (QFile::ReadGroup | QFile::ReadOther)),
                qPrintable(info.filePath()));
            ++seen;
        }
        QVERIFY(seen > 10);
        // A name that the owner has led to a file of root's does not make it theirs.
        const QString secret = kept.path("secret");
        const QString anchor = kept.data() + u"/ledger.anchor"_s;
        write(secret, contentOf(anchor));
        const uint before = QFileInfo(secret).ownerId();
        QVERIFY(QFile::remove(anchor) && QFile::link(secret, anchor));
        QCOMPARE(runServer({u"rebuild"_s, u"--data"_s, kept.data()}).exitCode, 0);
        QCOMPARE(QFileInfo(secret).ownerId(), before);
    }
    void aManifestThatLeavesSomethingOutIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
            {"pin.key", "fingerprint.key", "service.db", "ledger.db", "ledger.anchor"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    void aManifestThatLeavesSomethingOutIsRefused()
    {
        QFETCH(QString, name);
        const KeptParts kept;
        kept.leaveOut(name);
        const auto before = filesOf(kept.data());
        for (const ProgramRun &refused :
            {kept.restore("backup", kept.data()), kept.drill("backup")}) {
            QVERIFY2(refused.exitCode == 65 && refused.errors.contains(u"it leaves out "_s + name),
                qPrintable(refused.all()));
        }
        QVERIFY(filesOf(kept.data()) == before);
    }
    void aBackupIsNotRestoredOverItself()
    {
        const KeptParts kept;
        const auto before = filesOf(kept.backup());
        for (const QString &same : {kept.backup(), kept.backup() + u"/../backup/"_s}) {
            const ProgramRun refused = kept.restore("backup", same);
            QVERIFY2(refused.exitCode == 78 && refused.errors.contains(u"is a backup itself"_s),
                qPrintable(refused.all()));
        }
        QVERIFY(filesOf(kept.backup()) == before);
    }
};

KONTOR_TEST(tst_BackupParts)
#include "tst_backup_parts.moc"
