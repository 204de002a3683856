// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

#include <functional>

#include <sys/stat.h>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

using FileHarm = std::function<void(const QString &path)>;

// A new key in the place of a lost one would quietly turn every repeated request into another one,
// and every PIN into a wrong one.
class tst_KeyFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLostKeyIsNotReplaced_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("fingerprints") << u"fingerprint.key"_s;
        QTest::newRow("PINs") << u"pin.key"_s;
    }
    void aLostKeyIsNotReplaced()
    {
        QFETCH(QString, name);
        RunningServer server;
        const QByteArray body = R"({"ownerName":"Account holder","initialBalance":5})";
        const auto opened = server.post("/accounts", body, {{"Idempotency-Key", "k1"}});
        QCOMPARE(opened.status, 201);
        QCOMPARE(server.stop(), 0);
        const QString path = server.directory() + u'/' + name;
        QVERIFY(QFile::rename(path, path + u".away"_s));
        QVERIFY(!server.start());
        QCOMPARE(server.waitForEnd(), 66);
        QVERIFY(server.log().contains("Put it back from a backup"));
        QVERIFY(!QFile::exists(path));
        QVERIFY(QFile::rename(path + u".away"_s, path));
        QVERIFY(server.start());
        const auto again = server.post("/accounts", body, {{"Idempotency-Key", "k1"}});
        QCOMPARE(again.body, opened.body);
        QCOMPARE(again.header("Idempotency-Replayed"), "true");
    }
    // What stands in the place of a file, or was cut, is named, with the exit code that tells which.
    void whatCannotBeUsedIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<FileHarm>("harm");
        QTest::addColumn<int>("exitCode");
        const FileHarm pipe = [](const QString &path) {
            QVERIFY(QFile::remove(path));
            QCOMPARE(::mkfifo(qPrintable(path), 0600), 0);
        };
        const FileHarm empty = [](const QString &path) { QVERIFY(QFile::resize(path, 0)); };
        const FileHarm shown = [](const QString &path) {
            QVERIFY(QFile::setPermissions(path, QFile::Permissions(0x6644)));
        };
        QTest::newRow("a pipe as ledger.lock") << u"ledger.lock"_s << pipe << 78;
        QTest::newRow("a pipe as service.db") << u"service.db"_s << pipe << 78;
        QTest::newRow("a pipe as audit.db") << u"audit.db"_s << pipe << 78;
        QTest::newRow("a pipe as token.key") << u"token.key"_s << pipe << 78;
        QTest::newRow("a token.key that others can read") << u"token.key"_s << shown << 78;
        QTest::newRow("an empty token.key") << u"token.key"_s << empty << 65;
        QTest::newRow("an empty pin.key") << u"pin.key"_s << empty << 65;
    }
    void whatCannotBeUsedIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(FileHarm, harm);
        QFETCH(int, exitCode);
        RunningServer server;
        QCOMPARE(server.post("/accounts", R"({"ownerName":"Account holder"})").status, 201);
        QCOMPARE(server.stop(), 0);
        harm(server.directory() + u'/' + name);
        QVERIFY(!server.start());
        QCOMPARE(server.waitForEnd(), exitCode);
        // Its path, and nothing twice.
        const QByteArray log = server.log();
        const QByteArray said = log.mid(log.lastIndexOf("kontor-server: "));
        QVERIFY2(said.count(name.toUtf8()) == 1, log.constData());
    }
    // A branch can go on without it, but nobody may wonder why no password is right any more.
    void aLostServiceFileIsTold()
    {
        RunningServer server;
        QCOMPARE(server.post("/accounts", R"({"ownerName":"Account holder"})").status, 201);
        QCOMPARE(server.stop(), 0);
        QVERIFY(!server.log().contains("service.db is missing"));
        const QString path = server.directory() + u"/service.db"_s;
        QVERIFY(QFile::remove(path));
        QVERIFY(server.start());
        QVERIFY2(server.log().contains("service.db is missing and made anew"),
            server.log().constData());
        QCOMPARE(server.stop(), 0);
        QVERIFY(QFile::resize(path, 0));
        QVERIFY(server.start());
        QCOMPARE(server.log().count("made anew: no password"), 2);
    }
};

KONTOR_TEST(tst_KeyFiles)
#include "tst_key_files.moc"
