// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/DeskDay.h"
#include "app-teller/Session.h"
#include "widgets/Card.h"

#include <QHash>

#include <deque>

class QLabel;
namespace kontor::widgets {
class IconLabel;
}

namespace kontor::teller {

class LiveRows;

//! What the bank is doing right now, from the feed: the newest movements anywhere, one row each.
class LiveCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit LiveCard(Session &session, QWidget *parent = nullptr);

private:
    struct Moved
    {
        MoneyKind kind = MoneyKind::Deposit;
        AccountId account;
        //! Who receives a transfer.
        std::optional<AccountId> other;
        Money amount;
        Timestamp at;
    };
    struct Named
    {
        QString name;
        QString number;
    };

    void take(const std::vector<api::Envelope> &events);
    static std::optional<Moved> read(const api::Envelope &event);
    //! One question after the other, however much is going on.
    void askForNames();
    void keepName(AccountId id, const client::Answer<api::AccountView> &answer);
    const Named *named(const std::optional<AccountId> &id) const;
    void showLive();
    void showRows();
    QString titleOf(const Moved &moved) const;
    QString detailOf(const Moved &moved) const;

    Session *m_session;
    std::deque<Moved> m_newest;
    QHash<QByteArray, Named> m_names;
    bool m_asking = false;
    QLabel *m_title;
    widgets::IconLabel *m_liveIcon;
    QLabel *m_live;
    QLabel *m_empty;
    LiveRows *m_rows;
};

} // namespace kontor::teller
