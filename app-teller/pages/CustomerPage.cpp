// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/CustomerPage.h"

#include "app-teller/AccountState.h"
#include "app-teller/Words.h"
#include "app-teller/pages/MovementsCard.h"
#include "app-teller/pages/SideCard.h"
#include "app-teller/views/TableDelegate.h"
#include "app-teller/views/Tables.h"
#include "foundation/Strings.h"
#include "widgets/Card.h"
#include "widgets/Dates.h"
#include "widgets/IconLabel.h"
#include "widgets/MoneyText.h"
#include "widgets/Retranslate.h"
#include "widgets/StepChart.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>

namespace kontor::teller {

using namespace widgets;

CustomerPage::CustomerPage(Session &session, CustomerFlow *flow, QWidget *parent)
    : QWidget(parent), m_session(&session), m_flow(flow)
{
    setObjectName(u"customerPage"_s);
    flow->setParent(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(14);
    layout->addWidget(makeHeader());
    auto *upper = new QHBoxLayout;
    upper->setSpacing(20);
    upper->addWidget(makeAccounts(), 1);
    upper->addWidget(makeBalance());
    layout->addLayout(upper);
    m_movements = new MovementsCard(session, flow, this);
    addAction(m_movements->printAction());
    layout->addWidget(m_movements, 1);
    connect(flow, &CustomerFlow::changed, this, &CustomerPage::showCustomer);
    connect(flow, &CustomerFlow::movementsChanged, this, &CustomerPage::showChart);
    connect(&session.feed(), &client::EventFeed::connectionChanged, this, &CustomerPage::showLive);
    onLanguage(this, [this] {
        m_flow->accounts()->retranslate();
        showCustomer();
    });
}

QWidget *CustomerPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *lines = new QVBoxLayout(header);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(2);
    m_name = makeLabel(header, TextRole::Title);
    m_name->setObjectName(u"customer.name"_s);
    m_name->setWordWrap(true);
    // One long word must not make the window wider.
    QSizePolicy asWide(QSizePolicy::Ignored, QSizePolicy::Preferred);
    asWide.setHeightForWidth(true);
    m_name->setSizePolicy(asWide);
    m_facts = makeLabel(header, TextRole::Small, Tone::Secondary);
    m_problem = makeLabel(header, TextRole::Small, Tone::Error);
    m_problem->setWordWrap(true);
    lines->addWidget(m_name);
    lines->addWidget(m_facts);
    lines->addWidget(m_problem);
    m_order = makeLabel(header, TextRole::SmallStrong, Tone::Error);
    m_order->setObjectName(u"customer.order"_s);
    m_order->setWordWrap(true);
    lines->addWidget(m_order);
    return header;
}

QWidget *CustomerPage::makeAccounts()
{
    auto *card = new Card(this);
    card->setFixedHeight(232);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(2, 12, 2, 2);
    layout->setSpacing(4);
    auto *title = makeLabel(card, TextRole::Strong);
    title->setContentsMargins(16, 0, 16, 2);
    layout->addWidget(title);
    m_accounts = makeTable(card, 52);
    m_accounts->setObjectName(u"customer.accounts"_s);
    m_accounts->setModel(m_flow->accounts());
    m_accounts->setItemDelegate(new AccountsDelegate(m_accounts));
    auto *head = m_accounts->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Fixed);
    head->setSectionResizeMode(AccountsModel::Number, QHeaderView::Stretch);
    head->resizeSection(AccountsModel::State, 140);
    m_figures = new FigureColumns(m_accounts,
        {{AccountsModel::Balance, 140}, {AccountsModel::Available, 140}});
    layout->addWidget(m_accounts);
    card->markFocusOf(m_accounts);
    connect(m_accounts->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) { onRowChosen(current.row()); });
    onLanguage(card, [this, title] {
        title->setText(tr("Accounts"));
        m_accounts->setAccessibleName(tr("Accounts"));
    });
    return card;
}

QWidget *CustomerPage::makeBalance()
{
    m_balanceCard = new SideCard(this);
    m_balanceCard->setFixedHeight(232);
    auto *layout = new QVBoxLayout(m_balanceCard);
    layout->setContentsMargins(18, 12, 18, 8);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    m_balanceTitle = makeLabel(m_balanceCard, TextRole::Strong);
    m_live = makeLabel(m_balanceCard, TextRole::Small, Tone::Success);
    m_live->setObjectName(u"customer.live"_s);
    head->addWidget(m_balanceTitle, 1);
    m_liveIcon = new IconLabel(u"live"_s, 16, Tone::Success, m_balanceCard);
    head->addWidget(m_liveIcon);
    head->addWidget(m_live);
    layout->addLayout(head);
    auto *figure = new QHBoxLayout;
    figure->setSpacing(8);
    m_balance = makeLabel(m_balanceCard, TextRole::FigureL);
    m_balance->setObjectName(u"customer.balance"_s);
    m_currency = makeLabel(m_balanceCard, TextRole::Lead, Tone::Secondary);
    figure->addWidget(m_balance);
    figure->addWidget(m_currency, 1, Qt::AlignVCenter);
    layout->addLayout(figure);
    m_available = makeLabel(m_balanceCard, TextRole::Small, Tone::Secondary);
    layout->addWidget(m_available);
    layout->addSpacing(6);
    m_chart = new StepChart(m_balanceCard);
    layout->addWidget(m_chart, 1);
    return m_balanceCard;
}

