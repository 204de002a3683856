// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/screens/ScreenFactory.h"

#include "app-atm/screens/AnswerScreen.h"
#include "app-atm/screens/ChoiceScreens.h"
#include "app-atm/screens/IdleScreens.h"
#include "app-atm/screens/PayoutScreens.h"
#include "app-atm/screens/PinScreens.h"

namespace kontor::atm {

QString screenName(const State &state)
{
    switch (state.overlay) {
    case Overlay::Language: return u"language"_s;
    case Overlay::Speech: return u"speech"_s;
    case Overlay::MoreTime: return u"more-time"_s;
    case Overlay::None: break;
    }
    switch (state.phase) {
    case Phase::Starting:
    case Phase::OutOfService: return u"out-of-service"_s;
    case Phase::Idle: return u"attract"_s;
    case Phase::Pin: return u"pin"_s;
    case Phase::CheckingPin:
    case Phase::ChangingPin:
    case Phase::FetchingBalance: return u"one-moment"_s;
    case Phase::Menu: return u"menu"_s;
    case Phase::PinChanged: return u"pin-changed"_s;
    case Phase::Balance: return u"balance"_s;
    case Phase::Movements: return u"movements"_s;
    case Phase::OtherAmount: return u"other-amount"_s;
    case Phase::AmountOffer: return u"amount-offer"_s;
    case Phase::NoteChoice: return u"notes"_s;
    case Phase::Authorising:
    case Phase::Staging:
    case Phase::Rejecting:
    case Phase::Presenting: return u"working"_s;
    case Phase::Retracting: return u"retracting"_s;
    case Phase::CardOut: return u"take-card"_s;
    case Phase::CashOut: return u"take-cash"_s;
    case Phase::Receipt: return u"receipt"_s;
    case Phase::Goodbye: return u"goodbye"_s;
    case Phase::Problem: return u"problem"_s;
    case Phase::BeingChecked: return u"being-checked"_s;
    }
    return {};
}

QString screenKey(const State &state)
{
    QString key = screenName(state) + u'/' + QString::number(int(state.phase)) + u'/'
        + QString::number(int(state.language));
    if (state.visit) {
        const bool hidden = state.visit->balance && state.visit->balance->hidden;
        const bool cancelled = state.visit->payout && state.visit->payout->cancelled;
        key += u"/%1%2%3%4"_s.arg(int(state.visit->place)).arg(hidden).arg(cancelled)
                   .arg(int(state.visit->pinPurpose));
    }
    const Speech &speech = state.speech;
    key += u"/%1%2%3%4"_s.arg(speech.on).arg(speech.slow).arg(speech.volume).arg(speech.screenDark);
    const DispenserStatus &dispenser = state.devices.dispenser;
    key += u"/%1%2%3"_s.arg(state.devices.printerReady)
               .arg(canPayCash(state))
               .arg(state.journalBroken);
    return key + u'/' + QString::fromUtf8(toJson(dispenser.stock))
        + QString::number(int(outOfServiceReason(state)));
}

AtmScreen *makeScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
{
    switch (state.overlay) {
    case Overlay::Language: return new LanguageScreen(look, state, facts, parent);
    case Overlay::Speech: return new SpeechScreen(look, state, facts, parent);
    case Overlay::MoreTime: return new MoreTimeScreen(look, state, facts, parent);
    case Overlay::None: break;
    }
    switch (state.phase) {
    case Phase::Starting:
    case Phase::OutOfService: return new OutOfServiceScreen(look, state, facts, parent);
    case Phase::Idle: return new AttractScreen(look, state, facts, parent);
    case Phase::Pin: return new PinScreen(look, state, facts, parent);
    case Phase::CheckingPin:
    case Phase::ChangingPin:
    case Phase::FetchingBalance: return new OneMomentScreen(look, state, facts, parent);
    case Phase::Menu: return new MenuScreen(look, state, facts, parent);
    case Phase::PinChanged: return new PinChangedScreen(look, state, facts, parent);
    case Phase::Balance: return new BalanceScreen(look, state, facts, parent);
    case Phase::Movements: return new MovementsScreen(look, state, facts, parent);
    case Phase::OtherAmount: return new AmountScreen(look, state, facts, parent);
    case Phase::AmountOffer: return new OfferScreen(look, state, facts, parent);
    case Phase::NoteChoice: return new NotesScreen(look, state, facts, parent);
    case Phase::Authorising:
    case Phase::Staging:
    case Phase::Rejecting:
    case Phase::Presenting: return new WorkingScreen(look, state, facts, parent);
    case Phase::Retracting: return new RetractingScreen(look, state, facts, parent);
    case Phase::CardOut: return new TakeCardScreen(look, state, facts, parent);
    case Phase::CashOut: return new TakeCashScreen(look, state, facts, parent);
    case Phase::Receipt: return new ReceiptScreen(look, state, facts, parent);
    case Phase::Goodbye: return new GoodbyeScreen(look, state, facts, parent);
    case Phase::Problem: return new ProblemScreen(look, state, facts, parent);
    case Phase::BeingChecked: return new BeingCheckedScreen(look, state, facts, parent);
    }
    return nullptr;
}

} // namespace kontor::atm
