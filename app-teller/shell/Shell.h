// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/DeskDay.h"
#include "app-teller/flows/MoneyFlow.h"
#include "app-teller/flows/OpenAccountFlow.h"
#include "app-teller/flows/SearchFlow.h"
#include "app-teller/pages/Target.h"
#include "app-teller/shell/Actions.h"

#include <QWidget>

#include <functional>

class QLabel;
class QMenuBar;
class QStackedWidget;
namespace kontor::widgets {
class Appearance;
}

namespace kontor::teller {

class AuditPage;
class CustomerPage;
class CustomerTabs;
class FlowPage;
class FormBody;
class HomePage;
class KeysPage;
class Rail;
class SearchField;
class StatementPage;
class StatusLine;

//! The counter's frame: rail, menus, search, a tab per customer, status line. It shows pages and
//! hands acts to them; what is decided, flows decide.
class Shell : public QWidget
{
    Q_OBJECT

public:
    Shell(Session &session, widgets::Appearance *appearance, QWidget *parent = nullptr);

    //! Takes up what an earlier run left open; shows the feed's state from now on.
    void start();
    Actions *actions() { return &m_actions; }
    //! False where entries would be lost; the form is in front then and asks.
    bool mayClose();
    //! After a lock: to where the teller was.
    void takeFocusBack();

Q_SIGNALS:
    void changeServer();
    void lockWanted();
    void switchUser();
    void themeChosen(bool dark);
    void sizeChosen(int percent);
    void languageChosen(const QString &language);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHeader();
    void makeMark();
    void showMark();
    QMenuBar *makeMenus();
    void makeRail();
    void connectActions();
    void connectHome();
    void connectAppearance();
    void retranslate();

    // Tabs: Home first, then a stack per customer with its page below a flow.
    QStackedWidget *stackAt(int tab) const;
    CustomerPage *customerAt(int tab) const;
    FlowPage *flowAt(int tab) const;
    //! What lies over the customer's page at present.
    StatementPage *statementAt(int tab) const;
    int openCustomer(const Target &customer);
    AuditPage *auditAt(int tab) const;
    void openAudit();
    int addTab(const QString &icon, const QString &name, QWidget *page);
    void closeTab(int tab);
    void goTo(int tab);
    void goHome();
    void focusPage();

    std::optional<Target> target() const;
    //! Keys are quicker than answers: acts on the found customer wait for the search. `subject` and
    //! `text` say so in the rail and on the page; what is typed meanwhile goes to the act.
    struct Waiting
    {
        std::function<void(const QString &typed)> act;
        QString subject;
        QString text;
    };
    void whenFound(Waiting waiting);
    void takeSearch();
    void stopWaiting();
    void startMoney(MoneyKind kind);
    void startMoneyNow(MoneyKind kind, const QString &typed);
    void openFound();
    void startStatement();
    void startStatementNow();
    void leaveStatement(StatementPage *page);
    void dropOtherStatement(int tab, AccountId account);
    QAction *actionOf(MoneyKind kind) const;
    void startOpening();
    void showFlow(int tab, CommandFlow *flow, FormBody *form);
    void leaveFlow(FlowPage *page, bool home);
    void onFlowStep(CommandFlow *flow);
    void bookDone(CommandFlow *flow);
    void showSameCustomer(FlowPage *page);
    void resumeOpen();
    void lookAtFlow(CommandFlow *flow);
    bool isSeen(const CommandFlow *flow) const;
    void showOpenFlows();
    void showTarget();
    void showSubject();
    void showCurrent();
    //! Whether an act is possible, and why not or what is to be known; that in two words, too.
    struct Readiness
    {
        bool possible = true;
        QString reason = {};
        QString note = {};
    };
    Readiness readinessOf(MoneyKind kind) const;
    Readiness readinessOfStatement() const;
    bool isSearching() const;
    //! Why the role of who is here does not do it; empty where it does.
    QString roleForbids(const char *act) const;
    //! Says which page it is, for the task bar and for whoever does not see the page.
    void showTitle();
    void showKeys();
    void setKeysShown(bool shown);

    Session *m_session;
    widgets::Appearance *m_appearance;
    Actions m_actions;
    DeskDay m_day;
    SearchFlow m_search;
    Rail *m_rail = nullptr;
    QMenuBar *m_menus = nullptr;
    QList<QMenu *> m_menuList;
    SearchField *m_field = nullptr;
    QWidget *m_searchEnd = nullptr;
    QLabel *m_mark = nullptr;
    CustomerTabs *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr;
    HomePage *m_home = nullptr;
    KeysPage *m_keysPage = nullptr;
    StatusLine *m_status = nullptr;
    //! What is being checked, and what has got its answer since but was not looked at yet.
    QList<CommandFlow *> m_openFlows;
    //! Empty act: nothing waits.
    Waiting m_waiting;
};

} // namespace kontor::teller
