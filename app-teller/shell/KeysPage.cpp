// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/KeysPage.h"

#include "app-teller/models/KeysModel.h"
#include "app-teller/shell/Actions.h"
#include "app-teller/views/TableDelegate.h"
#include "app-teller/views/Tables.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Card.h"
#include "widgets/KeyCap.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace kontor::teller {

using namespace widgets;

KeysPage::KeysPage(const Actions *actions, QWidget *parent)
    : QWidget(parent), m_actions(actions), m_filter(new QLineEdit(this)),
      m_model(new KeysModel(this)), m_filtered(new QSortFilterProxyModel(this)),
      m_table(nullptr)
{
    setObjectName(u"keysPage"_s);
    setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(this);
    // The button brings a margin for its ring; everything else gets the same inside.
    const int ring = ActionButton::ringMargin;
    layout->setContentsMargins(24 - ring, 16, 24 - ring, 8);
    layout->setSpacing(14);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(ring, 0, ring, 0);
    body->setSpacing(14);
    layout->addLayout(body, 1);
    auto *head = new QHBoxLayout;
    auto *title = makeLabel(this, TextRole::Title);
    m_filter->setObjectName(u"keys.filter"_s);
    m_filter->setMaximumWidth(300);
    head->addWidget(title, 1);
    head->addWidget(m_filter, 1);
    body->addLayout(head);
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(2, 8, 2, 2);
    m_table = makeTable(card, 34);
    m_table->setObjectName(u"keys.table"_s);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_filtered);
    m_table->setItemDelegate(new PlainDelegate(m_table));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    inner->addWidget(m_table);
    card->markFocusOf(m_table);
    body->addWidget(card, 1);
    auto *back = new ActionButton(this);
    back->setObjectName(u"keys.back"_s);
    back->setKeyHint(QKeySequence(Qt::Key_Escape));
    layout->addWidget(back, 0, Qt::AlignLeft);
    auto *escape = new QAction(this);
    escape->setShortcut(Qt::Key_Escape);
    escape->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(escape);
    connect(escape, &QAction::triggered, this, &KeysPage::left);
    connect(back, &QPushButton::clicked, this, &KeysPage::left);
    connect(m_filter, &QLineEdit::textChanged, m_filtered,
        &QSortFilterProxyModel::setFilterFixedString);
    onLanguage(this, [this, title, back] {
        title->setText(tr("Keys"));
        m_filter->setPlaceholderText(tr("Find a key or what it does"));
        m_filter->setAccessibleName(m_filter->placeholderText());
        m_table->setAccessibleName(tr("All keys"));
        back->setText(tr("&Back"));
        fill();
    });
}

void KeysPage::fill()
{
    std::vector<KeysModel::Row> rows;
    for (const QAction *action : m_actions->all()) {
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts()) {
            keys.append(keyText(sequence));
        }
        if (!keys.isEmpty()) {
            rows.push_back({Actions::plainText(action), keys.join(u", "_s)});
        }
    }
    rows.push_back(
        {tr("Continue, post, next customer"), keyText(QKeySequence(Qt::CTRL | Qt::Key_Return))});
    rows.push_back(
        {tr("Print the receipt or the statement"), keyText(QKeySequence(Qt::CTRL | Qt::Key_P))});
    rows.push_back({tr("Previous month, next month of a statement"),
        keyText(QKeySequence(Qt::ALT | Qt::Key_Left)) + u' '
            + keyText(QKeySequence(Qt::ALT | Qt::Key_Right))});
    rows.push_back({tr("One step back; asks only if something would be lost"),
        keyText(QKeySequence(Qt::Key_Escape))});
    rows.push_back(
        {tr("Next field, open the chosen row"), keyText(QKeySequence(Qt::Key_Return))});
    rows.push_back(
        {tr("Another account of the found customer"), keyText(QKeySequence(Qt::Key_Tab))});
    rows.push_back({tr("Choose a row"),
        keyText(QKeySequence(Qt::Key_Up)) + u' ' + keyText(QKeySequence(Qt::Key_Down))});
    m_model->setRows(std::move(rows));
}

void KeysPage::focusFirst()
{
    m_filter->setFocus(Qt::OtherFocusReason);
}

} // namespace kontor::teller
