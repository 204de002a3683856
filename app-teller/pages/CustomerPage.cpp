// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/CustomerPage.h"

#include "app-teller/AccountState.h"
#include "app-teller/Receipts.h"
#include "app-teller/Words.h"
#include "app-teller/pages/SideCard.h"
#include "app-teller/views/TableDelegate.h"
#include "app-teller/views/Tables.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Card.h"
#include "widgets/Dates.h"
#include "widgets/ElidedLabel.h"
#include "widgets/Icon.h"
#include "widgets/IconLabel.h"
#include "widgets/MoneyText.h"
#include "widgets/Retranslate.h"
#include "widgets/StepChart.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
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
    layout->addWidget(makeMovements(), 1);
    connect(flow, &CustomerFlow::changed, this, &CustomerPage::showCustomer);
    connect(flow, &CustomerFlow::movementsChanged, this, &CustomerPage::showChart);
    connect(&session.feed(), &client::EventFeed::connectionChanged, this, &CustomerPage::showLive);
    onLanguage(this, [this] {
        m_flow->accounts()->retranslate();
        m_flow->movements()->retranslate();
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

QWidget *CustomerPage::makeMovements()
{
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(2, 8, 2, 2);
    layout->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->setSpacing(12);
    auto *title = makeLabel(card, TextRole::Strong);
    m_movementsOf = makeLabel(card, TextRole::Small, Tone::Secondary);
    m_filter = new QLineEdit(card);
    m_filter->setObjectName(u"customer.filter"_s);
    m_filter->setProperty("fieldSize", u"filter"_s);
    m_filter->setMaximumWidth(260);
    m_filter->setMaxLength(60);
    QAction *icon = m_filter->addAction(QIcon(), QLineEdit::LeadingPosition);
    makePrinting(card);
    head->addWidget(title);
    head->addWidget(m_movementsOf);
    head->addWidget(m_printNews, 1);
    head->addWidget(m_print);
    head->addWidget(m_filter, 1);
    layout->addLayout(head);
    m_filtered = new QSortFilterProxyModel(this);
    m_filtered->setSourceModel(m_flow->movements());
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setFilterKeyColumn(-1);
    m_noMovements = makeLabel(card, TextRole::Body, Tone::Secondary);
    m_noMovements->setContentsMargins(16, 12, 16, 12);
    layout->addWidget(m_noMovements);
    m_movements = makeTable(card, 35);
    m_movements->setObjectName(u"customer.movements"_s);
    m_movements->setModel(m_filtered);
    m_movements->setItemDelegate(new MovementsDelegate(m_movements));
    auto *columns = m_movements->horizontalHeader();
    columns->setSectionResizeMode(QHeaderView::Fixed);
    columns->setSectionResizeMode(MovementsModel::What, QHeaderView::Stretch);
    columns->resizeSection(MovementsModel::Date, 158);
    columns->resizeSection(MovementsModel::Receipt, 96);
    columns->resizeSection(MovementsModel::Who, 124);
    new FigureColumns(m_movements, {{MovementsModel::Amount, 128}, {MovementsModel::Balance, 136}});
    layout->addWidget(m_movements, 1);
    card->markFocusOf(m_movements);
    connectPrinting();
    connect(m_filter, &QLineEdit::textChanged, m_filtered,
        &QSortFilterProxyModel::setFilterFixedString);
    connect(m_movements->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > m_movements->verticalScrollBar()->maximum() - 200) {
            m_flow->loadMore();
        }
    });
    onTheme(this, [icon] { icon->setIcon(makeIcon(u"filter"_s, Theme::current().text2)); });
    onLanguage(card, [this, title, icon] {
        title->setText(tr("Movements"));
        icon->setText(tr("Filter movements"));
        m_movements->setAccessibleName(tr("Movements"));
        m_filter->setPlaceholderText(tr("Text, amount or receipt"));
        m_filter->setAccessibleName(tr("Filter movements"));
        m_print->setText(tr("Print re&ceipt"));
        m_print->setAccessibleName(tr("Print the receipt of the chosen movement again"));
        showPrinting();
    });
    return card;
}

