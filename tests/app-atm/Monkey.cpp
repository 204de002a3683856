// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/Monkey.h"

#include "app-atm/ScreenRules.h"
#include "app-atm/screens/ScreenFactory.h"
#include "foundation/Strings.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

namespace kontor::testing {

using namespace kontor::atm;
using namespace std::chrono_literals;

Monkey::Monkey(std::uint64_t seed) : m_random(seed), m_line(m_server, seed)
{
    m_server.bank.balance = 3'000;
    switchOn();
}

void Monkey::switchOn()
{
    AtmOptions options;
    options.dataFolder = m_folder.path();
    options.script = u"in process"_s; // devices without waiting times
    options.helpPhone = u"0800 555 0199"_s;
    options.nearestCash = u"Main branch, 12 Market Street"_s;
    options.cassettes = {{50, 20}, {20, 20}, {10, 10}};
    m_app = std::make_unique<AtmApp>(options, m_line);
    if (const auto problem = m_app->build()) {
        return note(*problem);
    }
    QObject::connect(&m_app->session(), &AtmSession::carriedOut, m_app.get(),
        [this](const Effect &effect) {
            using Place = SimulatedCardReader::Place;
            if (std::holds_alternative<PresentNotes>(effect)
                && m_app->reader().place() != Place::Outside) {
                note(u"cash before card"_s);
            }
        });
    QObject::connect(&m_app->dispenser(), &SimulatedDispenser::changed, m_app.get(),
        [this] { countHands(); });
    m_panel = std::make_unique<DevicePanel>(*m_app, &m_counter);
    m_panel->findChild<QLineEdit *>()->setText(QString::fromLatin1(ModelServer::card().toString()));
    m_app->window().show();
    m_panel->show();
    m_counter.show();
    m_app->start();
}

void Monkey::countHands()
{
    const DispenserContents &contents = m_app->dispenser().contents();
    const int more = amountOf(contents.handedOut) - m_handedOut;
    if (more > 0) {
        m_taken[contents.lastWithdrawal] += more;
        m_handedOut += more;
    }
}

void Monkey::cutPower(bool takesInTheDark)
{
    m_panel.reset();
    m_app.reset();
    if (takesInTheDark) {
        SimulatedDispenser metal(m_folder.filePath(u"dispenser.json"_s), {}, 0ms);
        metal.takeCash();
    }
    switchOn();
    countHands();
}

void Monkey::play(std::chrono::milliseconds howLong)
{
    constexpr int fewest = 200; // on a machine that has other work, too
    const QDeadlineTimer over(howLong);
    QEventLoop loop; // qWait() sleeps between its looks
    QTimer timer;
    timer.setInterval(1);
    timer.callOnTimeout([&] {
        step();
        if (over.hasExpired() && m_count >= fewest) {
            loop.quit();
        }
    });
    timer.start();
    loop.exec();
}

void Monkey::step()
{
    ++m_count;
    m_acts.append(act() + u" ["_s + screen() + u']');
    if (m_acts.size() > 200) {
        m_acts.removeFirst();
    }
    look();
}

void Monkey::note(const QString &violation)
{
    if (m_violation.isEmpty()) {
        m_violation = violation;
    }
}

//! Whatever it came to, the screen must be one that people can read.
void Monkey::look()
{
    const AtmWindow &window = m_app->window();
    if (m_seen.insert(screen()).second || below(4) == 0) {
        const QString found = mistakes(*window.screen(), window.screen()->size());
        if (!found.isEmpty()) {
            note(screen() + u": "_s + found);
        }
    }
}

QString Monkey::screen() const
{
    return screenName(m_app->session().state());
}

// ---- what is done -----------------------------------------------------------------------------

QString Monkey::act()
{
    const std::size_t dice = below(100);
    if (dice < 50) {
        return goOn();
    }
    using Act = QString (Monkey::*)();
    const Act chosen = dice < 60 ? &Monkey::pressKey
        : dice < 68              ? &Monkey::touch
        : dice < 76              ? &Monkey::choose
        : dice < 84              ? &Monkey::clickPanel
        : dice < 90              ? &Monkey::letTimePass
        : dice < 98              ? &Monkey::disturb
                                 : &Monkey::changeLook;
    return (this->*chosen)();
}

//! What a customer who wants cash would do next.
QString Monkey::goOn()
{
    switch (m_app->session().state().phase) {
    case Phase::Idle: m_app->reader().insert(ModelServer::card()); return u"inserts the card"_s;
    case Phase::Pin: return goOnWithPin();
    case Phase::Menu: return choose();
    case Phase::OtherAmount:
        type(QString::number(oneOf({10, 20, 50, 70, 130, 170, 300, 980})));
        m_app->session().post(Enter{});
        return u"types an amount"_s;
    case Phase::CardOut: m_app->reader().take(); return u"takes the card"_s;
    case Phase::CashOut: m_app->dispenser().takeCash(); return u"takes the cash"_s;
    case Phase::Goodbye:
    case Phase::BeingChecked: return letTimePass();
    default: return choose();
    }
}

//! The right one, mostly; a new one is 8642, and the next time the old one again.
QString Monkey::goOnWithPin()
{
    const auto &visit = m_app->session().state().visit;
    const bool isNew = visit && visit->pinPurpose != PinPurpose::Identify
        && visit->pinPurpose != PinPurpose::Current;
    const QString another = m_server.pin == u"7391"_s ? u"8642"_s : u"7391"_s;
    const QString typed = isNew ? another : m_server.pin;
    press(Qt::Key_Delete);
    type(below(8) == 0 ? u"1111"_s : typed);
    m_app->session().post(Enter{});
    return u"types a PIN"_s;
}

void Monkey::press(Qt::Key key, const QString &text)
{
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(&m_app->window(), &event);
}

void Monkey::type(const QString &digits)
{
    for (const QChar digit : digits) {
        press(Qt::Key(Qt::Key_0 + digit.digitValue()), digit);
    }
}

QString Monkey::pressKey()
{
    const Qt::Key key = oneOf({Qt::Key_0, Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5,
        Qt::Key_6, Qt::Key_7, Qt::Key_8, Qt::Key_9, Qt::Key_Return, Qt::Key_Return, Qt::Key_Enter,
        Qt::Key_Escape, Qt::Key_Backspace, Qt::Key_Asterisk, Qt::Key_NumberSign, Qt::Key_Down,
        Qt::Key_Up, Qt::Key_Left, Qt::Key_Right, Qt::Key_F11});
    press(key);
    return u"key "_s + QKeySequence(key).toString();
}

QString Monkey::touch()
{
    std::vector<AtmKey *> keys = m_app->window().screen()->keys();
    if (keys.empty()) {
        return {};
    }
    const QPointer<AtmKey> key = keys[below(keys.size())];
    const QString label = key->spec().label;
    QTest::mouseClick(key, Qt::LeftButton);
    if (key && below(4) == 0) {
        QTest::mouseDClick(key, Qt::LeftButton);
    }
    return u"touches "_s + label;
}

QString Monkey::choose()
{
    const int number = 1 + int(below(8));
    m_app->session().post(Choose{number});
    return u"chooses %1"_s.arg(number);
}

QString Monkey::clickPanel()
{
    std::vector<QPushButton *> buttons;
    for (QPushButton *button : m_panel->findChildren<QPushButton *>()) {
        if (button->isEnabled() && button->objectName() != u"power"_s) {
            buttons.push_back(button);
        }
    }
    QPushButton *button = buttons[below(buttons.size())];
    const QString text = button->text();
    button->click();
    return u"panel: "_s + text;
}

bool Monkey::passAnyTimer(std::size_t from)
{
    using T = Timer;
    constexpr std::array all{T::Quiet, T::Countdown, T::CardTake, T::CashTake, T::Receipt,
        T::Goodbye, T::StillWorking, T::WorkingLimit, T::HideBalance, T::AuthoriseAgain,
        T::CheckedScreen, T::SendAgain, T::Probe};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (m_app->session().elapse(all[(from + i) % all.size()])) {
            return true;
        }
    }
    return false;
}

