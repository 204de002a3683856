// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/Programs.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace kontor::testing;

// Addresses that a proxy forwards: believed from ours, and from nobody else.
class tst_BehindProxy : public QObject
{
    Q_OBJECT

    static std::unique_ptr<RunningServer> trusting(const char *proxies, QStringList more = {})
    {
        more << QStringLiteral("--http-trusted-proxies=") + QLatin1StringView(proxies);
        return std::make_unique<RunningServer>(RunningServer::Mode::SignIn, more);
    }
    static HttpHeaders forwarded(const QByteArray &caller)
    {
        return {{"X-Forwarded-For", caller}};
    }
    static HttpAnswer signInFor(const RunningServer &server, const QByteArray &caller,
        const QByteArray &login, const QByteArray &password = goodPassword)
    {
        return server.post("/auth/login",
            jsonOf({{"username", login}, {"password", password}}), forwarded(caller));
    }
    //! Where the newest look at the accounts came from, as the audit has it.
    static QByteArray sourceOf(const RunningServer &server, const Person &auditor)
    {
        const auto entries = server.get("/audit?action=account.list", auditor.headers()).items();
        return entries.isEmpty() ? QByteArray()
                                 : entries[0][QLatin1StringView("source")].toString().toLatin1();
    }

private Q_SLOTS:
    void aStrangersWordChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("proxies");
        QTest::newRow("nobody is trusted") << QByteArray("none");
        QTest::newRow("others are trusted") << QByteArray("127.0.0.9,10.0.0.0/8,::1");
    }
    void aStrangersWordChangesNothing()
    {
        QFETCH(QByteArray, proxies);
        const auto server = trusting(proxies.constData(),
            {QStringLiteral("--rate-sign-ins=2"), QStringLiteral("--rate-exempt=198.51.100.0/24")});
        const Person admin = setUp(*server);
        const Person supervisor = newPerson(*server, admin, "s.lorenz", "supervisor");
        QVERIFY(!supervisor.access.isEmpty());
        server->get("/accounts", supervisor.headers("X-Forwarded-For", "198.51.100.1"));
        QCOMPARE(sourceOf(*server, supervisor), "127.0.0.1");
        // Nor does it lift a limit.
        int refused = 0;
        for (int i = 0; i < 5; ++i) {
            refused += signInFor(*server, "198.51.100.1", "nobody").status == 429;
        }
        QVERIFY(refused > 0);
    }
    void theAuditNamesTheCaller_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("source");
        QTest::newRow("one") << QByteArray("198.51.100.1") << QByteArray("198.51.100.1");
        QTest::newRow("a chain") << QByteArray("192.0.2.9, 198.51.100.1, 10.0.0.2")
                                 << QByteArray("198.51.100.1");
        QTest::newRow("IPv6") << QByteArray("2001:db8::1") << QByteArray("2001:db8::1");
        QTest::newRow("garbage") << QByteArray("'; DROP TABLE audit") << QByteArray("127.0.0.1");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("127.0.0.1");
    }
    void theAuditNamesTheCaller()
    {
        QFETCH(QByteArray, said);
        static const auto server = trusting("127.0.0.1,10.0.0.0/8");
        static const Person supervisor
            = newPerson(*server, setUp(*server), "s.lorenz", "supervisor");
        QCOMPARE(server->get("/accounts", supervisor.headers("X-Forwarded-For", said)).status, 200);
        QTEST(sourceOf(*server, supervisor), "source");
    }
    void limitsAreTheCallersOwn()
    {
        const auto server = trusting("127.0.0.1", {QStringLiteral("--rate-sign-ins=2")});
        const auto statusFor = [&server](const QByteArray &caller) {
            return signInFor(*server, caller, "nobody").status;
        };
        bool isTurnedAway = false;
        for (int i = 0; i < 5 && !isTurnedAway; ++i) {
            isTurnedAway = statusFor("198.51.100.1") == 429;
        }
        QVERIFY(isTurnedAway);
        QCOMPARE(statusFor("198.51.100.2"), 401);
        QCOMPARE(statusFor("2001:db8::1"), 401);
    }
    void whoGuessesWaitsAndOthersDoNot()
    {
        const auto server = trusting("127.0.0.1");
        newPerson(*server, setUp(*server), "t.lorenz", "teller");
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(signInFor(*server, "198.51.100.1", "t.lorenz", "wrong").status, 401);
        }
        QCOMPARE(signInFor(*server, "198.51.100.1", "t.lorenz").status, 401);
        QCOMPARE(signInFor(*server, "198.51.100.2", "t.lorenz").status, 200);
    }
    void aSettingThatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QString>("value");
        for (const char *value : {"nonsense", "127.0.0.1,nonsense", "0.0.0.0/0", "::/0", "10.0.0.0/33"}) {
            QTest::newRow(value) << QString::fromLatin1(value);
        }
    }
    void aSettingThatMakesNoSenseIsRefused()
    {
        QFETCH(QString, value);
        RunningServer server(RunningServer::Mode::SignIn,
            {QStringLiteral("--http-trusted-proxies=") + value});
        QCOMPARE(server.waitForEnd(), 64);
        QVERIFY2(server.log().contains("http-trusted-proxies"), server.log().constData());
    }
    void itStandsBehindTheNginxThatWeShip();
};

