// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/OutcomeBodies.h"

#include "app-teller/pages/CheckBody.h"
#include "app-teller/pages/SideCard.h"
#include "app-teller/pages/Timeline.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Card.h"
#include "widgets/IconLabel.h"
#include "widgets/MoneyText.h"
#include "widgets/ReceiptView.h"
#include "widgets/Retranslate.h"
#include "widgets/Ring.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>

namespace kontor::teller {

using namespace widgets;

namespace {

//! The head of an outcome: a disc with its icon, and words beside it.
QVBoxLayout *addHead(
    QVBoxLayout *layout, const QString &icon, Tone tone, bool filled, QWidget *card)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(20);
    auto *disc = new IconLabel(icon, 40, tone, card);
    disc->setDisc(72, filled);
    head->addWidget(disc, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    head->addLayout(words, 1);
    head->setAlignment(words, Qt::AlignVCenter);
    layout->addLayout(head);
    layout->addSpacing(20);
    return words;
}

} // namespace

DoneBody::DoneBody(QWidget *parent)
    : QWidget(parent), m_amount(makeLabel(this, TextRole::FigureXl)),
      m_currency(makeLabel(this, TextRole::Lead, Tone::Secondary)),
      m_lead(makeLabel(this, TextRole::Lead)), m_rows(new QVBoxLayout), m_receipt(new ReceiptView)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    auto *card = new Card(this);
    auto *lines = new QVBoxLayout(card);
    lines->setContentsMargins(24, 24, 24, 16);
    lines->setSpacing(0);
    auto *words = addHead(lines, u"tick"_s, Tone::Success, true, card);
    auto *figure = new QHBoxLayout;
    figure->setSpacing(10);
    figure->addWidget(m_amount);
    figure->addWidget(m_currency, 1, Qt::AlignVCenter);
    alignBaseline(m_currency, TextRole::Lead, TextRole::FigureXl);
    words->addLayout(figure);
    m_lead->setWordWrap(true);
    words->addWidget(m_lead);
    lines->addLayout(m_rows);
    lines->addStretch();
    layout->addWidget(card, 1);
    auto *desk = new SideCard(this, Card::Surface::Desk);
    auto *deskLayout = new QVBoxLayout(desk);
    deskLayout->setContentsMargins(12, 16, 12, 12);
    deskLayout->addWidget(m_receipt, 0, Qt::AlignHCenter | Qt::AlignTop);
    layout->addWidget(desk);
}

void DoneBody::show(const DoneSheet &sheet)
{
    const bool moved = sheet.headline.isEmpty();
    m_amount->setText(moved ? formatMoney(sheet.amount) : sheet.headline);
    m_currency->setText(QString::fromLatin1(sheet.amount.currency.code()));
    m_currency->setVisible(moved);
    m_lead->setText(sheet.lead);
    fillRows(m_rows, sheet.rows, this);
    m_receipt->setReceipt(sheet.receipt);
    m_receipt->setVisible(!sheet.receipt.lines.empty());
}

RefusedBody::RefusedBody(QWidget *parent)
    : QWidget(parent), m_headline(makeLabel(this, TextRole::FigureM)),
      m_lead(makeLabel(this, TextRole::Lead)), m_rows(new QVBoxLayout)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(this);
    auto *lines = new QVBoxLayout(card);
    lines->setContentsMargins(24, 24, 24, 16);
    lines->setSpacing(0);
    auto *words = addHead(lines, u"problem"_s, Tone::Error, false, card);
    m_headline->setWordWrap(true);
    m_lead->setWordWrap(true);
    words->addWidget(m_headline);
    words->addWidget(m_lead);
    lines->addLayout(m_rows);
    lines->addStretch();
    layout->addWidget(card);
}

void RefusedBody::show(const RefusedSheet &sheet)
{
    m_headline->setText(sheet.headline);
    m_lead->setText(sheet.lead);
    fillRows(m_rows,
        {{tr("Reason"), sheet.reason, true}, {tr("What to do"), sheet.advice, true},
            {tr("Details"), sheet.details}},
        this);
}

