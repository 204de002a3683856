// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Distrust.h"

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <chrono>
#include <utility>

namespace kontor::client {

struct HttpRequest
{
    QByteArray method;
    //! Path and query, beginning with "/".
    QByteArray target;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    std::chrono::milliseconds deadline{10'000};
    //! Something is only looked at: however many such requests wait, the others pass them.
    bool mayWait = false;
};

//! `NotSent`: certain that the server did not see it. `Lost`: it may have.
struct HttpResponse
{
    enum class Outcome { Answered, NotSent, Lost };

    Outcome outcome = Outcome::Answered;
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QString error;
    //! With NotSent.
    Distrust distrust = Distrust::None;

    QByteArray header(const QByteArray &lowerCaseName) const;
};

//! How requests travel. Every future ends, time-outs included.
class Transport
{
public:
    virtual ~Transport() = default;
    virtual QFuture<HttpResponse> send(HttpRequest request) = 0;
};

} // namespace kontor::client
