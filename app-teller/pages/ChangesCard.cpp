// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/ChangesCard.h"

#include "app-teller/pages/CheckBody.h"
#include "foundation/Strings.h"
#include "widgets/IconLabel.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>

namespace kontor::teller {

using namespace widgets;

ChangesCard::ChangesCard(QWidget *parent)
    : SideCard(parent), m_title(makeLabel(this, TextRole::Strong)), m_rows(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    m_rows->setSpacing(10);
    layout->addLayout(m_rows);
    layout->addStretch();
    onLanguage(this, [this] { m_title->setText(tr("What will change")); });
}

void ChangesCard::setChanges(const std::vector<Change> &changes, const QString &placeholder)
{
    clearLayout(m_rows);
    m_spoken.clear();
    if (changes.empty()) {
        auto *label = makeLabel(placeholder, this, TextRole::Body, Tone::Secondary);
        label->setWordWrap(true);
        m_rows->addWidget(label);
        return;
    }
    for (const Change &change : changes) {
        auto *head = new QHBoxLayout;
        head->setSpacing(10);
        head->addWidget(new IconLabel(change.icon, 20, Tone::Secondary, this));
        head->addWidget(makeLabel(change.title, this, TextRole::BodyStrong), 1);
        m_rows->addLayout(head);
        for (const SheetRow &row : change.rows) {
            addRow(row, false);
        }
        if (!change.after.label.isEmpty()) {
            m_rows->addWidget(new Rule(this));
            addRow(change.after, true);
        }
        m_rows->addSpacing(8);
    }
}

void ChangesCard::addRow(const SheetRow &row, bool total)
{
    auto *line = new QHBoxLayout;
    line->addWidget(makeLabel(row.label, this, total ? TextRole::BodyStrong : TextRole::Body,
                        total ? Tone::Plain : Tone::Secondary),
        1);
    // Beside its name, in the narrow card too.
    const int room = 240 - QFontMetrics(fontOf(TextRole::BodyStrong)).horizontalAdvance(row.label);
    auto *value = makeLabel(row.value, this,
        total ? roleThatFits(row.value, room, {TextRole::FigureM, TextRole::Strong})
              : TextRole::Body);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line->addWidget(value);
    m_rows->addLayout(line);
    m_spoken += row.label + u' ' + row.value + u". "_s;
}

} // namespace kontor::teller
