// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/demo/Transcript.h"

#include "app-atm/screens/ScreenFactory.h"

#include <unistd.h>

namespace kontor::atm {

static QString notesText(const Notes &notes)
{
    QStringList parts;
    for (const api::NoteCount &note : notes) {
        parts << u"%1x%2"_s.arg(note.value).arg(note.count);
    }
    return parts.join(u',');
}

Transcript::Transcript(AtmApp &app, QObject *parent) : QObject(parent), m_app(&app)
{
    // By descriptor: a buffer of stdio would keep the last lines when the power is cut.
    if (!m_out.open(STDOUT_FILENO, QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        qWarning("the transcript cannot be written");
    }
    followDevices();
    followSession();
}

void Transcript::write(const QString &event, const QList<std::pair<QString, QString>> &details)
{
    std::string line = "{\"event\":";
    appendJsonString(line, event.toStdString());
    for (const auto &[name, text] : details) {
        line += ',';
        appendJsonString(line, name.toStdString());
        line += ':';
        appendJsonString(line, text.toStdString());
    }
    line += "}\n";
    m_out.write(line.data(), qint64(line.size()));
}

void Transcript::followDevices()
{
    SimulatedCardReader &reader = m_app->reader();
    connect(&reader, &CardReader::inserted, this, [this](CardId card) {
        write(u"card-inserted"_s, {{u"card"_s, QString::fromLatin1(card.toString())}});
    });
    connect(&reader, &SimulatedCardReader::ejected, this, [this] { write(u"card-returned"_s); });
    connect(&reader, &CardReader::taken, this, [this] { write(u"card-taken"_s); });
    connect(&reader, &SimulatedCardReader::retained, this, [this] { write(u"card-retained"_s); });
    const auto cash = [this](const char *event) {
        return [this, event](const Notes &notes) {
            write(QString::fromLatin1(event), {{u"notes"_s, notesText(notes)},
                {u"amount"_s, QString::number(amountOf(notes))}});
        };
    };
    SimulatedDispenser &dispenser = m_app->dispenser();
    connect(&dispenser, &Dispenser::staged, this, cash("cash-staged"));
    connect(&dispenser, &Dispenser::rejected, this, cash("cash-rejected"));
    connect(&dispenser, &Dispenser::presented, this, cash("cash-presented"));
    connect(&dispenser, &Dispenser::presentFailed, this,
        [cash](PresentState, const Notes &notes) { cash("cash-present-failed")(notes); });
    connect(&dispenser, &Dispenser::retracted, this,
        [cash](const RetractCount &count) { cash("cash-retracted")(count.notes); });
    connect(&dispenser, &Dispenser::cashTaken, this, [this] { write(u"cash-taken"_s); });
    connect(&m_app->headphones(), &SimulatedHeadphones::said, this,
        [this](const QString &text) { write(u"spoken"_s, {{u"text"_s, text}}); });
    connect(&m_app->printer(), &SimulatedPrinter::printed, this, [this](const QStringList &lines) {
        for (const QString &line : lines) {
            write(u"slip-line"_s, {{u"text"_s, line}});
        }
    });
}

void Transcript::followSession()
{
    AtmSession &session = m_app->session();
    connect(&session, &AtmSession::carriedOut, this, &Transcript::writeEffect);
    connect(&session, &AtmSession::changed, this, [this, &session] {
        const QString screen = screenName(session.state());
        if (screen != std::exchange(m_screen, screen)) {
            write(u"screen"_s, {{u"name"_s, screen},
                {u"title"_s, m_app->window().screen()->title()}});
        }
    });
}

void Transcript::writeEffect(const Effect &effect)
{
    if (const auto *record = std::get_if<WriteJournal>(&effect)) {
        QList<std::pair<QString, QString>> details{
            {u"step"_s, QString::fromLatin1(nameOf(record->entry.step))}};
        if (record->entry.outcome) {
            details << std::pair(u"outcome"_s, QString::fromLatin1(nameOf(*record->entry.outcome)));
        }
        if (record->entry.reason) {
            details << std::pair(u"reason"_s, *record->entry.reason);
        }
        write(u"journal"_s, details);
    }
}

} // namespace kontor::atm
