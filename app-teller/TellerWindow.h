// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/pages/SignInPage.h"

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
class Session;
class Shell;
class SignInFlow;
class WelcomePage;

//! The one window: first the welcome page, then the counter's shell.
class TellerWindow : public QStackedWidget
{
    Q_OBJECT

public:
    TellerWindow(ConnectFlow *connectFlow, SignInFlow *signInFlow, DemoServer *demo,
        widgets::Appearance *appearance, const Clock &clock);

    //! Whole on any usual screen; on a low one the pages scroll rather than reach below its edge.
    static QSize leastSize(const QSize &available);
    void showWelcome(const QString &address);
    void showSignIn(const QString &place, const QString &user);
    //! The counter stays as it is, out of sight and out of reach of every key.
    void lock(const Session &session, SignInPage::Why why);
    void unlock();
    bool isLocked() const;
    //! The counter on a connected server; an earlier one is left.
    void showShell(Session &session);
    //! Takes the counter away before its session goes.
    void dropShell();
    Shell *shell() const { return m_shell; }

Q_SIGNALS:
    void languageChosen(const QString &language);
    void themeChosen(bool dark);
    void sizeChosen(int percent);
    void changeServer();
    void lockWanted();
    void switchUser();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    widgets::Appearance *m_appearance;
    WelcomePage *m_welcome;
    SignInPage *m_signIn;
    Shell *m_shell = nullptr;
};

} // namespace kontor::teller
