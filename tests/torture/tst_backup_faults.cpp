// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/TestMain.h"
#include "support/Torture.h"
#include "torture/writes/WriteFaults.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

// A backup is whole or is none; a directory in which a restore was broken off opens as the ledger
// before it or as the one after it. Whatever call on the disk fails or is the last.

class tst_BackupFaults : public QObject
{
    Q_OBJECT

private:
    const Torture m_torture = Torture::fromEnvironment();
    QTemporaryDir m_place;
    QByteArray m_account;
    DiskContents m_files;
    QString m_backup;

    static QByteArray balance(const RunningServer &server, const QByteArray &account)
    {
        return server.get("/api/v1/accounts/" + account).number("balance");
    }
    QStringList restore(const QString &directory) const
    {
        return {u"restore"_s, u"--from"_s, m_backup, u"--data"_s, directory};
    }
    static QStringList backUp(const QString &directory)
    {
        return {u"backup"_s, u"--data"_s, directory, u"--output"_s, directory + u"/backup"_s};
    }
    std::unique_ptr<FaultyServer> freshPlace() const
    {
        auto server = std::make_unique<FaultyServer>();
        writeContents(m_files, server->directory());
        return server;
    }
    int countCalls(const std::function<QStringList(const QString &)> &command) const
    {
        const auto server = freshPlace();
        server->arm({.call = 1'000'000'000});
        const int ended = server->runCommand(command(server->directory()));
        return ended == 0 ? int(server->seen()) : 0;
    }
    QString tryRestore(int call, const Mishap &mishap) const
    {
        const auto server = freshPlace();
        server->arm({.fate = mishap.fate, .error = mishap.error, .call = call});
        const int ended = server->runCommand(restore(server->directory()));
        server->heal();
        if (!server->start()) {
            return u"no start: "_s + QString::fromUtf8(server->log().right(400));
        }
        const QByteArray found = balance(*server, m_account);
        const bool isNew = found == "100.00";
        server->stop();
        if (found != "101.00" && !isNew) {
            return u"ended with %1, and the balance is %2"_s.arg(ended).arg(QString::fromUtf8(found));
        }
        if (ended == 0 && !isNew) {
            return u"said that all is well, and nothing was restored"_s;
        }
        if (verifyDirectory(server->directory()) != 0) {
            return u"verify finds a fault"_s;
        }
        return server->runCommand(restore(server->directory())) == 0 ? QString()
                                                                     : u"no second restore"_s;
    }
    QString tryBackup(int call, const Mishap &mishap) const
    {
        const auto server = freshPlace();
        server->arm({.fate = mishap.fate, .error = mishap.error, .call = call});
        const int ended = server->runCommand(backUp(server->directory()));
        server->heal();
        const QString backup = server->directory() + u"/backup"_s;
        if (QDir(backup).exists() ? verifyDirectory(backup) != 0 : ended == 0) {
            return u"ended with %1, and there is no whole backup"_s.arg(ended);
        }
        // Who was killed could not take away what was half done.
        const bool left = QDir(backup + u".part"_s).exists();
        return left && ended >= 0 ? u"ended with %1 and left what was half done"_s.arg(ended)
                                  : QString();
    }
    template<class Try> void tryAll(const char *what, int count, Try tryOne) const
    {
        QVERIFY(count > 10);
        const int all = count * int(mishaps().size());
        SeededRandom random(m_torture.seed);
        QStringList wrong;
        int tried = 0;
        for (int n = 0; n < all; ++n) {
            if (m_torture.whole || random.next() % std::uint64_t(all) < 12) {
                const int call = 1 + n / int(mishaps().size());
                const Mishap &mishap = mishaps()[std::size_t(n) % mishaps().size()];
                const QString fault = tryOne(call, mishap);
                ++tried;
                if (!fault.isEmpty()) {
                    wrong << u"call %1, %2: %3"_s.arg(call).arg(QLatin1StringView(mishap.name), fault);
                }
            }
        }
        qInfo("%s: %d calls, %d of %d mishaps tried", what, count, tried, all);
        QVERIFY(tried > 0);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString data = m_place.filePath(u"data"_s);
        m_backup = m_place.filePath(u"backup"_s);
        QDir().mkpath(data);
        RunningServer server({}, data);
        const auto opened = server.post(
            "/api/v1/accounts", R"({"ownerName":"Account holder","initialBalance":100})");
        m_account = opened.id();
        const ProgramRun made = run(u"kontor-server"_s,
            {u"backup"_s, u"--data"_s, data, u"--output"_s, m_backup});
        QVERIFY2(made.exitCode == 0, qPrintable(made.all()));
        QCOMPARE(server.post("/api/v1/accounts/" + m_account + "/deposit", R"({"amount":1})").status,
            200);
        server.stop();
        m_files = contentsOf(data);
    }
    void aRestoreThatIsBrokenOffLeavesOneOfTheTwoLedgers()
    {
        const int count = countCalls([this](const QString &place) { return restore(place); });
        tryAll("restore", count,
            [this](int call, const Mishap &mishap) { return tryRestore(call, mishap); });
    }
    void aKeyThatCannotBeMovedIsNotCopiedForOthersToRead()
    {
        const auto server = freshPlace();
        server->arm({.calls = DiskRename, .name = "token.key", .sticky = true});
        QCOMPARE(server->runCommand(restore(server->directory())), 74);
        QVERIFY(server->hits() > 0);
        int keys = 0;
        for (QDirIterator each(server->directory(), {u"token.key"_s}, QDir::Files,
                 QDirIterator::Subdirectories);
             each.hasNext(); ++keys) {
            const QFileInfo key(each.next());
            QVERIFY2(!key.permission(QFile::ReadGroup) && !key.permission(QFile::ReadOther),
                qPrintable(key.filePath()));
        }
        QCOMPARE(keys, 2);
        server->heal();
        QVERIFY2(server->start(), server->log().constData());
        QCOMPARE(balance(*server, m_account), "100.00");
    }
    // What a running server has appended can be read before it is on disk, and be undone by a power cut.
    void nobodyTakesAwayWhatIsNotOnDisk_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("head") << QStringList{u"head"_s};
        QTest::newRow("export") << QStringList{u"export"_s, u"--output"_s};
        QTest::newRow("backup") << QStringList{u"backup"_s, u"--output"_s};
    }
    void nobodyTakesAwayWhatIsNotOnDisk()
    {
        QFETCH(QStringList, command);
        QTemporaryDir place;
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        QCOMPARE(server.post("/api/v1/accounts", R"({"ownerName":"Account holder"})").status, 201);
        const QString output = place.filePath(u"output"_s);
        command += command.contains(u"--output"_s) ? QStringList{output} : QStringList{};
        command += {u"--data"_s, server.directory()};
        server.arm({.calls = DiskSync, .name = "ledger.db-wal", .sticky = true});
        QCOMPARE(server.runCommand(command), 74);
        QVERIFY(server.hits() > 0);
        QVERIFY(!QFileInfo::exists(output));
        server.heal();
        QCOMPARE(server.runCommand(command), 0);
        QCOMPARE(server.stop(), 0);
    }
    void aBackupIsWholeOrNone()
    {
        tryAll("backup", countCalls(backUp),
            [this](int call, const Mishap &mishap) { return tryBackup(call, mishap); });
    }
};

KONTOR_TEST(tst_BackupFaults)
#include "tst_backup_faults.moc"
