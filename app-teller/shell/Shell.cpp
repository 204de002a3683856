// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/Shell.h"

#include "app-teller/pages/CustomerPage.h"
#include "app-teller/pages/HomePage.h"
#include "app-teller/pages/SideCard.h"
#include "app-teller/shell/CustomerTabs.h"
#include "app-teller/shell/KeysPage.h"
#include "app-teller/shell/OfflineBanner.h"
#include "app-teller/shell/Rail.h"
#include "app-teller/shell/SearchField.h"
#include "app-teller/shell/SetAsideBanner.h"
#include "app-teller/shell/SizeMenu.h"
#include "app-teller/shell/StatusLine.h"
#include "foundation/Strings.h"
#include "widgets/Appearance.h"
#include "widgets/Retranslate.h"
#include "widgets/Surface.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>

namespace kontor::teller {

using namespace widgets;

namespace {
//! Wider windows keep the page at the left.
constexpr int widestPage = 1360;
}

// The frame and its parts; tabs and flows are in ShellTabs.cpp, whom acts are for in ShellTarget.cpp.

Shell::Shell(Session &session, Appearance *appearance, QWidget *parent)
    : QWidget(parent), m_session(&session), m_appearance(appearance), m_day(session.clock().now()),
      m_search(session)
{
    setObjectName(u"shell"_s);
    m_day.setCurrency(session.info().currency);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    makeRail();
    layout->addWidget(m_rail);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(new OfflineBanner(session, this));
    column->addWidget(new SetAsideBanner(this));
    m_pages = new QStackedWidget(this);
    m_pages->setMaximumWidth(widestPage);
    column->addWidget(m_pages, 1);
    m_status = new StatusLine(session, m_actions.keys, this);
    column->addWidget(m_status);
    layout->addLayout(column, 1);
    m_home = new HomePage(session, &m_search, &m_day, m_pages);
    m_pages->addWidget(m_home);
    m_tabs->addNamed(u"home"_s, QString());
    m_keysPage = new KeysPage(&m_actions, this);
    m_keysPage->hide();
    connectActions();
    connectHome();
    connectAppearance();
    // Keyboard order: search, tabs, page, rail. The rail was made first, so it is moved behind.
    setTabOrder(m_field, m_tabs);
    onLanguage(this, [this] { retranslate(); });
    connect(&session, &Session::infoChanged, this, [this] {
        m_rail->setBranch(m_session->info().branch);
        m_day.setCurrency(m_session->info().currency);
        retranslate();
    });
}

void Shell::makeRail()
{
    m_rail = new Rail(this);
    m_rail->setBranch(m_session->info().branch);
    m_rail->addGroup(u"rail.subject"_s,
        {m_actions.deposit, m_actions.withdraw, m_actions.transfer, m_actions.statement});
    QList<QAction *> desk{m_actions.find, m_actions.newAccount};
    if (m_session->isSignedIn()) {
        desk.append(m_actions.lock);
    }
    m_rail->addGroup(u"rail.desk"_s, desk);
}

QWidget *Shell::makeHeader()
{
    auto *header = new Surface(Surface::Kind::Header, this);
    auto *layout = new QVBoxLayout(header);
    // Menu titles have a padding of ten, so that they begin where everything else does.
    layout->setContentsMargins(14, 0, 24, 1);
    layout->setSpacing(0);
    m_menus = makeMenus();
    layout->addWidget(m_menus);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(10, 8, 0, 8);
    row->setSpacing(20);
    m_field = new SearchField(header);
    m_field->setMaximumWidth(widestPage - 2 * 24 - 20 - 356);
    row->addWidget(m_field, 1);
    m_searchEnd = new QWidget(header);
    m_searchEnd->setFixedWidth(356);
    auto *end = new QVBoxLayout(m_searchEnd);
    end->setContentsMargins(0, 0, 0, 0);
    end->setSpacing(4);
    makeMark();
    row->addWidget(m_searchEnd);
    row->addStretch();
    layout->addLayout(row);
    m_tabs = new CustomerTabs(header);
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(10, 0, 0, 0);
    tabs->addWidget(m_tabs);
    layout->addLayout(tabs);
    return header;
}

//! What everybody must know of the server, on every page.
void Shell::makeMark()
{
    m_mark = makeLabel(m_searchEnd, TextRole::Small);
    m_mark->setObjectName(u"serverMark"_s);
    m_mark->setProperty("badge", true);
    m_mark->setVisible(m_session->info().demo || m_session->info().open);
    m_searchEnd->layout()->addWidget(m_mark);
    m_searchEnd->layout()->setAlignment(m_mark, Qt::AlignLeft | Qt::AlignVCenter);
}

//! In one line, whatever is to be said.
void Shell::showMark()
{
    const bool demo = m_session->info().demo;
    const bool open = m_session->info().open;
    m_mark->setText(!open ? tr("DEMO: nothing here is real")
            : demo        ? tr("DEMO, OPEN: nobody has to sign in")
                          : tr("OPEN: nobody has to sign in"));
    m_mark->setToolTip(
        demo && open ? tr("Nothing here is real, and nobody has to sign in.") : QString());
}

QMenuBar *Shell::makeMenus()
{
    auto *bar = new QMenuBar(this);
    bar->setNativeMenuBar(false);
    bar->setObjectName(u"menuBar"_s);
    const auto menu = [&](const QList<QAction *> &actions) {
        QMenu *result = bar->addMenu(QString());
        result->addActions(actions);
        m_menuList.append(result);
        return result;
    };
    menu({m_actions.lock, m_actions.switchUser, m_actions.audit, m_actions.changeServer,
        m_actions.quit});
    menu({m_actions.find, m_actions.newAccount, m_actions.statement, m_actions.home,
        m_actions.nextTab, m_actions.closeTab});
    menu({m_actions.deposit, m_actions.withdraw, m_actions.transfer});
    QMenu *view = menu({m_actions.light, m_actions.dark});
    view->addSeparator();
    view->addActions({m_actions.english, m_actions.german});
    view->addSeparator();
    auto *sizes = new SizeMenu(m_appearance->size(), this);
    connect(sizes, &SizeMenu::chosen, this, [this](int percent) {
        m_appearance->setSize(percent);
        Q_EMIT sizeChosen(percent);
    });
    view->addMenu(sizes);
    view->addAction(m_actions.fullScreen);
    menu({m_actions.keys});
    return bar;
}

void Shell::retranslate()
{
    m_actions.retranslate();
    const QString titles[] = {tr("&File"), tr("C&ustomer"), tr("Ca&sh"), tr("&View"), tr("He&lp")};
    for (qsizetype i = 0; i < m_menuList.size(); ++i) {
        m_menuList.at(i)->setTitle(titles[i]);
        m_menuList.at(i)->setAccessibleName(QString(titles[i]).remove(u'&'));
    }
    m_tabs->setName(0, tr("Home"));
    for (int tab = 1; tab < m_tabs->count(); ++tab) {
        if (auditAt(tab)) {
            m_tabs->setName(tab, Actions::plainText(m_actions.audit));
        }
    }
    m_tabs->setAccessibleName(tr("Open customers"));
    m_rail->heading(1)->setText(tr("Counter"));
    showMark();
    m_home->setWindowTitle(tr("Home"));
    m_keysPage->setWindowTitle(Actions::plainText(m_actions.keys));
    showOpenFlows();
    showTarget();
}

void Shell::connectActions()
{
    for (QAction *action : m_actions.all()) {
        addAction(action);
    }
    connect(m_actions.find, &QAction::triggered, this, [this] {
        stopWaiting();
        goHome();
        m_field->setFocus(Qt::ShortcutFocusReason);
        m_field->selectAll();
    });
    connect(m_actions.newAccount, &QAction::triggered, this, &Shell::startOpening);
    connect(
        m_actions.deposit, &QAction::triggered, this, [this] { startMoney(MoneyKind::Deposit); });
    connect(m_actions.withdraw, &QAction::triggered, this,
        [this] { startMoney(MoneyKind::Withdrawal); });
    connect(m_actions.transfer, &QAction::triggered, this,
        [this] { startMoney(MoneyKind::Transfer); });
    connect(m_actions.statement, &QAction::triggered, this, &Shell::startStatement);
    connect(m_actions.home, &QAction::triggered, this, &Shell::goHome);
    connect(m_actions.nextTab, &QAction::triggered, this,
        [this] { goTo((m_tabs->currentIndex() + 1) % m_tabs->count()); });
    connect(m_actions.closeTab, &QAction::triggered, this,
        [this] { closeTab(m_tabs->currentIndex()); });
    connect(m_actions.fullScreen, &QAction::toggled, this, [this](bool on) {
        window()->setWindowState(on ? window()->windowState() | Qt::WindowFullScreen
                                    : window()->windowState() & ~Qt::WindowFullScreen);
    });
    connect(m_actions.lock, &QAction::triggered, this, &Shell::lockWanted);
    connect(m_actions.switchUser, &QAction::triggered, this,
        [this] { mayClose() ? Q_EMIT switchUser() : void(); });
    connect(m_actions.audit, &QAction::triggered, this, &Shell::openAudit);
    connect(m_actions.changeServer, &QAction::triggered, this,
        [this] { mayClose() ? Q_EMIT changeServer() : void(); });
    connect(m_actions.quit, &QAction::triggered, this, [this] { window()->close(); });
    connect(m_actions.keys, &QAction::triggered, this, &Shell::showKeys);
    connect(m_keysPage, &KeysPage::left, this, &Shell::showKeys);
    connect(m_tabs, &QTabBar::currentChanged, this, &Shell::goTo);
    connect(m_tabs, &CustomerTabs::closeRequested, this, &Shell::closeTab);
}

void Shell::connectHome()
{
    connect(m_field, &QLineEdit::textChanged, &m_search, &SearchFlow::setQuery);
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        goHome();
        showTarget();
    });
    connect(m_field, &SearchField::holdRefused, this, &Shell::stopWaiting);
    connect(&m_search, &SearchFlow::changed, this, &Shell::takeSearch);
    connect(m_field, &SearchField::moved, m_home, &HomePage::moveSelection);
    m_field->setAccountChooser([this](int step) { return m_home->moveAccount(step); });
    connect(m_field, &QLineEdit::returnPressed, this, &Shell::openFound);
    connect(m_home, &HomePage::customerActivated, this, &Shell::openFound);
    connect(m_home, &HomePage::targetChanged, this, &Shell::showTarget);
    connect(m_home, &HomePage::servedActivated, this, [this](const DeskDay::Served &served) {
        goTo(openCustomer({served.customer, served.name, {}}));
    });
    connect(m_home, &HomePage::flowActivated, this, &Shell::lookAtFlow);
    connect(&m_session->feed(), &client::EventFeed::connectionChanged, this, &Shell::showTarget);
    connect(m_status, &StatusLine::openActivated, this, [this] {
        if (!m_openFlows.isEmpty()) {
            lookAtFlow(m_openFlows.constFirst());
        }
    });
}

