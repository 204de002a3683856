// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/TellerApp.h"

#include "app-teller/Session.h"
#include "app-teller/TellerWindow.h"
#include "foundation/Strings.h"
#include "widgets/OutcomeStrip.h"

namespace kontor::teller {

TellerApp::TellerApp(Outside outside)
    : m_outside(std::move(outside)), m_settings(m_outside.settingsFile, QSettings::IniFormat),
      m_appearance({u"client"_s, u"widgets"_s, u"teller"_s}),
      m_connectFlow(m_outside.makeTransport), m_demo(m_outside.demoProgram)
{
    widgets::installAccessibleRoles();
    m_appearance.setLanguage(m_settings.value("language", m_appearance.language()).toString());
    m_appearance.setScheme(m_settings.value("theme").toString() == "dark"_L1
            ? widgets::Appearance::Scheme::Dark
            : widgets::Appearance::Scheme::Light);
    m_window = std::make_unique<TellerWindow>(&m_connectFlow, &m_demo, &m_appearance,
        m_outside.clock);
    QObject::connect(m_window.get(), &TellerWindow::languageChosen, m_window.get(),
        [this](const QString &language) { m_settings.setValue("language", language); });
    QObject::connect(m_window.get(), &TellerWindow::themeChosen, m_window.get(),
        [this](bool dark) { m_settings.setValue("theme", dark ? u"dark"_s : u"light"_s); });
    // Queued: the shell that asks goes away with it.
    QObject::connect(m_window.get(), &TellerWindow::changeServer, m_window.get(),
        [this] { leave(); }, Qt::QueuedConnection);
    QObject::connect(&m_connectFlow, &ConnectFlow::connected, m_window.get(),
        [this](const QUrl &server, const api::ServerInfo &info) { enter(server, info); });
}

TellerApp::~TellerApp()
{
    // Pages hold references into the session.
    m_window->dropShell();
}

//! What one bank may have recorded must never be asked of another one.
QString TellerApp::pendingDirectoryOf(const QUrl &server) const
{
    const QByteArray name = QUrl::toPercentEncoding(server.authority() + server.path());
    return m_outside.pendingDirectory + u'/' + QString::fromLatin1(name);
}

void TellerApp::leave()
{
    const QString address = m_session ? m_session->server().toString() : QString();
    m_window->dropShell();
    m_session.reset();
    m_window->showWelcome(address);
}

void TellerApp::start(const QString &server)
{
    const QString last = m_settings.value("server", u"http://127.0.0.1:8080"_s).toString();
    m_window->showWelcome(server.isEmpty() ? last : server);
    m_window->show();
    if (!server.isEmpty()) {
        m_connectFlow.connectTo(server);
    }
}

void TellerApp::enter(const QUrl &server, const api::ServerInfo &info)
{
    if (!info.demo) {
        m_settings.setValue("server", server.toString());
    }
    m_window->dropShell();
    m_session = std::make_unique<Session>(
        Session::Parts{m_outside.makeTransport(server), server, info, m_outside.actor,
            pendingDirectoryOf(server), m_outside.sendingPace, m_outside.feedPace},
        m_outside.clock, m_outside.random);
    m_window->showShell(*m_session);
}

} // namespace kontor::teller
