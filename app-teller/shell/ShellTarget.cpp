// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the acts are for, and acts that wait for the search; the frame is in Shell.cpp.
#include "app-teller/AccountState.h"
#include "app-teller/Words.h"
#include "app-teller/pages/CustomerPage.h"
#include "app-teller/pages/FlowPage.h"
#include "app-teller/pages/HomePage.h"
#include "app-teller/shell/CustomerTabs.h"
#include "app-teller/shell/Rail.h"
#include "app-teller/shell/SearchField.h"
#include "app-teller/shell/Shell.h"
#include "foundation/Strings.h"

#include <QStackedWidget>

namespace kontor::teller {

std::optional<Target> Shell::target() const
{
    const int tab = m_pages->currentIndex();
    if (tab == 0) {
        return m_home->target();
    }
    const CustomerPage *page = customerAt(tab);
    return page ? page->target() : std::nullopt;
}

bool Shell::isSearching() const
{
    return m_pages->currentIndex() == 0 && m_search.isStale() && !m_search.isSettled()
        && !m_search.asked().isEmpty();
}

Shell::Readiness Shell::readinessOf(MoneyKind kind) const
{
    if (flowAt(m_pages->currentIndex())) {
        return {false, tr("Finish or cancel what is open first.")};
    }
    if (!m_session->isLineUp()) {
        return {false, tr("No connection: posting is paused."), tr("Posting is paused")};
    }
    if (isSearching()) {
        return {};
    }
    const auto found = target();
    if (!found || !found->account) {
        return {false, tr("Find a customer first.")};
    }
    const api::AccountView &account = *found->account;
    if (!account.isActive) {
        return {false, tr("This account is not active."), Words::state(account)};
    }
    const bool blocked
        = kind == MoneyKind::Deposit ? blocksCredits(account) : blocksDebits(account);
    return blocked ? Readiness{true, tr("This account is blocked for it."), tr("Blocked")}
                   : Readiness{};
}

//! A line that is cut hinders nobody to try: reading books nothing.
Shell::Readiness Shell::readinessOfStatement() const
{
    if (flowAt(m_pages->currentIndex())) {
        return {false, tr("Finish or cancel what is open first.")};
    }
    const auto found = target();
    const bool any = isSearching() || (found && found->account);
    return any ? Readiness{} : Readiness{false, tr("Find a customer first.")};
}

void Shell::showTarget()
{
    const bool inFlow = flowAt(m_pages->currentIndex());
    const auto allow = [this](QAction *action, const char *act, const Readiness &ready) {
        const QString role = roleForbids(act);
        Actions::setPossible(action, ready.possible && role.isEmpty(),
            role.isEmpty() ? ready.reason : role, role.isEmpty() ? ready.note : QString());
    };
    allow(m_actions.deposit, "money.deposit", readinessOf(MoneyKind::Deposit));
    allow(m_actions.withdraw, "money.withdraw", readinessOf(MoneyKind::Withdrawal));
    allow(m_actions.transfer, "money.transfer", readinessOf(MoneyKind::Transfer));
    allow(m_actions.statement, "account.read", readinessOfStatement());
    const auto unless = [](bool hindered, const QString &reason) {
        return hindered ? Readiness{false, reason} : Readiness{};
    };
    allow(m_actions.newAccount, "account.open",
        unless(inFlow, tr("Finish or cancel what is open first.")));
    const bool isOpen = !m_session->isSignedIn();
    allow(m_actions.audit, "audit.read",
        unless(isOpen, tr("Nothing is kept while nobody has to sign in.")));
    const auto permit = [](QAction *action, const Readiness &ready) {
        Actions::setPossible(action, ready.possible, ready.reason);
    };
    for (QAction *action : {m_actions.lock, m_actions.switchUser}) {
        permit(action, unless(isOpen, tr("Nobody has to sign in at this server.")));
    }
    permit(m_actions.closeTab, unless(m_pages->currentIndex() == 0, tr("This is Home.")));
    permit(m_actions.nextTab, unless(m_tabs->count() < 2, tr("No customer is open.")));
    showSubject();
    showCurrent();
    showTitle();
}

void Shell::showSubject()
{
    const auto found = target();
    const FlowPage *page = flowAt(m_pages->currentIndex());
    if (const auto *money = page ? qobject_cast<MoneyFlow *>(page->flow()) : nullptr) {
        // Its account may be another one than the customer's page would open with.
        m_rail->setSubject(tr("For %1").arg(money->account().name),
            tr("Account %1").arg(money->account().accountNumber));
    } else if (isSearching()) {
        // An answer that comes at once needs no word in between.
        if (m_search.isLate()) {
            m_rail->setSubject(m_waiting.act ? m_waiting.subject : tr("Searching\u2026"), {});
        }
    } else if (found && found->account) {
        m_rail->setSubject(tr("For %1").arg(found->name),
            tr("Account %1").arg(found->account->accountNumber));
    } else {
        m_rail->setSubject(tr("No customer open"), {});
    }
}

void Shell::showCurrent()
{
    const QAction *current = nullptr;
    if (FlowPage *page = flowAt(m_pages->currentIndex())) {
        const auto *money = qobject_cast<MoneyFlow *>(page->flow());
        current = money ? actionOf(money->kind()) : m_actions.newAccount;
    } else if (statementAt(m_pages->currentIndex())) {
        current = m_actions.statement;
    }
    m_rail->setCurrent(current);
}

QAction *Shell::actionOf(MoneyKind kind) const
{
    return kind == MoneyKind::Deposit   ? m_actions.deposit
        : kind == MoneyKind::Withdrawal ? m_actions.withdraw
                                        : m_actions.transfer;
}

QString Shell::roleForbids(const char *act) const
{
    return m_session->mayDo(QLatin1StringView(act)) ? QString() : tr("Your role may not do this.");
}

// Acts that wait

void Shell::whenFound(Waiting waiting)
{
    if (!isSearching()) {
        waiting.act({});
        return;
    }
    m_waiting = std::move(waiting);
    m_field->hold();
    m_search.hurry();
    m_home->setWaiting(m_waiting.text);
}

void Shell::takeSearch()
{
    showTarget();
    if (m_waiting.act && m_search.isSettled()) {
        const auto act = m_waiting.act;
        const QString typed = m_field->release();
        m_waiting = {};
        m_home->setWaiting({});
        act(typed);
    }
}

void Shell::stopWaiting()
{
    if (m_waiting.act) {
        m_field->release();
        m_waiting = {};
        m_home->setWaiting({});
    }
}

void Shell::openFound()
{
    whenFound({[this](const QString &) {
                   if (const auto found = m_home->target()) {
                       goTo(openCustomer(*found));
                       m_field->clear();
                   }
               },
        tr("Opens when found"),
        tr("The customer opens as soon as the answer is here. Esc stops waiting.")});
}

} // namespace kontor::teller