CheckingBody::CheckingBody(QWidget *parent)
    : QWidget(parent), m_headline(makeLabel(this, TextRole::FigureM)),
      m_lead(makeLabel(this, TextRole::Lead)), m_instructions(new QVBoxLayout),
      m_continue(makeLabel(this, TextRole::Small, Tone::Secondary)),
      m_happenedTitle(makeLabel(this, TextRole::Strong)), m_happened(new Timeline(this)),
      m_ring(new Ring(this)), m_next(makeLabel(this, TextRole::Small, Tone::Secondary)),
      m_checkNow(new ActionButton(this)),
      m_request(makeLabel(this, TextRole::Mini, Tone::Secondary))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    auto *card = new Card(this);
    auto *lines = new QVBoxLayout(card);
    lines->setContentsMargins(24, 22, 24, 16);
    lines->setSpacing(0);
    auto *words = addHead(lines, u"being-checked"_s, Tone::Warning, false, card);
    m_headline->setWordWrap(true);
    m_lead->setWordWrap(true);
    words->addWidget(m_headline);
    words->addWidget(m_lead);
    lines->addLayout(m_instructions);
    m_continue->setWordWrap(true);
    lines->addWidget(m_continue);
    lines->addStretch();
    m_request->setTextInteractionFlags(Qt::TextSelectableByMouse);
    lines->addWidget(m_request);
    layout->addWidget(card, 1);

    auto *side = new SideCard(this);
    auto *log = new QVBoxLayout(side);
    log->setContentsMargins(20, 16, 20, 16);
    log->setSpacing(10);
    log->addWidget(m_happenedTitle);
    log->addWidget(m_happened);
    log->addStretch();
    log->addWidget(new Rule(side));
    auto *next = new QHBoxLayout;
    next->setSpacing(20 - ActionButton::ringMargin);
    next->addWidget(m_ring);
    m_checkNow->setObjectName(u"checking.checkNow"_s);
    auto *beside = new QVBoxLayout;
    beside->setSpacing(4);
    m_next->setWordWrap(true);
    m_next->setContentsMargins(ActionButton::ringMargin, 0, 0, 0);
    beside->addStretch();
    beside->addWidget(m_next);
    beside->addWidget(m_checkNow, 0, Qt::AlignLeft);
    beside->addStretch();
    next->addLayout(beside, 1);
    log->addLayout(next);
    layout->addWidget(side);
    connect(m_checkNow, &QPushButton::clicked, this, &CheckingBody::checkNow);
    onLanguage(this, [this] {
        m_continue->setText(
            tr("You can serve the next customer. The answer appears in the status bar."));
        m_happenedTitle->setText(tr("What happened"));
        m_checkNow->setText(tr("Check &now"));
    });
}

void CheckingBody::show(const CheckingSheet &sheet, const QString &requestNumber)
{
    m_headline->setText(sheet.headline);
    m_lead->setText(sheet.lead);
    m_request->setText(tr("Request %1").arg(requestNumber));
    showInstructions(sheet);
    m_happened->show(sheet.happenings);
}

void CheckingBody::showInstructions(const CheckingSheet &sheet)
{
    clearLayout(m_instructions);
    for (const CheckingSheet::Instruction &instruction : sheet.instructions) {
        m_instructions->addWidget(new Rule(this));
        auto *row = new QHBoxLayout;
        row->setContentsMargins(0, 16, 0, 16);
        row->setSpacing(16);
        auto *disc = new IconLabel(instruction.icon, 20, Tone::Warning, this);
        disc->setDisc(40);
        row->addWidget(disc);
        auto *words = new QVBoxLayout;
        words->setSpacing(1);
        words->addWidget(makeLabel(instruction.title, this, TextRole::Strong));
        auto *detail = makeLabel(instruction.detail, this, TextRole::Small, Tone::Secondary);
        detail->setWordWrap(true);
        words->addWidget(detail);
        row->addLayout(words, 1);
        m_instructions->addLayout(row);
    }
    m_instructions->addWidget(new Rule(this));
    m_instructions->addSpacing(12);
}

void CheckingBody::setRemaining(int left, int total)
{
    m_ring->setRemaining(left, total, {});
    m_next->setText(left > 0 ? tr("until the next request") : tr("A request is on its way."));
    m_checkNow->setEnabled(left > 0);
    m_checkNow->setAccessibleDescription(left > 0 ? QString() : m_next->text());
}

} // namespace kontor::teller
