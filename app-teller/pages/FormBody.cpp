// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/FormBody.h"

#include "app-teller/pages/ChangesCard.h"
#include "app-teller/pages/FormField.h"
#include "foundation/Strings.h"
#include "widgets/Card.h"
#include "widgets/ProblemBox.h"

#include <QHBoxLayout>
#include <QLineEdit>

#include <algorithm>

namespace kontor::teller {

using namespace widgets;

FormBody::FormBody(CommandFlow *flow, QWidget *parent) : QWidget(parent), m_flow(flow)
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(20);
    auto *card = new Card(this);
    m_entries = new QVBoxLayout(card);
    m_entries->setContentsMargins(20, 18, 20, 16);
    m_entries->setSpacing(16);
    m_problemBox = new ProblemBox(card);
    m_entries->addWidget(m_problemBox);
    columns->addWidget(card, 1);
    m_changes = new ChangesCard(this);
    columns->addWidget(m_changes);
}

FormField *FormBody::addField(Field field, QLineEdit *edit)
{
    auto *added = new FormField(edit, m_entries->parentWidget());
    m_entries->addWidget(added);
    m_fields.emplace_back(field, added);
    connect(edit, &QLineEdit::textEdited, this, [this] {
        enter();
        refreshProblems();
    });
    return added;
}

FormField *FormBody::fieldOf(Field field) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
        [field](const auto &known) { return known.first == field; });
    return found->second;
}

bool FormBody::submit()
{
    enter();
    showProblems();
    return m_problems.empty();
}

void FormBody::refreshProblems()
{
    if (m_tried) {
        showProblems();
    }
}

void FormBody::showProblems()
{
    m_tried = true;
    m_problems = m_flow->problems();
    std::vector<ProblemBox::Problem> shown;
    for (const auto &[field, place] : m_fields) {
        QString text;
        for (const FieldProblem &problem : m_problems) {
            if (problem.field == field) {
                text = problem.text;
                shown.push_back({text, place->edit()});
            }
        }
        place->setProblem(text);
    }
    m_problemBox->setProblems(shown);
    Q_EMIT blockerChanged();
}

QString FormBody::blocker() const
{
    QStringList names;
    for (const FieldProblem &problem : m_problems) {
        names.append(fieldOf(problem.field)->edit()->accessibleName());
    }
    return names.isEmpty() ? QString() : tr("To change: %1").arg(names.join(u", "_s));
}

void FormBody::focusFirst()
{
    QLineEdit *first = m_problems.empty() ? firstEdit() : fieldOf(m_problems.front().field)->edit();
    first->setFocus(Qt::OtherFocusReason);
}

} // namespace kontor::teller
