// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

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
