// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/SessionTransport.h"

#include "api/Paths.h"
#include "client/Answers.h"
#include "foundation/Random.h"

#include <utility>

namespace kontor::client {

// A token is replaced so long before its end, so that none runs out on its way.
static constexpr qint64 spareSeconds = 30;
static constexpr int refreshAttempts = 3;

SessionTransport::SessionTransport(Transport &line, const Clock &clock, QObject *parent)
    : QObject(parent), m_line(&line), m_clock(&clock)
{
}

SessionTransport::~SessionTransport()
{
    HttpResponse gone;
    gone.outcome = HttpResponse::Outcome::NotSent;
    for (const WaitingPtr &waiting : m_waiting) {
        finish(waiting, gone);
    }
}

void SessionTransport::begin(const api::SignedIn &session)
{
    keep(session);
    m_key = Secret<QByteArray>();
}

void SessionTransport::keep(const api::SignedIn &session)
{
    m_session = session;
    m_isClockOff = m_clock->now() >= session.expiresAt;
}

void SessionTransport::useKey(const Secret<QByteArray> &key)
{
    m_session.reset();
    m_key = key;
}

void SessionTransport::forget()
{
    m_session.reset();
    m_key = Secret<QByteArray>();
}

QFuture<HttpResponse> SessionTransport::send(HttpRequest request)
{
    // Whether the bank is there is asked in nobody's name, and not only once a slow token has come.
    if (request.target == api::paths::live.with()) {
        return m_line->send(std::move(request));
    }
    const auto waiting = std::make_shared<Waiting>();
    waiting->request = std::move(request);
    waiting->promise.start();
    QFuture<HttpResponse> future = waiting->promise.future();
    dispatch(waiting);
    return future;
}

bool SessionTransport::isTokenOver() const
{
    return m_session && !m_isClockOff
        && m_clock->now().plusSeconds(spareSeconds) >= m_session->expiresAt;
}

static QByteArray freshKey(const Clock &clock)
{
    SystemRandom random;
    return IdGenerator(clock, random).next().toString();
}

void SessionTransport::dispatch(const WaitingPtr &waiting)
{
    if (!m_isRefreshing && !isTokenOver()) {
        sendNow(waiting);
        return;
    }
    m_waiting.push_back(waiting);
    if (!m_isRefreshing) {
        beginRefreshing();
    }
}

void SessionTransport::sendNow(const WaitingPtr &waiting)
{
    HttpRequest request = waiting->request;
    const QByteArray token
        = m_session ? m_session->accessToken.toLatin1() : m_key.reveal();
    if (!token.isEmpty()) {
        request.headers.append({"Authorization", "Bearer " + token});
    }
    m_line->send(std::move(request)).then(this, [this, waiting, token](const HttpResponse &response) {
        take(waiting, token, response);
    });
}

static bool saysTokenIsOver(const HttpResponse &response)
{
    const auto error = errorOf(response, CallKind::Query);
    return error && error->is(api::ProblemCode::InvalidToken);
}

// A token that somebody else has refreshed meanwhile is simply replaced by the new one.
void SessionTransport::take(const WaitingPtr &waiting, const QByteArray &token,
    const HttpResponse &response)
{
    if (!m_session || waiting->isRepeated || !saysTokenIsOver(response)) {
        finish(waiting, response);
        return;
    }
    waiting->isRepeated = true;
    const bool isNewest = m_session->accessToken.toLatin1() == token;
    if (!isNewest || m_isRefreshing) {
        dispatch(waiting);
        return;
    }
    m_waiting.push_back(waiting);
    beginRefreshing();
}

// One key for each refresh token, however often it has to be shown: the server gives a client whose
// answer was lost another one, and under another key takes it for somebody who has a copy.
void SessionTransport::beginRefreshing()
{
    if (m_refreshKeyOf != m_session->refreshToken) {
        m_refreshKeyOf = m_session->refreshToken;
        m_refreshKey = freshKey(*m_clock);
    }
    refresh(m_refreshKey, 1);
}

void SessionTransport::refresh(const QByteArray &key, int attempt)
{
    m_isRefreshing = true;
    HttpRequest request;
    request.method = "POST";
    request.target = api::paths::refresh.with();
    request.body = toJson(api::RefreshRequest{m_session->refreshToken, {}});
    request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", key}};
    request.deadline = std::chrono::milliseconds(3'000);
    m_line->send(std::move(request))
        .then(this, [this, key, attempt, of = m_session->refreshToken](const HttpResponse &response) {
            // Meanwhile somebody else may have signed in, or nobody be left.
            const bool isStill = m_session && m_session->refreshToken == of;
            isStill ? takeRefreshed(response, key, attempt) : goOn();
        });
}

void SessionTransport::takeRefreshed(const HttpResponse &response, const QByteArray &key, int attempt)
{
    if (response.outcome == HttpResponse::Outcome::Lost && attempt < refreshAttempts) {
        refresh(key, attempt + 1);
        return;
    }
    const auto refreshed = readAnswer<api::SignedIn>(response, CallKind::Query);
    if (refreshed) {
        keep(*refreshed);
        m_isClockOff = m_isClockOff || isTokenOver(); // or each request would ask for another one
    } else if (response.outcome == HttpResponse::Outcome::Answered && response.status == 401) {
        m_session.reset();
        Q_EMIT sessionEnded();
    }
    goOn();
}

// Where nothing came of it (no line, a busy server), requests go out with what there is and hear it
// for themselves.
void SessionTransport::goOn()
{
    m_isRefreshing = false;
    for (const WaitingPtr &waiting : std::exchange(m_waiting, {})) {
        sendNow(waiting);
    }
}

void SessionTransport::finish(const WaitingPtr &waiting, const HttpResponse &response)
{
    waiting->promise.addResult(response);
    waiting->promise.finish();
}

} // namespace kontor::client
