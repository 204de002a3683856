// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RawClient.h"
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTest>

#include <csignal>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

namespace {

//! Stands where systemd listens.
class Supervisor
{
public:
    explicit Supervisor(const QString &path) : m_socket(::socket(AF_UNIX, SOCK_DGRAM, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, qPrintable(path), sizeof address.sun_path - 1);
        m_listens
            = ::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~Supervisor() { ::close(m_socket); }
    bool listens() const { return m_listens; }

    //! The next message; empty when there is none for a minute.
    QByteArray next()
    {
        pollfd waiting{m_socket, POLLIN, 0};
        if (::poll(&waiting, 1, 60'000) != 1) {
            return {};
        }
        QByteArray message(4096, '\0');
        const auto size = ::recv(m_socket, message.data(), std::size_t(message.size()), 0);
        return message.first(std::max<qsizetype>(0, size));
    }

private:
    int m_socket;
    bool m_listens = false;
};

} // namespace

//! What the real server tells whoever supervises it.
class tst_ServiceManager final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readinessLifeAndTheEndAreTold()
    {
        QTemporaryDir directory;
        Supervisor supervisor(directory.filePath(u"notify"_s));
        QVERIFY(supervisor.listens());
        RunningServer server({}, {}, RunningServer::Begin::Later);
        server.setEnvironment(u"NOTIFY_SOCKET"_s, directory.filePath(u"notify"_s));
        // The writer turns every second without work; half of this is more.
        server.setEnvironment(u"WATCHDOG_USEC"_s, u"8000000"_s);
        QVERIFY(server.start());
        QVERIFY(supervisor.next().startsWith("READY=1"));
        QCOMPARE(supervisor.next(), "WATCHDOG=1");
        QCOMPARE(supervisor.next(), "WATCHDOG=1");
        QCOMPARE(server.stop(), 0);
        QByteArray last = supervisor.next();
        while (last == "WATCHDOG=1") {
            last = supervisor.next();
        }
        QVERIFY2(last.startsWith("STOPPING=1"), last.constData());
    }
    // What an operator knows of a night is the log.
    void theLogTellsBeginningAndEnd()
    {
        RunningServer server;
        const auto told = [&server](const char *words) { return server.log().count(words); };
        QTRY_COMPARE(told("from event 0 on"), 1);
        QCOMPARE(told("was not there and is new"), 1);
        QCOMPARE(server.post("/accounts", R"({"ownerName":"Account holder"})").status, 201);
        QCOMPARE(server.stop(), 0);
        QCOMPARE(told("asked to stop"), 1);
        QCOMPARE(told("ended in order"), 1);
        QVERIFY(server.start());
        QTRY_COMPARE(told(" serves "), 2);
        QCOMPARE(told("did not end in order"), 0);
        server.kill();
        QVERIFY(server.start());
        QTRY_COMPARE(told(" serves "), 3);
        QCOMPARE(told("the server before this one did not end in order"), 1);
        QCOMPARE(told("was not there and is new"), 1);
    }
    // It was asked to end, and did not come to it: that is no end in order either.
    void anEndThatIsCutOffIsTold()
    {
        RunningServer server;
        RawClient client(server.port());
        QVERIFY(client.send("POST /accounts HTTP/1.1\r\nHost: localhost\r\n"
                            "Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"));
        QTRY_VERIFY(server.get("/metrics").body.contains("\nkontor_http_connections 2\n"));
        QCOMPARE(::kill(pid_t(server.pid()), SIGTERM), 0);
        QTRY_COMPARE(server.log().count("asked to stop"), 1);
        server.kill();
        QVERIFY(server.start());
        QTRY_COMPARE(server.log().count("the server before this one did not end in order"), 1);
        QCOMPARE(server.stop(), 0);
    }
    // What a condition keeps from starting has not failed, and nobody hears of it: least of all where
    // the books are gone or lie in another place.
    void whatATimerStartsRunsOrFails()
    {
        for (const auto &unit : {u"backup"_s, u"drill"_s, u"doctor"_s}) {
            QFile file(
                QStringLiteral(KONTOR_SOURCE_DIR "/installer/systemd/kontor-%1.service").arg(unit));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(text.contains("ExecStart=/usr/bin/kontor-server " + unit.toLatin1()),
                qPrintable(unit));
            QVERIFY2(!text.contains("\nCondition"), qPrintable(unit));
        }
    }
    void anotherProcessesWatchdogIsNotOurs()
    {
        QTemporaryDir directory;
        Supervisor supervisor(directory.filePath(u"notify"_s));
        RunningServer server({}, {}, RunningServer::Begin::Later);
        server.setEnvironment(u"NOTIFY_SOCKET"_s, directory.filePath(u"notify"_s));
        server.setEnvironment(u"WATCHDOG_USEC"_s, u"8000"_s);
        server.setEnvironment(u"WATCHDOG_PID"_s, u"1"_s);
        QVERIFY(server.start());
        QVERIFY(supervisor.next().startsWith("READY=1"));
        QCOMPARE(server.stop(), 0);
        QVERIFY(supervisor.next().startsWith("STOPPING=1"));
    }
};

KONTOR_TEST(tst_ServiceManager)
#include "tst_service_manager.moc"
