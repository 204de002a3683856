// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/demo/DemoSeeder.h"

#include "server/auth/Hasher.h"

#include <QFile>
#include <QSaveFile>

namespace kontor::server {

using application::CommandResult;

std::optional<Timestamp> demoToWrite(application::LogReader &log, Timestamp now,
    const QString &cardFile)
{
    const qint64 last = log.head().position;
    if (last == 0) {
        return now;
    }
    std::optional<Timestamp> begun;
    if (!QFile::exists(cardFile)) {
        log.events(1, last, [&begun](const application::RecordedEvent &event) {
            const bool isOpening = std::holds_alternative<domain::AccountCreated>(event.event);
            begun = isOpening ? demoBegun(event) : std::nullopt;
            return !isOpening;
        });
    }
    return begun;
}

DemoSeeder::DemoSeeder(Tools tools, QObject *parent)
    : QObject(parent), m_tools(std::move(tools)),
      m_branch(demoBranch(m_tools.today, m_tools.currency))
{
}

void DemoSeeder::start(std::function<void(QString)> done)
{
    m_done = std::move(done);
    next();
}

void DemoSeeder::next()
{
    if (m_step == m_branch.steps.size()) {
        finish();
        return;
    }
    DemoStep &step = m_branch.steps[m_step];
    m_tools.clock.fix(step.at);
    m_tools.ledger.submit(std::move(step.submission), [this](const CommandResult &result) {
        const bool isPassed = m_tools.goesOn && result.kind == CommandResult::Kind::Refused;
        if (result.kind != CommandResult::Kind::Accepted && !isPassed) {
            m_tools.clock.fix(std::nullopt);
            m_done(u"The demo branch could not be written (step %1)."_s.arg(m_step));
            return;
        }
        ++m_step;
        next();
    });
}

void DemoSeeder::finish()
{
    m_tools.clock.fix(std::nullopt);
    keepCard(0);
}

void DemoSeeder::keepCard(std::size_t index)
{
    if (index == m_branch.cards.size()) {
        writeCards();
        return;
    }
    const DemoCard &card = m_branch.cards[index];
    const auto kept = [this, index](bool stored) {
        if (stored) {
            keepCard(index + 1);
        } else {
            m_done(u"The demo cards could not be written."_s);
        }
    };
    keepVerifier(m_tools.safe, card.id, 1,
        verifierOf(m_tools.pepper, {card.id.uuid, 1}, Secret(card.pin)), kept);
}

void DemoSeeder::writeCards()
{
    QSaveFile file(m_tools.cardFile);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(toJson(m_branch.cards)) > 0
        && file.flush() && file.commit();
    m_done(written ? QString() : m_tools.cardFile + u": "_s + file.errorString());
}

} // namespace kontor::server
