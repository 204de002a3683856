// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/LateLine.h"

#include <QPromise>
#include <QTimer>

namespace kontor::testing {

using client::HttpRequest;
using client::HttpResponse;

QFuture<HttpResponse> LateLine::send(HttpRequest request)
{
    if (mostMilliseconds == 0) {
        return m_server->send(std::move(request));
    }
    const auto promise = std::make_shared<QPromise<HttpResponse>>();
    promise->start();
    QTimer::singleShot(wait(), &m_way, [this, promise, request, back = wait()] {
        const HttpResponse response = m_server->send(request).result();
        QTimer::singleShot(back, &m_way, [promise, response] {
            promise->addResult(response);
            promise->finish();
        });
    });
    return promise->future();
}

} // namespace kontor::testing
