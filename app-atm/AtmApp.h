// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/AtmOptions.h"
#include "app-atm/FolderLock.h"
#include "app-atm/devices/simulated/SimulatedCardReader.h"
#include "app-atm/devices/simulated/SimulatedDispenser.h"
#include "app-atm/devices/simulated/SimulatedHeadphones.h"
#include "app-atm/devices/simulated/SimulatedLine.h"
#include "app-atm/devices/simulated/SimulatedPrinter.h"
#include "app-atm/devices/simulated/SoftwarePinPad.h"
#include "app-atm/screens/AtmWindow.h"
#include "app-atm/session/AtmSession.h"
#include "client/SessionTransport.h"

#include <QTranslator>

namespace kontor::atm {

//! The one place where the machine is put together. The program starts one; stories and tours
//! build one in process.
class AtmApp : public QObject
{
    Q_OBJECT

public:
    //! `transport` outlives the application.
    AtmApp(const AtmOptions &options, client::Transport &transport);
    ~AtmApp() override;

    //! A sentence where another machine uses the data folder already, or it cannot be written. A full
    //! disk is no reason.
    std::optional<QString> build();
    //! Takes up what the journal left open, then waits for a card; where the disk is full, out of
    //! service until it is not.
    void start();

    const AtmOptions &options() const { return m_options; }
    AtmSession &session() { return *m_session; }
    AtmWindow &window() { return *m_window; }
    SimulatedCardReader &reader() { return m_reader; }
    SoftwarePinPad &pad() { return m_pad; }
    SimulatedDispenser &dispenser() { return *m_dispenser; }
    SimulatedPrinter &printer() { return *m_printer; }
    SimulatedHeadphones &headphones() { return *m_headphones; }
    SimulatedLine &line() { return m_line; }

private:
    std::optional<QString> readKey();
    std::optional<QString> takeFolder();
    void makeParts();
    void startInFolder();
    void follow();
    void speak(Language language);
    MachineFacts facts() const;

    AtmOptions m_options;
    SimulatedLine m_line;
    SystemClock m_clock;
    SystemRandom m_random;
    IdGenerator m_ids{m_clock, m_random};
    client::SessionTransport m_identity;
    client::KontorClient m_client;
    FolderLock m_lock;
    FolderLock::Taken m_taken = FolderLock::Taken::NoRoom;
    QTimer m_room;
    SimulatedCardReader m_reader;
    SoftwarePinPad m_pad;
    std::unique_ptr<SimulatedDispenser> m_dispenser;
    std::unique_ptr<SimulatedPrinter> m_printer;
    std::unique_ptr<SimulatedHeadphones> m_headphones;
    std::unique_ptr<AtmSession> m_session;
    std::unique_ptr<AtmWindow> m_window;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
    std::optional<Language> m_spoken;
    QTimer m_minute;
};

} // namespace kontor::atm
