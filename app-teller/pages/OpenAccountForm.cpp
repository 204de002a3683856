// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/OpenAccountForm.h"

#include "app-teller/pages/ChangesCard.h"
#include "app-teller/pages/FormField.h"
#include "foundation/Strings.h"
#include "widgets/AmountWords.h"
#include "widgets/Card.h"
#include "widgets/MoneyEdit.h"
#include "widgets/ProblemBox.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>

namespace kontor::teller {

using namespace widgets;

OpenAccountForm::OpenAccountForm(OpenAccountFlow *flow, QWidget *parent)
    : FormBody(parent), m_flow(flow)
{
    setObjectName(u"openAccountForm"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    layout->addWidget(makeEntries(), 1);
    m_changes = new ChangesCard(this);
    layout->addWidget(m_changes);
    connect(flow, &OpenAccountFlow::sheetChanged, this, &OpenAccountForm::showFigures);
    onLanguage(this, [this] {
        m_name->setTexts(tr("&Name"));
        m_name->edit()->setPlaceholderText(tr("First and last name, as in the document"));
        m_cpf->setTexts(u"C&PF"_s);
        m_cpf->edit()->setPlaceholderText(tr("11 digits, if there is one"));
        m_initial->setTexts(tr("Cash paid &in"), tr("Leave empty to open with nothing"));
        showFigures();
        if (m_tried) {
            m_problems = m_flow->problems();
            showProblems();
        }
    });
}

QWidget *OpenAccountForm::makeEntries()
{
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(16);
    m_problemBox = new ProblemBox(card);
    layout->addWidget(m_problemBox);
    const auto edit = [this](const QString &name, const QString &text) {
        auto *line = new QLineEdit(text, this);
        line->setObjectName(name);
        connect(line, &QLineEdit::textEdited, this, &OpenAccountForm::enter);
        return line;
    };
    const bool known = m_flow->owner().has_value();
    m_name
        = new FormField(edit(u"open.nameEdit"_s, known ? m_flow->owner()->name : QString()), card);
    m_name->edit()->setMaxLength(longestTyped);
    m_name->edit()->setEnabled(!known);
    m_cpf = new FormField(edit(u"open.cpfEdit"_s, {}), card);
    m_cpf->edit()->setMaxLength(18);
    m_cpf->setVisible(!known);
    m_initialEdit = new MoneyEdit(this);
    m_initialEdit->setObjectName(u"open.initialEdit"_s);
    m_initialEdit->setCurrency(m_flow->currency());
    connect(m_initialEdit, &QLineEdit::textEdited, this, &OpenAccountForm::enter);
    m_initial = new FormField(m_initialEdit, card);
    for (FormField *field : {m_name, m_cpf, m_initial}) {
        layout->addWidget(field);
    }
    connect(m_name->edit(), &QLineEdit::returnPressed, this,
        [this] { m_cpf->edit()->setFocus(Qt::TabFocusReason); });
    connect(m_cpf->edit(), &QLineEdit::returnPressed, this,
        [this] { m_initialEdit->setFocus(Qt::TabFocusReason); });
    connect(m_initialEdit, &QLineEdit::returnPressed, this, &FormBody::finished);
    layout->addStretch();
    return card;
}

QString OpenAccountForm::advice() const
{
    return m_flow->owner() ? tr("Enter what is paid in at once, if anything.")
                           : tr("Enter whose account it is.");
}

void OpenAccountForm::enter()
{
    m_flow->enter({m_name->edit()->text(), m_cpf->edit()->text(), m_initialEdit->text()});
    if (m_tried) {
        m_problems = m_flow->problems();
        showProblems();
    }
}

bool OpenAccountForm::submit()
{
    m_tried = true;
    enter();
    m_problems = m_flow->problems();
    showProblems();
    return m_problems.empty();
}

FormField *OpenAccountForm::fieldOf(Field field) const
{
    return field == Field::Name ? m_name : field == Field::Cpf ? m_cpf : m_initial;
}

void OpenAccountForm::showProblems()
{
    std::vector<ProblemBox::Problem> shown;
    for (FormField *field : {m_name, m_cpf, m_initial}) {
        QString text;
        for (const FieldProblem &problem : m_problems) {
            if (fieldOf(problem.field) == field) {
                text = problem.text;
                shown.push_back({text, field->edit()});
            }
        }
        field->setProblem(text);
    }
    m_problemBox->setProblems(shown);
    Q_EMIT blockerChanged();
}

QString OpenAccountForm::blocker() const
{
    QStringList names;
    for (const FieldProblem &problem : m_problems) {
        names.append(fieldOf(problem.field)->edit()->accessibleName());
    }
    return names.isEmpty() ? QString() : tr("To change: %1").arg(names.join(u", "_s));
}

void OpenAccountForm::focusFirst()
{
    QWidget *first = m_flow->owner() ? m_initialEdit : m_name->edit();
    if (!m_problems.empty()) {
        first = fieldOf(m_problems.front().field)->edit();
    }
    first->setFocus(Qt::OtherFocusReason);
}

void OpenAccountForm::showFigures()
{
    const Money initial = m_flow->initial();
    m_initial->setNote(initial.minor > 0 ? amountInWords(initial) : QString());
    m_changes->setChanges(m_flow->checkSheet().changes);
}

} // namespace kontor::teller
