// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/CheckBody.h"

#include "app-teller/pages/ChangesCard.h"
#include "foundation/Strings.h"
#include "widgets/AmountWords.h"
#include "widgets/Card.h"
#include "widgets/IconLabel.h"
#include "widgets/MoneyText.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>

namespace kontor::teller {

using namespace widgets;

void clearLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->layout()) {
            clearLayout(item->layout());
        } else if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void fillRows(QVBoxLayout *layout, const std::vector<SheetRow> &rows, QWidget *parent)
{
    clearLayout(layout);
    for (const SheetRow &row : rows) {
        layout->addWidget(new Rule(parent));
        auto *line = new QHBoxLayout;
        line->setContentsMargins(0, 11, 0, 11);
        line->setSpacing(12);
        auto *label = makeLabel(row.label, parent, TextRole::Body, Tone::Secondary);
        label->setMinimumWidth(140);
        auto *value =
            makeLabel(row.value, parent, row.strong ? TextRole::BodyStrong : TextRole::Body);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line->addWidget(label, 0, Qt::AlignTop);
        line->addWidget(value, 1);
        layout->addLayout(line);
    }
}

CheckBody::CheckBody(QWidget *parent)
    : QWidget(parent), m_summary(new Card(this)), m_amount(makeLabel(m_summary, TextRole::Hero)),
      m_currency(makeLabel(m_summary, TextRole::FigureM, Tone::Secondary)),
      m_words(makeLabel(m_summary, TextRole::Lead)), m_parties(new QHBoxLayout),
      m_rows(new QVBoxLayout), m_changes(new ChangesCard(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_changes);
    m_summary->setObjectName(u"check.summary"_s);
    m_summary->setFocusPolicy(Qt::StrongFocus);
    m_summary->markFocusOf(m_summary);
    auto *lines = new QVBoxLayout(m_summary);
    lines->setContentsMargins(24, 18, 24, 14);
    lines->setSpacing(0);
    auto *figure = new QHBoxLayout;
    figure->setSpacing(12);
    figure->addWidget(m_amount);
    figure->addWidget(m_currency, 1);
    alignBaseline(m_currency, TextRole::FigureM, TextRole::Hero);
    lines->addLayout(figure);
    m_words->setWordWrap(true);
    m_words->setObjectName(u"check.words"_s);
    lines->addWidget(m_words);
    lines->addSpacing(18);
    m_parties->setSpacing(16);
    lines->addLayout(m_parties);
    lines->addSpacing(16);
    lines->addLayout(m_rows);
    lines->addStretch(1); // and not between the lines of a party
}

QWidget *CheckBody::makeParty(const Party &party)
{
    auto *box = new Card(m_summary, Card::Surface::Sunken);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins(14, 11, 14, 11);
    lines->setSpacing(3);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new IconLabel(party.icon, 16, Tone::Secondary, box));
    head->addWidget(makeLabel(party.caption, box, TextRole::Small, Tone::Secondary), 1);
    lines->addLayout(head);
    auto *name = makeLabel(party.name, box, TextRole::Strong);
    name->setWordWrap(true);
    lines->addWidget(name);
    auto *detail = makeLabel(party.detail, box, TextRole::Small, Tone::Secondary);
    detail->setWordWrap(true);
    lines->addWidget(detail);
    lines->addStretch(); // the other box may be higher
    return box;
}

void CheckBody::show(const CheckSheet &sheet, const QString &title)
{
    const bool moves = sheet.amount.minor > 0;
    const QString words = moves ? amountInWords(sheet.amount) : QString();
    m_amount->setText(moves ? formatMoney(sheet.amount) : sheet.headline);
    m_currency->setText(QString::fromLatin1(sheet.amount.currency.code()));
    m_currency->setVisible(moves);
    m_words->setText(breakable(words));
    m_words->setAccessibleName(words);
    m_words->setVisible(moves);
    clearLayout(m_parties);
    m_parties->addWidget(makeParty(sheet.from), 1);
    m_parties->addWidget(new IconLabel(u"arrow-right"_s, 24, Tone::Primary, m_summary));
    m_parties->addWidget(makeParty(sheet.to), 1);
    fillRows(m_rows, sheet.rows, m_summary);
    m_changes->setChanges(sheet.changes);

    QStringList spoken{title};
    spoken.append(moves ? formatWithCurrency(sheet.amount) + u", "_s + words : sheet.headline);
    for (const Party &party : {sheet.from, sheet.to}) {
        spoken.append(party.caption + u' ' + party.name + u", "_s + party.detail);
    }
    spoken.append(m_changes->spoken());
    m_summary->setAccessibleName(spoken.join(u". "_s));
}

void CheckBody::focusSummary()
{
    m_summary->setFocus(Qt::OtherFocusReason);
}

} // namespace kontor::teller
