// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/OpenAccountForm.h"

#include "app-teller/pages/ChangesCard.h"
#include "app-teller/pages/FormField.h"
#include "foundation/Strings.h"
#include "widgets/AmountWords.h"
#include "widgets/MoneyEdit.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>

namespace kontor::teller {

using namespace widgets;

OpenAccountForm::OpenAccountForm(OpenAccountFlow *flow, QWidget *parent)
    : FormBody(flow, parent), m_flow(flow)
{
    setObjectName(u"openAccountForm"_s);
    addEntries();
    connect(flow, &OpenAccountFlow::sheetChanged, this, &OpenAccountForm::showFigures);
    onLanguage(this, [this] {
        m_name->setTexts(tr("&Name"));
        m_name->edit()->setPlaceholderText(tr("First and last name, as in the document"));
        m_cpf->setTexts(u"C&PF"_s);
        m_cpf->edit()->setPlaceholderText(tr("11 digits, if there is one"));
        m_initial->setTexts(tr("Cash paid &in"), tr("Leave empty to open with nothing"));
        showFigures();
        refreshProblems();
    });
}

void OpenAccountForm::addEntries()
{
    const auto edit = [this](const QString &name, const QString &text) {
        auto *line = new QLineEdit(text, this);
        line->setObjectName(name);
        return line;
    };
    const bool known = m_flow->owner().has_value();
    m_name = addField(Field::Name,
        edit(u"open.nameEdit"_s, known ? m_flow->owner()->name : QString()));
    m_name->edit()->setMaxLength(longestTyped);
    m_name->edit()->setEnabled(!known);
    m_cpf = addField(Field::Cpf, edit(u"open.cpfEdit"_s, {}));
    m_cpf->edit()->setMaxLength(18);
    m_cpf->setVisible(!known);
    m_initialEdit = new MoneyEdit(this);
    m_initialEdit->setObjectName(u"open.initialEdit"_s);
    m_initialEdit->setCurrency(m_flow->currency());
    m_initial = addField(Field::Initial, m_initialEdit);
    connect(m_name->edit(), &QLineEdit::returnPressed, this,
        [this] { m_cpf->edit()->setFocus(Qt::TabFocusReason); });
    connect(m_cpf->edit(), &QLineEdit::returnPressed, this,
        [this] { m_initialEdit->setFocus(Qt::TabFocusReason); });
    connect(m_initialEdit, &QLineEdit::returnPressed, this, &FormBody::finished);
    entries()->addStretch();
}

QString OpenAccountForm::advice() const
{
    return m_flow->owner() ? tr("Enter what is paid in at once, if anything.")
                           : tr("Enter whose account it is.");
}

void OpenAccountForm::enter()
{
    m_flow->enter({m_name->edit()->text(), m_cpf->edit()->text(), m_initialEdit->text()});
}

QLineEdit *OpenAccountForm::firstEdit() const
{
    return m_flow->owner() ? m_initialEdit : m_name->edit();
}

void OpenAccountForm::showFigures()
{
    const Money initial = m_flow->initial();
    m_initial->setNote(initial.minor > 0 ? amountInWords(initial) : QString());
    changes()->setChanges(m_flow->checkSheet().changes);
}

} // namespace kontor::teller
