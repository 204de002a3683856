// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Statements over the pages of their customers; tabs and flows are in ShellTabs.cpp.
#include "app-teller/pages/CustomerPage.h"
#include "app-teller/pages/StatementPage.h"
#include "app-teller/shell/SearchField.h"
#include "app-teller/shell/Shell.h"
#include "foundation/Strings.h"

#include <QStackedWidget>

namespace kontor::teller {

void Shell::startStatement()
{
    const QString name = Actions::plainText(m_actions.statement);
    whenFound(
        {[this](const QString &) { startStatementNow(); }, tr("%1 waits for the search").arg(name),
            tr("%1 opens as soon as the customer is found. Esc stops waiting.").arg(name)});
}

void Shell::startStatementNow()
{
    const auto found = target();
    if (!found || !found->account) {
        return;
    }
    const int tab = openCustomer(*found);
    if (!flowAt(tab) && !statementAt(tab)) {
        auto *page = new StatementPage(new StatementFlow(*m_session, *found->account));
        stackAt(tab)->addWidget(page);
        stackAt(tab)->setCurrentWidget(page);
        connect(page, &StatementPage::left, this, [this, page] { leaveStatement(page); });
        connect(page, &QWidget::windowTitleChanged, this, &Shell::showTitle);
    }
    goTo(tab);
    showTarget();
    focusPage();
    m_field->clear();
}

void Shell::leaveStatement(StatementPage *page)
{
    auto *stack = qobject_cast<QStackedWidget *>(page->parentWidget());
    stack->removeWidget(page);
    page->deleteLater();
    showTarget();
    focusPage();
}

//! Acts go by the account that is chosen, and so does what is seen of it.
void Shell::dropOtherStatement(int tab, AccountId account)
{
    QStackedWidget *stack = stackAt(tab);
    for (int i = stack->count() - 1; i > 0; --i) {
        auto *page = qobject_cast<StatementPage *>(stack->widget(i));
        if (page && page->flow()->account().id != account) {
            stack->removeWidget(page);
            page->deleteLater();
        }
    }
}

} // namespace kontor::teller
