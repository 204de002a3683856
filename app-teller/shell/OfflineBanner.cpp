// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/OfflineBanner.h"

#include "app-teller/Session.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Dates.h"
#include "widgets/Retranslate.h"

namespace kontor::teller {

using namespace widgets;

OfflineBanner::OfflineBanner(Session &session, QWidget *parent)
    : Banner(u"offlineBanner"_s, u"offline.retry"_s, parent), m_session(&session)
{
    connect(&button(), &QPushButton::clicked, &session.feed(), &client::EventFeed::retryNow);
    connect(&session.feed(), &client::EventFeed::connectionChanged, this,
        &OfflineBanner::showState);
    connect(&session.feed(), &client::EventFeed::distrustChanged, this, &OfflineBanner::showState);
    m_tick.setInterval(5000);
    connect(&m_tick, &QTimer::timeout, this, &OfflineBanner::showState);
    onLanguage(this, [this] {
        button().setText(tr("Try now"));
        showState();
    });
}

void OfflineBanner::showState()
{
    const client::EventFeed &feed = m_session->feed();
    const bool offline = feed.since().micros != 0 && !feed.isOnline();
    if (offline) {
        const auto minutes
            = int((m_session->clock().now().micros - feed.since().micros) / 60'000'000);
        const QString age
            = minutes < 1 ? tr("less than a minute old") : tr("%n minute(s) old", nullptr, minutes);
        const bool isThere = feed.distrust() != client::Distrust::None;
        say(isThere
                ? tr("%1 What you see is %2; posting is paused.")
                      .arg(client::messageOf(feed.distrust()), age)
                : tr("No connection to the bank server since %1. What you see is %2; posting is "
                     "paused.")
                      .arg(clockTime(feed.since()), age));
        m_tick.start();
    } else {
        m_tick.stop();
    }
    setShown(offline);
}

} // namespace kontor::teller
