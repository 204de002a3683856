// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/AtmApp.h"
#include "client/HttpTransport.h"
#include "support/CuttingProxy.h"
#include "support/RunningServer.h"

#include <QTemporaryDir>

namespace kontor::testing {

//! The whole machine in process before the real server, with a line in between that can be cut.
//! Carla has 500.00 and a card with the PIN 7391.
class RealMachine
{
public:
    RealMachine();

    //! Ends the program and starts it anew on the same journal and devices.
    void restartProgram();
    //! kill -9, and then it is back.
    void restartServer();
    QString screen() const;
    atm::AtmApp &app() { return *m_app; }
    //! Card in, digits typed, Enter.
    void enterPin(const QList<int> &digits = {7, 3, 9, 1});
    //! Digits and Enter, for whatever the pad is open.
    void typePin(const QList<int> &digits);
    //! From the menu to the payout's first step.
    void ask(int amount);
    //! What the bank's books say: balance and what is available of it.
    QStringList books() const;
    //! The types of the account's events since it was opened.
    QStringList history() const;

    RunningServer server;
    CuttingProxy proxy;

private:
    void start();

    QTemporaryDir m_folder;
    QByteArray m_account;
    CardId m_card;
    std::unique_ptr<client::HttpTransport> m_transport;
    std::unique_ptr<atm::AtmApp> m_app;
};

} // namespace kontor::testing
