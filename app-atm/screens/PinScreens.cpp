// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/screens/PinScreens.h"

#include <QPainter>

namespace kontor::atm {

// ---- PIN --------------------------------------------------------------------------------------

PinField::PinField(const Look &look, QWidget *parent) : QWidget(parent), m_look(look)
{
    setAccessibleName(tr("PIN"));
    setAccessibleDescription(tr("Each digit is one sound"));
}

void PinField::setCount(int count)
{
    m_count = count;
    update();
}

void PinField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &palette = *m_look.palette;
    const double line = m_look.mm(0.9);
    painter.setPen(QPen(palette.text, line));
    painter.setBrush(palette.panel);
    const double half = line / 2;
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(half, half, -half, -half), m_look.mm(3), m_look.mm(3));
    const int slots_ = m_count > 6 ? 12 : m_count > 4 ? 6 : 4;
    const double pitch = m_look.mm(slots_ == 4 ? 24.4 : slots_ == 6 ? 18 : 9.4);
    const double radius = m_look.mm(slots_ == 12 ? 3.4 : 5.8);
    for (int i = 0; i < slots_; ++i) {
        const QPointF centre(width() / 2.0 + (i - (slots_ - 1) / 2.0) * pitch, height() / 2.0);
        const bool filled = i < m_count;
        painter.setPen(filled ? QPen(Qt::NoPen) : QPen(palette.outline, m_look.mm(1.2)));
        painter.setBrush(filled ? QBrush(palette.text) : QBrush(Qt::NoBrush));
        painter.drawEllipse(centre, radius, radius);
    }
}

PinScreen::PinScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    addTitle(titleFor(state.visit->pinPurpose));
    m_field = new PinField(look, this);
    m_field->setGeometry(mm(layout::margin, layout::bodyTop, 120.2, 36).toRect());
    m_noticeHead = addText(mm(20.2, 75.5, 108, 16), {}, Type::Strong);
    m_noticeText = addText(mm(20.2, 90, 108, 16), {}, Type::Body);
    addText(mm(layout::margin, 158.5, 125, 31), tr("Cover the keys\nwith your hand."), Type::Body);
    addPad(true, [this](int digit) { Q_EMIT digitPressed(digit); });
    addFooter(tr("Cancel"));
    PinScreen::refresh(state);
}

QString PinScreen::titleFor(PinPurpose purpose)
{
    switch (purpose) {
    case PinPurpose::Identify: return tr("Enter your PIN");
    case PinPurpose::Current: return tr("Enter your present PIN");
    case PinPurpose::New: return tr("Choose a new PIN");
    case PinPurpose::NewAgain: return tr("Enter the new PIN again");
    }
    return {};
}

QString PinScreen::noticeHead() const
{
    const Visit &visit = *m_state.visit;
    if (visit.pinTooShort) {
        return tr("A PIN has 4 digits or\u00A0more.");
    }
    switch (visit.pinTrouble) {
    case PinTrouble::None: break;
    case PinTrouble::EasyToGuess: return tr("Too easy to guess.");
    case PinTrouble::NotTheSame: return tr("The two PINs were not the same.");
    }
    if (visit.pinPurpose == PinPurpose::New || visit.pinPurpose == PinPurpose::NewAgain) {
        return {};
    }
    if (visit.triesLeft) {
        return tr("Wrong PIN.");
    }
    return visit.pinAgain ? tr("Enter it once more.") : QString();
}

QString PinScreen::noticeText() const
{
    const Visit &visit = *m_state.visit;
    const bool isNew
        = visit.pinPurpose == PinPurpose::New || visit.pinPurpose == PinPurpose::NewAgain;
    if (visit.pinTooShort || isNew) {
        return {};
    }
    if (visit.triesLeft == 1 && m_state.policy.retainCardAfterLastTry) {
        return tr("Last try: then the card stays here.");
    }
    if (visit.triesLeft) {
        return tr("%n try(s) left.", nullptr, *visit.triesLeft);
    }
    return visit.pinAgain ? tr("Your time was over.") : QString();
}

