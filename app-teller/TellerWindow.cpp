// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/TellerWindow.h"

#include "app-teller/Session.h"
#include "app-teller/pages/WelcomePage.h"
#include "app-teller/shell/Shell.h"
#include "foundation/Strings.h"

#include <QCloseEvent>
#include <QScreen>

#include <algorithm>

namespace kontor::teller {

TellerWindow::TellerWindow(ConnectFlow *connectFlow, SignInFlow *signInFlow, DemoServer *demo,
    widgets::Appearance *appearance, const Clock &clock)
    : m_appearance(appearance)
    , m_welcome(new WelcomePage(connectFlow, demo, appearance, clock, this))
    , m_signIn(new SignInPage(signInFlow, appearance, clock, this))
{
    setObjectName(u"tellerWindow"_s);
    const QSize available = screen()->availableSize();
    setMinimumSize(leastSize(available));
    resize(QSize(1280, 800).boundedTo(available));
    addWidget(m_welcome);
    addWidget(m_signIn);
    for (FrontPage *page : {static_cast<FrontPage *>(m_welcome), static_cast<FrontPage *>(m_signIn)}) {
        connect(page, &FrontPage::languageChosen, this, &TellerWindow::languageChosen);
    }
    connect(m_signIn, &SignInPage::left, this,
        [this] { m_shell ? Q_EMIT switchUser() : Q_EMIT changeServer(); });
}

QSize TellerWindow::leastSize(const QSize &available)
{
    return {1024, std::clamp(available.height(), 480, 720)};
}

void TellerWindow::showWelcome(const QString &address)
{
    setWindowTitle(u"Kontor"_s);
    m_welcome->setAddress(address);
    setCurrentWidget(m_welcome);
}

void TellerWindow::showSignIn(const QString &place, const QString &user)
{
    setWindowTitle(u"Kontor"_s);
    m_signIn->askWho(place, user);
    setCurrentWidget(m_signIn);
}

void TellerWindow::lock(const Session &session, SignInPage::Why why)
{
    setWindowTitle(u"Kontor"_s);
    m_signIn->askAgain(session.actor(), session.login(), why);
    setCurrentWidget(m_signIn);
}

void TellerWindow::unlock()
{
    setWindowTitle(m_shell->windowTitle());
    setCurrentWidget(m_shell);
    m_shell->takeFocusBack();
}

bool TellerWindow::isLocked() const
{
    return m_shell && currentWidget() == m_signIn;
}

void TellerWindow::showShell(Session &session)
{
    dropShell();
    m_shell = new Shell(session, m_appearance, this);
    addWidget(m_shell);
    setCurrentWidget(m_shell);
    connect(m_shell, &QWidget::windowTitleChanged, this, [this](const QString &title) {
        if (!isLocked()) { // a title names the customer's page
            setWindowTitle(title);
        }
    });
    setWindowTitle(m_shell->windowTitle());
    connect(m_shell, &Shell::languageChosen, this, &TellerWindow::languageChosen);
    connect(m_shell, &Shell::themeChosen, this, &TellerWindow::themeChosen);
    connect(m_shell, &Shell::sizeChosen, this, &TellerWindow::sizeChosen);
    connect(m_shell, &Shell::changeServer, this, &TellerWindow::changeServer);
    connect(m_shell, &Shell::lockWanted, this, &TellerWindow::lockWanted);
    connect(m_shell, &Shell::switchUser, this, &TellerWindow::switchUser);
    m_shell->start();
}

//! A slip of the finger beside Ctrl+W loses nothing that was entered.
void TellerWindow::closeEvent(QCloseEvent *event)
{
    const bool ask = m_shell && !isLocked() && !m_shell->mayClose();
    event->setAccepted(!ask);
}

void TellerWindow::dropShell()
{
    delete m_shell;
    m_shell = nullptr;
}

} // namespace kontor::teller
