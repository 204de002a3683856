// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/HttpTransport.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <functional>

using namespace kontor;
using namespace kontor::client;
using namespace std::chrono_literals;
using Outcome = HttpResponse::Outcome;

namespace {

//! A server of one trick: does `trick` on each whole request that arrives.
class TrickServer : public QTcpServer
{
public:
    explicit TrickServer(std::function<void(QTcpSocket *, const QByteArray &)> trick)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, trick = std::move(trick)] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, trick, socket] {
                const QByteArray text = socket->readAll();
                received += text;
                trick(socket, text);
            });
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }

    QByteArray received;
};

QByteArray tlsSample(const QString &name)
{
    QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/tests/golden/tls/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! Shows the certificate of that file, on every address of this machine.
std::unique_ptr<QSslServer> encryptedServer(const QString &certificate)
{
    QSslConfiguration tls;
    tls.setLocalCertificateChain(QSslCertificate::fromData(tlsSample(certificate)));
    tls.setPrivateKey(QSslKey(tlsSample(u"branch.key"_s), QSsl::Ec));
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    server->listen(QHostAddress::Any);
    return server;
}

//! What this process takes for trusted, until it goes.
class Trusting
{
public:
    explicit Trusting(const QString &certificate)
    {
        QSslConfiguration tls = m_before;
        tls.setCaCertificates(QSslCertificate::fromData(tlsSample(certificate)));
        QSslConfiguration::setDefaultConfiguration(tls);
    }
    ~Trusting() { QSslConfiguration::setDefaultConfiguration(m_before); }
    Q_DISABLE_COPY_MOVE(Trusting)

private:
    QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

HttpRequest request(std::chrono::milliseconds deadline = 5s)
{
    HttpRequest some;
    some.method = "POST";
    some.target = "/api/v1/accounts?q=a%20b";
    some.body = R"({"a":1})";
    some.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", "k1"}};
    some.deadline = deadline;
    return some;
}

HttpResponse answerOf(HttpTransport &transport, const HttpRequest &what)
{
    QFuture<HttpResponse> future = transport.send(what);
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 8000)) {
        qFatal("a request never ended");
    }
    return future.result();
}

void write(QTcpSocket *socket, const QByteArray &head, const QByteArray &body)
{
    const QByteArray length = QByteArray::number(body.size());
    socket->write(head + "\r\nContent-Length: " + length + "\r\n\r\n" + body);
}

} // namespace

