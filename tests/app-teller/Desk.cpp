// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"

#include "foundation/Strings.h"

#include <QSettings>

namespace kontor::testing {

Desk::Desk(const QString &language, bool dark)
    : clock(*Timestamp::parse("2026-03-02T10:42:00Z")), bank(clock), m_language(language),
      m_dark(dark)
{
    QSettings settings(settingsFile(), QSettings::IniFormat);
    settings.setValue("language", m_language);
    settings.setValue("theme", m_dark ? u"dark"_s : u"light"_s);
    settings.sync();
    start();
    resizeAsUsual();
}

// The program goes before the bank and the clock that it works with.
Desk::~Desk()
{
    m_app.reset();
}

void Desk::restart()
{
    m_app.reset();
    start();
}

void Desk::start()
{
    using std::chrono::milliseconds;
    client::SendingPace pace;
    pace.notice = milliseconds(200);
    pace.retry = {.base = milliseconds(4000), .cap = milliseconds(8000)};
    client::FeedPace feed;
    feed.heartbeat = milliseconds(100);
    feed.idle = milliseconds(50);
    feed.reconnect = {.base = milliseconds(100), .cap = milliseconds(200)};
    teller::TellerApp::Outside outside{clock, m_random,
        [this](const QUrl &) { return bank.connectTo(); }, settingsFile(),
        m_files.filePath(u"pending"_s), u"tina"_s, pace, feed, u"/bin/true"_s};
    outside.print = [this](const widgets::ReceiptPaper &paper) {
        if (printer == teller::Printed::OnPaper) {
            printed.push_back(paper.receipt());
        }
        return slowly ? slowly->future() : QtFuture::makeReadyFuture(printer);
    };
    outside.printStatement = [this](const teller::StatementPaper &paper) {
        if (printer == teller::Printed::OnPaper) {
            statements.push_back(paper.sheet());
        }
        return QtFuture::makeReadyFuture(printer);
    };
    m_app = std::make_unique<teller::TellerApp>(std::move(outside));
    m_app->start(u"http://127.0.0.1:1"_s);
    window()->activateWindow();
    QTRY_VERIFY(window()->shell());
    QTRY_VERIFY(shows(u"Carla Weber"_s) || find<QWidget>(u"home.results"_s));
}

} // namespace kontor::testing