namespace {

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

//! The real nginx with the site that the package has, on ports of its own, for that server.
class Nginx
{
public:
    static QString program()
    {
        const QString found = QStandardPaths::findExecutable(QStringLiteral("nginx"));
        return found.isEmpty() ? QStandardPaths::findExecutable(
                   QStringLiteral("nginx"), {QStringLiteral("/usr/sbin")})
                               : found;
    }
    explicit Nginx(quint16 serverPort) : m_plain(freePort()), m_tls(freePort())
    {
        write(file("site.conf"), site(serverPort));
        write(file("nginx.conf"), frame());
        for (const char *name : {"branch.pem", "branch.key"}) {
            write(file(name), contentOf(QStringLiteral(KONTOR_SOURCE_DIR "/tests/golden/tls/")
                + QLatin1StringView(name)));
        }
    }
    ~Nginx()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    //! What it says against its configuration; empty where that is all right.
    QString complaints()
    {
        QProcess check;
        check.start(program(), QStringList{QStringLiteral("-t")} + arguments());
        check.waitForFinished();
        return check.exitCode() == 0 ? QString() : QString::fromUtf8(check.readAllStandardError());
    }
    bool start()
    {
        m_process.start(program(), arguments());
        for (int i = 0; i < 600 && m_process.state() != QProcess::NotRunning; ++i) {
            if (plain("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status == 301) {
                return true;
            }
            m_process.waitForFinished(50);
        }
        return false;
    }
    quint16 port() const { return m_tls; }
    HttpAnswer plain(const QByteArray &request) const
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_plain);
        return socket.waitForConnected(5'000) ? parseAnswer(exchange(socket, request)) : HttpAnswer();
    }
    //! By TLS, from an address of this machine that is not the proxy's own.
    HttpAnswer ask(const QByteArray &method, const QByteArray &path, const HttpHeaders &headers = {},
        const QByteArray &json = {}) const
    {
        QSslSocket socket;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromPath(file("branch.pem")));
        socket.setSslConfiguration(tls);
        socket.bind(QHostAddress(QStringLiteral("127.0.0.5")));
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_tls);
        if (!socket.waitForEncrypted(20'000)) {
            return {};
        }
        QByteArray head = method + ' ' + path + " HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:"
            + QByteArray::number(m_tls) + "\r\n";
        for (const auto &[name, value] : headers) {
            head += name + ": " + value + "\r\n";
        }
        if (!json.isEmpty()) {
            head += "Content-Type: application/json\r\nContent-Length: "
                + QByteArray::number(json.size()) + "\r\n";
        }
        return parseAnswer(exchange(socket, head + "\r\n" + json));
    }

private:
    QString file(const char *name) const { return m_place.filePath(QLatin1StringView(name)); }
    QStringList arguments() const
    {
        return {QStringLiteral("-p"), m_place.path(), QStringLiteral("-e"), file("error.log"),
            QStringLiteral("-c"), file("nginx.conf")};
    }
    static QByteArray exchange(QTcpSocket &socket, const QByteArray &request)
    {
        socket.write(request);
        QByteArray bytes;
        while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(20'000)) {
            bytes += socket.readAll();
        }
        return bytes + socket.readAll();
    }
    // Its one process is ours to end.
    QByteArray frame() const
    {
        const QByteArray place = m_place.path().toUtf8();
        QByteArray paths;
        for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
            paths += QByteArray(kind) + "_temp_path " + place + '/' + kind + ";\n";
        }
        return "daemon off;\nmaster_process off;\npid " + place + "/nginx.pid;\n"
            "events {}\nhttp {\naccess_log off;\n" + paths + "include " + place + "/site.conf;\n}\n";
    }
    //! As it is shipped, with the names, ports and files changed as whoever installs it does.
    QByteArray site(quint16 serverPort) const
    {
        QByteArray text
            = contentOf(QStringLiteral(KONTOR_SOURCE_DIR "/installer/nginx/kontor.conf"));
        const QByteArray place = m_place.path().toUtf8();
        const QByteArray tls = "127.0.0.1:" + QByteArray::number(m_tls);
        const QByteArray plain = "127.0.0.1:" + QByteArray::number(m_plain);
        text.replace("127.0.0.1:8080", "127.0.0.1:" + QByteArray::number(serverPort));
        text.replace("listen 443", "listen " + tls).replace("listen 80", "listen " + plain);
        text.replace("    listen [::]:443 ssl http2;\n", "").replace("    listen [::]:80;\n", "");
        text.replace("/etc/ssl/certs/bank.example.pem", place + "/branch.pem");
        text.replace("/etc/ssl/private/bank.example.key", place + "/branch.key");
        text.replace("/var/log/nginx/", place + '/');
        return text.replace("bank.example", "127.0.0.1");
    }

    QTemporaryDir m_place;
    quint16 m_plain;
    quint16 m_tls;
    QProcess m_process;
};

} // namespace

