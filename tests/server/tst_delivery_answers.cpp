// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/DispatcherFixture.h"
#include "support/TestMain.h"

#include <QFile>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

using namespace kontor;
using namespace kontor::server;
using application::Delivery;
using testing::DispatcherFixture;
using testing::WebhookListener;
using TargetAnswer = WebhookListener::Answer;

namespace {

QByteArray tlsFile(const char *name)
{
    QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/tests/golden/tls/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! Trusts this certificate, as a server does those of its system, for as long as it lives.
class Trust
{
public:
    explicit Trust(const char *certificate) : m_before(QSslConfiguration::defaultConfiguration())
    {
        QSslConfiguration with = m_before;
        with.setCaCertificates({QSslCertificate(tlsFile(certificate))});
        QSslConfiguration::setDefaultConfiguration(with);
    }
    ~Trust() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    QSslConfiguration m_before;
};

//! A target with TLS that answers 200 to whatever comes.
class TlsTarget final : public QSslServer
{
public:
    int connections = 0;
    QByteArray heard;

    TlsTarget()
    {
        QSslConfiguration own = QSslConfiguration::defaultConfiguration();
        own.setLocalCertificate(QSslCertificate(tlsFile("branch.pem")));
        own.setPrivateKey(QSslKey(tlsFile("branch.key"), QSsl::Ec));
        setSslConfiguration(own);
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            ++connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                heard += socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            });
        });
    }
};

} // namespace

//! What targets answer, whole, broken or without end.
class tst_DeliveryAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeadWithoutEndIsGivenUpAndHoldsUpNobodyElse()
    {
        DispatcherFixture f;
        f.settings.attemptLimit = 2;
        f.start();
        WebhookListener listener;
        listener.always.endlessHead = true;
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_VERIFY(listener.count > 0);
        WebhookListener healthy;
        f.subscribe(healthy.url());
        f.deposit(2);
        QTRY_COMPARE_WITH_TIMEOUT(healthy.count, 1, 300);
        QTRY_COMPARE(f.parked(), 2);
        QCOMPARE(f.listed(Delivery::State::Parked).front().lastError,
            QByteArray("connection-failed"));
        QTRY_COMPARE(listener.openConnections, 0);
    }
    void answersAreReadAsTheyCome_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("error");
        const QByteArray none;
        const QByteArray failed = "connection-failed";
        QTest::newRow("no body") << QByteArray("HTTP/1.1 204 Done\r\n\r\n") << none;
        QTest::newRow("no reason") << QByteArray("HTTP/1.1 204\r\n\r\n") << none;
        QTest::newRow("line feeds")
            << QByteArray("HTTP/1.1 200 OK\nContent-Length: 2\n\nok") << none;
        QTest::newRow("chunks") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
                                << none;
        QTest::newRow("announced") << QByteArray(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                                   << none;
        QTest::newRow("a body that stops half way")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok") << none;
        QTest::newRow("a body without a length") << QByteArray("HTTP/1.0 200 OK\r\n\r\nok") << none;
        QTest::newRow("an error without a length")
            << QByteArray("HTTP/1.1 500 Oh\r\n\r\noh") << QByteArray("status-500");
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n") << failed;
        QTest::newRow("another protocol")
            << QByteArray("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n") << failed;
        QTest::newRow("half a head")
            << QByteArray("HTTP/1.1 200 OK\r\nX: ") << QByteArray("timed-out");
    }
    void answersAreReadAsTheyCome()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, error);
        DispatcherFixture f;
        f.settings.attemptLimit = 1;
        f.settings.totalDeadline = std::chrono::milliseconds(100);
        f.start();
        WebhookListener listener;
        listener.always.raw = answer;
        f.subscribe(listener.url());
        f.deposit(1);
        if (error.isEmpty()) {
            QTRY_COMPARE(f.delivered(), 1);
            return;
        }
        QTRY_COMPARE(f.parked(), 1);
        QCOMPARE(f.listed(Delivery::State::Parked).front().lastError, error);
    }
    void aConnectionIsUsedAgain()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url(u"/hook?to=%C3%A9"_s));
        for (int i = 1; i <= 5; ++i) {
            f.deposit(1);
            QTRY_COMPARE(f.delivered(), i);
        }
        QCOMPARE(listener.connections, 1);
        QCOMPARE(listener.received.back().requestLine, QByteArray("POST /hook?to=%C3%A9 HTTP/1.1"));
    }
    void theCertificateHasToBeTheHosts_data()
    {
        QTest::addColumn<QByteArray>("trusted");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("the host's") << QByteArray("branch.pem") << u"localhost"_s << QByteArray();
        QTest::newRow("another host's")
            << QByteArray("branch.pem") << u"elsewhere.test"_s << QByteArray("tls-failed");
        QTest::newRow("nobody vouches for it")
            << QByteArray("other.pem") << u"localhost"_s << QByteArray("tls-failed");
    }
    void theCertificateHasToBeTheHosts()
    {
        QFETCH(QByteArray, trusted);
        QFETCH(QString, host);
        QFETCH(QByteArray, error);
        const Trust trust(trusted.constData());
        TlsTarget target;
        DispatcherFixture f;
        f.settings.attemptLimit = 1;
        f.settings.totalDeadline = std::chrono::seconds(5);
        f.resolve = [](const QString &, std::function<void(const QList<QHostAddress> &)> done) {
            done({QHostAddress(QHostAddress::LocalHost)});
        };
        f.start();
        f.subscribe(u"https://%1:%2/hook"_s.arg(host).arg(target.serverPort()));
        f.deposit(1);
        if (error.isEmpty()) {
            QTRY_COMPARE(f.delivered(), 1);
            f.deposit(1);
            QTRY_COMPARE(f.delivered(), 2);
            QCOMPARE(target.connections, 1);
            return;
        }
        QTRY_COMPARE(f.parked(), 1);
        QCOMPARE(f.listed(Delivery::State::Parked).front().lastError, error);
        QCOMPARE(target.heard, QByteArray());
    }
    void aConnectionThatWasClosedMeanwhileIsNoFailure()
    {
        DispatcherFixture f;
        f.settings.attemptLimit = 1;
        f.start();
        WebhookListener listener;
        listener.decide = [&listener](const WebhookListener::Received &) {
            TargetAnswer answer;
            // The second request on the first connection gets no answer.
            answer.close = listener.count == 2;
            return answer;
        };
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 2);
        QCOMPARE(listener.connections, 2);
    }
};

KONTOR_TEST(tst_DeliveryAnswers)
#include "tst_delivery_answers.moc"
