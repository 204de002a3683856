// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/ReadAgain.h"

namespace kontor::teller {

// A busy server, or one that has a fault at the moment.
static bool mayPass(const client::ApiError &error)
{
    const int status = error.problem.status;
    return error.kind != client::ApiError::Kind::Refused || status == 408 || status == 429
        || status >= 500;
}

ReadAgain::ReadAgain(Session &session, const std::function<void()> &read, QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(session.readAgainAfter());
    connect(&m_timer, &QTimer::timeout, this, [&session, read] {
        if (session.isLineUp()) {
            read();
        }
    });
}

void ReadAgain::after(const client::ApiError &error)
{
    if (mayPass(error)) {
        m_timer.start();
    }
}

} // namespace kontor::teller