class tst_HttpTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestTravelsAsItIs()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) {
            write(socket, "HTTP/1.1 422 Unprocessable\r\nX-Note: yes", R"({"b":2})");
        });
        HttpTransport transport(server.url());
        const HttpResponse response = answerOf(transport, request());
        QCOMPARE(int(response.outcome), int(Outcome::Answered));
        QCOMPARE(response.status, 422);
        QCOMPARE(response.body, R"({"b":2})");
        QCOMPARE(response.header("x-note"), "yes");
        QVERIFY(server.received.startsWith("POST /api/v1/accounts?q=a%20b HTTP/1.1\r\n"));
        QVERIFY(server.received.toLower().contains("idempotency-key: k1\r\n"));
        QVERIFY(!server.received.toLower().contains("upgrade"));
        QVERIFY(server.received.endsWith(R"({"a":1})"));
    }
    void everyStatusIsAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        // Not 407, which is a proxy's word, and none is asked.
        for (const int status :
            {200, 201, 204, 400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415,
                417, 418, 421, 422, 428, 429, 431, 500, 501, 502, 503, 504, 505, 507}) {
            QTest::addRow("%d", status) << status;
        }
    }
    void everyStatusIsAnAnswer()
    {
        QFETCH(int, status);
        const QByteArray body = status == 204 ? "" : R"({"code":"no"})";
        TrickServer server([&](QTcpSocket *socket, const QByteArray &) {
            write(socket, "HTTP/1.1 " + QByteArray::number(status) + " Word", body);
        });
        HttpTransport transport(server.url());
        const HttpResponse response = answerOf(transport, request());
        QVERIFY2(response.outcome == Outcome::Answered, qPrintable(response.error));
        QCOMPARE(response.status, status);
        QCOMPARE(response.body, body);
    }
    void aBadRequestThatBreaksOffIsLost()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) {
            socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 20\r\n\r\n{\"code\"");
            socket->disconnectFromHost();
        });
        HttpTransport transport(server.url());
        QCOMPARE(int(answerOf(transport, request()).outcome), int(Outcome::Lost));
    }
    void aCertificateThatDoesNotCountIsToldApart_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("trusted");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("distrust");
        QTest::newRow("nobody vouches for it")
            << u"branch.pem"_s << u"other.pem"_s << u"127.0.0.1"_s << int(Distrust::Authority);
        QTest::newRow("nobody vouches for it, and another name")
            << u"branch.pem"_s << u"other.pem"_s << u"127.0.0.2"_s << int(Distrust::Authority);
        QTest::newRow("another name")
            << u"branch.pem"_s << u"branch.pem"_s << u"127.0.0.2"_s << int(Distrust::Name);
        QTest::newRow("run out") << u"ended.pem"_s << u"authority.pem"_s << u"127.0.0.1"_s
                                 << int(Distrust::Time);
    }
    void aCertificateThatDoesNotCountIsToldApart()
    {
        QFETCH(QString, shown);
        QFETCH(QString, trusted);
        QFETCH(QString, host);
        const Trusting trusting(trusted);
        const auto server = encryptedServer(shown);
        HttpTransport transport(QUrl(u"https://%1:%2"_s.arg(host).arg(server->serverPort())));
        const HttpResponse response = answerOf(transport, request());
        QVERIFY2(response.outcome == Outcome::NotSent, qPrintable(response.error));
        QTEST(int(response.distrust), "distrust");
        QVERIFY2(response.error.contains(u"; "_s), qPrintable(response.error));
    }
    void whoDoesNotEncryptIsToldApart()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) {
            socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
        HttpTransport transport(QUrl(u"https://127.0.0.1:%1"_s.arg(server.serverPort())));
        const HttpResponse response = answerOf(transport, request());
        QVERIFY2(response.outcome == Outcome::NotSent, qPrintable(response.error));
        QCOMPARE(int(response.distrust), int(Distrust::NoTls));
    }
    void aRefusedConnectionIsCertainlyNotSent()
    {
        QUrl nowhere;
        {
            TrickServer server([](QTcpSocket *, const QByteArray &) {});
            nowhere = server.url();
        }
        HttpTransport transport(nowhere);
        QCOMPARE(int(answerOf(transport, request()).outcome), int(Outcome::NotSent));
    }
    void aConnectionThatClosesAfterTheRequestIsLost()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) { socket->close(); });
        HttpTransport transport(server.url());
        QCOMPARE(int(answerOf(transport, request()).outcome), int(Outcome::Lost));
        QVERIFY(server.received.contains("POST"));
    }
    void aServerThatDiesWithTheRequestIsLostAndNotRefused()
    {
        TrickServer dying([](QTcpSocket *socket, const QByteArray &text) {
            if (!text.contains("second")) {
                write(socket, "HTTP/1.1 200 OK", "{}");
                return;
            }
            static_cast<QTcpServer *>(socket->parent())->close();
            socket->abort();
        });
        HttpTransport transport(dying.url());
        QCOMPARE(answerOf(transport, request()).status, 200);
        HttpRequest second = request();
        second.headers.append(std::pair<QByteArray, QByteArray>("X-Which", "second"));
        QCOMPARE(int(answerOf(transport, second).outcome), int(Outcome::Lost));
        QVERIFY(dying.received.contains("second"));
    }
    void anAnswerThatBreaksOffIsLost()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");
            socket->disconnectFromHost();
        });
        HttpTransport transport(server.url());
        QCOMPARE(int(answerOf(transport, request()).outcome), int(Outcome::Lost));
    }
    void silenceEndsAtTheDeadline()
    {
        TrickServer server([](QTcpSocket *, const QByteArray &) {});
        HttpTransport transport(server.url());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(int(answerOf(transport, request(300ms)).outcome), int(Outcome::Lost));
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }
    void aSlowDripEndsAtTheDeadlineToo()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            auto *drip = new QTimer(socket);
            connect(drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
            drip->start(50);
        });
        HttpTransport transport(server.url());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(int(answerOf(transport, request(400ms)).outcome), int(Outcome::Lost));
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }
    // Qt's time-out and the deadline are two timers: a program that is busy may find the second one
    // over when it has just heard of the first.
    void aDeadlineThatIsOverTwiceEndsOnce()
    {
        TrickServer server([](QTcpSocket *, const QByteArray &) {});
        HttpTransport transport(server.url());
        QTimer busy;
        connect(&busy, &QTimer::timeout, this, [] { QThread::msleep(5); });
        busy.start(1);
        QEventLoop loop;
        int ended = 0;
        for (int i = 0; i < 200; ++i) {
            QTimer::singleShot(i, &transport, [&] {
                HttpRequest reading = request(300ms);
                reading.method = "GET";
                reading.body.clear();
                transport.send(reading).then(this, [&](const HttpResponse &response) {
                    QCOMPARE(int(response.outcome), int(Outcome::Lost));
                    if (++ended == 200) {
                        loop.quit();
                    }
                });
            });
        }
        loop.exec();
        QCOMPARE(ended, 200);
    }
    // What somebody else says in the bank's place, and what was left over on the connection.
    void whatIsNotTheAnswerToThisRequestIsLost_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("counts");
        const QByteArray other = "\r\nX-Request-Id: other";
        const QByteArray ours = "\r\nX-Request-Id: ours";
        QTest::newRow("done") << QByteArray("POST") << "200 OK" + ours << true;
        QTest::newRow("refused") << QByteArray("POST") << "422 No" + ours << true;
        QTest::newRow("another's") << QByteArray("POST") << "200 OK" + other << false;
        QTest::newRow("another's refusal") << QByteArray("POST") << "422 No" + other << false;
        QTest::newRow("another's figures") << QByteArray("GET") << "200 OK" + other << false;
        QTest::newRow("a portal") << QByteArray("POST") << QByteArray("200 OK") << false;
        QTest::newRow("a gateway") << QByteArray("POST") << QByteArray("502 Bad Gateway") << true;
        QTest::newRow("a page") << QByteArray("GET") << QByteArray("200 OK") << true;
        QTest::newRow("a full server") << QByteArray("POST") << "503 Busy" + other << true;
        QTest::newRow("a head not read") << QByteArray("POST") << "400 Bad" + other << true;
    }
    void whatIsNotTheAnswerToThisRequestIsLost()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, head);
        QFETCH(bool, counts);
        TrickServer server([&](QTcpSocket *socket, const QByteArray &) {
            write(socket, "HTTP/1.1 " + head, "{}");
        });
        HttpTransport transport(server.url());
        HttpRequest some = request();
        some.method = method;
        some.headers.append(std::pair<QByteArray, QByteArray>("X-Request-Id", "ours"));
        QCOMPARE(answerOf(transport, some).outcome == Outcome::Answered, counts);
    }
    // A cable that is pulled, or a certificate that has run out, is no reason to keep cash apart.
    void withoutAWayToTheServerNothingIsSent()
    {
        TrickServer plain([](QTcpSocket *socket, const QByteArray &) {
            socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        });
        QUrl secure = plain.url();
        secure.setScheme(u"https"_s);
        HttpTransport bySecure(secure);
        const HttpResponse response = answerOf(bySecure, request());
        QVERIFY2(response.outcome == Outcome::NotSent, qPrintable(response.error));
        QVERIFY(!plain.received.contains("POST"));
        // No connection leads to everybody: the same as without a cable.
        HttpTransport nowhere(QUrl(u"http://255.255.255.255:1"_s));
        const HttpResponse unreachable = answerOf(nowhere, request(2s));
        QVERIFY2(unreachable.outcome == Outcome::NotSent, qPrintable(unreachable.error));
    }
    // As many as a page can ask for, each as slow as a bad line.
    void whatMayWaitIsPassedByTheOthers()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &text) {
            if (text.startsWith("POST")) {
                write(socket, "HTTP/1.1 200 OK", "{}");
            }
        });
        HttpTransport transport(server.url());
        HttpRequest slow = request();
        slow.method = "GET";
        slow.body.clear();
        slow.mayWait = true;
        for (int i = 0; i < 100; ++i) {
            transport.send(slow);
        }
        QTRY_VERIFY(server.received.count("GET ") > 2);
        QCOMPARE(answerOf(transport, request(2s)).status, 200);
    }
    void aRedirectIsNotFollowed()
    {
        int requests = 0;
        TrickServer server([&requests](QTcpSocket *socket, const QByteArray &) {
            ++requests;
            write(socket, "HTTP/1.1 302 Found\r\nLocation: /elsewhere", "");
        });
        HttpTransport transport(server.url());
        QCOMPARE(answerOf(transport, request()).status, 302);
        QCOMPARE(requests, 1);
    }
    void noCookieIsKept()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) {
            write(socket, "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/", "{}");
        });
        HttpTransport transport(server.url());
        answerOf(transport, request());
        answerOf(transport, request());
        QCOMPARE(server.received.count("POST"), 2);
        QVERIFY(!server.received.contains("Cookie"));
    }
    void anAnswerWithoutEndIsCutOff()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) {
            socket->write("HTTP/1.1 200 OK\r\n\r\n");
            socket->write(QByteArray(20 << 20, 'x'));
        });
        HttpTransport transport(server.url());
        const HttpResponse response = answerOf(transport, request());
        QCOMPARE(int(response.outcome), int(Outcome::Lost));
        QVERIFY(response.body.isEmpty());
    }
    void whatIsUnderWayEndsWithTheTransport()
    {
        TrickServer server([](QTcpSocket *, const QByteArray &) {});
        QFuture<HttpResponse> future;
        {
            HttpTransport transport(server.url());
            future = transport.send(request());
        }
        QVERIFY(future.isFinished());
        QCOMPARE(int(future.result().outcome), int(Outcome::Lost));
    }
    void aTransportMayBeDeletedByItsOwnAnswer()
    {
        TrickServer server([](QTcpSocket *socket, const QByteArray &) {
            write(socket, "HTTP/1.1 200 OK", "{}");
        });
        auto *transport = new HttpTransport(server.url());
        bool gone = false;
        transport->send(request()).then([&](const HttpResponse &) {
            delete transport;
            gone = true;
        });
        QTRY_VERIFY(gone);
        QTest::qWait(50);
    }
};

KONTOR_TEST(tst_HttpTransport)
#include "tst_httptransport.moc"
