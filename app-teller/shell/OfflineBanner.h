// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/shell/Banner.h"

#include <QTimer>

namespace kontor::teller {

class Session;

//! "No connection since 10:31".
class OfflineBanner : public Banner
{
    Q_OBJECT

public:
    explicit OfflineBanner(Session &session, QWidget *parent = nullptr);

private:
    void showState();
    Session *m_session;
    QTimer m_tick;
};

} // namespace kontor::teller
