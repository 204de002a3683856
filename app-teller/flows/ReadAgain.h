// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"

#include <QTimer>

#include <functional>

namespace kontor::teller {

//! Asks again, after a while, for what could not be read though the line is up. Where it is cut, all
//! is read anew when it is back.
class ReadAgain : public QObject
{
    Q_OBJECT

public:
    ReadAgain(Session &session, const std::function<void()> &read, QObject *parent);

    //! A refusal that time does not change is not asked for again.
    void after(const client::ApiError &error);
    void stop() { m_timer.stop(); }

private:
    QTimer m_timer;
};

} // namespace kontor::teller
