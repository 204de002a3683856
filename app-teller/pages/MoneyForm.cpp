// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/MoneyForm.h"

#include "app-teller/AccountState.h"
#include "app-teller/pages/ChangesCard.h"
#include "app-teller/pages/FormField.h"
#include "foundation/Strings.h"
#include "widgets/AmountWords.h"
#include "widgets/Card.h"
#include "widgets/ElidedLabel.h"
#include "widgets/MoneyEdit.h"
#include "widgets/MoneyText.h"
#include "widgets/ProblemBox.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>

namespace kontor::teller {

using namespace widgets;

MoneyForm::MoneyForm(MoneyFlow *flow, QWidget *parent) : FormBody(flow, parent), m_flow(flow)
{
    setObjectName(MoneyFlow::wordOf(flow->kind()) + u"Form"_s);
    addEntries();
    connect(flow, &MoneyFlow::sheetChanged, this, &MoneyForm::showFigures);
    connect(flow, &MoneyFlow::candidatesChanged, this, &MoneyForm::showCandidates);
    onLanguage(this, [this] { retranslate(); });
}

void MoneyForm::addEntries()
{
    const QString prefix = MoneyFlow::wordOf(m_flow->kind());
    const auto edit = [this, prefix](const char *name) {
        auto *line = new QLineEdit(this);
        line->setObjectName(prefix + QLatin1StringView(name));
        return line;
    };
    if (m_flow->kind() == MoneyKind::Transfer) {
        m_target = addField(Field::Target, edit(".targetEdit"));
        m_target->edit()->setMaxLength(100);
        m_target->edit()->setText(m_flow->entries().target);
        m_target->edit()->installEventFilter(this);
        m_target->addBelow(makeTargetChoice());
    }
    m_amountEdit = new MoneyEdit(this);
    m_amountEdit->setObjectName(prefix + u".amountEdit"_s);
    m_amountEdit->setCurrency(m_flow->account().currency);
    m_amountEdit->setText(m_flow->entries().amount);
    m_amount = addField(Field::Amount, m_amountEdit);
    m_reference = addField(Field::Reference, edit(".referenceEdit"));
    m_reference->edit()->setMaxLength(longestTyped);
    m_reference->edit()->setText(m_flow->entries().reference);
    connect(m_amountEdit, &QLineEdit::returnPressed, m_reference->edit(),
        [this] { m_reference->edit()->setFocus(Qt::TabFocusReason); });
    connect(m_reference->edit(), &QLineEdit::returnPressed, this, &FormBody::finished);
    entries()->addStretch();
    entries()->addWidget(new Rule(this));
    entries()->addWidget(makeFigures());
}

QWidget *MoneyForm::makeTargetChoice()
{
    auto *choice = new QWidget(this);
    auto *layout = new QVBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 0);
    m_candidates = new QListWidget(choice);
    m_candidates->setObjectName(u"transfer.candidates"_s);
    m_candidates->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_candidates->setTextElideMode(Qt::ElideMiddle); // the number stands at the end
    m_candidates->hide();
    layout->addWidget(m_candidates);
    m_chosen = new ElidedLabel(choice, TextRole::BodyStrong, Tone::Success);
    m_chosen->setObjectName(u"transfer.receiver"_s);
    m_chosen->hide();
    layout->addWidget(m_chosen);
    // The one that was clicked, and not the current one: a click on the hint makes nothing current.
    const auto take
        = [this](const QListWidgetItem *item) { takeCandidate(m_candidates->row(item)); };
    connect(m_candidates, &QListWidget::itemActivated, this, take);
    connect(m_candidates, &QListWidget::itemClicked, this, take);
    return choice;
}

QWidget *MoneyForm::makeFigures()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < 3; ++i) {
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        m_captions[i] = makeLabel(row, TextRole::Mini, Tone::Secondary);
        m_figures[i] = makeLabel(row, TextRole::Strong);
        m_figures[i]->setObjectName(u"money.figure"_s);
        column->addWidget(m_captions[i]);
        column->addWidget(m_figures[i]);
        layout->addLayout(column, 1);
    }
    return row;
}

