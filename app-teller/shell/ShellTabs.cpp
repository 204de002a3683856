// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tabs and the flows in them; the frame is in Shell.cpp, whom the acts are for in ShellTarget.cpp.
#include "app-teller/pages/AuditPage.h"
#include "app-teller/pages/CustomerPage.h"
#include "app-teller/pages/FlowPage.h"
#include "app-teller/pages/HomePage.h"
#include "app-teller/pages/MoneyForm.h"
#include "app-teller/pages/OpenAccountForm.h"
#include "app-teller/pages/SideCard.h"
#include "app-teller/pages/StatementPage.h"
#include "app-teller/shell/CustomerTabs.h"
#include "app-teller/shell/KeysPage.h"
#include "app-teller/shell/SearchField.h"
#include "app-teller/shell/SetAsideBanner.h"
#include "app-teller/shell/Shell.h"
#include "app-teller/shell/StatusLine.h"
#include "foundation/LogCategories.h"
#include "foundation/Strings.h"

#include <QApplication>
#include <QKeyEvent>
#include <QStackedWidget>

#include <algorithm>

namespace kontor::teller {

namespace {
constexpr int mostTabs = 9;
}

// Tabs

QStackedWidget *Shell::stackAt(int tab) const
{
    return qobject_cast<QStackedWidget *>(m_pages->widget(tab));
}

CustomerPage *Shell::customerAt(int tab) const
{
    const QStackedWidget *stack = stackAt(tab);
    return stack ? qobject_cast<CustomerPage *>(stack->widget(0)) : nullptr;
}

FlowPage *Shell::flowAt(int tab) const
{
    const QStackedWidget *stack = stackAt(tab);
    return stack ? qobject_cast<FlowPage *>(stack->currentWidget()) : nullptr;
}

StatementPage *Shell::statementAt(int tab) const
{
    const QStackedWidget *stack = stackAt(tab);
    return stack ? qobject_cast<StatementPage *>(stack->currentWidget()) : nullptr;
}

int Shell::addTab(const QString &icon, const QString &name, QWidget *page)
{
    if (m_tabs->count() >= mostTabs) {
        // The oldest one without an open flow makes room.
        for (int tab = 1; tab < m_tabs->count(); ++tab) {
            if (!flowAt(tab)) {
                closeTab(tab);
                break;
            }
        }
    }
    auto *stack = new QStackedWidget(m_pages);
    stack->addWidget(page);
    m_pages->addWidget(stack);
    return m_tabs->addNamed(icon, name);
}

int Shell::openCustomer(const Target &customer)
{
    for (int tab = 1; tab < m_tabs->count(); ++tab) {
        CustomerPage *page = customerAt(tab);
        if (page && page->flow()->id() == customer.customer) {
            if (customer.account) {
                dropOtherStatement(tab, customer.account->id);
                page->flow()->choose(customer.account->id);
            }
            return tab;
        }
    }
    auto *flow =
        new CustomerFlow(*m_session, customer.customer, customer.name, customer.account);
    auto *page = new CustomerPage(*m_session, flow, m_pages);
    page->setNarrow(width() < narrowBelow);
    const int tab = addTab(u"customer"_s, customer.name, page);
    connect(page, &CustomerPage::targetChanged, this, [this, page] {
        for (int i = 1; i < m_tabs->count(); ++i) {
            if (customerAt(i) == page) {
                m_tabs->setName(i, page->flow()->name());
            }
        }
        showTarget();
    });
    return tab;
}

AuditPage *Shell::auditAt(int tab) const
{
    const QStackedWidget *stack = stackAt(tab);
    return stack ? qobject_cast<AuditPage *>(stack->widget(0)) : nullptr;
}

void Shell::openAudit()
{
    int tab = 1;
    while (tab < m_tabs->count() && !auditAt(tab)) {
        ++tab;
    }
    if (tab == m_tabs->count()) {
        tab = addTab(u"verified"_s, Actions::plainText(m_actions.audit),
            new AuditPage(*m_session, m_pages));
    }
    goTo(tab);
}

void Shell::closeTab(int tab)
{
    FlowPage *page = flowAt(tab);
    const bool busy = page && page->flow()->isOpen();
    if (tab <= 0 || busy) {
        return; // Home stays, and what is being checked stays in sight.
    }
    if (page && page->flow()->hasEntries()) {
        goTo(tab);
        page->askToLeave();
        return;
    }
    if (page && m_openFlows.removeAll(page->flow()) > 0) {
        showOpenFlows();
    }
    QWidget *stack = m_pages->widget(tab);
    m_pages->removeWidget(stack);
    stack->deleteLater();
    m_tabs->removeTab(tab);
    goTo(m_tabs->currentIndex());
}

//! Goes to the first form whose entries would be lost, and asks there.
bool Shell::mayClose()
{
    for (int tab = 1; tab < m_tabs->count(); ++tab) {
        FlowPage *page = flowAt(tab);
        if (page && !page->flow()->isOpen() && page->flow()->hasEntries()) {
            goTo(tab);
            page->askToLeave();
            return false;
        }
    }
    return true;
}

void Shell::goTo(int tab)
{
    if (tab < 0 || tab >= m_pages->count()) {
        return;
    }
    setKeysShown(false);
    const bool moved = m_pages->currentIndex() != tab;
    if (tab != 0) {
        stopWaiting();
    }
    m_pages->setCurrentIndex(tab);
    m_tabs->setCurrentIndex(tab);
    m_field->setListShown(tab == 0);
    if (const FlowPage *page = flowAt(tab);
        page && !page->flow()->isOpen() && m_openFlows.removeAll(page->flow()) > 0) {
        showOpenFlows();
    }
    showTarget();
    if (moved) {
        focusPage();
    }
}

void Shell::goHome()
{
    goTo(0);
}

void Shell::takeFocusBack()
{
    if (m_keysPage->isVisible()) {
        m_keysPage->focusFirst();
    } else {
        focusPage();
    }
}

void Shell::focusPage()
{
    const int tab = m_pages->currentIndex();
    if (FlowPage *flow = flowAt(tab)) {
        flow->focusFirst();
    } else if (StatementPage *statement = statementAt(tab)) {
        statement->focusFirst();
    } else if (CustomerPage *customer = customerAt(tab)) {
        customer->focusFirst();
    } else if (AuditPage *audit = auditAt(tab)) {
        audit->focusFirst();
    } else {
        m_field->setFocus(Qt::OtherFocusReason);
    }
}

void Shell::showTitle()
{
    const QWidget *page = m_pages->currentWidget();
    if (m_keysPage->isVisibleTo(this)) {
        page = m_keysPage;
    } else if (const QStackedWidget *stack = stackAt(m_pages->currentIndex())) {
        page = stack->currentWidget();
    }
    QStringList parts{page->windowTitle(), m_session->info().branch, u"Kontor"_s};
    if (m_session->info().demo) {
        parts.insert(1, u"DEMO"_s);
    }
    parts.removeAll(QString());
    setWindowTitle(parts.join(u" \u2013 "_s));
}

// Flows

void Shell::startMoney(MoneyKind kind)
{
    const QString name = Actions::plainText(actionOf(kind));
    whenFound({[this, kind](const QString &typed) { startMoneyNow(kind, typed); },
        tr("%1 waits for the search").arg(name),
        tr("%1 begins as soon as the customer is found; type on. Esc stops waiting.").arg(name)});
}

//! Types into whatever has the focus.
static void typeOn(const QString &text)
{
    for (const QChar c : text) {
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, c);
        QCoreApplication::sendEvent(QApplication::focusWidget(), &press);
    }
}

