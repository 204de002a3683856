// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/FakeTransport.h"

#include "support/ApiDocument.h"

#include <QTimer>

#include <algorithm>

namespace kontor::testing {

using client::HttpRequest;
using client::HttpResponse;

HttpResponse answered(int status, const QByteArray &body)
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    return response;
}

HttpResponse answeredByAnother(int status, const QByteArray &body)
{
    HttpResponse response = answered(status, body);
    response.headers.emplace_back("via", "another");
    return response;
}

HttpResponse notSent()
{
    HttpResponse response;
    response.outcome = HttpResponse::Outcome::NotSent;
    response.error = u"connection refused"_s;
    return response;
}

HttpResponse lost()
{
    HttpResponse response;
    response.outcome = HttpResponse::Outcome::Lost;
    response.error = u"connection closed"_s;
    return response;
}

static void keep(QPromise<HttpResponse> &promise, HttpResponse response)
{
    if (!promise.future().isFinished()) {
        promise.addResult(std::move(response));
        promise.finish();
    }
}

FakeTransport::~FakeTransport()
{
    while (!m_waiting.empty()) {
        answerNext(lost());
    }
}

QFuture<HttpResponse> FakeTransport::send(HttpRequest request)
{
    requests.push_back(request);
    const auto promise = std::make_shared<Promise>();
    promise->start();
    if (auto response = scripted(request)) {
        holdAgainstDocument(request, *response);
        keep(*promise, std::move(*response));
    } else {
        m_waiting.push_back({request, promise});
        QTimer::singleShot(request.deadline, [waiting = std::weak_ptr(promise)] {
            if (const auto late = waiting.lock()) {
                keep(*late, lost());
            }
        });
    }
    return promise->future();
}

void holdAgainstDocument(const HttpRequest &request, const HttpResponse &response)
{
    if (response.header("via").isEmpty()) {
        holdAgainstDocument({request.method, request.target, request.headers, request.body,
            response.status, response.headers, response.body, false});
    }
}

std::optional<HttpResponse> FakeTransport::scripted(const HttpRequest &request)
{
    if (server) {
        if (auto response = server(request)) {
            return response;
        }
    }
    if (m_script.empty()) {
        return std::nullopt;
    }
    HttpResponse response = std::move(m_script.front());
    m_script.pop_front();
    return response;
}

void FakeTransport::answerNext(HttpResponse response)
{
    const Waiting waiting = std::move(m_waiting.front());
    m_waiting.pop_front();
    holdAgainstDocument(waiting.request, response);
    keep(*waiting.promise, std::move(response));
}

std::size_t FakeTransport::waiting() const
{
    return std::size_t(std::count_if(m_waiting.begin(), m_waiting.end(),
        [](const Waiting &waiting) { return !waiting.promise->future().isFinished(); }));
}

std::optional<QByteArray> headerOf(const HttpRequest &request, const QByteArray &name)
{
    for (const auto &[candidate, value] : request.headers) {
        if (candidate == name) {
            return value;
        }
    }
    return std::nullopt;
}

} // namespace kontor::testing
