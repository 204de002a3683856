// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/LiveCard.h"

#include "app-teller/Words.h"
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

bool isIncoming(const QString &type)
{
    return type == "Deposit"_L1 || type == "TransferReceived"_L1;
}

QString iconOf(const QString &type)
{
    return type == "Deposit"_L1   ? u"deposit"_s
        : type == "Withdrawal"_L1 ? u"withdraw"_s
                                  : u"transfer"_s;
}

QString nameOfType(const QString &type)
{
    if (type == "Deposit"_L1) {
        return LiveCard::tr("Deposit");
    }
    if (type == "Withdrawal"_L1) {
        return LiveCard::tr("Withdrawal");
    }
    return type == "TransferSent"_L1 ? LiveCard::tr("Transfer out") : LiveCard::tr("Transfer in");
}

} // namespace

LiveCard::LiveCard(Session &session, QWidget *parent)
    : Card(parent), m_title(makeLabel(this, TextRole::Strong)),
      m_live(makeLabel(this, TextRole::Small, Tone::Success)),
      m_empty(makeLabel(this, TextRole::Small, Tone::Secondary)), m_rows(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 14, 18, 14);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_live);
    layout->addLayout(head);
    m_empty->setWordWrap(true);
    layout->addWidget(m_empty);
    m_rows->setSpacing(8);
    layout->addLayout(m_rows);
    layout->addStretch();
    setMinimumHeight(110);
    connect(&session.feed(), &client::EventFeed::eventsArrived, this, &LiveCard::take);
    connect(&session.feed(), &client::EventFeed::connectionChanged, m_live, &QLabel::setVisible);
    m_live->setVisible(session.feed().isOnline());
    onLanguage(this, [this] {
        m_title->setText(tr("The branch right now"));
        m_live->setText(u"\u25CF "_s + tr("Live"));
        m_empty->setText(tr("Every deposit, withdrawal and transfer of the bank appears here."));
        showRows();
    });
}

void LiveCard::take(const std::vector<api::Envelope> &events)
{
    for (const api::Envelope &event : events) {
        if (event.type != "BalanceUpdated"_L1) {
            continue;
        }
        if (const auto moved = client::readBody<api::BalanceUpdated>(event.payload.json)) {
            m_newest.push_front(*moved);
        }
    }
    while (m_newest.size() > kept) {
        m_newest.pop_back();
    }
    showRows();
}

void LiveCard::showRows()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_empty->setVisible(m_newest.empty());
    for (const api::BalanceUpdated &moved : m_newest) {
        auto *row = new QWidget(this);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(10);
        layout->addWidget(new IconLabel(iconOf(moved.type), 16, Tone::Secondary, row));
        layout->addWidget(makeLabel(nameOfType(moved.type), row, TextRole::Small), 1);
        layout->addWidget(
            makeLabel(clockTime(moved.timestamp), row, TextRole::Mini, Tone::Secondary));
        const Money amount = moneyOf(moved.amount, moved.currency);
        auto *sum = makeLabel(formatSigned({isIncoming(moved.type) ? amount.minor : -amount.minor,
                                  amount.currency}),
            row, TextRole::SmallStrong, isIncoming(moved.type) ? Tone::Success : Tone::Plain);
        sum->setMinimumWidth(70);
        sum->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        layout->addWidget(sum);
        m_rows->addWidget(row);
    }
}

} // namespace kontor::teller