void CustomerPage::makePrinting(QWidget *card)
{
    m_printNews = new ElidedLabel(card, TextRole::Small, Tone::Secondary);
    m_printNews->setObjectName(u"customer.printNews"_s);
    m_printNews->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_print = new ActionButton(card, ActionButton::Kind::Quiet);
    m_print->setObjectName(u"customer.printButton"_s);
    m_print->setKeyHint(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_print->setVisible(bool(m_session->printer()));
}

void CustomerPage::connectPrinting()
{
    connect(m_movements->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_printNews->setWhole({});
        showPrinting();
    });
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &CustomerPage::showPrinting);
    connect(m_print, &QPushButton::clicked, this, &CustomerPage::printChosen);
    auto *print = new QAction(this);
    print->setShortcut(Qt::CTRL | Qt::Key_P);
    print->setAutoRepeat(false); // a key that is held down is one receipt
    print->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(print, &QAction::triggered, this, &CustomerPage::printChosen);
    addAction(print);
}

void CustomerPage::showPrinting()
{
    const bool chosen = m_movements->currentIndex().isValid();
    m_print->setEnabled(chosen);
    m_print->setToolTip(chosen ? m_print->accessibleName() : tr("Choose a movement first"));
}

//! What is printed from here was printed, or could have been, when it was posted.
void CustomerPage::printChosen()
{
    const api::AccountView *account = m_flow->account();
    const QModelIndex current = m_filtered->mapToSource(m_movements->currentIndex());
    const api::Movement *movement = m_flow->movements()->at(current.row());
    if (!m_session->printer() || m_isPrinting || !account || !movement) {
        return;
    }
    const QString deed = Words::movement(*movement, {});
    const QString what
        = m_flow->movements()->index(current.row(), MovementsModel::What).data().toString();
    const widgets::Receipt receipt = Receipts::of(*m_session, *movement,
        {deed, account->accountNumber, m_flow->name(), {}, {}, what == deed ? QString() : what});
    m_isPrinting = true;
    m_printNews->setWhole(tr("Printing\u2026"));
    whenDone(m_session->printer()(ReceiptPaper(Receipts::copyOf(receipt))), this,
        [this](Printed printed) {
            m_isPrinting = false;
            m_printNews->setWhole(printed == Printed::OnPaper ? tr("Sent to the printer.")
                    : printed == Printed::NoPrinter           ? tr("This computer has no printer.")
                                                              : tr("The printer takes nothing."));
        });
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
    m_movementsOf->setText(tr("Account %1").arg(account->accountNumber));
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
    const bool online = m_session->feed().isOnline();
    setTone(m_live, online ? Tone::Success : Tone::Warning);
    m_liveIcon->setIcon(online ? u"live"_s : u"warning"_s, online ? Tone::Success : Tone::Warning);
    m_live->setText(online ? tr("Live") : tr("As of %1").arg(clockTime(m_flow->readAt())));
}

void CustomerPage::showChart()
{
    const auto &movements = m_flow->movements()->rows();
    const api::AccountView *account = m_flow->account();
    const bool none = movements.empty() && m_flow->hasMovements();
    m_noMovements->setText(tr("Nothing was booked on this account yet."));
    m_noMovements->setVisible(none);
    m_movements->setVisible(!none);
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
    m_movements->setColumnHidden(MovementsModel::Who, narrow);
    auto *head = m_accounts->horizontalHeader();
    head->resizeSection(AccountsModel::State, narrow ? 130 : 140);
    m_figures->setLeast({{AccountsModel::Balance, narrow ? 112 : 140},
        {AccountsModel::Available, narrow ? 122 : 140}});
}

} // namespace kontor::teller
