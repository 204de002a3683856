// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/pages/FrontPage.h"

namespace kontor::teller {

class SignInFlow;

//! Who stands at this counter: somebody signs in, or comes back to a counter that was locked. Says
//! nothing about customers.
class SignInPage : public FrontPage
{
    Q_OBJECT

public:
    SignInPage(SignInFlow *flow, widgets::Appearance *appearance, const Clock &clock,
        QWidget *parent = nullptr);

    //! `place` is the branch and its server, `user` who signed in here last.
    void askWho(const QString &place, const QString &user);
    enum class Why { Locked, SessionIsOver };
    //! Only `name` can go on, as `user`.
    void askAgain(const QString &name, const QString &user, Why why);

Q_SIGNALS:
    //! Not this one: another server, or after a lock another user.
    void left();

private:
    void signIn();
    void setBusy(bool busy);
    void showPassword(bool shown);
    void retranslate();
    bool isLocked() const { return !m_name.isEmpty(); }

    SignInFlow *m_flow;
    QLabel *m_userLabel = nullptr;
    QLineEdit *m_user = nullptr;
    QLabel *m_passwordLabel = nullptr;
    QLineEdit *m_password = nullptr;
    widgets::ActionButton *m_signIn = nullptr;
    widgets::ActionButton *m_leave = nullptr;
    widgets::ActionButton *m_show = nullptr;
    QString m_place;
    //! Whose counter is locked; empty where nobody has signed in.
    QString m_name;
    Why m_why = Why::Locked;
};

} // namespace kontor::teller
