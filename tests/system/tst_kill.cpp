// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Random.h"
#include "support/KeptConnection.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

using namespace kontor;
using kontor::testing::HttpAnswer;
using kontor::testing::KeptConnection;
using kontor::testing::RunningServer;

namespace {

constexpr int accountCount = 8;
constexpr int callers = 6;
constexpr int fewestKills = 20;
constexpr int wantedAcknowledged = 10'000;

struct Acknowledged
{
    QByteArray key;
    QByteArray path;
    QByteArray body;
    QByteArray answer;
};

// What the callers share: where the server listens now, and what it has promised so far.
struct World
{
    std::atomic<quint16> port = 0;
    std::atomic<bool> finish = false;
    std::atomic<int> count = 0;
    std::vector<QByteArray> accounts;
    std::mutex mutex;
    std::vector<Acknowledged> acknowledged;
};

// Sends transfers, each under its own key, each again and again until it is answered.
void callUntilFinished(World &world, int caller)
{
    KeptConnection connection;
    SeededRandom random(std::uint64_t(caller) + 1);
    for (int n = 0; !world.finish; ++n) {
        const auto from = random.next() % accountCount;
        const auto to = (from + 1 + random.next() % (accountCount - 1)) % accountCount;
        const QByteArray key = QByteArray::number(caller) + '-' + QByteArray::number(n);
        const QByteArray path = "/api/v1/accounts/" + world.accounts[from] + "/transfer";
        const QByteArray body = "{\"destinationAccountId\":\"" + world.accounts[to]
            + "\",\"amount\":0.01}";
        for (;;) {
            const HttpAnswer answer
                = connection.send(world.port, "POST", path, body, {{"Idempotency-Key", key}});
            if (answer.status == 200) {
                const std::lock_guard lock(world.mutex);
                world.acknowledged.push_back({key, path, body, answer.body});
                ++world.count;
                break;
            }
            if (answer.status != 0 && answer.status != 503) {
                qFatal("unexpected answer %d: %s", answer.status, answer.body.constData());
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
}

} // namespace

// What was acknowledged survives kill -9, once each.
class tst_Kill : public QObject
{
    Q_OBJECT

private:
    World m_world;

    void openAccounts(const RunningServer &server)
    {
        for (int i = 0; i < accountCount; ++i) {
            const auto answer
                = server.post("/accounts", R"({"ownerName":"Account holder","initialBalance":1000})");
            m_world.accounts.push_back(
                answer.json()[QLatin1StringView("id")].toString().toLatin1());
        }
    }
    static qint64 cents(QByteArray number) { return number.replace(".", "").toLongLong(); }
    qint64 total(const RunningServer &server)
    {
        qint64 sum = 0;
        for (const QByteArray &id : m_world.accounts) {
            sum += cents(server.get("/accounts/" + id + "/balance").number("balance"));
        }
        return sum;
    }
    qint64 versions(const RunningServer &server)
    {
        qint64 sum = 0;
        for (const QByteArray &id : m_world.accounts) {
            sum += server.get("/accounts/" + id + "/balance").number("version").toLongLong();
        }
        return sum;
    }
    void repeatEveryKey(quint16 port)
    {
        KeptConnection connection;
        for (const Acknowledged &one : m_world.acknowledged) {
            const auto again
                = connection.send(port, "POST", one.path, one.body, {{"Idempotency-Key", one.key}});
            QCOMPARE(again.status, 200);
            QCOMPARE(again.header("Idempotency-Replayed"), "true");
            QCOMPARE(again.body, one.answer);
        }
    }

private Q_SLOTS:
    void acknowledgedTransfersSurviveKills()
    {
        RunningServer server;
        QVERIFY(server.isRunning());
        openAccounts(server);
        m_world.port = server.port();
        std::vector<std::thread> threads;
        for (int i = 0; i < callers; ++i) {
            threads.emplace_back([this, i] { callUntilFinished(m_world, i); });
        }
        SeededRandom random(7);
        const int kills = std::max(fewestKills, qEnvironmentVariableIntValue("KONTOR_TORTURE_KILLS"));
        int killed = 0;
        for (; killed < kills || m_world.count < wantedAcknowledged; ++killed) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100 + random.next() % 300));
            server.kill();
            QVERIFY2(server.start(), server.log().right(2000).constData());
            m_world.port = server.port();
        }
        m_world.finish = true;
        for (std::thread &thread : threads) {
            thread.join();
        }
        const auto acknowledged = qint64(m_world.acknowledged.size());
        qInfo("%d kills, %lld acknowledged commands", killed, acknowledged);
        QVERIFY(acknowledged >= wantedAcknowledged);
        QCOMPARE(total(server), qint64(accountCount) * 100'000);
        // Every acknowledged transfer is one event on each of two accounts, and nothing else is.
        QCOMPARE(versions(server), accountCount + 2 * acknowledged);
        repeatEveryKey(server.port());
        QCOMPARE(versions(server), accountCount + 2 * acknowledged);

        // The views are only an index: without them every key still has its one effect.
        QCOMPARE(server.stop(), 0);
        const QDir directory(server.directory());
        for (const QString &file : directory.entryList({QStringLiteral("views.db*")})) {
            QVERIFY(QFile::remove(directory.filePath(file)));
        }
        QVERIFY(server.start());
        repeatEveryKey(server.port());
        QCOMPARE(versions(server), accountCount + 2 * acknowledged);
        QCOMPARE(total(server), qint64(accountCount) * 100'000);
    }
};

KONTOR_TEST(tst_Kill)
#include "tst_kill.moc"