void Shell::connectAppearance()
{
    m_actions.light->setChecked(m_appearance->scheme() == Appearance::Scheme::Light);
    m_actions.dark->setChecked(m_appearance->scheme() == Appearance::Scheme::Dark);
    m_actions.english->setChecked(m_appearance->language() == "en"_L1);
    m_actions.german->setChecked(m_appearance->language() == "de"_L1);
    const auto theme = [this](QAction *action, Appearance::Scheme scheme) {
        connect(action, &QAction::triggered, this, [this, scheme] {
            m_appearance->setScheme(scheme);
            Q_EMIT themeChosen(scheme == Appearance::Scheme::Dark);
        });
    };
    theme(m_actions.light, Appearance::Scheme::Light);
    theme(m_actions.dark, Appearance::Scheme::Dark);
    const auto language = [this](QAction *action, const QString &code) {
        connect(action, &QAction::triggered, this, [this, code] {
            m_appearance->setLanguage(code);
            Q_EMIT languageChosen(code);
        });
    };
    language(m_actions.english, u"en"_s);
    language(m_actions.german, u"de"_s);
}

void Shell::start()
{
    resumeOpen();
    m_search.searchNow();
    m_session->feed().start();
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->setListShown(true);
}

void Shell::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < narrowBelow;
    m_rail->setNarrow(narrow);
    m_home->setNarrow(narrow);
    m_searchEnd->setFixedWidth(narrow ? 300 : 356);
    for (SideCard *card : findChildren<SideCard *>()) {
        card->setNarrow(narrow);
    }
    for (CustomerPage *page : findChildren<CustomerPage *>()) {
        page->setNarrow(narrow);
    }
    m_keysPage->setGeometry(QRect(m_pages->mapTo(this, QPoint(0, 0)), m_pages->size()));
}

} // namespace kontor::teller