void Shell::startMoneyNow(MoneyKind kind, const QString &typed)
{
    const auto found = target();
    if (!found || !found->account || !found->account->isActive) {
        return;
    }
    const int tab = openCustomer(*found);
    if (flowAt(tab)) {
        goTo(tab); // Something is open there already; it goes first.
        return;
    }
    auto *flow = new MoneyFlow(*m_session, kind, *found->account);
    flow->refresh();
    showFlow(tab, flow, new MoneyForm(flow));
    goTo(tab);
    m_field->clear();
    if (QApplication::focusWidget()) {
        typeOn(typed);
    }
}

void Shell::startOpening()
{
    const int current = m_pages->currentIndex();
    if (CustomerPage *page = customerAt(current); page && !flowAt(current)) {
        auto *flow = new OpenAccountFlow(*m_session,
            OpenAccountFlow::Owner{page->flow()->id(), page->flow()->name()});
        showFlow(current, flow, new OpenAccountForm(flow));
        goTo(current);
        focusPage();
        return;
    }
    auto *flow = new OpenAccountFlow(*m_session, std::nullopt);
    const int tab = addTab(u"customer-add"_s, flow->title(), new QWidget);
    showFlow(tab, flow, new OpenAccountForm(flow));
    goTo(tab);
}

void Shell::showFlow(int tab, CommandFlow *flow, FormBody *form)
{
    auto *page = new FlowPage(flow, form);
    stackAt(tab)->addWidget(page);
    stackAt(tab)->setCurrentWidget(page);
    connect(page, &FlowPage::left, this, [this, page] { leaveFlow(page, false); });
    connect(page, &FlowPage::nextCustomer, this, [this, page] { leaveFlow(page, true); });
    connect(page, &FlowPage::customerWanted, this, [this, page](const QString &text) {
        leaveFlow(page, true);
        m_field->setText(text);
    });
    connect(page, &FlowPage::sameCustomer, this, [this, page] { showSameCustomer(page); });
    connect(flow, &CommandFlow::stepChanged, this, [this, flow] { onFlowStep(flow); });
    connect(flow, &CommandFlow::sheetChanged, this, &Shell::showSubject); // perhaps another name
    connect(page, &QWidget::windowTitleChanged, this, &Shell::showTitle);
    showTarget();
    if (m_pages->currentIndex() == tab) {
        page->focusFirst();
    }
}

