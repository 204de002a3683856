// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/TellerApp.h"

#include "app-teller/Session.h"
#include "app-teller/TellerWindow.h"
#include "app-teller/shell/SizeMenu.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/OutcomeStrip.h"

namespace kontor::teller {

TellerApp::TellerApp(Outside outside)
    : m_outside(std::move(outside)), m_settings(m_outside.settingsFile, QSettings::IniFormat),
      m_appearance({u"client"_s, u"widgets"_s, u"teller"_s}),
      m_connectFlow(m_outside.makeTransport), m_signInFlow(m_outside.clock, m_outside.random),
      m_demo(m_outside.demoProgram), m_idle(m_outside.lockAfter)
{
    widgets::installAccessibleRoles();
    m_appearance.setLanguage(m_settings.value("language", m_appearance.language()).toString());
    m_appearance.setScheme(m_settings.value("theme").toString() == "dark"_L1
            ? widgets::Appearance::Scheme::Dark
            : widgets::Appearance::Scheme::Light);
    m_appearance.setSize(chosenSize(m_outside.settingsFile));
    m_window = std::make_unique<TellerWindow>(&m_connectFlow, &m_signInFlow, &m_demo,
        &m_appearance, m_outside.clock);
    connectWindow();
}

void TellerApp::connectWindow()
{
    TellerWindow *window = m_window.get();
    QObject::connect(window, &TellerWindow::languageChosen, window,
        [this](const QString &language) { m_settings.setValue("language", language); });
    QObject::connect(window, &TellerWindow::themeChosen, window,
        [this](bool dark) { m_settings.setValue("theme", dark ? u"dark"_s : u"light"_s); });
    QObject::connect(window, &TellerWindow::sizeChosen, window,
        [this](int percent) { m_settings.setValue("size", percent); });
    // Queued: the shell that asks goes away with it.
    QObject::connect(window, &TellerWindow::changeServer, window, [this] { leave(); },
        Qt::QueuedConnection);
    QObject::connect(window, &TellerWindow::switchUser, window, [this] { switchUser(); },
        Qt::QueuedConnection);
    QObject::connect(window, &TellerWindow::lockWanted, window,
        [this] { lock(SignInPage::Why::Locked); });
    QObject::connect(&m_idle, &IdleWatch::idle, window,
        [this] { lock(SignInPage::Why::Locked); });
    QObject::connect(&m_connectFlow, &ConnectFlow::connected, window,
        [this](const QUrl &server, const api::ServerInfo &info) { take(server, info); });
    QObject::connect(&m_signInFlow, &SignInFlow::signedIn, window,
        [this](const api::SignedIn &session, const api::Me &who) { takeUser(session, who); });
}

TellerApp::~TellerApp()
{
    m_settings.setValue("window", m_window->saveGeometry());
    // Pages hold references into the session.
    m_window->dropShell();
}

//! What one bank may have recorded must never be asked of another one. The same bank is found under
//! whatever address it has today; only a server that does not name its books is known by its address.
QString TellerApp::pendingDirectory() const
{
    const QByteArray address = QUrl::toPercentEncoding(m_server.authority() + m_server.path());
    const QString byAddress = m_outside.pendingDirectory + u'/' + QString::fromLatin1(address);
    if (!m_info.ledger || m_info.ledger->isEmpty()) {
        return byAddress;
    }
    const QByteArray ledger = QUrl::toPercentEncoding(*m_info.ledger);
    const QString byLedger = m_outside.pendingDirectory + u'/' + QString::fromLatin1(ledger);
    client::PendingCommands::takeOver(byAddress, byLedger);
    return byLedger;
}

void TellerApp::leave()
{
    m_signInFlow.useLine(nullptr);
    m_window->dropShell();
    m_session.reset();
    m_line.reset();
    m_window->showWelcome(m_server.toString());
}

void TellerApp::start(const QString &server)
{
    const QString last = m_settings.value("server", u"http://127.0.0.1:8080"_s).toString();
    m_window->showWelcome(server.isEmpty() ? last : server);
    // Where it was, or on a screen that is still there.
    m_window->restoreGeometry(m_settings.value("window").toByteArray());
    m_window->show();
    if (!server.isEmpty()) {
        m_connectFlow.connectTo(server);
    }
}

void TellerApp::useZoneOf(const api::ServerInfo &info)
{
    widgets::setTimeZone(info.timeZone.value_or(QString()));
}

void TellerApp::take(const QUrl &server, const api::ServerInfo &info)
{
    if (!info.demo) {
        m_settings.setValue("server", server.toString());
    }
    m_server = server;
    m_info = info;
    useZoneOf(info);
    m_signInFlow.useLine(nullptr);
    m_window->dropShell();
    m_session.reset();
    m_line = m_outside.makeTransport(server);
    info.open ? enter({}, {}) : askWho();
}

void TellerApp::askWho()
{
    m_signInFlow.useLine(m_line.get());
    m_window->showSignIn(m_info.branch + u", "_s + m_server.authority(),
        m_settings.value("user").toString());
}

void TellerApp::takeUser(const api::SignedIn &session, const api::Me &who)
{
    m_settings.setValue("user", session.user.username);
    if (m_session) {
        m_session->goOn(session, who);
        m_window->unlock();
        return;
    }
    enter(session, who);
}

void TellerApp::enter(
    const std::optional<api::SignedIn> &signedIn, const std::optional<api::Me> &who)
{
    const QString actor = signedIn
        ? (signedIn->user.firstName + u' ' + signedIn->user.lastName).trimmed()
        : m_outside.actor;
    m_signInFlow.useLine(m_line.get()); // for a counter that is locked
    m_session = std::make_unique<Session>(Session::Parts{std::move(m_line), m_server, m_info, actor,
                                              pendingDirectory(), m_outside.sendingPace,
                                              m_outside.feedPace, signedIn, who, m_outside.print,
                                              m_outside.printStatement},
        m_outside.clock, m_outside.random);
    QObject::connect(m_session.get(), &Session::ended, m_window.get(),
        [this] { lock(SignInPage::Why::SessionIsOver); });
    QObject::connect(m_session.get(), &Session::infoChanged, m_window.get(),
        [this] { useZoneOf(m_session->info()); });
    // Queued: the session that says so goes away with it.
    QObject::connect(
        m_session.get(), &Session::otherServer, m_window.get(),
        [this](const api::ServerInfo &info) { take(m_server, info); }, Qt::QueuedConnection);
    m_window->showShell(*m_session);
}

//! An open server has nobody who could unlock it.
void TellerApp::lock(SignInPage::Why why)
{
    if (m_session && m_session->isSignedIn() && !m_window->isLocked()) {
        m_window->lock(*m_session, why);
    }
}

//! What is being checked stays in its file and is taken up by whoever signs in next.
void TellerApp::switchUser()
{
    const auto beginAnew = [this] {
        m_signInFlow.useLine(nullptr);
        m_window->dropShell();
        m_session.reset();
        m_line = m_outside.makeTransport(m_server);
        askWho();
    };
    // From the event loop: the answer comes on the line that goes away with the session.
    m_session->signOut().then(m_window.get(), [this, beginAnew] {
        QMetaObject::invokeMethod(m_window.get(), beginAnew, Qt::QueuedConnection);
    });
}

} // namespace kontor::teller
