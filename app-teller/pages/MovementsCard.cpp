// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/MovementsCard.h"

#include "app-teller/Receipts.h"
#include "app-teller/Words.h"
#include "app-teller/models/MovementsFilter.h"
#include "app-teller/views/TableDelegate.h"
#include "app-teller/views/Tables.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/ElidedLabel.h"
#include "widgets/Icon.h"
#include "widgets/Retranslate.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>

namespace kontor::teller {

using namespace widgets;

namespace {
//! One press looks through so many older movements at most, a hundred each.
constexpr int pagesOfALook = 10;
} // namespace

MovementsCard::MovementsCard(Session &session, CustomerFlow *flow, QWidget *parent)
    : Card(parent), m_session(&session), m_flow(flow)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 8, 2, 2);
    layout->setSpacing(4);
    layout->addLayout(makeHead());
    m_filtered = new MovementsFilter(this);
    m_filtered->setSourceModel(m_flow->movements());
    layout->addWidget(makeNote(), 0, Qt::AlignTop);
    makeTable();
    layout->addWidget(m_movements, 1);
    connectPrinting();
    connectNote();
    connect(m_flow, &CustomerFlow::changed, this, &MovementsCard::showAccount);
    connect(m_flow, &CustomerFlow::movementsChanged, this, &MovementsCard::showNote);
    onLanguage(this, [this] { retranslate(); });
}

QLayout *MovementsCard::makeHead()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->setSpacing(12);
    m_title = makeLabel(this, TextRole::Strong);
    m_of = makeLabel(this, TextRole::Small, Tone::Secondary);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"customer.filter"_s);
    m_filter->setProperty("fieldSize", u"filter"_s);
    m_filter->setMaximumWidth(260);
    m_filter->setMaxLength(60);
    m_filterIcon = m_filter->addAction(QIcon(), QLineEdit::LeadingPosition);
    onTheme(this, [this] { m_filterIcon->setIcon(makeIcon(u"filter"_s, Theme::current().text2)); });
    makePrinting();
    head->addWidget(m_title);
    head->addWidget(m_of);
    head->addWidget(m_printNews, 1);
    head->addWidget(m_print);
    head->addWidget(m_filter, 1);
    return head;
}

void MovementsCard::makeTable()
{
    m_movements = teller::makeTable(this, 35);
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
    markFocusOf(m_movements);
    connect(m_movements->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > m_movements->verticalScrollBar()->maximum() - 200) {
            m_flow->loadMore();
        }
    });
}

void MovementsCard::retranslate()
{
    m_flow->movements()->retranslate();
    m_title->setText(tr("Movements"));
    m_filterIcon->setText(tr("Filter movements"));
    m_movements->setAccessibleName(tr("Movements"));
    m_filter->setPlaceholderText(tr("Text, amount or receipt"));
    m_filter->setAccessibleName(tr("Filter movements"));
    m_print->setText(tr("Print re&ceipt"));
    m_print->setAccessibleName(tr("Print the receipt of the chosen movement again"));
    showAccount();
    showNote();
    showPrinting();
}

void MovementsCard::showAccount()
{
    if (const api::AccountView *account = m_flow->account()) {
        m_of->setText(tr("Account %1").arg(account->accountNumber));
    }
}

void MovementsCard::setNarrow(bool narrow)
{
    m_movements->setColumnHidden(MovementsModel::Who, narrow);
}

//! What the table does not say: that there is nothing, or that not everything was looked through.
QWidget *MovementsCard::makeNote()
{
    m_noteRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_noteRow);
    row->setContentsMargins(16, 4, 16 - ActionButton::ringMargin, 4);
    m_note = makeLabel(m_noteRow, TextRole::Body, Tone::Secondary);
    m_note->setObjectName(u"customer.movementsNote"_s);
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(2 * m_note->fontMetrics().lineSpacing());
    m_further = new ActionButton(m_noteRow);
    m_further->setObjectName(u"customer.furtherButton"_s);
    row->addWidget(m_note, 1);
    row->addWidget(m_further);
    return m_noteRow;
}

