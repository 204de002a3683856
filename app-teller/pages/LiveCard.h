// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"
#include "widgets/Card.h"

#include <deque>

class QLabel;
class QVBoxLayout;

namespace kontor::teller {

//! What the bank is doing right now, from the feed: the newest movements anywhere.
class LiveCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit LiveCard(Session &session, QWidget *parent = nullptr);

private:
    void take(const std::vector<api::Envelope> &events);
    void showRows();

    std::deque<api::BalanceUpdated> m_newest;
    QLabel *m_title;
    QLabel *m_live;
    QLabel *m_empty;
    QVBoxLayout *m_rows;
};

} // namespace kontor::teller
