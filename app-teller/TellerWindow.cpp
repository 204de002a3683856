// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/TellerWindow.h"

#include "app-teller/pages/WelcomePage.h"
#include "app-teller/shell/Shell.h"
#include "foundation/Strings.h"

namespace kontor::teller {

TellerWindow::TellerWindow(
    ConnectFlow *connectFlow, DemoServer *demo, widgets::Appearance *appearance, const Clock &clock)
    : m_appearance(appearance)
    , m_welcome(new WelcomePage(connectFlow, demo, appearance, clock, this))
{
    setObjectName(u"tellerWindow"_s);
    setMinimumSize(1024, 720);
    resize(1280, 800);
    addWidget(m_welcome);
    connect(m_welcome, &WelcomePage::languageChosen, this, &TellerWindow::languageChosen);
}

void TellerWindow::showWelcome(const QString &address)
{
    setWindowTitle(u"Kontor"_s);
    m_welcome->setAddress(address);
    setCurrentWidget(m_welcome);
}

void TellerWindow::showShell(Session &session)
{
    dropShell();
    m_shell = new Shell(session, m_appearance, this);
    addWidget(m_shell);
    setCurrentWidget(m_shell);
    connect(m_shell, &QWidget::windowTitleChanged, this, &QWidget::setWindowTitle);
    setWindowTitle(m_shell->windowTitle());
    connect(m_shell, &Shell::languageChosen, this, &TellerWindow::languageChosen);
    connect(m_shell, &Shell::themeChosen, this, &TellerWindow::themeChosen);
    connect(m_shell, &Shell::changeServer, this, &TellerWindow::changeServer);
    m_shell->start();
}

void TellerWindow::dropShell()
{
    delete m_shell;
    m_shell = nullptr;
}

} // namespace kontor::teller
