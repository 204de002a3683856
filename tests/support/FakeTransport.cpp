// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/FakeTransport.h"

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
    promise.addResult(std::move(response));
    promise.finish();
}

FakeTransport::~FakeTransport()
{
    while (!m_waiting.empty()) {
        answerNext(lost());
    }
}

QFuture<HttpResponse> FakeTransport::send(HttpRequest request)
{
    requests.push_back(std::move(request));
    const auto promise = std::make_shared<Promise>();
    promise->start();
    if (m_script.empty()) {
        m_waiting.push_back(promise);
    } else {
        HttpResponse response = std::move(m_script.front());
        m_script.pop_front();
        keep(*promise, std::move(response));
    }
    return promise->future();
}

void FakeTransport::answerNext(HttpResponse response)
{
    const auto promise = m_waiting.front();
    m_waiting.pop_front();
    keep(*promise, std::move(response));
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
