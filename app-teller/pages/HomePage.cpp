// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/HomePage.h"

#include "app-teller/Words.h"
#include "app-teller/flows/CommandFlow.h"
#include "app-teller/pages/BodyScroll.h"
#include "app-teller/pages/CheckBody.h"
#include "app-teller/pages/LiveCard.h"
#include "app-teller/views/SearchDelegate.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Card.h"
#include "widgets/Dates.h"
#include "widgets/IconLabel.h"
#include "widgets/KeyHints.h"
#include "widgets/MoneyText.h"
#include "widgets/PlainTip.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMouseEvent>
#include <QScrollBar>

namespace kontor::teller {

using namespace widgets;

namespace {
//! So that the last three have room beside each other.
constexpr int servedWidth = 150;
//! Beside the right column, in the page's margin: its scroll bar has room there.
constexpr int barRoom = 14;
constexpr int barWidth = 12;
} // namespace

HomePage::HomePage(Session &session, SearchFlow *search, DeskDay *day, QWidget *parent)
    : QWidget(parent), m_session(&session), m_search(search), m_day(day)
{
    setObjectName(u"homePage"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 20, 24 - barRoom, 16);
    layout->setSpacing(20);
    auto *left = new QVBoxLayout;
    left->setSpacing(14);
    left->addWidget(makeResults(), 1);
    left->addWidget(makeServed());
    layout->addLayout(left, 1);
    m_right = new QWidget(this);
    auto *right = new QVBoxLayout(m_right);
    right->setContentsMargins(0, 0, barRoom, 0);
    right->setSpacing(14);
    right->addWidget(makeToday());
    right->addWidget(makeWaiting());
    right->addWidget(new LiveCard(session, m_right), 1);
    m_column = new BodyScroll(m_right, this);
    layout->addWidget(m_column);
    connect(m_column->verticalScrollBar(), &QScrollBar::rangeChanged, this, [right](int, int most) {
        right->setContentsMargins(0, 0, most > 0 ? barRoom - barWidth : barRoom, 0);
    });
    setNarrow(false);
    connect(search, &SearchFlow::changed, this, &HomePage::showResults);
    connect(day, &DeskDay::changed, this, [this] {
        showToday();
        showServed();
    });
    onLanguage(this, [this] {
        showResults();
        showToday();
        showServed();
    });
}

QWidget *HomePage::makeResults()
{
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(17, 11, 17, 11);
    m_title = makeLabel(card, TextRole::Strong);
    m_title->setObjectName(u"home.resultsTitle"_s);
    m_order = makeLabel(card, TextRole::Small, Tone::Secondary);
    head->addWidget(m_title, 1);
    head->addWidget(m_order);
    layout->addLayout(head);
    layout->addWidget(new Rule(card));
    m_empty = makeLabel(card, TextRole::Body, Tone::Secondary);
    m_empty->setObjectName(u"home.empty"_s);
    m_empty->setMargin(17);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_empty->setWordWrap(true);
    layout->addWidget(m_empty, 1);
    m_list = new QListView(card);
    m_list->setObjectName(u"home.results"_s);
    m_delegate = new SearchDelegate(m_list);
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(m_search->model());
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setResizeMode(QListView::Adjust);
    m_list->viewport()->installEventFilter(this);
    m_list->installEventFilter(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(new Rule(card));
    auto *keys = new KeyHints(card);
    layout->addWidget(keys);
    card->markFocusOf(m_list);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &HomePage::onCurrentChanged);
    connect(m_list, &QListView::activated, this, &HomePage::customerActivated);
    onLanguage(this, [this, keys] {
        m_list->setAccessibleName(tr("Customers found"));
        keys->setHints({{{QKeySequence(Qt::Key_Up), QKeySequence(Qt::Key_Down)}, tr("choose")},
            {{QKeySequence(Qt::Key_Return)}, tr("open")},
            {{QKeySequence(Qt::Key_F4)}, tr("deposit at once")},
            {{QKeySequence(Qt::CTRL | Qt::Key_N)}, tr("new customer")}});
    });
    return card;
}

QWidget *HomePage::makeServed()
{
    m_servedRow = new QWidget(this);
    m_servedRow->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(m_servedRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *label = makeLabel(m_servedRow, TextRole::Small, Tone::Secondary);
    row->addWidget(label);
    row->addSpacing(8);
    m_served = new QHBoxLayout;
    m_served->setSpacing(2);
    row->addLayout(m_served);
    row->addStretch();
    onLanguage(m_servedRow, [label] { label->setText(tr("Just served")); });
    m_servedRow->hide();
    return m_servedRow;
}

QWidget *HomePage::makeToday()
{
    auto *card = new Card(m_right);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(18, 14, 18, 14);
    layout->setSpacing(12);
    auto *head = new QVBoxLayout;
    head->setSpacing(1);
    m_todayTitle = makeLabel(card, TextRole::Strong);
    m_receipts = makeLabel(card, TextRole::Small, Tone::Secondary);
    m_receipts->setWordWrap(true);
    head->addWidget(m_todayTitle);
    head->addWidget(m_receipts);
    layout->addLayout(head);
    auto *rows = new QGridLayout;
    rows->setVerticalSpacing(12);
    rows->setHorizontalSpacing(10);
    rows->setColumnStretch(1, 1);
    rows->setColumnMinimumWidth(3, 84);
    const char *const icons[] = {"deposit", "withdraw", "transfer"};
    for (int i = 0; i < 3; ++i) {
        m_names[i] = makeLabel(card);
        m_counts[i] = makeLabel(card, TextRole::Body, Tone::Secondary);
        m_counts[i]->setObjectName(u"home.count"_s);
        m_sums[i] = makeLabel(card, TextRole::Strong);
        rows->addWidget(new IconLabel(QLatin1StringView(icons[i]), 20, Tone::Secondary, card), i,
            0);
        rows->addWidget(m_names[i], i, 1);
        rows->addWidget(m_counts[i], i, 2, Qt::AlignRight | Qt::AlignVCenter);
        rows->addWidget(m_sums[i], i, 3, Qt::AlignRight | Qt::AlignVCenter);
    }
    layout->addLayout(rows);
    return card;
}

QWidget *HomePage::makeWaiting()
{
    m_waiting = new Card(m_right);
    auto *layout = new QVBoxLayout(m_waiting);
    // The buttons bring a margin for their ring; the head gets the same.
    layout->setContentsMargins(18, 14, 18 - ActionButton::ringMargin, 12);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, ActionButton::ringMargin, 0);
    m_waitingTitle = makeLabel(m_waiting, TextRole::Strong);
    m_waitingTitle->setObjectName(u"home.waitingTitle"_s);
    m_waitingCount = makeLabel(m_waiting, TextRole::Small, Tone::Secondary);
    head->addWidget(m_waitingTitle, 1);
    head->addWidget(m_waitingCount);
    layout->addLayout(head);
    m_waitingRows = new QVBoxLayout;
    layout->addLayout(m_waitingRows);
    m_waiting->hide();
    return m_waiting;
}

void HomePage::setOpenFlows(const QList<CommandFlow *> &flows)
{
    clearLayout(m_waitingRows);
    for (CommandFlow *flow : flows) {
        m_waitingRows->addWidget(makeWaitingRow(flow));
    }
    const auto open = std::count_if(flows.begin(), flows.end(),
        [](const CommandFlow *flow) { return flow->step() == CommandFlow::Step::BeingChecked; });
    m_waitingTitle->setText(open == 0 ? tr("Answers")
            : open == flows.size()    ? tr("Being checked")
                                      : tr("Being checked, and answers"));
    m_waitingCount->setText(QString::number(flows.size()));
    m_waiting->setVisible(!flows.isEmpty());
}

QWidget *HomePage::makeWaitingRow(CommandFlow *flow)
{
    const QString lead = flow->checkingSheet().lead;
    using FlowStep = CommandFlow::Step;
    const FlowStep step = flow->step();
    auto *row = new QWidget(m_waiting);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto *icon = step == FlowStep::Done ? new IconLabel(u"done"_s, 20, Tone::Success, row)
        : step == FlowStep::Refused     ? new IconLabel(u"problem"_s, 20, Tone::Error, row)
                                        : new IconLabel(u"being-checked"_s, 20, Tone::Warning, row);
    layout->addWidget(icon, 0, Qt::AlignTop);
    const Brief brief = flow->brief();
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(makeLabel(step == FlowStep::Done ? tr("Done: %1").arg(brief.figure)
            : step == FlowStep::Refused               ? tr("Refused: %1").arg(brief.figure)
                                                      : brief.figure,
        row, TextRole::SmallStrong));
    auto *what = makeLabel(brief.what, row, TextRole::Small, Tone::Secondary);
    what->setWordWrap(true);
    what->setToolTip(plainTip(lead));
    words->addWidget(what);
    words->addStretch();
    layout->addLayout(words, 1);
    auto *open = new ActionButton(row);
    open->setObjectName(u"home.openWaiting"_s);
    open->setText(tr("Look"));
    open->setAccessibleName(tr("Look at %1").arg(lead));
    connect(open, &QPushButton::clicked, flow, [this, flow] { Q_EMIT flowActivated(flow); });
    layout->addWidget(open);
    return row;
}

void HomePage::setNarrow(bool narrow)
{
    m_column->setFixedWidth((narrow ? 300 : 356) + barRoom);
    showToday();
}

void HomePage::showToday()
{
    const MoneyKind kinds[] = {MoneyKind::Deposit, MoneyKind::Withdrawal, MoneyKind::Transfer};
    const QString names[] = {tr("Deposits"), tr("Withdrawals"), tr("Transfers")};
    m_todayTitle->setText(
        tr("At this counter, %1").arg(QString::fromLatin1(m_day->currency().code())));
    for (int i = 0; i < 3; ++i) {
        const DeskDay::Sum sum = m_day->sum(kinds[i]);
        m_names[i]->setText(names[i]);
        m_counts[i]->setText(QString::number(sum.count));
        m_sums[i]->setText(formatMoney({sum.minor, m_day->currency()}));
    }
    const auto widest = [](const auto &labels) {
        int width = 0;
        for (const QLabel *label : labels) {
            width = std::max(width, label->sizeHint().width());
        }
        return width;
    };
    // Without margins, icon and gaps.
    const int room = m_column->maximumWidth() - barRoom - 86 - widest(m_names) - widest(m_counts);
    for (QLabel *sum : m_sums) {
        setRole(sum,
            roleThatFits(sum->text(), room,
                {TextRole::Strong, TextRole::SmallStrong, TextRole::Mini}));
    }
    const QString receipts
        = tr("%n receipt(s) since %1", nullptr, m_day->receipts()).arg(clockTime(m_day->since()));
    const int others = m_day->inOtherCurrencies();
    m_receipts->setText(others == 0
            ? receipts
            : tr("%1, %n of them in another currency", nullptr, others).arg(receipts));
}

void HomePage::showServed()
{
    clearLayout(m_served);
    for (const DeskDay::Served &served : m_day->served()) {
        auto *chip = new ActionButton(m_servedRow, ActionButton::Kind::Quiet);
        chip->setObjectName(u"home.served"_s);
        chip->setIconName(u"customer"_s);
        const QString shown = QFontMetrics(fontOf(TextRole::BodyStrong))
                                  .elidedText(served.name, Qt::ElideMiddle, servedWidth);
        chip->setText(QString(shown).replace(u'&', u"&&"_s));
        chip->setToolTip(shown == served.name ? QString() : plainTip(served.name));
        chip->setAccessibleName(served.name);
        connect(chip, &QPushButton::clicked, this,
            [this, served] { Q_EMIT servedActivated(served); });
        m_served->addWidget(chip);
    }
    m_servedRow->setVisible(!m_day->served().empty());
}

void HomePage::setWaiting(const QString &text)
{
    m_waitingFor = text;
    showResults();
}

void HomePage::showHeading()
{
    const int found = m_search->model()->rowCount();
    const QString query = m_search->query();
    const bool cut = m_search->isCut();
    if (m_search->isLate() && !m_search->asked().isEmpty()) {
        m_title->setText(tr("Searching for \u201C%1\u201D\u2026").arg(m_search->asked()));
        m_order->setText(QString());
    } else if (query.isEmpty() || !m_search->problem().isEmpty()) {
        m_title->setText(tr("Customers"));
        m_order->setText(m_search->isStale()
                ? QString()
                : tr("%n account(s) in all", nullptr, int(m_search->total())));
    } else {
        m_title->setText((cut ? tr("Many matches for \u201C%1\u201D")
                              : tr("%n customer(s) match \u201C%1\u201D", nullptr, found))
                             .arg(query));
        m_order->setText(cut ? tr("type more to narrow it down") : QString());
    }
}

QString HomePage::emptyText() const
{
    const QString query = m_search->query();
    if (!m_search->problem().isEmpty()) {
        return m_search->problem();
    }
    if (m_search->isLate()) {
        return m_waitingFor.isEmpty() ? tr("The bank server has not answered yet.") : m_waitingFor;
    }
    if (m_search->isStale()) {
        return {}; // In a moment.
    }
    return query.isEmpty()
        ? tr("No customers yet. Open the first account with Ctrl+N.")
        : tr("No customer matches \u201C%1\u201D. Check the spelling, or search by account "
             "number or CPF.")
              .arg(query);
}

void HomePage::showResults()
{
    const bool shown
        = m_search->problem().isEmpty() && !m_search->isLate() && m_search->model()->rowCount() > 0;
    showHeading();
    m_empty->setText(emptyText());
    m_empty->setVisible(!shown);
    m_list->setVisible(shown);
    selectRow();
    Q_EMIT targetChanged();
}

//! The selection stays on the same customer while the results are refined.
void HomePage::selectRow()
{
    const SearchModel *model = m_search->model();
    m_isByHand = m_isByHand && m_shownQuery == model->query();
    m_shownQuery = model->query();
    if (m_shownQuery.isEmpty() && !m_isByHand) {
        m_selected = {};
        m_list->setCurrentIndex({});
        m_delegate->setCurrentIndex({}); // A model that begins anew does not say so.
    } else if (model->rowCount() > 0 && !m_list->currentIndex().isValid()) {
        m_list->setCurrentIndex(model->index(std::max(0, model->rowOf(m_selected))));
    }
}

void HomePage::onCurrentChanged()
{
    if (m_search->query().isEmpty() && !m_isByHand && m_list->currentIndex().isValid()) {
        m_list->setCurrentIndex({}); // A view chooses its first row when it gets the focus.
        return;
    }
    const int row = m_list->currentIndex().row();
    m_delegate->setCurrentIndex(m_list->currentIndex());
    if (const FoundCustomer *customer = m_search->model()->at(row)) {
        m_selected = customer->id;
        m_search->completeAccounts(customer->id);
    }
    Q_EMIT targetChanged();
}

std::optional<Target> HomePage::target() const
{
    const FoundCustomer *customer = m_search->model()->at(m_list->currentIndex().row());
    // Whoever is still shown is nobody that was typed.
    if (!customer || m_search->isStale() || !m_search->problem().isEmpty()) {
        return std::nullopt;
    }
    Target target{customer->id, customer->name, {}};
    if (const api::AccountView *account = customer->account()) {
        target.account = *account;
    }
    return target;
}

void HomePage::moveSelection(int rows)
{
    m_isByHand = true;
    const int last = m_search->model()->rowCount() - 1;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, std::max(0, last));
    m_list->setCurrentIndex(m_search->model()->index(row));
    m_list->scrollTo(m_list->currentIndex());
}

