// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Counter.h"
#include "support/CuttingProxy.h"
#include "support/RunningServer.h"

#include <QTemporaryDir>

namespace kontor::testing {

//! The program before the real server, with a line in between that can be cut. Carla has 500.00,
//! Chidi 50.00.
class RealDesk : public Counter
{
public:
    RealDesk();
    ~RealDesk();

    //! Ends the program and starts it anew on the same files.
    void restartProgram();
    //! The same bank has another address now: by another proxy, or another port, or with TLS.
    void restartProgramAt(const QString &url);
    //! kill -9, and then it is back, perhaps with other settings.
    void restartServer();
    void restartServer(const QStringList &arguments);
    //! What the bank's books say: Carla's and Chidi's balance, how many accounts Nadia has.
    QStringList books() const;
    //! Commands of the program whose outcome is still written down as open.
    qsizetype pendingFiles() const;

    //! Open as long as its arguments say so.
    RunningServer server{RunningServer::Mode::SignIn, {QStringLiteral("--open")}};
    CuttingProxy proxy;

private:
    void start(const QString &url);
    QByteArray openAccount(const char *name, const char *amount) const;

    SystemClock m_clock;
    SystemRandom m_random;
    QTemporaryDir m_files;
    QByteArray m_carla;
    QByteArray m_chidi;
};

} // namespace kontor::testing
