// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/ReceiptPrinter.h"
#include "app-teller/flows/ConnectFlow.h"
#include "app-teller/flows/DemoServer.h"
#include "app-teller/flows/SignInFlow.h"
#include "app-teller/pages/SignInPage.h"
#include "app-teller/shell/IdleWatch.h"
#include "client/CommandSender.h"
#include "client/EventFeed.h"
#include "foundation/Clock.h"
#include "foundation/Random.h"
#include "widgets/Appearance.h"

#include <QSettings>

#include <memory>

namespace kontor::teller {

class Session;
class TellerWindow;

//! The composition root: everything that the program is made of, and what it is given from outside.
class TellerApp
{
public:
    struct Outside
    {
        const Clock &clock;
        Random &random;
        ConnectFlow::MakeTransport makeTransport;
        //! Where settings are kept, an ini file.
        QString settingsFile;
        //! Commands whose outcome is not known yet, a file each.
        QString pendingDirectory;
        //! Who stands at this counter, where the server asks nobody to sign in.
        QString actor;
        client::SendingPace sendingPace;
        client::FeedPace feedPace;
        //! The server to practise on; empty where there is none.
        QString demoProgram;
        //! So long without a key or the mouse, and the counter is locked.
        std::chrono::milliseconds lockAfter{180'000};
        //! Where receipts and statements come out; nothing where there is no paper.
        PrintReceipt print = {};
        PrintStatement printStatement = {};
    };

    explicit TellerApp(Outside outside);
    ~TellerApp();

    //! `server` from the command line goes before the one that was used last.
    void start(const QString &server);
    TellerWindow *window() { return m_window.get(); }
    Session *session() { return m_session.get(); }
    widgets::Appearance &appearance() { return m_appearance; }

private:
    void connectWindow();
    static void useZoneOf(const api::ServerInfo &info);
    void take(const QUrl &server, const api::ServerInfo &info);
    void askWho();
    void takeUser(const api::SignedIn &session, const api::Me &who);
    void enter(const std::optional<api::SignedIn> &signedIn, const std::optional<api::Me> &who);
    void lock(SignInPage::Why why);
    void switchUser();
    void leave();
    QString pendingDirectory() const;

    Outside m_outside;
    QSettings m_settings;
    widgets::Appearance m_appearance;
    ConnectFlow m_connectFlow;
    SignInFlow m_signInFlow;
    DemoServer m_demo;
    IdleWatch m_idle;
    QUrl m_server;
    api::ServerInfo m_info;
    //! Until somebody has signed in; then it is the session's.
    std::unique_ptr<client::Transport> m_line;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<TellerWindow> m_window;
};

} // namespace kontor::teller