void MoneyForm::retranslate()
{
    if (m_target) {
        m_target->setTexts(tr("&To account"));
        m_target->edit()->setPlaceholderText(tr("Account number or name"));
        m_candidates->setAccessibleName(tr("Accounts that match"));
    }
    writeAmountAnew();
    m_amount->setTexts(tr("&Amount"), tr("Sums work too, like 1000+5*50"));
    m_reference->setTexts(tr("&Reference"));
    m_reference->edit()->setPlaceholderText(tr("Shown on the statement"));
    m_captions[0]->setText(tr("Balance now"));
    m_captions[1]->setText(tr("Available"));
    m_captions[2]->setText(tr("Balance after"));
    showFigures();
    showCandidates();
    refreshProblems();
}

//! In another language the same characters would be another amount, or none.
void MoneyForm::writeAmountAnew()
{
    const Money amount = m_flow->amount();
    const auto read = m_amountEdit->amount();
    if (amount.minor > 0 && (!read || *read != amount)) {
        m_amountEdit->setText(formatMoney(amount));
    }
}

QString MoneyForm::advice() const
{
    switch (m_flow->kind()) {
    case MoneyKind::Deposit: return tr("Enter what you were handed.");
    case MoneyKind::Withdrawal: return tr("Enter what the customer asks for.");
    case MoneyKind::Transfer: break;
    }
    return tr("Enter who receives the money, and how much.");
}

void MoneyForm::enter()
{
    m_flow->enter({m_amountEdit->text(), m_target ? m_target->edit()->text() : QString(),
        m_reference->edit()->text()});
}

QLineEdit *MoneyForm::firstEdit() const
{
    return m_target && !m_flow->target() ? m_target->edit() : m_amountEdit;
}

void MoneyForm::showFigures()
{
    const api::AccountView &account = m_flow->account();
    m_figures[0]->setText(formatWithCurrency(moneyOf(account.balance, account.currency)));
    m_figures[1]->setText(isShutForDebits(account)
            ? tr("nothing")
            : formatWithCurrency(moneyOf(account.available, account.currency)));
    const auto after = m_flow->balanceAfter();
    m_figures[2]->setText(after ? formatWithCurrency(*after) : tr("waits for the amount"));
    const Money amount = m_flow->amount();
    m_amount->setNote(amount.minor > 0 ? amountInWords(amount) : QString());
    changes()->setChanges(amount.minor > 0 ? m_flow->changes() : std::vector<Change>{},
        tr("The figures appear with the amount."));
    if (m_flow->hasEntries() && !m_flow->news().isEmpty()) {
        showProblems();
    } else {
        refreshProblems();
    }
}

void MoneyForm::showCandidates()
{
    if (!m_target) {
        return;
    }
    m_candidates->clear();
    for (const api::AccountView &account : m_flow->candidates()) {
        m_candidates->addItem(tr("%1, account %2").arg(account.name, account.accountNumber));
    }
    if (m_flow->hasMoreCandidates()) {
        auto *more = new QListWidgetItem(tr("There are more: type more of the name, or the number"),
            m_candidates);
        more->setFlags(Qt::NoItemFlags);
    }
    m_candidates->setCurrentRow(m_flow->candidates().empty() ? -1 : 0);
    m_candidates->setFixedHeight(m_candidates->count() * m_candidates->sizeHintForRow(0) + 10);
    m_candidates->setVisible(!m_flow->candidates().empty());
    const auto &target = m_flow->target();
    m_candidates->parentWidget()->setVisible(!m_flow->candidates().empty() || target);
    m_chosen->setVisible(target.has_value());
    m_chosen->setWhole(
        target ? tr("%1, account %2").arg(target->name, target->accountNumber) : QString());
}

void MoneyForm::takeCandidate(int row)
{
    const auto index = static_cast<std::size_t>(row);
    if (row < 0 || index >= m_flow->candidates().size()) {
        return;
    }
    const api::AccountView account = m_flow->candidates()[index];
    m_flow->chooseTarget(account);
    m_target->edit()->setText(account.accountNumber);
    m_amountEdit->setFocus(Qt::TabFocusReason);
}

bool MoneyForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) {
        return FormBody::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    const int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : 0;
    if (step != 0 && m_candidates->count() > 0) {
        const int row = std::clamp(m_candidates->currentRow() + step, 0, m_candidates->count() - 1);
        m_candidates->setCurrentRow(row);
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
        return false;
    }
    if (enter && m_candidates->count() > 0 && !m_flow->isSearching()) {
        takeCandidate(m_candidates->currentRow());
        return true;
    }
    if (enter) {
        m_amountEdit->setFocus(Qt::TabFocusReason);
        return true;
    }
    return FormBody::eventFilter(watched, event);
}

} // namespace kontor::teller
