// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <signal.h>

using namespace kontor::testing;

// The demo branch is whole whenever its server answers, whatever became of earlier starts.
class tst_Demo : public QObject
{
    Q_OBJECT

    static constexpr int attempts = 20;
    QTemporaryDir m_directory;
    QString m_cards = m_directory.filePath(QStringLiteral("demo-cards.json"));

    QByteArray cards() const
    {
        QFile file(m_cards);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool hasBegun() const
    {
        QFile log(m_directory.filePath(QStringLiteral("ledger.db-wal")));
        return log.size() > 100'000;
    }
    //! Ended as soon as there is something in its books.
    void cutOffStart(int signal) const
    {
        QProcess process;
        process.start(QStringLiteral(KONTOR_BIN_DIR "/kontor-server"),
            {QStringLiteral("serve"), QStringLiteral("--open"), QStringLiteral("--demo"),
                QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--data"),
                m_directory.path()});
        QVERIFY(process.waitForStarted());
        while (!hasBegun() && process.state() == QProcess::Running) {
            process.waitForFinished(1);
        }
        ::kill(pid_t(process.processId()), signal);
        QVERIFY(process.waitForFinished());
    }
    static QByteArray totals(const RunningServer &server)
    {
        qint64 cents = 0;
        const HttpAnswer accounts = server.get("/accounts?pageSize=100");
        for (const QJsonValue &account : accounts.items()) {
            cents += qRound64(account[QLatin1StringView("balance")].toDouble() * 100);
        }
        return accounts.number("totalCount") + " accounts, " + QByteArray::number(cents);
    }

private Q_SLOTS:
    void aStartThatWasCutOffIsFinishedByTheNext_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("killed") << SIGKILL;
        QTest::newRow("asked to stop") << SIGTERM;
    }
    void aStartThatWasCutOffIsFinishedByTheNext()
    {
        QFETCH(int, signal);
        const RunningServer whole({QStringLiteral("--demo")});
        for (int i = 0; i < attempts && (i == 0 || QFile::exists(m_cards)); ++i) {
            QVERIFY(
                QDir(m_directory.path()).removeRecursively() && QDir().mkpath(m_directory.path()));
            cutOffStart(signal);
        }
        QVERIFY(!QFile::exists(m_cards));
        const RunningServer server({QStringLiteral("--demo")}, m_directory.path());
        QVERIFY(server.isRunning());
        QCOMPARE(totals(server), totals(whole));
        QCOMPARE(cards().count("\"pin\""), 3);
    }
    void everyCurrencyHasOne_data()
    {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QByteArray>("balance");
        QTest::newRow("without decimals") << QStringLiteral("JPY") << QByteArray("1200000");
        QTest::newRow("with three") << QStringLiteral("KWD") << QByteArray("1200.000");
    }
    void everyCurrencyHasOne()
    {
        QFETCH(QString, currency);
        RunningServer server(
            {QStringLiteral("--demo"), QStringLiteral("--branch-currency"), currency});
        QVERIFY2(server.isRunning(), server.log().constData());
        const HttpAnswer found = server.get("/accounts?q=Carla");
        QCOMPARE(found.items().size(), 2);
        QVERIFY2(found.body.contains("\"currency\":\"" + currency.toLatin1()),
            found.body.constData());
        QFETCH(QByteArray, balance); // of the savings, which nobody touches
        QVERIFY2(found.body.contains("\"balance\":" + balance + ','), found.body.constData());
    }
    void aLostFileOfCardsIsWrittenAgainAndNothingElse()
    {
        QTemporaryDir directory;
        m_cards = directory.filePath(QStringLiteral("demo-cards.json"));
        RunningServer server({QStringLiteral("--demo")}, directory.path());
        const QByteArray before = cards();
        const HttpAnswer feed = server.get("/events?after=0&limit=1");
        QVERIFY(server.post("/accounts", R"({"ownerName":"Alice","initialBalance":500})").status
            == 201);
        const QByteArray books = totals(server);
        QCOMPARE(server.stop(), 0);
        QVERIFY(QFile::remove(m_cards));
        QVERIFY(server.start());
        QCOMPARE(cards(), before);
        QCOMPARE(totals(server), books);
        QCOMPARE(server.get("/events?after=0&limit=1").body, feed.body);
    }
    void aLedgerOfItsOwnGetsNoDemo()
    {
        RunningServer server;
        QVERIFY(server.post("/accounts", R"({"ownerName":"Alice","initialBalance":500})").status
            == 201);
        QCOMPARE(server.stop(), 0);
        const RunningServer again({QStringLiteral("--demo")}, server.directory());
        QCOMPARE(totals(again), QByteArray("1 accounts, 50000"));
        QVERIFY(!QFile::exists(server.directory() + QStringLiteral("/demo-cards.json")));
    }
};

KONTOR_TEST(tst_Demo)
#include "tst_demo.moc"
