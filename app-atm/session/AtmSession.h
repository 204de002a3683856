// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/CardReader.h"
#include "app-atm/devices/Dispenser.h"
#include "app-atm/devices/Headphones.h"
#include "app-atm/devices/PinPad.h"
#include "app-atm/devices/ReceiptPrinter.h"
#include "app-atm/session/AtmMachine.h"
#include "app-atm/session/Journal.h"
#include "app-atm/session/Slips.h"
#include "client/KontorClient.h"
#include "foundation/Random.h"
#include "foundation/Secret.h"

#include <QTimer>

#include <deque>
#include <map>

namespace kontor::atm {

//! What a session works with; all of it outlives the session.
struct SessionTools
{
    client::KontorClient &client;
    CardReader &reader;
    PinPad &pad;
    Dispenser &dispenser;
    ReceiptPrinter &printer;
    Headphones &headphones;
    const Clock &clock;
    IdGenerator &ids;
    QString terminalId;
    QString helpPhone = {};
};

//! Runs the machine: carries out its effects with the bank, the devices, the journal and the
//! clock, and hands back what comes of them. Decides nothing.
class AtmSession : public QObject
{
    Q_OBJECT

public:
    AtmSession(SessionTools tools, const Policy &policy, QObject *parent = nullptr);

    //! Takes up what the journal left open, then waits for a card.
    void start(Result<Journal, JournalError> journal);
    const State &state() const { return m_state; }
    const std::vector<JournalEntry> &journalEntries() const;
    const std::optional<api::ServerInfo> &serverInfo() const { return m_serverInfo; }
    //! Why the bank does not take this machine for one of its own: whom its key belongs to, or what the
    //! bank says to it. Empty where it does, and until it was asked. For those who run the machine.
    const QString &bankRefusal() const { return m_bankRefusal; }
    //! Now, by the bank's clock once it has told it: this computer's may be wrong.
    Timestamp bankTime() const;
    const QString &terminalId() const { return m_tools.terminalId; }
    //! Lets a waiting time pass at once; false where it is not running.
    bool elapse(Timer timer);
    //! Into the headphones, if there are any: as it is written, in the customer's language.
    void say(const QString &written);

public Q_SLOTS:
    void post(const kontor::atm::Input &input);

Q_SIGNALS:
    //! The state is another one.
    void changed();
    //! An effect has been carried out, for the transcript and the device panel.
    void carriedOut(const kontor::atm::Effect &effect);

private:
    void connectDevices();
    void take(const Input &input);
    bool carryOut(const Effect &effect);
    bool write(const JournalEntry &entry);
    void checkPin(const CheckPin &effect);
    void keepPin(const KeepPin &effect);
    void changePin(const ChangePin &effect);
    void dropPins();
    void fetchBalance(const FetchBalance &effect);
    void fetchMovements(const FetchMovements &effect);
    void postUnread(const client::ApiError &error);
    void authorise(const Authorise &effect);
    void send(const SendOutcome &effect);
    void probe();
    void probeIdentity();
    void takeProbe(const client::ApiError *error, LineFault fault);
    bool isJournalCut() const;
    void shortenJournal();
    void forgetCustomer();
    void takeCardSession(const client::Answer<api::CardSession> &answer);
    void takePinChange(const client::Answer<Done> &answer);
    bool postPinRefused(const client::ApiError &error);
    void takeAuthorisation(WithdrawalId id, const client::Answer<api::WithdrawalView> &answer);
    void takeAdvice(WithdrawalId id, const client::Answer<api::WithdrawalView> &answer);
    void startTimer(Timer timer, std::chrono::milliseconds after);
    void stopVisitTimers();
    void postStatus();
    DeviceStatus devices() const;
    SlipHeader slipHeader() const;
    QString timeZone() const;
    client::CommandOptions optionsFor(WithdrawalId id, const char *command) const;

    SessionTools m_tools;
    std::optional<Journal> m_journal;
    std::vector<JournalEntry> m_noEntries;
    State m_state;
    std::deque<Input> m_inputs;
    bool m_working = false;
    std::map<Timer, std::unique_ptr<QTimer>> m_timers;
    Secret<QString> m_cardToken;
    //! While the PIN is being changed.
    Secret<QString> m_currentPin;
    Secret<QString> m_newPin;
    //! Answers that belong to an earlier visit are dropped.
    int m_visit = 0;
    std::optional<api::ServerInfo> m_serverInfo;
    QString m_bankRefusal;
    //! The bank's clock minus ours: how long an authorisation lasts is the bank's to say.
    qint64 m_bankAheadMicros = 0;
    //! Why the bank could not be asked, as the log has it; nothing while it can.
    std::optional<QString> m_lineTold;
};

} // namespace kontor::atm
