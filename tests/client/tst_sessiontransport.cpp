// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Paths.h"
#include "client/SessionTransport.h"

#include "api/Problem.h"
#include "foundation/Strings.h"
#include "support/FakeTransport.h"
#include "support/TestMain.h"

#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace kontor::client;
using namespace kontor::testing;

//! Who has signed in stands on every request, for as long as the server agrees.
class TestSessionTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutASessionRequestsPassAsTheyAre();
    void everyRequestSaysWhoSignedIn();
    void aTokenIsReplacedBeforeItsEnd();
    void manyRequestsRefreshOnce();
    void aRefusedTokenIsReplacedAndTheRequestRepeated();
    void aServerThatRefusesItsOwnTokensIsAskedTwice();
    void aClockThatIsAheadRefreshesNothing();
    void aClockThatIsAheadByAlmostATokensLifeRefreshesOnce();
    void aRefreshWhoseAnswerIsLostIsAskedForAgainUnderItsKey();
    void aServerThatIsBusyEndsNoSession();
    void whoSignsInMeanwhileStaysSignedIn();
    void anEndedSessionIsSaid();
    void aKeyNeedsNoRefreshing();
    void theSignOfLifeWaitsForNoToken();

private:
    static api::SignedIn session(const char *token, qint64 secondsLeft);
    static HttpRequest query(const char *target);
    static HttpResponse tokenIsOver();
    static QByteArray tokenOf(const HttpRequest &request)
    {
        return headerOf(request, "Authorization").value_or(QByteArray());
    }
};

api::SignedIn TestSessionTransport::session(const char *token, qint64 secondsLeft)
{
    api::SignedIn signedIn;
    signedIn.accessToken = QString::fromLatin1(token);
    signedIn.refreshToken = u"refresh-of-"_s + signedIn.accessToken;
    signedIn.expiresAt = SystemClock().now().plusSeconds(secondsLeft);
    signedIn.user.username = u"tina"_s;
    signedIn.user.firstName = u"Tina"_s;
    signedIn.user.lastName = u"Lorenz"_s;
    return signedIn;
}

HttpRequest TestSessionTransport::query(const char *target)
{
    HttpRequest request;
    request.method = "GET";
    request.target = target;
    return request;
}

HttpResponse TestSessionTransport::tokenIsOver()
{
    const auto body = api::Problem::of(api::ProblemCode::InvalidToken, QString(), u"request-1"_s);
    return answeredByAnother(401, toJson(body));
}

void TestSessionTransport::withoutASessionRequestsPassAsTheyAre()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    line.script(answeredByAnother(200));
    transport.send(query("/a")).waitForFinished();
    QCOMPARE(line.requests.size(), 1);
    QCOMPARE(tokenOf(line.requests[0]), QByteArray());
}

void TestSessionTransport::everyRequestSaysWhoSignedIn()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", 600));
    line.script(answeredByAnother(200));
    const auto future = transport.send(query("/a"));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(tokenOf(line.requests[0]), QByteArray("Bearer one"));
    transport.forget();
    QVERIFY(!transport.isSignedIn());
}

void TestSessionTransport::aTokenIsReplacedBeforeItsEnd()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", 5));
    line.script(answeredByAnother(200, toJson(session("two", 600))));
    line.script(answeredByAnother(200));
    const auto future = transport.send(query("/a"));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(line.requests.size(), 2);
    QVERIFY(line.requests[0].target.endsWith("/auth/refresh"));
    QVERIFY(headerOf(line.requests[0], "Idempotency-Key"));
    QCOMPARE(tokenOf(line.requests[1]), QByteArray("Bearer two"));
}

//! A line that is gone is noticed no later because a token was due.
void TestSessionTransport::theSignOfLifeWaitsForNoToken()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", 5));
    const auto waits = transport.send(query("/a"));
    const auto life = transport.send(query(api::paths::live.with()));
    QCOMPARE(line.requests.size(), 2);
    QCOMPARE(line.requests[1].target, api::paths::live.with());
    QCOMPARE(tokenOf(line.requests[1]), QByteArray());
    QVERIFY(!waits.isFinished());
}

void TestSessionTransport::manyRequestsRefreshOnce()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", 5));
    QList<QFuture<HttpResponse>> futures;
    for (int i = 0; i < 5; ++i) {
        futures << transport.send(query("/a"));
    }
    QCOMPARE(line.requests.size(), 1);
    line.answerNext(answeredByAnother(200, toJson(session("two", 600))));
    QTRY_COMPARE(line.requests.size(), 6);
    for (std::size_t i = 1; i < line.requests.size(); ++i) {
        QCOMPARE(tokenOf(line.requests[i]), QByteArray("Bearer two"));
    }
}

void TestSessionTransport::aRefusedTokenIsReplacedAndTheRequestRepeated()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", 600));
    line.script(tokenIsOver());
    line.script(answeredByAnother(200, toJson(session("two", 600))));
    line.script(answeredByAnother(200, "{}"));
    const auto future = transport.send(query("/a"));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().status, 200);
    QCOMPARE(line.requests.size(), 3);
    QCOMPARE(tokenOf(line.requests[2]), QByteArray("Bearer two"));
}

void TestSessionTransport::aServerThatRefusesItsOwnTokensIsAskedTwice()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", 600));
    line.server = [&line](const HttpRequest &request) {
        return line.requests.size() > 9 ? answeredByAnother(500)
            : request.target == "/api/v1/auth/refresh"
            ? answeredByAnother(200, toJson(session("two", 600)))
            : tokenIsOver();
    };
    const auto future = transport.send(query("/a"));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().status, 401);
    QCOMPARE(line.requests.size(), 3);
}

