// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Ledger.h"
#include "server/ServerClock.h"
#include "server/auth/CardDesk.h"
#include "server/demo/Demo.h"

#include <QObject>

namespace kontor::server {

//! The day for which a demo branch is still to be written: today in an empty ledger, its own where an
//! earlier start was cut off, none where it is whole. The file of its cards is written last.
std::optional<Timestamp> demoToWrite(application::LogReader &log, Timestamp now,
    const QString &cardFile);

//! Writes the demo branch into an empty ledger, step by step as ordinary commands, and leaves its
//! cards in a file for the cash machine's demo panel. Goes on where an earlier start was cut off.
class DemoSeeder final : public QObject
{
    Q_OBJECT

public:
    struct Tools
    {
        application::Ledger &ledger;
        ServerClock &clock;
        Safe &safe;
        Secret<QByteArray> pepper;
        QString cardFile;
        //! The day that the branch's past ends on.
        Timestamp today;
        //! Of accounts that name none.
        Currency currency;
        //! Steps under known keys change nothing; what somebody did meanwhile may be in another's way.
        bool goesOn = false;
    };
    explicit DemoSeeder(Tools tools, QObject *parent = nullptr);

    //! `done` gets what went wrong, empty when all is written.
    void start(std::function<void(QString)> done);

private:
    void next();
    void finish();
    void keepCard(std::size_t index);
    void writeCards();

    Tools m_tools;
    DemoBranch m_branch;
    std::size_t m_step = 0;
    std::function<void(QString)> m_done;
};

} // namespace kontor::server