QString Monkey::letTimePass()
{
    passAnyTimer(below(13));
    return u"time passes"_s;
}

QString Monkey::disturb()
{
    switch (below(16)) {
    case 0: cutPower(below(2) == 0); return u"power cut"_s;
    case 1: m_app->dispenser().arm(DispenserFault(below(8))); return u"a fault of the dispenser"_s;
    case 2: m_app->dispenser().clearPath(); return u"technician"_s;
    case 3: m_app->printer().setPaper(below(2) == 0); return u"paper"_s;
    case 4: m_app->headphones().plug(below(2) == 0); return u"headphones"_s;
    case 5: m_server.bank.balance += int(below(400)); return u"a deposit elsewhere"_s;
    case 6: m_server.bank.reserved = int(below(2'000)); return u"reserved elsewhere"_s;
    case 7: m_server.bank.expireHolds(); return u"holds run out"_s;
    case 8: m_server.triesLeft = int(below(4)); return u"tries"_s;
    case 9:
    case 10: m_line.mostMilliseconds = oneOf({0, 3, 30, 120}); return u"a late line"_s;
    case 11: m_app->reader().take(); return u"takes the card"_s;
    case 12: m_app->dispenser().takeCash(); return u"takes the cash"_s;
    case 13: m_app->line().setState(LineState(below(4))); return u"line"_s;
    default: m_app->line().setState(LineState::Good); return u"line good"_s;
    }
}

QString Monkey::changeLook()
{
    AtmWindow &window = m_app->window();
    const QSize usual = window.size();
    switch (below(3)) {
    case 0:
        window.resize(400 + int(below(1'200)), 300 + int(below(900)));
        window.resize(usual);
        return u"size"_s;
    case 1: window.setHighContrast(!window.highContrast()); return u"contrast"_s;
    default: m_app->session().post(LanguageKey{}); return u"language"_s;
    }
}

// ---- afterwards -------------------------------------------------------------------------------

bool Monkey::comeToRest()
{
    m_line.mostMilliseconds = 0;
    m_app->line().setState(LineState::Good);
    const auto isAtRest = [this] {
        const State &state = m_app->session().state();
        return !state.visit && state.queue.empty() && !state.recovering
            && (state.phase == Phase::Idle || state.journalBroken);
    };
    for (int i = 0; i < 400 && !isAtRest(); ++i) {
        QTest::qWait(2);
        m_app->reader().take();
        if (!isAtRest()) {
            passAnyTimer(std::size_t(i));
        }
    }
    return isAtRest();
}

QStringList Monkey::story() const
{
    QStringList story = m_acts;
    for (const JournalEntry &entry : m_app->session().journalEntries()) {
        story << QString::fromLatin1(nameOf(entry.step)) + u' '
                + (entry.withdrawal ? referenceOf(*entry.withdrawal) : QString());
    }
    for (const auto &[id, amount] : m_taken) {
        story << u"%1 taken of %2"_s.arg(amount).arg(referenceOf(id));
    }
    return story;
}

QString Monkey::booksAtRest() const
{
    const auto &entries = m_app->session().journalEntries();
    QString errors = bookErrors(entries, m_server.bank, m_taken);
    if (summarise(entries).open) {
        errors += u"a withdrawal without an outcome; "_s;
    }
    if (!m_app->dispenser().isBalanced()) {
        errors += u"notes created or lost; "_s;
    }
    return errors;
}

bool Monkey::canServe()
{
    m_server.triesLeft = 3;
    m_app->reader().insert(ModelServer::card());
    if (!QTest::qWaitFor([this] { return m_app->pad().isEnabled(); }, 5'000)) {
        return false;
    }
    type(m_server.pin);
    m_app->session().post(Enter{});
    return QTest::qWaitFor([this] { return screen() == u"menu"_s; }, 5'000);
}

} // namespace kontor::testing
