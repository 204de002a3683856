// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/LiveCard.h"

#include "api/Payloads.h"
#include "app-teller/Words.h"
#include "app-teller/pages/LiveRows.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/IconLabel.h"
#include "widgets/MoneyText.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>

namespace kontor::teller {

using namespace widgets;

namespace {

constexpr std::size_t kept = 8;
constexpr qsizetype namesKept = 500;

QString iconOf(MoneyKind kind)
{
    return kind == MoneyKind::Deposit   ? u"deposit"_s
        : kind == MoneyKind::Withdrawal ? u"withdraw"_s
                                        : u"transfer"_s;
}

} // namespace

LiveCard::LiveCard(Session &session, QWidget *parent)
    : Card(parent), m_session(&session), m_title(makeLabel(this, TextRole::Strong)),
      m_liveIcon(new IconLabel(u"live"_s, 16, Tone::Success, this)),
      m_live(makeLabel(this, TextRole::Small, Tone::Success)),
      m_empty(makeLabel(this, TextRole::Small, Tone::Secondary)), m_rows(new LiveRows(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 14, 18, 10);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_title, 1);
    head->addWidget(m_liveIcon);
    head->addWidget(m_live);
    m_live->setObjectName(u"live.state"_s);
    layout->addLayout(head);
    m_empty->setWordWrap(true);
    layout->addWidget(m_empty);
    layout->addWidget(m_rows, 1);
    connect(&session.feed(), &client::EventFeed::eventsArrived, this, &LiveCard::take);
    connect(&session.feed(), &client::EventFeed::connectionChanged, this, &LiveCard::showLive);
    // What was told of the other history may never have been.
    connect(&session.feed(), &client::EventFeed::historyReplaced, this, [this] {
        m_newest.clear();
        m_names.clear();
        showRows();
    });
    onLanguage(this, [this] {
        m_title->setText(tr("The branch right now"));
        m_empty->setText(tr("Every deposit, withdrawal and transfer of the bank appears here."));
        showLive();
        showRows();
    });
}

void LiveCard::showLive()
{
    const client::EventFeed &feed = m_session->feed();
    const bool online = feed.isOnline();
    const bool known = feed.since().micros != 0;
    m_liveIcon->setVisible(known);
    m_liveIcon->setIcon(online ? u"live"_s : u"warning"_s, online ? Tone::Success : Tone::Warning);
    m_live->setVisible(known);
    setTone(m_live, online ? Tone::Success : Tone::Warning);
    m_live->setText(online ? tr("Live") : tr("As of %1").arg(clockTime(feed.since())));
}

//! A transfer is told by who pays; the other side's event says nothing more.
std::optional<LiveCard::Moved> LiveCard::read(const api::Envelope &event)
{
    if (event.type == "MoneyTransferred"_L1) {
        const auto moved = client::readBody<api::MoneyTransferredPayload>(event.payload.json);
        if (!moved || moved->direction != "out"_L1) {
            return std::nullopt;
        }
        return Moved{MoneyKind::Transfer, moved->accountId, moved->counterparty,
            moneyOf(moved->amount, moved->currency), event.occurredOnUtc};
    }
    if (event.type != "BalanceUpdated"_L1) {
        return std::nullopt;
    }
    const auto moved = client::readBody<api::BalanceUpdated>(event.payload.json);
    const bool comes = moved && moved->type == "Deposit"_L1;
    if (!comes && !(moved && moved->type == "Withdrawal"_L1)) {
        return std::nullopt;
    }
    return Moved{comes ? MoneyKind::Deposit : MoneyKind::Withdrawal, moved->accountId, {},
        moneyOf(moved->amount, moved->currency), moved->timestamp};
}

void LiveCard::take(const std::vector<api::Envelope> &events)
{
    for (const api::Envelope &event : events) {
        if (const auto moved = read(event)) {
            m_newest.push_front(*moved);
        }
    }
    while (m_newest.size() > kept) {
        m_newest.pop_back();
    }
    showRows();
    askForNames();
}

void LiveCard::askForNames()
{
    if (m_asking) {
        return;
    }
    for (const Moved &moved : m_newest) {
        for (const auto &id : {std::optional(moved.account), moved.other}) {
            if (!id || m_names.contains(id->toString())) {
                continue;
            }
            m_asking = true;
            m_session->client().account(*id).then(this,
                [this, id = *id](
                    const client::Answer<api::AccountView> &answer) { keepName(id, answer); });
            return;
        }
    }
}

void LiveCard::keepName(AccountId id, const client::Answer<api::AccountView> &answer)
{
    m_asking = false;
    if (m_names.size() > namesKept) {
        m_names.clear();
    }
    if (!answer && answer.error().kind != client::ApiError::Kind::Refused) {
        return; // The next event asks again.
    }
    m_names.insert(id.toString(), answer ? Named{answer->name, answer->accountNumber} : Named{});
    showRows();
    askForNames();
}

const LiveCard::Named *LiveCard::named(const std::optional<AccountId> &id) const
{
    const auto found = id ? m_names.constFind(id->toString()) : m_names.constEnd();
    return found == m_names.constEnd() || found->name.isEmpty() ? nullptr : &*found;
}

QString LiveCard::titleOf(const Moved &moved) const
{
    const Named *who = named(moved.account);
    return who ? who->name : Words::deed(moved.kind);
}

QString LiveCard::detailOf(const Moved &moved) const
{
    const Named *who = named(moved.account);
    if (const Named *other = named(moved.other)) {
        return tr("Transfer to %1").arg(other->name);
    }
    return who ? tr("%1, account %2").arg(Words::deed(moved.kind), who->number) : QString();
}

void LiveCard::showRows()
{
    m_empty->setVisible(m_newest.empty());
    std::vector<LiveRows::Row> rows;
    for (const Moved &moved : m_newest) {
        const bool comes = moved.kind == MoneyKind::Deposit;
        const QString figure = moved.kind == MoneyKind::Transfer
            ? formatWithCurrency(moved.amount)
            : formatSignedWithCurrency(
                {comes ? moved.amount.minor : -moved.amount.minor, moved.amount.currency});
        rows.push_back({iconOf(moved.kind), titleOf(moved), detailOf(moved), figure,
            clockTime(moved.at), comes});
    }
    m_rows->setRows(std::move(rows));
}

} // namespace kontor::teller
