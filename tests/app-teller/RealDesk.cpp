// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/RealDesk.h"

#include "client/HttpTransport.h"
#include "foundation/Strings.h"

#include <QDirIterator>

namespace kontor::testing {

RealDesk::RealDesk()
    : proxy(server.port()), m_carla(openAccount("Carla Weber", "500")),
      m_chidi(openAccount("Chidi Okafor", "50"))
{
    start(proxy.url());
}

// The program goes before the line and the files that it works with.
RealDesk::~RealDesk()
{
    m_app.reset();
}

QByteArray RealDesk::openAccount(const char *name, const char *amount) const
{
    const HttpAnswer opened = server.post("/api/v1/accounts",
        QByteArray(R"({"ownerName":")") + name + R"(","initialBalance":)" + amount + '}');
    return opened.json()["id"_L1].toString().toLatin1();
}

void RealDesk::start(const QString &address)
{
    using std::chrono::milliseconds;
    client::SendingPace pace;
    pace.notice = milliseconds(200);
    pace.retry = {.base = milliseconds(200), .cap = milliseconds(400)};
    client::FeedPace feed;
    feed.reconnect = {.base = milliseconds(100), .cap = milliseconds(200)};
    m_app = std::make_unique<teller::TellerApp>(teller::TellerApp::Outside{m_clock, m_random,
        [](const QUrl &url) { return std::make_unique<client::HttpTransport>(url); },
        m_files.filePath(u"teller.ini"_s), m_files.filePath(u"pending"_s), u"tina"_s, pace, feed,
        {}});
    m_app->start(address);
    resizeAsUsual();
    window()->activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"accounts in all"_s), 30'000);
}

void RealDesk::restartProgram()
{
    m_app.reset();
    start(proxy.url());
}

void RealDesk::restartProgramAt(const QString &url)
{
    m_app.reset();
    start(url);
}

void RealDesk::restartServer(const QStringList &arguments)
{
    server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(!shows(u"Connected"_s), 30'000);
    server.setArguments(arguments);
    restartServer();
}

void RealDesk::restartServer()
{
    server.kill();
    QVERIFY(server.start());
    proxy.setServer(server.port());
}

QStringList RealDesk::books() const
{
    const auto balanceOf = [this](const QByteArray &id) {
        return QString::fromLatin1(
            server.get("/api/v1/accounts/" + id + "/balance").number("balance"));
    };
    const HttpAnswer found = server.get("/api/v1/accounts?q=nadia");
    return {balanceOf(m_carla), balanceOf(m_chidi),
        QString::fromLatin1(found.number("totalCount"))};
}

qsizetype RealDesk::pendingFiles() const
{
    qsizetype count = 0;
    for (QDirIterator it(m_files.filePath(u"pending"_s), QDir::Files, QDirIterator::Subdirectories);
         it.hasNext(); it.next()) {
        ++count;
    }
    return count;
}

} // namespace kontor::testing