void PinScreen::refresh(const State &state)
{
    AtmScreen::refresh(state);
    m_field->setCount(state.visit->pinLength);
    const QString head = noticeHead();
    const QString text = noticeText();
    const bool both = !text.isEmpty();
    m_noticeHead->setText(head);
    m_noticeText->setText(text);
    m_noticeHead->setVisible(!head.isEmpty());
    m_noticeText->setVisible(both);
    m_noticeHead->setGeometry(mm(16.8, 74.5, 111, both ? 16 : 33).toRect());
    m_noticeText->setGeometry(mm(16.8, 89, 111, text.size() > 24 ? 30 : 16).toRect());
    update();
}

QString PinScreen::spokenChange() const
{
    return (noticeHead() + u' ' + noticeText()).trimmed();
}

void PinScreen::paintBody(QPainter &painter)
{
    const bool notice = !noticeHead().isEmpty();
    const bool tall = noticeText().size() > 24;
    if (notice) {
        paintNotice(painter, mm(layout::margin + 0.6, 73.5, 119, tall ? 48 : 35.1));
    }
    const QRectF place = notice ? mm(layout::margin + 1, tall ? 125 : 115.5, 54, tall ? 32 : 42)
                                : mm(layout::margin + 1, 83, 88, 70);
    drawPicture(painter, Picture::HandOverKeys, place, m_look);
}

// ---- other amount -----------------------------------------------------------------------------

AmountScreen::AmountScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    addTitle(tr("Other amount"));
    addText(mm(19.6, 35.5, 60, 13), tr("Amount"), Type::Label, Tone::Second);
    m_amount = addText(mm(19.6, 41, 104.5, 38), {}, Type::LargeAmount, Tone::Plain,
        Qt::AlignRight | Qt::AlignVCenter);
    // They are painted, not written.
    QLabel *kinds = addText(mm(layout::margin, 86, 120, 14), tr("Notes in the machine"),
        Type::Label, Tone::Second);
    kinds->setAccessibleName(
        u"%1: %2"_s.arg(kinds->text(), kindsOf(state.devices.dispenser.stock)));
    addText(mm(layout::margin, 136, 120, 14), tr("You can take out"), Type::Label, Tone::Second);
    const int most = largestPayable(state.devices.dispenser.stock, state.policy.limits);
    addText(mm(layout::margin, 149.5, 121, 34), tr("up to %1 at\u00A0once").arg(cash(most)),
        Type::Strong, Tone::Plain, Qt::AlignLeft | Qt::AlignTop);
    addPad(false, [this](int digit) { Q_EMIT digitPressed(digit); });
    addFooter(tr("Cancel"));
    AmountScreen::refresh(state);
}

void AmountScreen::refresh(const State &state)
{
    AtmScreen::refresh(state);
    const QString amount = cash(state.visit->typedAmount);
    const auto fits = [&](Type type) {
        return QFontMetrics(m_look.font(type)).horizontalAdvance(amount) <= m_amount->width();
    };
    m_amount->setFont(m_look.font(fits(Type::LargeAmount) ? Type::LargeAmount
            : fits(Type::Reference)                       ? Type::Reference
                                                          : Type::Title));
    m_amount->setText(amount);
}

QString AmountScreen::spokenChange() const
{
    return cash(m_state.visit->typedAmount);
}

void AmountScreen::paintBody(QPainter &painter)
{
    paintPanel(painter, mm(layout::margin, layout::bodyTop, 120.2, 44.6), true);
    // Three kinds have room in full size; of more than that, each is smaller.
    const Notes &stock = m_state.devices.dispenser.stock;
    const double pitch = stock.size() <= 3 ? 41 : 123.0 / double(stock.size());
    const double width = pitch * 0.886;
    const double height = std::min(20.8, width * 0.66);
    double x = layout::margin + 0.9;
    for (const api::NoteCount &note : stock) {
        drawNote(painter, mm(x, 112.8 - height / 2, width, height), note.value, m_look, false);
        x += pitch;
    }
}

} // namespace kontor::atm