// Every token looks over then, and each request would ask for another one first.
void TestSessionTransport::aClockThatIsAheadRefreshesNothing()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", -300));
    line.script(answeredByAnother(200));
    const auto first = transport.send(query("/a"));
    QTRY_VERIFY(first.isFinished());
    QCOMPARE(line.requests.size(), 1);
    line.script(tokenIsOver());
    line.script(answeredByAnother(200, toJson(session("two", -300))));
    line.script(answeredByAnother(200));
    line.script(answeredByAnother(200));
    const auto second = transport.send(query("/b"));
    QTRY_VERIFY(second.isFinished());
    QCOMPARE(second.result().status, 200);
    const auto third = transport.send(query("/c"));
    QTRY_VERIFY(third.isFinished());
    QCOMPARE(line.requests.size(), 5);
    QCOMPARE(tokenOf(line.requests[4]), QByteArray("Bearer two"));
}

void TestSessionTransport::aClockThatIsAheadByAlmostATokensLifeRefreshesOnce()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", 20));
    line.script(answeredByAnother(200, toJson(session("two", 20))));
    for (int request = 0; request < 10; ++request) {
        line.script(answeredByAnother(200));
        const auto future = transport.send(query("/a"));
        QTRY_VERIFY(future.isFinished());
    }
    QCOMPARE(line.requests.size(), 11);
}

// A server that stands still for a while carries out what it was sent meanwhile: the next attempt
// shows it a token that it has replaced already.
void TestSessionTransport::aRefreshWhoseAnswerIsLostIsAskedForAgainUnderItsKey()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.begin(session("one", 5));
    for (int lost = 0; lost < 3; ++lost) {
        line.script(kontor::testing::lost());
    }
    line.script(kontor::testing::lost());
    const auto first = transport.send(query("/a"));
    QTRY_VERIFY(first.isFinished());
    line.script(answeredByAnother(200, toJson(session("two", 5))));
    line.script(answeredByAnother(200));
    const auto second = transport.send(query("/b"));
    QTRY_VERIFY(second.isFinished());
    QCOMPARE(line.requests.size(), 6);
    const auto key = headerOf(line.requests[0], "Idempotency-Key");
    QVERIFY(key);
    QCOMPARE(headerOf(line.requests[4], "Idempotency-Key"), key);
    line.script(tokenIsOver());
    line.script(answeredByAnother(200, toJson(session("three", 600))));
    line.script(answeredByAnother(200));
    const auto third = transport.send(query("/c"));
    QTRY_VERIFY(third.isFinished());
    QVERIFY(headerOf(line.requests[7], "Idempotency-Key") != key);
}

void TestSessionTransport::aServerThatIsBusyEndsNoSession()
{
    const SystemClock clock;
    for (const api::ProblemCode code :
        {api::ProblemCode::NotReady, api::ProblemCode::TooManyRequests}) {
        FakeTransport line;
        SessionTransport transport(line, clock);
        QSignalSpy ended(&transport, &SessionTransport::sessionEnded);
        transport.begin(session("one", 5));
        const auto problem = toJson(api::Problem::of(code, QString(), u"request-1"_s));
        line.script(answeredByAnother(api::infoOf(code).status, problem));
        line.script(answeredByAnother(200));
        const auto future = transport.send(query("/a"));
        QTRY_VERIFY(future.isFinished());
        QVERIFY(ended.isEmpty());
        QVERIFY(transport.isSignedIn());
        QCOMPARE(tokenOf(line.requests[1]), QByteArray("Bearer one"));
    }
}

void TestSessionTransport::whoSignsInMeanwhileStaysSignedIn()
{
    const SystemClock clock;
    for (const HttpResponse &late :
        {answeredByAnother(200, toJson(session("two", 600))), tokenIsOver()}) {
        FakeTransport line;
        SessionTransport transport(line, clock);
        QSignalSpy ended(&transport, &SessionTransport::sessionEnded);
        transport.begin(session("one", 5));
        const auto future = transport.send(query("/a"));
        QCOMPARE(line.waiting(), 1U);
        transport.begin(session("another's", 600));
        line.script(answeredByAnother(200));
        line.answerNext(late);
        QTRY_VERIFY(future.isFinished());
        QVERIFY(ended.isEmpty());
        QCOMPARE(tokenOf(line.requests.back()), QByteArray("Bearer another's"));
    }
}

void TestSessionTransport::anEndedSessionIsSaid()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    QSignalSpy ended(&transport, &SessionTransport::sessionEnded);
    transport.begin(session("one", 600));
    line.script(tokenIsOver());
    line.script(tokenIsOver());
    line.script(tokenIsOver());
    const auto future = transport.send(query("/a"));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().status, 401);
    QCOMPARE(ended.size(), 1);
    QVERIFY(!transport.isSignedIn());
}

void TestSessionTransport::aKeyNeedsNoRefreshing()
{
    const SystemClock clock;
    FakeTransport line;
    SessionTransport transport(line, clock);
    transport.useKey(Secret<QByteArray>("kontor_key"));
    line.script(tokenIsOver());
    const auto future = transport.send(query("/a"));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(line.requests.size(), 1);
    QCOMPARE(tokenOf(line.requests[0]), QByteArray("Bearer kontor_key"));
}

KONTOR_TEST(TestSessionTransport)
#include "tst_sessiontransport.moc"
