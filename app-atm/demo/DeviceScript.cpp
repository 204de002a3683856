// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/demo/DeviceScript.h"

#include "app-atm/screens/ScreenFactory.h"

#include <QFile>

#include <unistd.h>

namespace kontor::atm {

static constexpr int tickMs = 5;
static constexpr int patienceMs = 10'000;

DeviceScript::DeviceScript(AtmApp &app, const QString &path, QObject *parent)
    : QObject(parent), m_app(&app), m_transcript(app), m_path(path),
      m_cards(readDemoCards(app.options().demoCards))
{
    connect(&m_timer, &QTimer::timeout, this, &DeviceScript::tick);
}

void DeviceScript::start()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        return fail(u"the script cannot be read"_s);
    }
    int number = 0;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        ++number;
        const QString action = line.section(u'#', 0, 0).simplified();
        if (!action.isEmpty()) {
            m_lines.append({number, action});
        }
    }
    m_timer.start(tickMs);
}

void DeviceScript::fail(const QString &why)
{
    const int line = m_lines.isEmpty() ? 0 : m_lines.first().first;
    m_transcript.write(u"failed"_s, {{u"line"_s, QString::number(line)}, {u"why"_s, why},
        {u"screen"_s, screenName(m_app->session().state())}});
    m_timer.stop();
    Q_EMIT finished(1);
}

void DeviceScript::tick()
{
    if (m_sleepMs > 0) {
        m_sleepMs -= tickMs;
        return;
    }
    if (m_lines.isEmpty()) {
        m_timer.stop();
        Q_EMIT finished(0);
        return;
    }
    const QStringList words = m_lines.first().second.split(u' ');
    switch (run(words)) {
    case Result::Wait:
        m_waitedMs += tickMs;
        return m_waitedMs > patienceMs ? fail(u"waited too long"_s) : void();
    case Result::Failed: return fail(u"not possible: "_s + words.first());
    case Result::Done: break;
    }
    m_waitedMs = 0;
    if (words.first() != u"pin"_s && words.first() != u"expect"_s) {
        m_transcript.write(u"action"_s, {{u"line"_s, words.join(u' ')}});
    }
    if (!m_lines.isEmpty()) {
        m_lines.removeFirst();
    }
}

bool DeviceScript::isBusy() const
{
    switch (m_app->session().state().phase) {
    case Phase::Starting:
    case Phase::CheckingPin:
    case Phase::FetchingBalance:
    case Phase::Authorising:
    case Phase::Staging:
    case Phase::Rejecting:
    case Phase::Presenting:
    case Phase::Retracting: return true;
    default: return false;
    }
}

DeviceScript::Result DeviceScript::run(const QStringList &words)
{
    const QString &verb = words.first();
    const QString object = words.value(1);
    if (verb == u"expect"_s) {
        return expect(object, words.mid(2).join(u' '));
    }
    if (verb == u"press"_s) {
        return press(object);
    }
    if (verb == u"fault"_s) {
        return setFault(object);
    }
    if (verb == u"line"_s) {
        return setLine(object);
    }
    if (verb == u"elapse"_s) {
        return elapse(object);
    }
    if (verb == u"wait"_s) {
        m_sleepMs = object.toInt();
        return m_sleepMs > 0 ? Result::Done : Result::Failed;
    }
    if (verb == u"cut"_s && object == u"power"_s) {
        m_transcript.write(u"power-cut"_s);
        ::_exit(9); // no destructor, no flush: as it would be
    }
    if (verb == u"paper"_s) {
        m_app->printer().setPaper(object == u"in"_s);
        return Result::Done;
    }
    if (verb == u"headphones"_s) {
        m_app->headphones().plug(object == u"in"_s);
        return Result::Done;
    }
    if (verb == u"screenshot"_s) {
        return screenshot(words.mid(1).join(u' '));
    }
    if (verb == u"quit"_s) {
        m_lines.clear();
        return Result::Done;
    }
    if (isBusy()) {
        return Result::Wait;
    }
    if (verb == u"insert"_s) {
        return insert(words.mid(1).join(u' '));
    }
    if (verb == u"pin"_s) {
        return typePin(object);
    }
    if (verb == u"amount"_s) {
        return typeAmount(object);
    }
    if (verb == u"choose"_s) {
        m_app->session().post(Choose{object.toInt()});
        return Result::Done;
    }
    if (verb == u"take"_s) {
        return take(object);
    }
    if (verb == u"clear"_s && object == u"path"_s) {
        m_app->dispenser().clearPath();
        return Result::Done;
    }
    return Result::Failed;
}

