// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace kontor {
class Clock;
}
namespace kontor::widgets {
class Appearance;
}

namespace kontor::teller {

class ConnectFlow;
class DemoServer;
class WelcomePage;

//! The one window: first the welcome page, then the counter's shell.
class TellerWindow : public QStackedWidget
{
    Q_OBJECT

public:
    TellerWindow(ConnectFlow *connectFlow, DemoServer *demo, widgets::Appearance *appearance,
        const Clock &clock);

    void showWelcome(const QString &address);

Q_SIGNALS:
    void languageChosen(const QString &language);

private:
    WelcomePage *m_welcome;
};

} // namespace kontor::teller
