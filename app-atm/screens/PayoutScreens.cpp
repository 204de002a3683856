// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/screens/PayoutScreens.h"

#include <QPainter>

namespace kontor::atm {

using namespace layout;

// ---- working ----------------------------------------------------------------------------------

static constexpr int payoutSteps = 5;

static bool canCancel(Phase phase)
{
    return phase == Phase::Authorising || phase == Phase::Staging || phase == Phase::Rejecting;
}

WorkingScreen::WorkingScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    addTitle(tr("Preparing your %1").arg(cash(state.visit->payout->amount)));
    for (int i = 0; i < payoutSteps; ++i) {
        const bool now = i == currentStep();
        addText(mm(170.2, 38 + 26.8 * i, 123, 20), textOf(i), now ? Type::Strong : Type::Body,
            i > currentStep() ? Tone::Second : Tone::Plain);
    }
    m_reassurance = addText(mm(29, 171, 262, 18), {}, Type::Body);
    addFooter(canCancel(state.phase) && !state.visit->payout->cancelled ? tr("Cancel") : QString());
    WorkingScreen::refresh(state);
}

int WorkingScreen::currentStep() const
{
    switch (m_state.phase) {
    case Phase::Authorising: return 1;
    case Phase::Staging:
    case Phase::Rejecting: return 2;
    default: return 4;
    }
}

//! What is going on reads so, and what is done too; what comes later is only named.
QString WorkingScreen::textOf(int step) const
{
    const bool now = step == currentStep();
    const bool done = step < currentStep();
    switch (step) {
    case 0: return tr("Amount checked");
    case 1: return done ? tr("Bank agreed") : tr("Asking the bank");
    case 2:
        return done ? tr("Notes counted") : now ? tr("Counting your notes") : tr("Count the notes");
    case 3: return done ? tr("Card returned") : tr("Your card");
    default: return now ? tr("Your cash is coming") : tr("Your cash");
    }
}

void WorkingScreen::refresh(const State &state)
{
    AtmScreen::refresh(state);
    const bool slow = state.visit->stillWorking;
    m_reassurance->setText(state.visit->payout->cancelled ? tr("Cancelling. Your card is safe.")
            : !cardIsInside() ? (slow ? tr("Still working.") : tr("You have your card."))
            : slow            ? tr("Still working. Your card is safe.")
                              : tr("Your card is safe in the machine."));
    update();
}

//! Only the step that goes on now, and that it is being cancelled.
QString WorkingScreen::spoken() const
{
    const QString now = title() + u". "_s + textOf(currentStep()) + u'.';
    return m_state.visit->payout->cancelled ? now + u' ' + m_reassurance->text() : now;
}

void WorkingScreen::paintBody(QPainter &painter)
{
    drawPicture(painter, Picture::NotesBeingCounted, mm(margin, 39, 120, 124), m_look,
        m_state.visit->payout->mix);
    painter.fillRect(mm(154.2, 48, 1.1, 26.8 * (payoutSteps - 1)), palette().outline);
    for (int i = 0; i < payoutSteps; ++i) {
        const QRectF disc = mm(146.7, 40 + 26.8 * i, 16.1, 16.1);
        const bool done = i < currentStep();
        const bool now = i == currentStep();
        painter.setPen(done || now ? QPen(Qt::NoPen) : QPen(palette().outline, m_look.mm(1.1)));
        painter.setBrush(done ? palette().safe : now ? palette().here : palette().background);
        painter.drawEllipse(done || now ? disc : disc.adjusted(2, 2, -2, -2));
        if (done) {
            drawIcon(
                painter, Icon::Tick, disc.adjusted(4, 4, -4, -4), palette().onSafe, m_look.mm(2.2));
        } else if (now) {
            painter.setBrush(palette().onHere);
            painter.drawEllipse(disc.center(), m_look.mm(3), m_look.mm(3));
        }
    }
    const QRectF disc = mm(12.5, 173.9, 12.2, 12.2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().safe);
    painter.drawEllipse(disc);
    drawIcon(painter, Icon::Tick, disc.adjusted(3, 3, -3, -3), palette().onSafe, m_look.mm(1.8));
}

// ---- notes that nobody took -------------------------------------------------------------------

RetractingScreen::RetractingScreen(const Look &look, const State &state, const MachineFacts &facts,
    QWidget *parent)
    : AnswerScreen(look, state, facts, parent)
{
    startRowsAt(bodyTop);
    addTitle(tr("The machine takes the notes back"));
    addRow({tr("Your money"), tr("The notes were not taken."), Icon::Note, Tone::Here});
    addRow({tr("Your card"), tr("You have your card."), Icon::Card, Tone::Safe});
    m_wait = addRow({tr("What next"), {}, Icon::Clock});
    addFooter({});
    RetractingScreen::refresh(state);
}

void RetractingScreen::refresh(const State &state)
{
    AtmScreen::refresh(state);
    m_wait->setText(state.visit->stillWorking ? tr("Still counting the notes.")
                                              : tr("The notes are being counted."));
}

// ---- one moment -------------------------------------------------------------------------------