//! Takes the flow's page away unless its outcome is still open; then it stays in its tab.
void Shell::leaveFlow(FlowPage *page, bool home)
{
    auto *stack = qobject_cast<QStackedWidget *>(page->parentWidget());
    const int tab = m_pages->indexOf(stack);
    if (!page->flow()->isOpen()) {
        stack->removeWidget(page);
        page->deleteLater();
        if (!customerAt(tab) || home) {
            closeTab(tab);
        }
    }
    if (home || tab < 0) {
        m_field->clear();
        goHome();
        m_field->setFocus(Qt::OtherFocusReason);
    } else {
        goTo(m_tabs->currentIndex());
        showTarget();
        focusPage();
    }
}

void Shell::showSameCustomer(FlowPage *page)
{
    const auto *opening = qobject_cast<OpenAccountFlow *>(page->flow());
    const bool isNew = opening && opening->account() && !opening->owner();
    if (isNew) {
        const api::AccountView account = *opening->account();
        leaveFlow(page, true);
        goTo(openCustomer({account.ownerId, account.name, account}));
    } else {
        leaveFlow(page, false);
    }
}

void Shell::onFlowStep(CommandFlow *flow)
{
    const bool wasOpen = m_openFlows.removeAll(flow) > 0;
    const bool isOpen = flow->step() == CommandFlow::Step::BeingChecked;
    if (isOpen || (wasOpen && !isSeen(flow))) {
        m_openFlows.append(flow);
    }
    if (flow->step() == CommandFlow::Step::Done) {
        bookDone(flow);
    }
    showOpenFlows();
    showTarget();
}

void Shell::bookDone(CommandFlow *flow)
{
    if (const auto *money = qobject_cast<MoneyFlow *>(flow)) {
        m_day.book(money->kind(), money->amount());
        m_day.serve({money->account().ownerId, money->account().name,
            money->account().accountNumber});
    } else if (const auto *opening = qobject_cast<OpenAccountFlow *>(flow)) {
        if (const auto account = opening->account()) {
            m_day.serve({account->ownerId, account->name, account->accountNumber});
        }
    }
}

bool Shell::isSeen(const CommandFlow *flow) const
{
    const FlowPage *page = flowAt(m_pages->currentIndex());
    return page && page->flow() == flow && isVisible();
}

void Shell::showOpenFlows()
{
    const auto count = [this](CommandFlow::Step step) {
        return int(std::count_if(m_openFlows.begin(), m_openFlows.end(),
            [step](const CommandFlow *flow) { return flow->step() == step; }));
    };
    const int open = count(CommandFlow::Step::BeingChecked);
    m_home->setOpenFlows(m_openFlows);
    m_status->setOpen({open, count(CommandFlow::Step::Done), count(CommandFlow::Step::Refused)});
    Actions::setPossible(
        m_actions.changeServer, open == 0, tr("Wait until nothing is being checked."));
}

void Shell::lookAtFlow(CommandFlow *flow)
{
    for (int tab = 1; tab < m_tabs->count(); ++tab) {
        const FlowPage *page = flowAt(tab);
        if (page && page->flow() == flow) {
            goTo(tab);
            return;
        }
    }
}

void Shell::resumeOpen()
{
    const auto resumed = m_session->sender().resume();
    for (const QString &file : resumed.setAside) {
        qCWarning(logTeller).noquote() << "a pending command cannot be read, look at" << file;
    }
    findChild<SetAsideBanner *>()->show(resumed.setAside);
    for (client::PendingCommand *command : resumed.commands) {
        if (MoneyFlow *flow = MoneyFlow::restore(*m_session, command, this)) {
            const api::AccountView &account = flow->account();
            const int tab = openCustomer({account.ownerId, account.name, {}});
            showFlow(tab, flow, new MoneyForm(flow));
            onFlowStep(flow);
        } else if (OpenAccountFlow *opening = OpenAccountFlow::restore(*m_session, command, this)) {
            const int tab = addTab(u"customer-add"_s, opening->title(), new QWidget);
            showFlow(tab, opening, new OpenAccountForm(opening));
            onFlowStep(opening);
        }
    }
}

void Shell::showKeys()
{
    const bool show = !m_keysPage->isVisible();
    setKeysShown(show);
    showTitle();
    if (show) {
        m_keysPage->focusFirst();
    } else {
        focusPage();
    }
}

//! What they lie over takes no keys meanwhile.
void Shell::setKeysShown(bool shown)
{
    m_keysPage->setGeometry(QRect(m_pages->mapTo(this, QPoint(0, 0)), m_pages->size()));
    m_keysPage->setVisible(shown);
    m_keysPage->raise();
    m_pages->setEnabled(!shown);
}

} // namespace kontor::teller
