// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

// One ledger, one writer: whoever comes second says who was first, and touches nothing.
class tst_OneWriter : public QObject
{
    Q_OBJECT

private:
    static constexpr int count = 10;
    using Crowd = std::vector<std::unique_ptr<QProcess>>;

    static Crowd startAll(const QString &directory)
    {
        Crowd crowd;
        for (int i = 0; i < count; ++i) {
            crowd.push_back(std::make_unique<QProcess>());
            crowd.back()->start(u"" KONTOR_BIN_DIR "/kontor-server"_s,
                {u"serve"_s, u"--data"_s, directory, u"--listen"_s, u"127.0.0.1:0"_s, u"--open"_s});
        }
        return crowd;
    }
    // Waits until all but one have ended, and gives that one.
    static QProcess *survivorOf(Crowd &crowd)
    {
        const auto runs = [](const auto &p) { return p->state() != QProcess::NotRunning; };
        QDeadlineTimer deadline(60'000);
        while (std::count_if(crowd.begin(), crowd.end(), runs) > 1 && !deadline.hasExpired()) {
            QTest::qWait(20);
        }
        const auto found = std::find_if(crowd.begin(), crowd.end(), runs);
        return found == crowd.end() ? nullptr : found->get();
    }

private Q_SLOTS:
    void ofTenServersStartedAtOnceOneLives_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("new ledger") << true;
        QTest::newRow("old ledger") << false;
    }
    void ofTenServersStartedAtOnceOneLives()
    {
        QFETCH(bool, isNew);
        QTemporaryDir directory;
        if (!isNew) {
            RunningServer before({}, directory.path());
            QCOMPARE(before.post("/accounts", R"({"owner":"Alice","amount":5})").status, 201);
            QCOMPARE(before.stop(), 0);
        }
        Crowd crowd = startAll(directory.path());
        QProcess *survivor = survivorOf(crowd);
        QVERIFY(survivor);
        QVERIFY(survivor->canReadLine() || survivor->waitForReadyRead(30'000));
        QVERIFY(survivor->readLine().startsWith("listening on "));
        const QByteArray holder = "in use by process " + QByteArray::number(survivor->processId());
        for (const auto &process : crowd) {
            if (process.get() != survivor) {
                QCOMPARE(process->exitStatus(), QProcess::NormalExit);
                QCOMPARE(process->exitCode(), 75);
                const QByteArray said = process->readAllStandardError();
                QVERIFY2(said.contains(holder), said.constData());
            }
        }
        survivor->kill();
        survivor->waitForFinished();
        // The lock dies with its holder; nothing has to be tidied up.
        RunningServer next({}, directory.path());
        QVERIFY(next.isRunning());
        QCOMPARE(next.get("/accounts").number("totalCount"), isNew ? "0" : "1");
    }
};

KONTOR_TEST(tst_OneWriter)
#include "tst_one_writer.moc"
