// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Random.h"
#include "support/KeptConnection.h"
#include "support/RawClient.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTest>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

// Clients that hang up on the real server in the middle of their money: nothing crashes, and what
// they asked for has happened once or not at all.
class tst_Leavers : public QObject
{
    Q_OBJECT

private:
    static constexpr int leavers = 1'000;

    std::vector<QByteArray> m_accounts;

    QByteArray path(int n) const { return "/accounts/" + m_accounts[std::size_t(n) % 2] + "/transfer"; }
    QByteArray body(int n) const
    {
        return "{\"destinationAccountId\":\"" + m_accounts[std::size_t(n + 1) % 2] + "\",\"amount\":1}";
    }
    static QByteArray key(int n) { return "leaver-" + QByteArray::number(n); }
    QByteArray request(int n) const
    {
        return "POST " + path(n) + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Idempotency-Key: " + key(n) + "\r\nContent-Length: " + QByteArray::number(body(n).size())
            + "\r\n\r\n" + body(n);
    }
    // A third leave while they send, a third at some moment after that, a third while they read.
    void leave(quint16 port, int n, Random &random) const
    {
        RawClient client(port);
        const QByteArray bytes = request(n);
        if (n % 3 == 0) {
            client.send(bytes.first(qsizetype(random.next() % std::uint64_t(bytes.size()))));
        } else {
            client.send(bytes);
        }
        if (n % 3 == 1) {
            QTest::qSleep(int(random.next() % 4));
        } else if (n % 3 == 2) {
            client.readUntil("HTTP/1.1");
        }
        random.next() % 2 ? client.reset() : client.closeNow();
    }
    static qsizetype sockets(const RunningServer &server)
    {
        const QDir all(u"/proc/%1/fd"_s.arg(server.pid()));
        const QStringList names = all.entryList(QDir::NoFilter);
        return std::count_if(names.begin(), names.end(), [&all](const QString &name) {
            return QFile(all.filePath(name)).symLinkTarget().contains("socket:"_L1);
        });
    }
    static qint64 number(const RunningServer &server, const QByteArray &id, const char *member)
    {
        return server.get("/accounts/" + id + "/balance").number(member).replace(".", "").toLongLong();
    }

private Q_SLOTS:
    void aThousandLeaveAndNothingIsTornOrDoubled()
    {
        RunningServer server;
        for (int i = 0; i < 2; ++i) {
            const auto opened
                = server.post("/accounts", R"({"ownerName":"Account holder","initialBalance":1000})");
            m_accounts.push_back(opened.json()["id"_L1].toString().toLatin1());
        }
        const qsizetype before = sockets(server);
        SeededRandom random(1);
        for (int n = 0; n < leavers; ++n) {
            leave(server.port(), n, random);
        }
        QVERIFY2(server.isRunning(), server.log().right(4000).constData());
        QTRY_VERIFY_WITH_TIMEOUT(sockets(server) <= before, 20'000);
        KeptConnection connection;
        int happened = 0;
        for (int n = 0; n < leavers; ++n) {
            const auto again
                = connection.send(server.port(), "POST", path(n), body(n), {{"Idempotency-Key", key(n)}});
            QCOMPARE(again.status, 200);
            happened += again.header("Idempotency-Replayed") == "true";
        }
        // Who had read the beginning of an answer had been served; who sent half a request had not.
        QVERIFY2(happened >= leavers / 3 && happened <= leavers * 2 / 3 + 1,
            qPrintable(QString::number(happened)));
        for (const QByteArray &id : m_accounts) {
            QCOMPARE(number(server, id, "version"), 1 + leavers);
            QCOMPARE(number(server, id, "balance"), 100'000);
        }
        QCOMPARE(server.stop(), 0);
    }
};

KONTOR_TEST(tst_Leavers)
#include "tst_leavers.moc"
