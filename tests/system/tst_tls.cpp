// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QFile>
#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

#include <csignal>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

// What is said beyond this machine is encrypted, and a certificate is renewed without a restart.
class tst_Tls : public QObject
{
    Q_OBJECT

    QTemporaryDir m_place;

    QString certificate() const { return m_place.filePath(QStringLiteral("chain.pem")); }
    QString key() const { return m_place.filePath(QStringLiteral("key.pem")); }
    static QByteArray sample(const char *name)
    {
        return contentOf(QStringLiteral(KONTOR_SOURCE_DIR "/tests/golden/tls/") + QLatin1StringView(name));
    }
    void use(const char *certificateName, const char *keyName) const
    {
        write(certificate(), sample(certificateName));
        write(key(), sample(keyName));
        QFile::setPermissions(key(), QFile::ReadOwner | QFile::WriteOwner);
    }
    QStringList arguments() const
    {
        return {QStringLiteral("--tls-listen"), QStringLiteral("127.0.0.1:0"),
            QStringLiteral("--tls-certificate"), certificate(), QStringLiteral("--tls-key"), key()};
    }
    //! One of its own that ends in so many days; false where there is no openssl.
    bool makeCertificate(const QString &days) const
    {
        QProcess openssl;
        openssl.start(u"openssl"_s,
            {u"req"_s, u"-x509"_s, u"-key"_s, key(), u"-days"_s, days, u"-subj"_s,
                u"/CN=localhost"_s, u"-out"_s, certificate()});
        return openssl.waitForFinished() && openssl.exitCode() == 0;
    }
    static QJsonObject lastCheck(const RunningServer &server)
    {
        return server.get("/health").json()[u"checks"].toArray().last().toObject();
    }
    //! The answer's bytes by TLS, as a client gets them that trusts nothing but that certificate.
    static QByteArray answered(quint16 port, const char *trusted,
        QSsl::SslProtocol protocol = QSsl::SecureProtocols)
    {
        QSslSocket socket;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromData(sample(trusted)));
        tls.setProtocol(protocol);
        socket.setSslConfiguration(tls);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        if (!socket.waitForEncrypted(20'000)) {
            return {};
        }
        socket.write("GET /version HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
            + "\r\nConnection: close\r\n\r\n");
        QByteArray bytes;
        while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(20'000)) {
            bytes += socket.readAll();
        }
        return bytes + socket.readAll();
    }
    static int endOf(const QStringList &arguments, QByteArray *log)
    {
        RunningServer server(RunningServer::Mode::SignIn, arguments);
        const int code = server.isRunning() ? server.stop() : server.waitForEnd();
        *log = server.log();
        return code;
    }

private Q_SLOTS:
    void init() { use("branch.pem", "branch.key"); }