void tst_BehindProxy::itStandsBehindTheNginxThatWeShip()
{
    if (Nginx::program().isEmpty()) {
        KONTOR_SKIP("nginx is not installed");
    }
    const auto server = trusting("127.0.0.1");
    const Person supervisor = newPerson(*server, setUp(*server), "s.lorenz", "supervisor");
    Nginx nginx(server->port());
    QCOMPARE(nginx.complaints(), QString());
    QVERIFY(nginx.start());

    // The caller's address, whatever the caller says about it.
    const auto answer
        = nginx.ask("GET", "/accounts", supervisor.headers("X-Forwarded-For", "198.51.100.1"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(sourceOf(*server, supervisor), "127.0.0.5");
    // Said once, also where nginx answers by itself.
    const auto isTold = [](const HttpAnswer &told) {
        return std::count_if(told.headers.begin(), told.headers.end(), [](const auto &header) {
            return header.first.compare("Strict-Transport-Security", Qt::CaseInsensitive) == 0;
        });
    };
    QCOMPARE(isTold(answer), 1);
    const auto large = nginx.ask("POST", "/accounts", {{"Content-Length", "5000000"}});
    QCOMPARE(large.status, 413);
    QCOMPARE(isTold(large), 1);
    // The branch's own page may write, another one may not.
    const QByteArray own = "https://127.0.0.1:" + QByteArray::number(nginx.port());
    const auto write = [&](const QByteArray &origin) {
        return nginx.ask("POST", "/auth/login", {{"Origin", origin}},
            jsonOf({{"username", "s.lorenz"}, {"password", goodPassword}})).status;
    };
    QCOMPARE(write(own), 200);
    QCOMPARE(write("https://evil.example"), 403);
    // Figures are for this machine only.
    QCOMPARE(nginx.ask("GET", "/metrics").status, 403);
    QCOMPARE(nginx.ask("GET", "/health").status, 403);
    QCOMPARE(nginx.ask("GET", "/version").status, 200);
    // A long poll waits for what happens, and nothing is lost by waiting at nginx.
    const auto page = nginx.ask("GET", "/events?after=0&wait=1", supervisor.headers());
    QCOMPARE(page.status, 200);
}

KONTOR_TEST(tst_BehindProxy)
#include "tst_behind_proxy.moc"
