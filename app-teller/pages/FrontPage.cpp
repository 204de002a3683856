// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/FrontPage.h"

#include "app-teller/DayWatch.h"
#include "foundation/Clock.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/BeadBoard.h"
#include "widgets/Dates.h"
#include "widgets/IconLabel.h"
#include "widgets/LanguageButton.h"
#include "widgets/Retranslate.h"
#include "widgets/Surface.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace kontor::teller {

using namespace widgets;

FrontPage::FrontPage(Appearance *appearance, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_clock(&clock)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBoardSide(), 584);
    layout->addWidget(makeFormSide(), 696);
}

QWidget *FrontPage::makeBoardSide()
{
    auto *side = new Surface(Surface::Kind::Rail, this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(56, 56, 56, 40);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(new MarkLabel(44, side));
    auto *name = makeLabel(u"Kontor"_s, side, TextRole::Heading, Tone::OnRail);
    head->addWidget(name, 1);
    layout->addLayout(head);
    layout->addSpacing(64);
    auto *board = new BeadBoard(side);
    board->setMaximumSize(456, 296);
    layout->addWidget(board);
    layout->addSpacing(16);
    auto *caption = makeLabel(side, TextRole::Body, Tone::OnRail2);
    caption->setWordWrap(true);
    layout->addWidget(caption);
    layout->addStretch();
    auto *today = makeLabel(side, TextRole::FigureM, Tone::OnRail);
    layout->addWidget(today);
    auto *claim = makeLabel(side, TextRole::Body, Tone::OnRail2);
    claim->setWordWrap(true);
    layout->addWidget(claim);
    const auto showDay = [this, board, caption, today] {
        board->setDate(dayOf(m_clock->now()));
        caption->setText(tr("The beads show today: %1").arg(board->dateText()));
        today->setText(fullDate(m_clock->now()));
    };
    onLanguage(this, [showDay, claim] {
        showDay();
        claim->setText(tr("A bank branch you can run from one box."));
    });
    // A counter is locked in the evening and opened in the morning.
    watchDay(this, showDay);
    return side;
}

QWidget *FrontPage::makeFormSide()
{
    auto *side = new Surface(Surface::Kind::Card, this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(40, 20, 36, 20);
    auto *language = new LanguageButton(m_appearance, this);
    connect(language, &LanguageButton::chosen, this, &FrontPage::languageChosen);
    layout->addWidget(language, 0, Qt::AlignRight);
    layout->addStretch(2);
    m_column = new QWidget(side);
    m_column->setFixedWidth(408);
    m_lines = new QVBoxLayout(m_column);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(0);
    m_title = makeLabel(m_column, TextRole::Heading);
    m_title->setIndent(ActionButton::ringMargin);
    m_lines->addWidget(m_title);
    m_lead = makeLabel(m_column, TextRole::Body, Tone::Secondary);
    m_lead->setIndent(ActionButton::ringMargin);
    m_lead->setWordWrap(true);
    m_lines->addWidget(m_lead);
    m_lines->addSpacing(10);
    // Not by an alignment: that would measure wrapped texts as if they had one line.
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(m_column);
    middle->addStretch();
    layout->addLayout(middle);
    layout->addStretch(3);
    auto *version = makeLabel(side, TextRole::Small, Tone::Secondary);
    layout->addWidget(version, 0, Qt::AlignRight);
    onLanguage(this, [version] {
        version->setText(tr("Version %1").arg(QLatin1StringView(KONTOR_VERSION)));
    });
    return side;
}

void FrontPage::setHeading(const QString &title, const QString &lead)
{
    m_title->setText(title);
    m_lead->setText(lead);
}

QLineEdit *FrontPage::addField(const QString &name, QLabel **label)
{
    // The button below keeps a margin for its ring; the field gets the same, so the edges meet.
    auto *field = new QWidget(m_column);
    auto *layout = new QVBoxLayout(field);
    layout->setContentsMargins(ActionButton::ringMargin, 14, ActionButton::ringMargin, 0);
    layout->setSpacing(6);
    *label = makeLabel(field, TextRole::BodyStrong);
    auto *edit = new QLineEdit(field);
    edit->setObjectName(name);
    edit->setProperty("fieldSize", u"tall"_s);
    (*label)->setBuddy(edit);
    layout->addWidget(*label);
    layout->addWidget(edit);
    m_lines->addWidget(field);
    if (!m_problemField) {
        m_problemField = edit;
    }
    return edit;
}

ActionButton *FrontPage::addMainButton(const QString &name)
{
    m_problem = makeLabel(m_column, TextRole::Small, Tone::Error);
    m_problem->setObjectName(objectName().remove(u"Page"_s) + u".problem"_s);
    m_problem->setContentsMargins(ActionButton::ringMargin, 6, ActionButton::ringMargin, 0);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_lines->addWidget(m_problem);
    auto *button = new ActionButton(m_column, ActionButton::Kind::Primary);
    button->setObjectName(name);
    button->setTall(true);
    button->setKeyHint(QKeySequence(Qt::Key_Return));
    m_lines->addSpacing(12);
    m_lines->addWidget(button);
    return button;
}

void FrontPage::showProblem(const QString &message)
{
    m_problem->setText(message);
    m_problem->setVisible(!message.isEmpty());
    m_problemField->setAccessibleDescription(message);
    m_problemField->setFocus();
}

void FrontPage::hideProblem()
{
    m_problem->hide();
    m_problemField->setAccessibleDescription(QString());
}

} // namespace kontor::teller