    void itAnswersEncrypted()
    {
        RunningServer server(RunningServer::Mode::SignIn, arguments());
        QCOMPARE(server.ports().size(), 2);
        QVERIFY(server.printed().contains("listening on https://127.0.0.1:"));
        const auto answer = parseAnswer(answered(server.ports()[1], "branch.pem"));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.contains("version"));
        QCOMPARE(answer.header("Strict-Transport-Security"), "max-age=31536000");
        QVERIFY(server.get("/version").header("Strict-Transport-Security").isEmpty());
        QCOMPARE(answered(server.ports()[1], "other.pem"), QByteArray());
        QCOMPARE(server.stop(), 0);
    }
    void plainBytesGetNoAnswerThere()
    {
        RunningServer server(RunningServer::Mode::SignIn, arguments());
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), server.ports()[1]);
        QVERIFY(socket.waitForConnected());
        socket.write("GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n");
        while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(20'000)) {
        }
        QVERIFY(!socket.readAll().contains("HTTP/1.1"));
        QVERIFY(!answered(server.ports()[1], "branch.pem").isEmpty());
    }
    void oldProtocolsAreRefused()
    {
        RunningServer server(RunningServer::Mode::SignIn, arguments());
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        QCOMPARE(answered(server.ports()[1], "branch.pem", QSsl::TlsV1_1), QByteArray());
        QT_WARNING_POP
        QVERIFY(!answered(server.ports()[1], "branch.pem", QSsl::TlsV1_2).isEmpty());
    }
    void theCertificateIsRenewedWithoutARestart()
    {
        RunningServer server(RunningServer::Mode::SignIn, arguments());
        QVERIFY(!answered(server.ports()[1], "branch.pem").isEmpty());
        use("other.pem", "other.key");
        ::kill(pid_t(server.pid()), SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(!answered(server.ports()[1], "other.pem").isEmpty(), 30'000);
        QCOMPARE(answered(server.ports()[1], "branch.pem"), QByteArray());
        QCOMPARE(server.stop(), 0);
    }
    //! What a server shows may be older than what lies in the file.
    void whoWatchesIsToldWhatIsShown()
    {
        if (!makeCertificate(u"3"_s)) {
            KONTOR_SKIP("openssl is not installed");
        }
        RunningServer server(RunningServer::Mode::SignIn, arguments());
        const auto health = [&server] {
            const QJsonObject last = lastCheck(server);
            return last[u"name"].toString() + u' ' + last[u"status"].toString();
        };
        QCOMPARE(health(), u"certificate degraded"_s);
        QVERIFY(server.get("/metrics").body.contains("\nkontor_tls_certificate_left_seconds 2"));
        use("branch.pem", "branch.key");
        QCOMPARE(health(), u"certificate degraded"_s);
        ::kill(pid_t(server.pid()), SIGHUP);
        QTRY_COMPARE_WITH_TIMEOUT(health(), u"certificate up"_s, 30'000);
        const RunningServer plain(RunningServer::Mode::SignIn);
        QVERIFY(!plain.get("/health").body.contains("certificate"));
        QVERIFY(
            plain.get("/metrics").body.contains("\nkontor_tls_certificate_left_seconds +Inf\n"));
    }
    void oneThatRunsOutMeanwhileIsSaidToHaveRunOut()
    {
        if (!makeCertificate(u"1"_s)) {
            KONTOR_SKIP("openssl is not installed");
        }
        QFile offset(m_place.filePath(u"offset"_s));
        const auto setClock = [&offset](qint64 seconds) {
            return offset.seek(0) && offset.write(reinterpret_cast<const char *>(&seconds), 8) == 8
                && offset.flush();
        };
        QVERIFY(offset.open(QIODevice::ReadWrite) && setClock(0));
        RunningServer server(RunningServer::Mode::SignIn, arguments(), {},
            RunningServer::Begin::Later);
        server.setEnvironment(u"LD_PRELOAD"_s, QStringLiteral(KONTOR_MOVED_CLOCK));
        server.setEnvironment(u"ASAN_OPTIONS"_s,
            qEnvironmentVariable("ASAN_OPTIONS") + u":verify_asan_link_order=0"_s);
        server.setEnvironment(u"KONTOR_CLOCK_OFFSET"_s, offset.fileName());
        QVERIFY(server.start());
        QVERIFY(lastCheck(server)[u"detail"].toString().startsWith(u"ends on "_s));
        QVERIFY(setClock(2 * 86'400));
        QVERIFY(lastCheck(server)[u"detail"].toString().startsWith(u"ran out on "_s));
        QCOMPARE(server.stop(), 0);
    }
    void whatCannotBeUsedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("certificateName");
        QTest::addColumn<QByteArray>("keyName");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char *name, const char *certificateName, const char *keyName,
                             const char *says) {
            QTest::newRow(name) << QByteArray(certificateName) << QByteArray(keyName)
                                << QByteArray(says);
        };
        row("run out", "expired.pem", "branch.key", "ran out");
        row("another's key", "branch.pem", "other.key", "does not go with the key");
        row("no certificate", "branch.key", "branch.key", "no certificate");
        row("no key", "branch.pem", "branch.pem", "no private key");
        row("nothing", "missing", "branch.key", "no certificate");
    }
    void whatCannotBeUsedIsRefused()
    {
        QFETCH(QByteArray, certificateName);
        QFETCH(QByteArray, keyName);
        QFETCH(QByteArray, says);
        RunningServer server(RunningServer::Mode::SignIn, arguments());
        use(certificateName.constData(), keyName.constData());
        ::kill(pid_t(server.pid()), SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("the certificate stays as it was"), 30'000);
        QVERIFY2(server.log().contains(says), server.log().constData());
        QVERIFY(!answered(server.ports()[1], "branch.pem").isEmpty());
        QByteArray log;
        QCOMPARE(endOf(arguments(), &log), 78);
        QVERIFY2(log.contains(says), log.constData());
    }
    void whatServeRefusesIsRefusedBeforeAnythingIsMade()
    {
        use("missing", "branch.key");
        const QTemporaryDir place;
        const QString data = place.path() + u"/data"_s;
        for (const auto &command : {u"check-config"_s, u"serve"_s}) {
            const ProgramRun refused = run(u"kontor-server"_s,
                QStringList{command, u"--data"_s, data, u"--listen"_s, u"127.0.0.1:0"_s}
                    + arguments());
            QCOMPARE(refused.exitCode, 78);
            QVERIFY2(refused.errors.contains(u"no certificate"_s), qPrintable(refused.all()));
            QVERIFY(!QFile::exists(data));
        }
        use("branch.pem", "branch.key");
        QCOMPARE(run(u"kontor-server"_s, QStringList{u"check-config"_s} + arguments()).exitCode, 0);
    }
    void aKeyThatOthersCanReadIsRefused()
    {
        QFile::setPermissions(key(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        QByteArray log;
        QCOMPARE(endOf(arguments(), &log), 78);
        QVERIFY(log.contains("chmod 600"));
    }
    void beyondThisMachinePlainIsRefusedUnlessToldOtherwise()
    {
        QByteArray log;
        const QStringList beyond{QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0")};
        QCOMPARE(endOf(beyond, &log), 78);
        QVERIFY(log.contains("would not be encrypted"));
        RunningServer told(
            RunningServer::Mode::SignIn, beyond + QStringList{QStringLiteral("--http-plain-anywhere")});
        QVERIFY(told.isRunning());
        RunningServer open(beyond + QStringList{QStringLiteral("--http-plain-anywhere")});
        QCOMPARE(open.waitForEnd(), 78);
        QVERIFY(open.log().contains("--open is for loopback only"));
    }
    void whatEveryAnswerSaysToBrowsers()
    {
        RunningServer server;
        for (const char *path : {"/version", "/accounts", "/nothing"}) {
            const auto answer = server.get(path);
            QCOMPARE(answer.header("X-Content-Type-Options"), "nosniff");
            QCOMPARE(answer.header("Cache-Control"), "no-store");
            QCOMPARE(answer.header("Referrer-Policy"), "no-referrer");
            QVERIFY(answer.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
        }
        QVERIFY(!server.get("/docs").header("Content-Security-Policy").isEmpty());
    }
};

KONTOR_TEST(tst_Tls)
#include "tst_tls.moc"
