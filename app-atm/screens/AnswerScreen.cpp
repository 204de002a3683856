// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/screens/AnswerScreen.h"

#include <QPainter>

namespace kontor::atm {

//! Broken where a sentence ends, if at all: an answer of two sentences takes two lines and the place
//! of its question, which the icon asks too.
QLabel *AnswerScreen::addRow(const AnswerRow &row)
{
    const double top = m_nextTop;
    m_rows.push_back({row, top});
    m_nextTop += 41.1;
    const double reserved = row.arrow ? 48 : row.aside.isEmpty() ? 6 : 96;
    const double width = layout::right - 54.2 - reserved;
    const QFontMetricsF metrics(m_look.font(Type::Strong));
    if (metrics.horizontalAdvance(row.answer) > m_look.mm(width)) {
        return addText(mm(54.2, top + 3.5, width, 30.5),
            QString(row.answer).replace(u". "_s, u".\n"_s), Type::Strong);
    }
    addText(mm(54.2, top + 4.5, width, 12.5), row.label, Type::Label, Tone::Second);
    QLabel *answer = addText(mm(54.2, top + 17, width, 18), row.answer, Type::Strong);
    if (!row.aside.isEmpty()) {
        addText(mm(layout::right - 96, top + 18, 90, 16), row.aside, Type::Label, Tone::Second,
            Qt::AlignRight | Qt::AlignVCenter);
    }
    return answer;
}

void AnswerScreen::paintBody(QPainter &painter)
{
    for (const PaintedRow &painted : m_rows) {
        const double top = painted.top;
        paintPanel(painter, mm(layout::margin, top, layout::right - layout::margin, 37.5), false);
        const QColor colour = colourOf(painted.row.tone);
        const QColor ring = painted.row.tone == Tone::Plain ? palette().outline : colour;
        painter.setPen(QPen(ring, m_look.mm(0.9)));
        painter.setBrush(palette().background);
        painter.drawEllipse(mm(19.5, top + 6.1, 25.3, 25.3));
        drawIcon(painter, painted.row.icon, mm(24.6, top + 11.2, 15.1, 15.1), colour,
            m_look.mm(1.8));
        if (painted.row.arrow) {
            drawPicture(
                painter, Picture::ArrowRight, mm(layout::right - 42, top + 3.5, 34, 30.5), m_look);
        }
    }
}

// ---- problem ----------------------------------------------------------------------------------

ProblemScreen::ProblemScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AnswerScreen(look, state, facts, parent)
{
    startRowsAt(layout::bodyTop);
    const Visit &visit = *state.visit;
    addTitle(title());
    addRow({tr("Your money"), moneyAnswer(), Icon::Note, Tone::Safe});
    const bool safe = visit.place != CardPlace::Retained;
    addRow({tr("Your card"), cardAnswer(), Icon::Card, safe ? Tone::Safe : Tone::Here});
    addRow({tr("What next"), nextAnswer(), Icon::Arrow});
    const bool inside = visit.place == CardPlace::InReader;
    addKey(mm(layout::margin, 158.4, layout::tileWidth, 29.7),
        {.label = inside ? tr("Card back") : tr("Done"), .icon = inside ? Icon::Card : Icon::Tick,
            .number = 1},
        Choose{1});
    if (offersOtherServices(state)) {
        const bool amount = visit.problem == ProblemKind::InsufficientFunds;
        addKey(mm(layout::secondColumn, 158.4, layout::tileWidth, 29.7),
            {.label = amount ? tr("Other amount") : tr("Other services"), .style = KeyStyle::Quiet,
                .number = 2, .numberAtRight = true},
            Choose{2});
    }
    if (visit.payout || visit.place == CardPlace::Retained) {
        const QString reference = visit.place == CardPlace::Retained
            ? referenceOf(visit)
            : referenceOf(visit.payout->id);
        addText(mm(layout::margin, 203, 160, 18), tr("Problem %1").arg(reference), Type::Body,
            Tone::Second);
    }
    addFooter({});
}

bool ProblemScreen::isAboutCash() const
{
    switch (m_state.visit->problem) {
    case ProblemKind::PinTriesUsedUp:
    case ProblemKind::CardBlocked:
    case ProblemKind::PinUnclear:
    case ProblemKind::BalanceUnavailable: return false;
    default: return m_state.visit->payout.has_value();
    }
}

QString ProblemScreen::title() const
{
    switch (m_state.visit->problem) {
    case ProblemKind::PinTriesUsedUp: return tr("Wrong PIN, no tries left");
    case ProblemKind::CardBlocked: return tr("This card is blocked");
    case ProblemKind::BalanceUnavailable: return tr("We cannot show the balance");
    case ProblemKind::PinUnclear: return tr("Your new PIN is not confirmed");
    case ProblemKind::InsufficientFunds:
        return tr("Not enough money for %1").arg(cash(m_state.visit->payout->amount));
    default: break;
    }
    return isAboutCash() ? tr("We could not pay out %1").arg(cash(m_state.visit->payout->amount))
                         : tr("This service is not available");
}

QString ProblemScreen::moneyAnswer() const
{
    return tr("No money was taken from your account.");
}

QString ProblemScreen::cardAnswer() const
{
    switch (m_state.visit->place) {
    case CardPlace::InReader: return tr("It is in the machine. It is safe.");
    case CardPlace::AtSlot: return tr("Take your card, on the right.");
    case CardPlace::Retained: return tr("The machine keeps it.");
    case CardPlace::None: break;
    }
    return tr("You have your card.");
}

QString ProblemScreen::nextAnswer() const
{
    switch (m_state.visit->problem) {
    case ProblemKind::InsufficientFunds: return tr("Choose a smaller amount.");
    case ProblemKind::PinTriesUsedUp:
    case ProblemKind::CardBlocked:
    case ProblemKind::AccountBarred:
    case ProblemKind::CardNotTaken: return tr("Ask in the branch, with your ID.");
    case ProblemKind::CashNotTaken: return tr("The machine has taken the notes back. Try again.");
    case ProblemKind::AskedInVain:
    case ProblemKind::TokenExpired: return tr("Try again.");
    case ProblemKind::PinUnclear: return tr("Try the new PIN first, then the old one.");
    case ProblemKind::CassetteShort: return tr("Try another amount.");
    case ProblemKind::ServerAway:
    case ProblemKind::MachineRefused:
    case ProblemKind::DispenserJam:
    case ProblemKind::BalanceUnavailable:
    case ProblemKind::PaymentStopped: break;
    }
    return m_facts.nearestCash.isEmpty() ? tr("Try again later, or ask in the branch.")
                                         : tr("Get cash at %1.").arg(m_facts.nearestCash);
}

// ---- PIN changed ------------------------------------------------------------------------------

PinChangedScreen::PinChangedScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AnswerScreen(look, state, facts, parent)
{
    startRowsAt(layout::bodyTop);
    addTitle(tr("Your PIN is changed"));
    addRow({tr("Your PIN"), tr("Use the new one from now on."), Icon::Tick, Tone::Safe});
    addRow({tr("Your card"), tr("It is in the machine. It is safe."), Icon::Card, Tone::Safe});
    addKey(mm(layout::margin, 158.4, layout::tileWidth, 29.7),
        {.label = tr("Card back"), .icon = Icon::Card, .number = 1}, Choose{1});
    addKey(mm(layout::secondColumn, 158.4, layout::tileWidth, 29.7),
        {.label = tr("Other services"), .style = KeyStyle::Quiet, .number = 2,
            .numberAtRight = true},
        Choose{2});
    addFooter({});
}

// ---- being checked ----------------------------------------------------------------------------

BeingCheckedScreen::BeingCheckedScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AnswerScreen(look, state, facts, parent)
{
    startRowsAt(layout::bodyTop);
    const Visit &visit = *state.visit;
    const QString amount = cash(visit.payout->amount);
    addTitle(tr("We are checking your payout"));
    const bool position = visit.check == CheckKind::CashPosition;
    addRow({tr("Your money"), position ? tr("%1 stays reserved while we check.").arg(amount)
                                       : tr("No cash came. %1 may stay reserved.").arg(amount),
        Icon::Lens, Tone::Here});
    const bool atSlot = visit.place == CardPlace::AtSlot;
    const bool kept = visit.place == CardPlace::Retained;
    addRow({tr("Your card"),
        atSlot     ? tr("Take your card, on the right.")
            : kept ? tr("The machine keeps it.")
                   : tr("You have your card."),
        Icon::Card, atSlot || kept ? Tone::Here : Tone::Safe, {}, atSlot});
    addRow({tr("What next"), tr("Do not repeat it. Keep this number."), Icon::Arrow});
    addText(mm(54.2, 158, 112, 30), referenceOf(visit.payout->id), Type::Reference);
    const QString help = facts.helpPhone.isEmpty() ? tr("Ask in the branch")
                                                   : tr("Help: %1").arg(facts.helpPhone);
    if (state.devices.printerReady) {
        addText(mm(168, 158.5, 116, 15), tr("Also on your slip"), Type::Body, Tone::Second,
            Qt::AlignRight | Qt::AlignVCenter);
    }
    addText(mm(168, 171.5, 116, 15), help, Type::Strong, Tone::Plain,
        Qt::AlignRight | Qt::AlignVCenter);
    if (!atSlot) {
        addKey(mm(layout::margin, layout::footerKeyTop, 91, layout::footerKeyHeight),
            {.label = tr("Done"), .style = KeyStyle::Quiet, .icon = Icon::Tick}, Choose{1}, false);
    }
    addFooter({});
}

void BeingCheckedScreen::paintBody(QPainter &painter)
{
    AnswerScreen::paintBody(painter);
    paintPanel(painter, mm(layout::margin, 156.6, layout::right - layout::margin, 31.5), true);
    drawIcon(painter, Icon::Slip, mm(22.5, 162.5, 19, 19), palette().text, m_look.mm(1.6));
}

} // namespace kontor::atm
