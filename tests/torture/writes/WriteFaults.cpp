// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/writes/WriteFaults.h"

#include <QTest>

#include <csignal>

namespace kontor::testing {

using namespace Qt::StringLiterals;

const std::vector<Mishap> &mishaps()
{
    static const std::vector<Mishap> all = {
        {"kill", DiskFate::Die, 0},
        {"kill halfway", DiskFate::DieHalfway, 0},
        {"EIO", DiskFate::Fail, EIO},
        {"ENOSPC", DiskFate::Fail, ENOSPC},
    };
    return all;
}

const std::vector<const char *> &fileFamilies()
{
    static const std::vector<const char *> all = {"ledger.", "service.", "views."};
    return all;
}

std::unique_ptr<FaultyServer> WriteFaults::serverOn(const DiskContents &contents) const
{
    auto server = std::make_unique<FaultyServer>(m_branch.arguments());
    writeContents(contents, server->directory());
    return server;
}

std::unique_ptr<FaultyServer> WriteFaults::newServer() const
{
    auto server = serverOn(m_branch.contents());
    if (!server->start()) {
        qFatal("the server does not start: %s", server->log().constData());
    }
    return server;
}

HttpHeaders WriteFaults::headersFor(const RouteCase &route, const RunningServer &server) const
{
    HttpHeaders headers{{"Idempotency-Key", "the-key"}};
    if (route.needsCardSession) {
        headers.append({"X-Card-Session", m_branch.cardSession(server)});
    }
    if (route.isSignedIn) {
        headers.append({"Authorization", "Bearer " + m_branch.accessToken(server)});
    }
    return headers;
}

HttpAnswer WriteFaults::send(
    const RunningServer &server, const RouteCase &route, const HttpHeaders &headers) const
{
    return server.send(route.method, m_branch.fill(route.path), m_branch.fill(route.body), headers);
}

const WriteFaults::Expected &WriteFaults::expected(const RouteCase &route)
{
    const auto [found, isNew] = m_expected.try_emplace(route.name());
    if (isNew) {
        found->second.untouched = m_branch.summary(*newServer());
        const auto server = newServer();
        const HttpAnswer answer = send(*server, route, headersFor(route, *server));
        if (answer.status / 100 != 2) {
            qFatal("%s: %s", route.name().constData(), answer.body.constData());
        }
        found->second.done = m_branch.summary(*server);
    }
    return found->second;
}

static constexpr qint64 never = 1'000'000'000;

// The views follow before the call is counted or hit: a read waits for them.
static void letViewsFollow(const RunningServer &server)
{
    server.get("/accounts");
}

// What follows an answer goes on in other threads.
static qint64 allSeen(const FaultyServer &server)
{
    static constexpr int quiet = 5;
    qint64 seen = server.seen();
    for (int same = 0; same < quiet; ++same) {
        QTest::qSleep(10);
        const qint64 now = server.seen();
        same = now == seen ? same : -1;
        seen = now;
    }
    return seen;
}

int WriteFaults::countCalls(const RouteCase &route, const char *family)
{
    const auto server = newServer();
    const HttpHeaders headers = headersFor(route, *server);
    server->arm({.name = family, .call = never});
    send(*server, route, headers);
    letViewsFollow(*server);
    return int(allSeen(*server));
}

QString WriteFaults::tryOne(
    const RouteCase &route, const char *family, int call, const Mishap &mishap)
{
    const auto server = newServer();
    const HttpHeaders headers = headersFor(route, *server);
    server->arm({.name = family, .fate = mishap.fate, .error = mishap.error, .call = call});
    const HttpAnswer answer = send(*server, route, headers);
    letViewsFollow(*server);
    server->heal();
    const QString wrong = judgeAfter(route, answer, *server);
    return wrong.isEmpty()
        ? wrong
        : u"%1, call %2 on %3*, %4: %5"_s.arg(QString::fromLatin1(route.name()))
              .arg(call)
              .arg(QLatin1StringView(family), QLatin1StringView(mishap.name), wrong);
}

// A server ends when it is told to, when it was killed, or when it cannot vouch for its disk.
QString WriteFaults::judgeEnd(FaultyServer &server, bool goesOn) const
{
    static constexpr int ioError = 74;
    const int end = goesOn ? server.stop() : server.waitForEnd();
    const bool expected = goesOn ? end == 0 : end == ioError || end == -SIGKILL;
    return expected ? QString()
                    : u"the server ended with %1: %2"_s.arg(end).arg(
                        QString::fromUtf8(server.log().right(400)));
}

QString WriteFaults::judgeNextStart(FaultyServer &server, const QByteArray &summary) const
{
    if (!server.start()) {
        return u"no new start: "_s + QString::fromUtf8(server.log().right(400));
    }
    const QByteArray found = m_branch.summary(server);
    if (found != summary) {
        return u"another branch than before:\n"_s + QString::fromUtf8(found);
    }
    return verifyDirectory(server.directory()) == 0 ? QString() : u"verify finds a fault"_s;
}

QString WriteFaults::judgeAfter(
    const RouteCase &route, const HttpAnswer &answer, FaultyServer &server)
{
    const bool goesOn = server.isRunning() && server.get("/health/live").status == 200;
    const QString wrong = judgeEnd(server, goesOn);
    if (!wrong.isEmpty()) {
        return wrong;
    }
    if (!server.start()) {
        return u"no new start: "_s + QString::fromUtf8(server.log().right(400));
    }
    const QByteArray found = m_branch.summary(server);
    const auto &[untouched, done] = expected(route);
    const bool isDone = found == done && (found != untouched || answer.status / 100 == 2);
    if (!isDone && found != untouched) {
        return u"neither done nor not done:\n"_s + QString::fromUtf8(found);
    }
    if (answer.status / 100 == 2 && !isDone) {
        return u"acknowledged and not done"_s;
    }
    if (answer.status != 0 && answer.status / 100 != 2
        && (answer.status != 503 || (isDone && answer.code() != "outcome-unknown"_L1))) {
        return u"answered %1 %2"_s.arg(answer.status).arg(answer.code());
    }
    return judgeAgain(route, answer, isDone, server);
}

QString WriteFaults::judgeAgain(
    const RouteCase &route, const HttpAnswer &answer, bool isDone, const RunningServer &server)
{
    const bool repeats = route.again != Again::NotRepeatable || !isDone;
    bool isTold = true;
    if (repeats) {
        const HttpAnswer again = send(server, route, headersFor(route, server));
        isTold = again.status / 100 == 2;
        const bool looksItUp = route.again != Again::SameAnswer
            && again.code() == "answer-not-repeatable"_L1;
        if (!isTold && !looksItUp) {
            return u"asked again: %1 %2"_s.arg(again.status).arg(QString::fromUtf8(again.body));
        }
        if (isTold && answer.status / 100 == 2 && again.body != answer.body) {
            return u"asked again, another answer: "_s + QString::fromUtf8(again.body);
        }
    }
    const QByteArray found = m_branch.summary(server);
    if (isTold && found != expected(route).done) {
        return u"after asking again:\n"_s + QString::fromUtf8(found);
    }
    return verifyDirectory(server.directory()) == 0 ? QString() : u"verify finds a fault"_s;
}

// ---- starts and stops -------------------------------------------------------------------------

DiskContents WriteFaults::crashed()
{
    const RouteCase &deposit = routeCases()[9];
    const auto server = newServer();
    send(*server, deposit, headersFor(deposit, *server));
    server->kill();
    return contentsOf(server->directory());
}

int WriteFaults::countStartCalls(const DiskContents &contents)
{
    const auto server = serverOn(contents);
    server->arm({.call = never});
    server->start();
    return int(server->seen());
}

QString WriteFaults::tryStart(const DiskContents &contents, int call, const Mishap &mishap)
{
    const auto whole = serverOn(contents);
    whole->start();
    const auto server = serverOn(contents);
    server->arm({.fate = mishap.fate, .error = mishap.error, .call = call});
    const bool started = server->start();
    server->heal();
    QString wrong = judgeEnd(*server, started);
    if (wrong.isEmpty()) {
        wrong = judgeNextStart(*server, m_branch.summary(*whole));
    }
    return wrong.isEmpty()
        ? wrong
        : u"start, call %1, %2: %3"_s.arg(call).arg(QLatin1StringView(mishap.name), wrong);
}

int WriteFaults::countStopCalls()
{
    const auto server = newServer();
    send(*server, routeCases()[9], {});
    server->arm({.call = never});
    server->stop();
    return int(server->seen());
}

QString WriteFaults::tryStop(int call, const Mishap &mishap)
{
    const RouteCase &deposit = routeCases()[9];
    const auto server = newServer();
    send(*server, deposit, headersFor(deposit, *server));
    server->arm({.fate = mishap.fate, .error = mishap.error, .call = call});
    const int end = server->stop();
    server->heal();
    if (end != 0 && end != 74 && end != -SIGKILL) {
        return u"stop, call %1, %2: ended with %3"_s.arg(call)
            .arg(QLatin1StringView(mishap.name))
            .arg(end);
    }
    const QString wrong = judgeNextStart(*server, expected(deposit).done);
    return wrong.isEmpty()
        ? wrong
        : u"stop, call %1, %2: %3"_s.arg(call).arg(QLatin1StringView(mishap.name), wrong);
}

} // namespace kontor::testing
