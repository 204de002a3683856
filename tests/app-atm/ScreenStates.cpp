// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/ScreenStates.h"

#include "app-atm/World.h"

namespace kontor::testing {

using namespace kontor::atm;

namespace {

class Collector
{
public:
    explicit Collector(Language language) : m_language(language) {}

    void add(const char *name, World &world)
    {
        State state = world.state;
        state.language = m_language;
        screens.push_back({QString::fromLatin1(name), state});
    }
    std::vector<NamedState> screens;

private:
    Language m_language;
};

World atMenu()
{
    World world;
    world.bank.balance = 500;
    world.bank.reserved = 20;
    world.start();
    world.insertCard();
    return world;
}

World atCardOut()
{
    World world = atMenu();
    world.withdraw(170);
    return world;
}

void idle(Collector &all)
{
    World world;
    all.add("starting", world);
    world.start();
    all.add("attract", world);
    World full;
    full.input(RoomMissing{});
    all.add("out-of-service-no-room", full);
    world.input(LanguageKey{});
    all.add("language", world);
    World broken;
    broken.printerReady = false;
    broken.start();
    broken.state.devices.dispenser.ready = false;
    all.add("attract-no-cash", broken);
    broken.line = Line::Cut;
    for (int i = 0; i < 3; ++i) {
        broken.fire(Timer::Probe);
    }
    all.add("out-of-service", broken);
    broken.input(ProbeAnswered{false, LineFault::Distrusted});
    all.add("out-of-service-not-trusted", broken);
    broken.input(ProbeAnswered{false, LineFault::NotKnown});
    all.add("out-of-service-not-known", broken);
    broken.input(JournalFailed{});
    all.add("out-of-service-safety", broken);
}

void pin(Collector &all)
{
    World world;
    world.start();
    world.input(CardInserted{});
    all.add("pin-empty", world);
    for (int i = 0; i < 3; ++i) {
        world.input(PinDigitTyped{});
    }
    all.add("pin", world);
    world.input(Enter{});
    all.add("pin-short", world);
    world.insertCard(u"9999"_s);
    all.add("pin-wrong", world);
    world.insertCard(u"9999"_s);
    all.add("pin-last-try", world);
    world.insertCard(u"9999"_s);
    all.add("problem-pin", world);
    world.fire(Timer::CheckedScreen);
    world.insertCard(u"9999"_s);
    all.add("problem-blocked", world);
}

void newPin(Collector &all)
{
    World world = atMenu();
    world.input(Choose{7});
    all.add("pin-present", world);
    world.typePin(u"1234"_s);
    all.add("pin-new", world);
    world.typePin(u"8642"_s);
    all.add("pin-new-again", world);
    world.typePin(u"8624"_s);
    all.add("pin-not-the-same", world);
    world.typePin(u"7777"_s);
    world.typePin(u"7777"_s);
    all.add("pin-easy-to-guess", world);
    World unclear = world;
    world.typePin(u"8642"_s);
    for (int i = 0; i < 4; ++i) {
        world.input(PinDigitTyped{});
    }
    world.input(Enter{});
    all.add("one-moment-pin", world);
    world.input(PinChangeDone{});
    all.add("pin-changed", world);
    unclear.typePin(u"8642"_s);
    unclear.line = Line::LosesRequests;
    unclear.typePin(u"8642"_s);
    all.add("problem-pin-unclear", unclear);
}

void dialogue(Collector &all)
{
    World world = atMenu();
    all.add("menu", world);
    world.fire(Timer::Quiet);
    for (int i = 0; i < 6; ++i) {
        world.fire(Timer::Countdown);
    }
    all.add("more-time", world);
    world.input(Enter{});
    world.input(Choose{6});
    all.add("one-moment", world);
    world.settle();
    all.add("balance", world);
    world.input(Choose{3});
    world.settle();
    all.add("movements", world);
    world.input(Choose{1});
    world.input(Choose{2});
    all.add("balance-hidden", world);
    world.input(Choose{1});
    world.input(Choose{5});
    all.add("other-amount-empty", world);
    for (const int digit : {1, 7, 5}) {
        world.input(Digit{digit});
    }
    all.add("other-amount", world);
    world.input(Enter{});
    all.add("amount-offer", world);
    World tooMuch = world;
    tooMuch.input(Clear{});
    tooMuch.input(Digit{0});
    tooMuch.input(Enter{});
    all.add("amount-too-large", tooMuch);
    world.input(Clear{});
    world.input(Clear{});
    world.input(Digit{0});
    world.input(Enter{});
    all.add("notes", world);
    world.input(Choose{1});
    all.add("working", world);
    world.input(AuthoriseGranted{world.state.visit->payout->id, Timestamp{}.plusSeconds(60), {}});
    all.add("working-counting", world);
    World listening = atMenu();
    listening.input(HeadphonesChanged{true});
    all.add("menu-speech", listening);
    listening.input(SpeechKey{});
    all.add("speech", listening);
    World noCash = atMenu();
    noCash.state.devices.dispenser.ready = false;
    all.add("menu-no-cash", noCash);
    World poor = atMenu();
    poor.withdraw(490);
    all.add("problem-funds", poor);
    World longName = atMenu();
    longName.state.visit->customer->firstName = u"Maximiliane-Charlotte"_s;
    all.add("menu-long-name", longName);
}

void payout(Collector &all)
{
    World world = atCardOut();
    all.add("take-card", world);
    world.takeCard();
    all.add("take-cash", world);
    world.takeCash();
    all.add("receipt", world);
    World noPaper = world;
    noPaper.state.devices.printerReady = false;
    all.add("receipt-no-paper", noPaper);
    world.input(Choose{1});
    all.add("goodbye", world);
    World leaving = atMenu();
    leaving.input(Cancel{});
    all.add("take-card-leaving", leaving);
    World partly = atMenu();
    partly.dispenser.arm(DispenserFault::JamWhilePresenting);
    partly.withdraw(150);
    partly.takeCard();
    all.add("take-cash-partly", partly);
    World presenting = atCardOut();
    presenting.input(CardTaken{});
    presenting.state.visit->place = CardPlace::None;
    all.add("working-presenting", presenting);
    World retracting = atCardOut();
    retracting.takeCard();
    retracting.input(TimerFired{Timer::CashTake});
    all.add("retracting", retracting);
}

//! Nearly nothing but W and M.
WithdrawalId withWideReference()
{
    for (int i = 0;; ++i) {
        const WithdrawalId id{Uuid::nameBased({}, QByteArray::number(i))};
        const QString reference = referenceOf(id);
        if (reference.count(u'W') + reference.count(u'M') >= 5) {
            return id;
        }
    }
}

void trouble(Collector &all)
{
    World barred = atMenu();
    barred.refusal = api::ProblemCode::DebitsBlocked;
    barred.withdraw(170);
    all.add("problem-account-barred", barred);
    World jam = atMenu();
    jam.dispenser.arm(DispenserFault::JamWhileStaging);
    jam.withdraw(170);
    all.add("problem", jam);
    World kept = atCardOut();
    kept.fire(Timer::CardTake);
    all.add("problem-card-kept", kept);
    World notTaken = atCardOut();
    notTaken.takeCard();
    notTaken.fire(Timer::CashTake);
    all.add("problem-cash-not-taken", notTaken);
    World away = atMenu();
    away.line = Line::Cut;
    away.withdraw(50);
    all.add("problem-server-away", away);
    World unknown = atMenu();
    unknown.dispenser.arm(DispenserFault::PositionUnknown);
    unknown.withdraw(170);
    unknown.takeCard();
    all.add("being-checked", unknown);
    unknown.state.visit->payout->id = withWideReference();
    all.add("being-checked-wide", unknown);
    World unanswered = atMenu();
    unanswered.line = Line::LosesAnswers;
    unanswered.withdraw(170);
    unanswered.fire(Timer::StillWorking);
    all.add("working-slow", unanswered);
    unanswered.fire(Timer::WorkingLimit);
    all.add("being-checked-card", unanswered);
}

//! All amounts end with so many zeros.
void money(Collector &all, const char *machine, const Notes &loaded, const Currency &currency,
    int zeros = 0)
{
    const auto add = [&](const char *screen, const World &world) {
        World shown = world;
        shown.state.policy.currency = shown.state.visit->customer->currency = currency;
        all.add((QByteArray(machine) + '-' + screen).constData(), shown);
    };
    World world(loaded);
    world.bank.balance = zeros == 0 ? 1'234'567 : 123'456'789;
    world.bank.reserved = 20'000;
    world.start();
    world.state.policy.limits = limitsOf(loaded);
    all.add((QByteArray(machine) + "-attract").constData(), world);
    world.insertCard();
    add("menu", world);
    World balance = world;
    balance.input(Choose{6});
    balance.settle();
    add("balance", balance);
    balance.input(Choose{3});
    balance.settle();
    add("movements", balance);
    world.input(Choose{5});
    const auto type = [&world, zeros](std::initializer_list<int> digits) {
        for (const int digit : digits) {
            world.input(Digit{digit});
        }
        for (int i = 0; i < zeros; ++i) {
            world.input(Digit{0});
        }
    };
    type({8, 7, 3});
    World odd = world;
    odd.input(Enter{});
    add("offer", odd);
    for (int i = 0; i <= zeros; ++i) {
        world.input(Clear{});
    }
    type({0});
    add("amount", world);
    world.input(Enter{});
    add("notes", world);
    world.input(Choose{1});
    add("working", world);
}

} // namespace

std::vector<NamedState> otherMachines(Language language)
{
    Collector all(language);
    const Currency dollars = *Currency::fromCode("USD");
    money(all, "four", {{10, 100}, {20, 100}, {50, 100}, {100, 100}}, dollars);
    money(all, "five", {{5, 100}, {10, 100}, {20, 100}, {50, 100}, {100, 100}}, Currency::eur());
    money(all, "dong", {{50'000, 60}, {100'000, 60}, {200'000, 60}, {500'000, 60}},
        *Currency::fromCode("VND"), 4);
    return all.screens;
}

std::vector<NamedState> allScreens(Language language)
{
    Collector all(language);
    idle(all);
    pin(all);
    newPin(all);
    dialogue(all);
    payout(all);
    trouble(all);
    return all.screens;
}

} // namespace kontor::testing
