// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/pages/FrontPage.h"

namespace kontor::teller {

class ConnectFlow;
class DemoServer;

//! The first thing one sees: connect to a branch server, or practise on demo data.
class WelcomePage : public FrontPage
{
    Q_OBJECT

public:
    WelcomePage(ConnectFlow *connectFlow, DemoServer *demo, widgets::Appearance *appearance,
        const Clock &clock, QWidget *parent = nullptr);

    void setAddress(const QString &address);

private:
    QWidget *makeDemoOffer();
    void setBusy(bool busy);
    void connectNow();
    void showFailure(const QString &message);

    ConnectFlow *m_connectFlow;
    DemoServer *m_demo;
    QLineEdit *m_address = nullptr;
    widgets::ActionButton *m_connect = nullptr;
    widgets::ActionButton *m_try = nullptr;
    bool m_demoStarting = false;
};

} // namespace kontor::teller
