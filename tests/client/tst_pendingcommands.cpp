// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/PendingCommands.h"
#include "support/SyncWatch.h"
#include "support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::client;
using kontor::testing::SyncWatch;

namespace {

CommandRecord deposit(const QByteArray &key, qint64 at = 1)
{
    return {key, u"deposit"_s, "POST", "/api/v1/accounts/1/deposit", R"({"amount":12.50})", 7, true,
        {R"({"who":"Zoë"})"}, {at}};
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class tst_PendingCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"state/pending"_s);
        m_files = std::make_unique<PendingCommands>(m_path);
    }
    void whatWasSavedIsReadAgainWhole()
    {
        QVERIFY(m_files->save(deposit("k1")));
        const auto listing = PendingCommands(m_path).load();
        QCOMPARE(listing.commands.size(), 1U);
        const CommandRecord &record = listing.commands[0];
        QCOMPARE(record.key, "k1");
        QCOMPARE(record.kind, u"deposit"_s);
        QCOMPARE(record.method, "POST");
        QCOMPARE(record.target, "/api/v1/accounts/1/deposit");
        QCOMPARE(record.body, R"({"amount":12.50})");
        QCOMPARE(record.expectedVersion, 7);
        QVERIFY(record.isAdvice);
        QCOMPARE(record.summary.json, R"({"who":"Zoë"})");
        QVERIFY(listing.setAside.isEmpty());
    }
    void whatARunningProgramHasUnderWayIsNotTakenFromIt()
    {
        QVERIFY(m_files->save(deposit("k1")));
        QCOMPARE(m_files->load().commands.size(), 1U);
        write(m_path + u"/half.json.tmp"_s, "{\"key\":\"k");
        PendingCommands second(m_path);
        QVERIFY(second.load().commands.empty());
        QVERIFY(QFile::exists(m_path + u"/half.json.tmp"_s));
        QVERIFY(second.save(deposit("k2")));
        QCOMPARE(m_files->load().commands.size(), 2U);
        m_files.reset(); // also as the kernel would do it
        QCOMPARE(second.load().commands.size(), 2U);
    }
    void theOldestComesFirst()
    {
        QVERIFY(m_files->save(deposit("a", 30)));
        QVERIFY(m_files->save(deposit("b", 10)));
        QVERIFY(m_files->save(deposit("c", 20)));
        QByteArray keys;
        for (const CommandRecord &record : m_files->load().commands) {
            keys += record.key;
        }
        QCOMPARE(keys, "bca");
    }
    void onlyTheOwnerMayRead()
    {
        QVERIFY(m_files->save(deposit("k1")));
        const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser
            | QFile::WriteUser;
        const QFileInfo file = QDir(m_path).entryInfoList(QDir::Files).at(0);
        QCOMPARE(file.permissions(), owner);
        QCOMPARE(QFile::permissions(m_path), owner | QFile::ExeOwner | QFile::ExeUser);
    }
    void anyPrintableKeyIsAFileName()
    {
        const QByteArray key = "../../etc/passwd \"x\"/" + QByteArray(230, 'y');
        QVERIFY(m_files->save(deposit(key)));
        QCOMPARE(m_files->load().commands.at(0).key, key);
        QVERIFY(m_files->remove(key));
        QVERIFY(m_files->load().commands.empty());
    }
    void savingAgainReplacesIt()
    {
        QVERIFY(m_files->save(deposit("k1", 1)));
        QVERIFY(m_files->save(deposit("k1", 2)));
        QCOMPARE(m_files->load().commands.size(), 1U);
        QCOMPARE(m_files->load().commands[0].createdAt.micros, 2);
    }
    void removingWhatIsNotThereIsFine()
    {
        QVERIFY(m_files->remove("nothing"));
    }
    void aCrashBeforeTheRenameLeavesNothingToSend()
    {
        write(m_path + u"/half.json.tmp"_s, "{\"key\":\"k");
        const auto listing = m_files->load();
        QVERIFY(listing.commands.empty() && listing.setAside.isEmpty());
        QVERIFY(QDir(m_path).entryList(QDir::Files).isEmpty());
    }
    void unreadableFilesAreSetAsideAndKept_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("torn") << toJson(deposit("k1")).left(40);
        QTest::newRow("other JSON") << QByteArray("[1]");
        QTest::newRow("without key") << QByteArray("{\"kind\":\"deposit\"}");
        QTest::newRow("zeros") << QByteArray(100, '\0');
    }
    void unreadableFilesAreSetAsideAndKept()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(m_files->save(deposit("good")));
        for (int round = 0; round < 2; ++round) {
            write(m_path + u"/torn.json"_s, bytes);
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"set aside.*torn"_s));
            const auto listing = m_files->load();
            QCOMPARE(listing.commands.size(), 1U);
            QCOMPARE(listing.setAside.size(), round + 1);
            QFile kept(listing.setAside.at(round));
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QCOMPARE(kept.readAll(), bytes);
        }
        const QStringList aside = m_files->load().setAside;
        QCOMPARE(aside.size(), 2);
        PendingCommands::putAway(aside);
        QVERIFY(m_files->load().setAside.isEmpty());
        QCOMPARE(QDir(m_path + u"/unreadable/looked-at"_s).entryList(QDir::Files).size(), 2);
    }
    void aRecordOfANewerProgramIsRead()
    {
        QByteArray newer = toJson(deposit("k1"));
        newer.insert(1, R"("mood":"sunny",)");
        write(m_path + u"/newer.json"_s, newer);
        QCOMPARE(m_files->load().commands.size(), 1U);
    }
    // Under its own name only once its bytes are on the disk, and named there before it counts.
    void whatIsSavedOrRemovedOutlastsAPowerLoss()
    {
        SyncWatch disk;
        QVERIFY(m_files->save(deposit("k1")));
        const QStringList saved = disk.take();
        QCOMPARE(saved.size(), 2);
        QVERIFY2(saved[0].endsWith(u".json.tmp"_s), qPrintable(saved[0]));
        QCOMPARE(saved[1], m_path);
        QVERIFY(m_files->remove("k1"));
        QCOMPARE(disk.take(), QStringList{m_path});
    }
    void whatTheDiskDoesNotKeepIsSaid_data()
    {
        QTest::addColumn<QString>("unsynced");
        QTest::newRow("the file") << u".tmp"_s;
        QTest::newRow("its name") << u"pending"_s;
    }
    void whatTheDiskDoesNotKeepIsSaid()
    {
        QFETCH(QString, unsynced);
        SyncWatch disk;
        disk.failFor(unsynced);
        QVERIFY(!m_files->save(deposit("k1")));
    }
    void whatCannotBeWrittenIsSaid()
    {
        m_dir->remove();
        const auto saved = m_files->save(deposit("k1"));
        QVERIFY(!saved);
        QVERIFY(saved.error().contains(m_path));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<PendingCommands> m_files;
};

KONTOR_TEST(tst_PendingCommands)
#include "tst_pendingcommands.moc"
