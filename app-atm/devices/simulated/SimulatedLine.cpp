// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/devices/simulated/SimulatedLine.h"

#include "foundation/Strings.h"

#include <QPromise>

namespace kontor::atm {

using client::HttpResponse;

static HttpResponse without(HttpResponse::Outcome outcome)
{
    HttpResponse response;
    response.outcome = outcome;
    response.error = u"the simulated line is cut"_s;
    return response;
}

static QFuture<HttpResponse> atOnce(HttpResponse response)
{
    QPromise<HttpResponse> promise;
    promise.start();
    promise.addResult(std::move(response));
    promise.finish();
    return promise.future();
}

QFuture<HttpResponse> SimulatedLine::send(client::HttpRequest request)
{
    switch (m_state) {
    case LineState::Cut: return atOnce(without(HttpResponse::Outcome::NotSent));
    case LineState::LosesRequests: return atOnce(without(HttpResponse::Outcome::Lost));
    case LineState::LosesAnswers:
        return m_real->send(std::move(request)).then([](const HttpResponse &) {
            return without(HttpResponse::Outcome::Lost);
        });
    case LineState::Good: break;
    }
    return m_real->send(std::move(request));
}

} // namespace kontor::atm