void MovementsCard::connectNote()
{
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_pagesToLook = 0;
        m_filtered->setText(text);
        showNote();
    });
    new QShortcut(Qt::Key_Escape, m_filter, m_filter, &QLineEdit::clear, Qt::WidgetShortcut);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (m_filtered->isOn()) {
            lookFurther();
        }
    });
    connect(m_further, &QPushButton::clicked, this, &MovementsCard::lookFurther);
    connect(m_flow, &CustomerFlow::olderCame, this, &MovementsCard::goOnLooking);
    // Names of the other side come after their movements.
    connect(m_filtered, &QAbstractItemModel::rowsInserted, this, &MovementsCard::showNote);
    connect(m_filtered, &QAbstractItemModel::rowsRemoved, this, &MovementsCard::showNote);
    connect(m_filtered, &QAbstractItemModel::modelReset, this, [this] {
        m_pagesToLook = 0; // what was looked through is gone
        showNote();
    });
}

void MovementsCard::lookFurther()
{
    if (!m_flow->movementsProblem().isEmpty() && !m_flow->hasOlder()) {
        m_flow->readMovements();
    } else if (m_flow->hasOlder() && m_pagesToLook == 0) {
        m_pagesToLook = pagesOfALook;
        m_matchesBefore = m_filtered->rowCount();
        m_flow->loadMore();
    }
    showNote();
}

void MovementsCard::goOnLooking()
{
    const bool found = m_filtered->rowCount() > m_matchesBefore;
    const bool mayGoOn = m_flow->hasOlder() && m_flow->movementsProblem().isEmpty();
    m_pagesToLook = found || !mayGoOn ? 0 : std::max(0, m_pagesToLook - 1);
    if (m_pagesToLook > 0) {
        m_flow->loadMore();
    }
    showNote();
}

QString MovementsCard::note() const
{
    const int read = m_flow->movements()->rowCount();
    if (!m_flow->movementsProblem().isEmpty()) {
        return m_flow->movementsProblem();
    }
    if (read == 0) {
        return m_flow->hasMovements() ? tr("Nothing was booked on this account yet.") : QString();
    }
    if (!m_filtered->isOn()) {
        return {};
    }
    if (m_filtered->rowCount() == 0) {
        return m_flow->hasOlder()
            ? tr("Nothing matches in the %Ln newest movement(s).", nullptr, read)
            : tr("None of %Ln movement(s) matches.", nullptr, read);
    }
    return m_flow->hasOlder()
        ? tr("Only the %Ln newest movement(s) were looked through.", nullptr, read)
        : QString();
}

void MovementsCard::showNote()
{
    const bool failed = !m_flow->movementsProblem().isEmpty();
    const QString text = m_pagesToLook > 0 ? tr("Looking further back\u2026") : note();
    m_note->setText(text);
    setTone(m_note, failed ? Tone::Error : Tone::Secondary);
    m_filter->setAccessibleDescription(text);
    const bool canGoOn = failed || (m_filtered->isOn() && m_flow->hasOlder());
    if (!canGoOn && m_further->hasFocus()) {
        m_filter->setFocus(Qt::OtherFocusReason);
    }
    m_noteRow->setVisible(!text.isEmpty());
    m_further->setVisible(canGoOn);
    m_further->setText(failed ? tr("&Ask again") : tr("Loo&k further back"));
    const bool nothingToShow = m_filtered->rowCount() == 0 && !text.isEmpty();
    m_movements->setVisible(!nothingToShow);
}

void MovementsCard::makePrinting()
{
    m_printNews = new ElidedLabel(this, TextRole::Small, Tone::Secondary);
    m_printNews->setObjectName(u"customer.printNews"_s);
    m_printNews->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_print = new ActionButton(this, ActionButton::Kind::Quiet);
    m_print->setObjectName(u"customer.printButton"_s);
    m_print->setKeyHint(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_print->setVisible(bool(m_session->printer()));
}

void MovementsCard::connectPrinting()
{
    connect(m_movements->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_printNews->setWhole({});
        showPrinting();
    });
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &MovementsCard::showPrinting);
    connect(m_print, &QPushButton::clicked, this, &MovementsCard::printChosen);
    m_printAction = new QAction(this);
    m_printAction->setShortcut(Qt::CTRL | Qt::Key_P);
    m_printAction->setAutoRepeat(false); // a key that is held down is one receipt
    m_printAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_printAction, &QAction::triggered, this, &MovementsCard::printChosen);
}

void MovementsCard::showPrinting()
{
    const bool chosen = m_movements->currentIndex().isValid();
    m_print->setEnabled(chosen);
    m_print->setToolTip(chosen ? m_print->accessibleName() : tr("Choose a movement first"));
}

//! What is printed from here was printed, or could have been, when it was posted.
void MovementsCard::printChosen()
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

} // namespace kontor::teller
