// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/screens/IdleScreens.h"

#include <QPainter>

namespace kontor::atm {

// ---- attract ----------------------------------------------------------------------------------

AttractScreen::AttractScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    addText(mm(34, 8.5, 55, 20), u"Kontor"_s, Type::Title);
    m_branch = addText(mm(88, 12.5, 138, 14), facts.branch, Type::Label, Tone::Second);
    m_clock = addText(mm(222, 9.5, 33, 16), facts.clock, Type::Strong, Tone::Plain,
        Qt::AlignRight | Qt::AlignVCenter);
    makeSilent(m_clock);
    addText(mm(layout::margin, 42, 165, 62), tr("Insert\nyour card"), Type::OneThing);
    const bool german = state.language == Language::German;
    makeSilent(addText(mm(layout::margin, 106, 165, 16),
        german ? u"Insert your card"_s : u"Karte einstecken"_s, Type::Body, Tone::Second));
    const bool cash = canPayCash(state);
    const QString notes = cash ? tr("Notes today: %1").arg(kindsOf(state.devices.dispenser.stock))
                               : tr("No cash today, only balance");
    // Notes of many digits take the room up to the arrow, in a smaller size.
    const bool fits = QFontMetricsF(look.font(Type::Body)).horizontalAdvance(notes) <= look.mm(165);
    addText(mm(layout::margin, 156, fits ? 165 : 208, 16), notes, fits ? Type::Body : Type::Label,
        cash ? Tone::Second : Tone::Here);
    addText(mm(layout::margin, 172, 165, 16),
        state.devices.printerReady ? tr("Receipts: on paper") : tr("Receipts: not today"),
        Type::Body, Tone::Second);
    addFooter({});
}

void AttractScreen::setFacts(const MachineFacts &facts)
{
    AtmScreen::setFacts(facts);
    m_branch->setText(facts.branch);
    m_clock->setText(facts.clock);
}

QString AttractScreen::spoken() const
{
    return QStringList{spokenTexts(),
        tr("The slot is on the right of the screen. Chip first, chip up."),
        tr("The star key says everything again. The hash key is for voice and language.")}
        .join(u' ');
}

void AttractScreen::paintBody(QPainter &painter)
{
    drawPicture(painter, Picture::Mark, mm(layout::margin, 10.1, 16.7, 16.7), m_look);
    painter.fillRect(mm(layout::margin, 151.4, 154, 0.6), palette().outline);
    drawPicture(painter, Picture::CardInReader, mm(186, 41, 108, 108), m_look);
    drawPicture(painter, Picture::ArrowUp, mm(224.4, 157, 31, 30), m_look);
}

// ---- out of service ---------------------------------------------------------------------------

OutOfServiceScreen::OutOfServiceScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AnswerScreen(look, state, facts, parent)
{
    addText(mm(34, 8.5, 55, 20), u"Kontor"_s, Type::Title);
    m_clock = addText(mm(222, 9.5, 33, 16), facts.clock, Type::Strong, Tone::Plain,
        Qt::AlignRight | Qt::AlignVCenter);
    makeSilent(m_clock);
    addText(mm(layout::margin, 34, 281, 30), tr("Out of service"), Type::OneThing);
    const OutOfServiceReason reason = outOfServiceReason(state);
    const bool line = reason == OutOfServiceReason::NoConnection
        || reason == OutOfServiceReason::Distrusted || reason == OutOfServiceReason::NotKnown;
    addRow({tr("Why"), reasonText(), line ? Icon::CutLine : Icon::Wrench, Tone::Here});
    if (!facts.nearestCash.isEmpty()) {
        addRow({tr("Cash near you"), facts.nearestCash, Icon::Place, Tone::Plain});
    }
    const QString help = facts.helpPhone.isEmpty() ? tr("Ask inside the branch.") : facts.helpPhone;
    const QString machine = tr("Machine %1").arg(facts.terminal);
    addRow({tr("Help"), help, Icon::Phone, Tone::Plain, machine});
    if (!state.journalBroken) {
        addText(mm(layout::margin, 203, 170, 18), tr("It comes back by itself."), Type::Body);
    }
    addFooter({});
}

QString OutOfServiceScreen::reasonText() const
{
    switch (outOfServiceReason(m_state)) {
    case OutOfServiceReason::Starting: return tr("The machine is starting.");
    case OutOfServiceReason::NoConnection: return tr("No connection to the bank.");
    case OutOfServiceReason::Distrusted: return tr("No secure connection to the bank.");
    case OutOfServiceReason::NotKnown: return tr("The bank does not know this machine.");
    case OutOfServiceReason::CardReader: return tr("The card reader needs service.");
    case OutOfServiceReason::NoRoom: return tr("The machine cannot keep its records.");
    case OutOfServiceReason::SafetyStop: return tr("The machine has stopped itself to be safe.");
    }
    return {};
}

void OutOfServiceScreen::setFacts(const MachineFacts &facts)
{
    AtmScreen::setFacts(facts);
    m_clock->setText(facts.clock);
}

void OutOfServiceScreen::paintBody(QPainter &painter)
{
    drawPicture(painter, Picture::Mark, mm(layout::margin, 10.1, 16.7, 16.7), m_look);
    AnswerScreen::paintBody(painter);
}

} // namespace kontor::atm
