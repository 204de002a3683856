// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/FormField.h"

#include "foundation/Strings.h"
#include "widgets/AmountWords.h"
#include "widgets/FocusRing.h"
#include "widgets/IconLabel.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>

namespace kontor::teller {

using namespace widgets;

namespace {
constexpr int labelWidth = 136;

TextRole labelRole(const QLineEdit *edit)
{
    const bool isAmount = edit->property("fieldSize").toString() == "amount"_L1;
    return isAmount ? TextRole::BodyStrong : TextRole::Body;
}

} // namespace

FormField::FormField(QLineEdit *edit, QWidget *parent)
    : QWidget(parent), m_label(makeLabel(this, labelRole(edit))), m_edit(edit),
      m_hint(makeLabel(this, TextRole::Small, Tone::Secondary)),
      m_note(makeLabel(this, TextRole::Body)), m_problemRow(new QWidget(this)),
      m_problem(makeLabel(m_problemRow, TextRole::Small, Tone::Error)), m_column(new QVBoxLayout)
{
    edit->setParent(this);
    m_label->setBuddy(edit);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_label->setFixedWidth(labelWidth);
    m_label->setWordWrap(true);
    m_label->setMinimumHeight(edit->property("fieldSize").toString() == "amount"_L1 ? 48 : 36);
    row->addWidget(m_label, 0, Qt::AlignTop);
    m_column->setSpacing(4);
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(edit, 1);
    m_hint->setWordWrap(true);
    m_hint->setFixedWidth(150);
    line->addWidget(m_hint);
    m_column->addLayout(line);
    // Its place is kept, so that nothing moves while one types.
    m_note->setMinimumHeight(20);
    m_note->setWordWrap(true);
    m_note->hide();
    m_column->addWidget(m_note);
    auto *problem = new QHBoxLayout(m_problemRow);
    problem->setContentsMargins(0, 0, 0, 0);
    problem->setSpacing(6);
    problem->addWidget(new IconLabel(u"problem"_s, 16, Tone::Error, m_problemRow), 0, Qt::AlignTop);
    m_problem->setWordWrap(true);
    m_problem->setObjectName(edit->objectName() + u".problem"_s);
    problem->addWidget(m_problem, 1);
    m_problemRow->hide();
    m_column->addWidget(m_problemRow);
    row->addLayout(m_column, 1);
    m_ring = new FocusRing(edit, parent);
}

void FormField::setTexts(const QString &label, const QString &hint)
{
    m_label->setText(label);
    m_edit->setAccessibleName(QString(label).remove(u'&'));
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void FormField::addBelow(QWidget *widget)
{
    widget->setParent(this);
    m_column->insertWidget(1, widget);
}

void FormField::setNote(const QString &note)
{
    m_note->setText(breakable(note));
    m_note->setAccessibleName(note);
    m_note->setVisible(m_problem->text().isEmpty());
}

void FormField::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_note->setVisible(problem.isEmpty() && !m_note->text().isEmpty());
    m_problemRow->setVisible(!problem.isEmpty());
    m_edit->setAccessibleDescription(problem);
    m_ring->setWanted(!problem.isEmpty());
    const bool had = m_edit->property("problem").toBool();
    if (had != !problem.isEmpty()) {
        m_edit->setProperty("problem", !problem.isEmpty());
        m_edit->style()->unpolish(m_edit);
        m_edit->style()->polish(m_edit);
    }
}

} // namespace kontor::teller
