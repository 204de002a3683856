// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/KeptConnection.h"
#include "support/TestMain.h"
#include "torture/PowerCuts.h"

#include <QDir>
#include <QTest>

#include <mutex>
#include <thread>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int callers = 16;
const QByteArray ofTheLog = "ledger.db-wal";
const QByteArray ofTheLedger = "ledger.db$";

struct Transfer
{
    Command command;
    HttpAnswer answer;
    //! The sync had failed before this was sent.
    bool isLate = false;

    bool isDone() const { return answer.status / 100 == 2; }
};

} // namespace

// A sync of the log fails while many wait for it, in whatever batch: an answer 2xx is true even where
// the power goes with the server, nobody gets one afterwards, and nobody is told what is not known.
class tst_FailedSync : public QObject
{
    Q_OBJECT

private:
    std::vector<QByteArray> m_accounts;

    void openAccounts(const RunningServer &server)
    {
        m_accounts.clear();
        for (int i = 0; i < callers; ++i) {
            const auto opened = server.post("/accounts",
                R"({"ownerName":"Account holder","initialBalance":1000})");
            m_accounts.push_back(opened.json()["id"_L1].toString().toLatin1());
        }
    }
    Command transfer(int caller, int n) const
    {
        const auto account
            = [this](int number) { return m_accounts[std::size_t(number % callers)]; };
        return {QByteArray::number(caller) + '-' + QByteArray::number(n), "POST",
            "/accounts/" + account(caller) + "/transfer",
            "{\"destinationAccountId\":\"" + account(caller + 1 + n % (callers - 1))
                + "\",\"amount\":0.25}"};
    }
    static HttpAnswer send(KeptConnection &connection, const RunningServer &server,
        const Command &command)
    {
        return connection.send(server.port(), command.method, command.path, command.body,
            command.headers());
    }
    // Until nobody listens, or nothing was taken ten times.
    std::vector<Transfer> transferUntilTheEnd(const FaultyServer &server) const
    {
        std::vector<Transfer> all;
        std::mutex mutex;
        std::vector<std::thread> threads;
        for (int caller = 0; caller < callers; ++caller) {
            threads.emplace_back([&, caller] {
                KeptConnection connection;
                for (int n = 0, failed = 0; failed < 10; ++n) {
                    Transfer sent{transfer(caller, n), {}, server.hits() > 0};
                    sent.answer = send(connection, server, sent.command);
                    failed += sent.isDone() ? 0 : sent.answer.status == 0 ? 10 : 1;
                    const std::lock_guard lock(mutex);
                    all.push_back(std::move(sent));
                }
            });
        }
        for (std::thread &thread : threads) {
            thread.join();
        }
        return all;
    }
    // As it is after a power cut: nothing but what was synced.
    static void keepOnlyWhatWasSynced(const QString &record, const QString &directory)
    {
        SimulatedDisk disk{DiskContents()};
        for (const DiskOperation &operation : readDiskRecord(record)) {
            disk.apply(operation);
        }
        SeededRandom random(1);
        QDir().mkpath(directory);
        writeContents(disk.afterPowerLoss(PowerLoss::LosesAll, random), directory);
    }
    void verifyDone(const RunningServer &server, const std::vector<Transfer> &all) const
    {
        KeptConnection connection;
        for (const Transfer &sent : all) {
            if (sent.isDone()) {
                const auto again = send(connection, server, sent.command);
                QVERIFY2(again.header("Idempotency-Replayed") == "true", again.body.constData());
                QCOMPARE(again.body, sent.answer.body);
            }
        }
        qint64 cents = 0;
        for (const QByteArray &id : m_accounts) {
            const auto balance = server.get("/accounts/" + id + "/balance").number("balance");
            cents += QByteArray(balance).replace(".", "").toLongLong();
        }
        QCOMPARE(cents, callers * 100'000);
    }

private Q_SLOTS:
    void noAnswerIsUntrueAndNoneComesAfterwards_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("sync");
        QTest::addColumn<bool>("sticky");
        for (const int sync : {1, 2, 7, 30, 100}) {
            QTest::addRow("number %d", sync) << ofTheLog << sync << false;
            QTest::addRow("from number %d on", sync) << ofTheLog << sync << true;
        }
        // What a failure of SQLite's own, which comes later, has not made safe is copied again.
        for (const int sync : {1, 2}) {
            QTest::addRow("of the ledger, number %d", sync) << ofTheLedger << sync << false;
            QTest::addRow("of the ledger, from %d on", sync) << ofTheLedger << sync << true;
        }
    }
    void noAnswerIsUntrueAndNoneComesAfterwards()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, sync);
        QFETCH(bool, sticky);
        const auto place = directoryInMemory();
        const QString record = place->filePath(u"record"_s);
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s, u"--ledger-checkpoint-pages"_s,
            file == ofTheLedger ? u"40"_s : u"1000"_s});
        server.recordTo(record);
        QVERIFY(server.start());
        openAccounts(server);
        server.arm({.calls = DiskSync, .name = file.constData(), .call = sync, .sticky = sticky});
        const auto all = transferUntilTheEnd(server);
        QVERIFY(server.hits() > 0);
        QCOMPARE(server.waitForEnd(), 74);
        int done = 0;
        int unknown = 0;
        for (const Transfer &sent : all) {
            // What is in the log may be acknowledged until the writer hears of the ledger.
            const bool isTooLate = sent.isLate && file == ofTheLog;
            QVERIFY2(!sent.isDone() || !isTooLate, sent.command.key.constData());
            done += sent.isDone() ? 1 : 0;
            unknown += sent.answer.code() == u"outcome-unknown"_s ? 1 : 0;
        }
        QVERIFY2(unknown > 0, server.log().constData());
        QVERIFY(done > 0 || sync == 1);
        keepOnlyWhatWasSynced(record, place->filePath(u"data"_s));
        {
            RunningServer afterCut({}, place->filePath(u"data"_s));
            QVERIFY2(afterCut.isRunning(), afterCut.log().constData());
            verifyDone(afterCut, all);
            QCOMPARE(afterCut.stop(), 0);
        }
        QCOMPARE(verifyDirectory(place->filePath(u"data"_s)), 0);
        server.heal();
        QVERIFY2(server.start(), server.log().constData());
        verifyDone(server, all);
        QCOMPARE(server.stop(), 0);
        QCOMPARE(verifyDirectory(server.directory()), 0);
    }
};

KONTOR_TEST(tst_FailedSync)
#include "tst_failed_sync.moc"