bool HomePage::moveAccount(int step)
{
    if (m_search->isStale()) {
        return false;
    }
    const int row = m_list->currentIndex().row();
    const FoundCustomer *customer = m_search->model()->at(row);
    const int wanted = customer ? customer->chosen + step : -1;
    if (wanted < 0 || wanted >= int(customer->accounts.size())) {
        return false;
    }
    m_search->model()->chooseAccount(row, wanted);
    Q_EMIT targetChanged();
    return true;
}

bool HomePage::eventFilter(QObject *watched, QEvent *event)
{
    const bool pressed = event->type() == QEvent::MouseButtonPress;
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        m_isByHand = m_isByHand || (key != Qt::Key_Tab && key != Qt::Key_Backtab);
    }
    m_isByHand = m_isByHand || pressed;
    if (pressed && watched == m_list->viewport()) {
        const QPoint position = static_cast<QMouseEvent *>(event)->pos();
        const QModelIndex index = m_list->indexAt(position);
        if (index.isValid() && index == m_list->currentIndex()) {
            const FoundCustomer *customer = m_search->model()->at(index.row());
            const int account
                = m_delegate->accountAt(m_list->visualRect(index), position, *customer);
            if (account >= 0) {
                m_search->model()->chooseAccount(index.row(), account);
                Q_EMIT targetChanged();
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace kontor::teller