OneMomentScreen::OneMomentScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    addTitle(tr("One moment"));
    addText(mm(54.2, 75, 230, 20),
        state.phase == Phase::CheckingPin       ? tr("Your PIN is being checked.")
            : state.phase == Phase::ChangingPin ? tr("Your PIN is being changed.")
                                                : tr("Your balance is being fetched."),
        Type::Strong);
    m_reassurance = addText(mm(54.2, 95, 230, 20), {}, Type::Body, Tone::Second);
    addFooter(state.phase == Phase::ChangingPin ? QString() : tr("Cancel"));
    OneMomentScreen::refresh(state);
}

void OneMomentScreen::refresh(const State &state)
{
    AtmScreen::refresh(state);
    m_reassurance->setText(state.visit->stillWorking ? tr("Still working. Your card is safe.")
                                                     : tr("Your card is safe in the machine."));
}

void OneMomentScreen::paintBody(QPainter &painter)
{
    paintPanel(painter, mm(margin, 64, right - margin, 60), false);
    painter.setPen(QPen(palette().here, m_look.mm(0.9)));
    painter.setBrush(palette().background);
    painter.drawEllipse(mm(19.5, 81.4, 25.3, 25.3));
    drawIcon(painter, Icon::Card, mm(24.6, 86.5, 15.1, 15.1), palette().here, m_look.mm(1.5));
}

// ---- take your card ---------------------------------------------------------------------------

TakeCardScreen::TakeCardScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    const bool cashNext = !state.visit->leaving;
    addOneThing(
        tr("Take your card"), cashNext ? tr("Your cash comes next.") : tr("Nothing else follows."));
    addText(
        mm(178, 140, 121, 22), tr("Slot on the right"), Type::Strong, Tone::Plain, Qt::AlignCenter);
    if (cashNext) {
        setJourney(1);
    }
    addFooter({});
}

void TakeCardScreen::paintBody(QPainter &painter)
{
    drawPicture(painter, Picture::CardInReader, mm(29.5, 72.5, 124.5, 116), m_look);
    drawPicture(painter, Picture::ArrowRight, mm(190, 106.5, 103, 31), m_look);
}

// ---- take your cash ---------------------------------------------------------------------------

TakeCashScreen::TakeCashScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    const Withdrawal &payout = *state.visit->payout;
    const int amount = amountOf(payout.presented);
    const QString notes = tr("in %n note(s)", nullptr, countOf(payout.presented));
    const bool partly = amount != payout.amount;
    addOneThing(tr("Take your cash"),
        partly ? tr("Only %1 came. We book only this.").arg(cash(amount))
               : cash(amount) + u' ' + notes);
    addText(mm(183, 150, 110, 32), tr("Slot below\nthe screen"), Type::Strong, Tone::Plain,
        Qt::AlignCenter);
    setJourney(2);
    addFooter({});
}

void TakeCashScreen::paintBody(QPainter &painter)
{
    drawPicture(painter, Picture::NotesInSlot, mm(margin, 72.5, 161, 97.8), m_look,
        m_state.visit->payout->presented);
    drawPicture(painter, Picture::ArrowDown, mm(222.5, 79, 31, 71), m_look);
}

// ---- receipt, goodbye -------------------------------------------------------------------------

ReceiptScreen::ReceiptScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    const bool paper = state.devices.printerReady;
    addTitle(tr("Would you like a receipt?"));
    if (paper) {
        addKey(mm(margin, bodyTop, tileWidth, 154.8),
            {.label = tr("On paper"),
                .shape = KeyShape::Door,
                .picture = Picture::Slip,
                .number = 1},
            Choose{1}, false);
    } else {
        addText(mm(margin + 8, 95, tileWidth - 16, 32), tr("No paper today"), Type::Body,
            Tone::Second, Qt::AlignCenter);
    }
    addKey(mm(secondColumn, bodyTop, tileWidth, 154.8),
        {.label = paper ? tr("No receipt") : tr("Go on without"), .style = KeyStyle::Quiet,
            .shape = KeyShape::Door, .picture = Picture::CrossedSlip, .number = 2},
        Choose{2}, false);
    setJourney(3);
    addFooter({});
}

QString ReceiptScreen::spoken() const
{
    const QString all = AtmScreen::spoken();
    return m_state.speech.on ? all + u' ' + tr("Press 3 to hear your receipt.") : all;
}

void ReceiptScreen::paintBody(QPainter &painter)
{
    if (!m_state.devices.printerReady) {
        paintPanel(painter, mm(margin, bodyTop, tileWidth, 154.8), false);
    }
}

GoodbyeScreen::GoodbyeScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    const auto centre = Qt::AlignCenter;
    addText(
        mm(margin, 118, right - margin, 30), tr("Goodbye"), Type::OneThing, Tone::Plain, centre);
    const bool slip = state.visit && state.visit->receiptWanted && state.devices.printerReady;
    addText(mm(margin, 150, right - margin, 18),
        slip ? tr("Take your receipt.") : tr("Have you got everything?"), Type::Body, Tone::Second,
        centre);
    addFooter({});
}

void GoodbyeScreen::paintBody(QPainter &painter)
{
    drawPicture(painter, Picture::Mark, mm(width() / m_look.dpmm / 2 - 21, 64, 42, 42), m_look);
}

} // namespace kontor::atm
