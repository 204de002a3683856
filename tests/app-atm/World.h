// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/Books.h"
#include "app-atm/ModelBank.h"
#include "app-atm/devices/simulated/DispenserModel.h"
#include "app-atm/session/AtmMachine.h"

#include <deque>
#include <set>

namespace kontor::testing {

//! What the line to the bank does to the next requests.
enum class Line { Good, Cut, LosesRequests, LosesAnswers };

//! A cash machine in a world without clocks, widgets and files: it carries out the effects against
//! a model dispenser and a model bank and watches the order of what happens.
class World
{
public:
    explicit World(const atm::Notes &loaded = {{50, 100}, {20, 100}, {10, 10}});

    // ---- given
    ModelBank bank;
    atm::DispenserModel dispenser;
    Line line = Line::Good;
    bool printerReady = true;
    QString pin = QStringLiteral("1234");
    int triesLeft = 3;
    qint64 tokenSeconds = 120;
    //! What the bank answers whoever asks for cash.
    std::optional<api::ProblemCode> refusal;

    // ---- when
    void start();
    void input(const atm::Input &input);
    //! Inputs until nothing waits any more.
    void settle();
    void insertCard(const QString &typedPin = QStringLiteral("1234"));
    //! Digits and Enter, for whatever the pad is open.
    void typePin(const QString &typed);
    void withdraw(int amount);
    void fire(atm::Timer timer);
    bool takeCard();
    //! What follows from it still waits.
    bool takeCardOnly();
    bool takeCash();
    //! A technician.
    void clearPath();
    //! The disk is full once that many more entries are written.
    void fillDiskAfter(int entries) { m_entriesUntilFull = entries; }
    bool isDiskFull() const { return m_entriesUntilFull == 0; }
    //! Power goes: what was not saved is lost. The card comes out, nobody is there.
    void cutPower();
    //! Cuts the power when that many more effects have been carried out.
    void cutPowerAfter(int effects) { m_effectsUntilCut = effects; }
    bool isCut() const { return m_cut; }
    bool isCardStuck() const { return m_cardInside && !m_cardAtSlot; }
    //! The line is good again and everything due has been sent.
    void bringToRest();

    // ---- then
    atm::State state;
    std::vector<atm::JournalEntry> journal;
    std::deque<atm::Input> waiting;
    std::set<atm::Timer> timers;
    //! Names of what happened, such as "card ejected", "notes presented".
    QStringList events;
    QString keptCardReference;
    int probes = 0;
    int cardsRetained = 0;
    //! Empty, or what is wrong with the order of things, the notes or the books.
    QString violation;
    void checkBooks();
    QStringList steps() const;
    atm::Phase phase() const { return state.phase; }

private:
    void carryOut(const atm::Effect &effect);
    void authorise(const atm::Authorise &effect);
    void advise(const atm::SendOutcome &effect);
    void checkPin();
    void changePin();
    void present();
    void event(const char *name) { events << QString::fromLatin1(name); }
    void answer(atm::Input input) { waiting.push_back(std::move(input)); }
    atm::DeviceStatus devices() const;
    void postStatus() { answer(atm::StatusChanged{devices()}); }

    bool m_cardInside = false;
    bool m_cardAtSlot = false;
    bool m_cut = false;
    int m_effectsUntilCut = -1;
    int m_entriesUntilFull = -1;
    int m_visits = 0;
    QString m_typedPin;
    QString m_currentPin;
    QString m_newPin;
    TakenByHand m_takenByHand;
};

} // namespace kontor::testing