DeviceScript::Result DeviceScript::insert(const QString &card)
{
    const auto id = findCard(m_cards, card);
    if (!id) {
        return Result::Failed;
    }
    return m_app->reader().insert(*id) ? Result::Done : Result::Wait;
}

DeviceScript::Result DeviceScript::typePin(const QString &digits)
{
    if (!m_app->pad().isEnabled()) {
        return Result::Wait;
    }
    for (const QChar digit : digits) {
        m_app->pad().press(digit.digitValue());
    }
    m_app->session().post(Enter{});
    return Result::Done;
}

DeviceScript::Result DeviceScript::typeAmount(const QString &amount)
{
    if (screenName(m_app->session().state()) != u"other-amount"_s) {
        return Result::Wait;
    }
    for (const QChar digit : amount) {
        m_app->session().post(Digit{digit.digitValue()});
    }
    m_app->session().post(Enter{});
    return Result::Done;
}

DeviceScript::Result DeviceScript::press(const QString &key)
{
    AtmSession &session = m_app->session();
    if (key == u"enter"_s) {
        session.post(Enter{});
    } else if (key == u"clear"_s) {
        session.post(Clear{});
    } else if (key == u"cancel"_s) {
        session.post(Cancel{});
    } else if (key == u"language"_s) {
        session.post(LanguageKey{});
    } else if (key == u"speech"_s) {
        session.post(SpeechKey{});
    } else if (key == u"contrast"_s) {
        m_app->window().setHighContrast(!m_app->window().highContrast());
    } else {
        return Result::Failed;
    }
    return Result::Done;
}

DeviceScript::Result DeviceScript::take(const QString &what)
{
    const bool card = what == u"card"_s;
    if (!card && what != u"cash"_s) {
        return Result::Failed;
    }
    const bool taken = card ? m_app->reader().take() : m_app->dispenser().takeCash();
    return taken ? Result::Done : Result::Wait;
}

DeviceScript::Result DeviceScript::expect(const QString &what, const QString &value)
{
    const State &state = m_app->session().state();
    bool holds = false;
    if (what == u"screen"_s) {
        holds = screenName(state) == value;
    } else if (what == u"queue"_s) {
        holds = QString::number(state.queue.size()) == value;
    } else if (what == u"spoken"_s) {
        holds = m_app->headphones().lastSaid().contains(value);
    } else if (what == u"stock"_s) {
        holds = parseCassettes(value) == m_app->dispenser().contents().cassettes;
    } else {
        return Result::Failed;
    }
    if (holds) {
        m_transcript.write(u"expected"_s, {{what, value}});
    }
    return holds ? Result::Done : Result::Wait;
}

DeviceScript::Result DeviceScript::setFault(const QString &name)
{
    const auto fault = fromName<DispenserFault>(name.toStdString());
    if (!fault) {
        return Result::Failed;
    }
    m_app->dispenser().arm(*fault);
    return Result::Done;
}

DeviceScript::Result DeviceScript::setLine(const QString &name)
{
    const std::pair<QString, LineState> states[] = {{u"good"_s, LineState::Good},
        {u"cut"_s, LineState::Cut}, {u"loses-requests"_s, LineState::LosesRequests},
        {u"loses-answers"_s, LineState::LosesAnswers}};
    for (const auto &[known, state] : states) {
        if (known == name) {
            m_app->line().setState(state);
            return Result::Done;
        }
    }
    return Result::Failed;
}

DeviceScript::Result DeviceScript::elapse(const QString &timer)
{
    const std::pair<QString, Timer> timers[] = {{u"quiet"_s, Timer::Quiet},
        {u"countdown"_s, Timer::Countdown}, {u"card-take"_s, Timer::CardTake},
        {u"cash-take"_s, Timer::CashTake}, {u"receipt"_s, Timer::Receipt},
        {u"goodbye"_s, Timer::Goodbye}, {u"still-working"_s, Timer::StillWorking},
        {u"working-limit"_s, Timer::WorkingLimit}, {u"hide-balance"_s, Timer::HideBalance},
        {u"authorise-again"_s, Timer::AuthoriseAgain}, {u"checked-screen"_s, Timer::CheckedScreen},
        {u"send-again"_s, Timer::SendAgain}, {u"probe"_s, Timer::Probe}};
    for (const auto &[known, which] : timers) {
        if (known == timer) {
            return m_app->session().elapse(which) ? Result::Done : Result::Wait;
        }
    }
    return Result::Failed;
}

DeviceScript::Result DeviceScript::screenshot(const QString &path)
{
    return m_app->window().grab().save(path) ? Result::Done : Result::Failed;
}

} // namespace kontor::atm