void CustomerPage::showCustomer()
{
    m_name->setText(m_flow->name());
    setWindowTitle(m_flow->name());
    QStringList facts{Words::cpf(m_flow->cpf())};
    if (const api::AccountView *first = m_flow->accounts()->at(0)) {
        facts.append(tr("customer since %1").arg(longDate(first->createdAt)));
        facts.append(tr("%n account(s)", nullptr, m_flow->accounts()->rowCount()));
    }
    m_facts->setText(facts.join(u"  \u00B7  "_s));
    m_problem->setText(m_flow->problem());
    m_problem->setVisible(!m_flow->problem().isEmpty());
    selectChosen();
    showBalance();
    showLive();
    showChart();
    Q_EMIT targetChanged();
}

void CustomerPage::selectChosen()
{
    const api::AccountView *account = m_flow->account();
    if (account) {
        m_accounts->selectRow(m_flow->accounts()->rowOf(account->id));
    }
}

void CustomerPage::onRowChosen(int row)
{
    if (const api::AccountView *account = m_flow->accounts()->at(row)) {
        m_flow->choose(account->id);
    }
}

void CustomerPage::showBalance()
{
    const api::AccountView *account = m_flow->account();
    m_balanceCard->setVisible(account);
    showOrder();
    if (!account) {
        return;
    }
    m_balanceTitle->setText(tr("Account %1").arg(account->accountNumber));
    const QString balance = formatMoney(moneyOf(account->balance, account->currency));
    const int room = (m_isNarrow ? 300 : 356) - 88; // beside the currency
    const TextRole role
        = roleThatFits(balance, room, {TextRole::FigureL, TextRole::FigureM, TextRole::Strong});
    setRole(m_balance, role);
    alignBaseline(m_currency, TextRole::Lead, role);
    m_balance->setText(balance);
    m_currency->setText(QString::fromLatin1(account->currency.code()));
    m_available->setText(isShutForDebits(*account)
            ? tr("Nothing is available")
            : tr("Available %1")
                  .arg(formatWithCurrency(moneyOf(account->available, account->currency))));
    m_balance->setAccessibleName(
        tr("Balance %1").arg(formatWithCurrency(moneyOf(account->balance, account->currency))));
}

//! Whose order a block is: for those who could lift it, and for nobody else.
void CustomerPage::showOrder()
{
    const api::AccountView *account = m_flow->account();
    const bool blocked = account && account->isActive && isRestricted(*account);
    m_order->setVisible(blocked);
    if (!blocked) {
        return;
    }
    const QString state = tr("Account %1: %2").arg(account->accountNumber, Words::state(*account));
    m_order->setText(m_session->mayDo("account.block"_L1)
            ? state + u". "_s + tr("Order: %1").arg(account->block->reference.value_or(QString()))
            : state);
}

void CustomerPage::showLive()
{
    const bool online = m_flow->isLive();
    setTone(m_live, online ? Tone::Success : Tone::Warning);
    m_liveIcon->setIcon(online ? u"live"_s : u"warning"_s, online ? Tone::Success : Tone::Warning);
    m_live->setText(online ? tr("Live") : tr("As of %1").arg(clockTime(m_flow->readAt())));
}

void CustomerPage::showChart()
{
    const auto &movements = m_flow->movements()->rows();
    const api::AccountView *account = m_flow->account();
    if (!account) {
        return;
    }
    std::vector<StepChart::Point> points;
    for (auto movement = movements.rbegin(); movement != movements.rend(); ++movement) {
        if (points.empty()) {
            points.push_back({movement->createdAt,
                moneyOf(movement->balanceBefore, movement->currency).minor});
        }
        points.push_back(
            {movement->createdAt, moneyOf(movement->balanceAfter, movement->currency).minor});
    }
    m_chart->setPoints(std::move(points), account->currency, m_session->clock().now());
}

std::optional<Target> CustomerPage::target() const
{
    Target target{m_flow->id(), m_flow->name(), {}};
    if (const api::AccountView *account = m_flow->account()) {
        target.account = *account;
    }
    return target;
}

void CustomerPage::focusFirst()
{
    m_accounts->setFocus(Qt::OtherFocusReason);
}

void CustomerPage::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    showBalance();
    m_movements->setNarrow(narrow);
    auto *head = m_accounts->horizontalHeader();
    head->resizeSection(AccountsModel::State, narrow ? 130 : 140);
    m_figures->setLeast({{AccountsModel::Balance, narrow ? 112 : 140},
        {AccountsModel::Available, narrow ? 122 : 140}});
}

} // namespace kontor::teller
