// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/AuditPage.h"

#include "app-teller/views/TableDelegate.h"
#include "app-teller/views/Tables.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Card.h"
#include "widgets/CheckBox.h"
#include "widgets/Dates.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

namespace kontor::teller {

using namespace widgets;

namespace {
constexpr int longestName = 128;
}

AuditPage::AuditPage(Session &session, QWidget *parent) : QWidget(parent), m_flow(session)
{
    setObjectName(u"auditPage"_s);
    auto *layout = new QVBoxLayout(this);
    // The buttons bring a margin for their ring, so the table gets the same.
    const int ring = ActionButton::ringMargin;
    layout->setContentsMargins(24, 16, 24 - ring, 16);
    layout->setSpacing(14);
    layout->addWidget(makeHead());
    auto *table = new QHBoxLayout;
    table->setContentsMargins(0, 0, ring, 0);
    table->addWidget(makeTableCard());
    layout->addLayout(table, 1);
    layout->addWidget(makeFoot());
    connect(&m_flow, &AuditFlow::changed, this, &AuditPage::show);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &AuditPage::showChosen);
    onLanguage(this, [this] { retranslate(); });
    ask();
}

QWidget *AuditPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_title = makeLabel(head, TextRole::Title);
    // Programs look at accounts all day long; what was done would be lost among it.
    m_readings = new CheckBox(head);
    m_readings->setObjectName(u"audit.readingsBox"_s);
    m_who = new QLineEdit(head);
    m_who->setObjectName(u"audit.whoEdit"_s);
    m_who->setMaximumWidth(300);
    m_who->setMaxLength(longestName);
    m_ask = new ActionButton(head);
    m_ask->setObjectName(u"audit.askButton"_s);
    m_ask->setIconName(u"refresh"_s);
    row->addWidget(m_title, 1);
    row->addWidget(m_readings);
    row->addWidget(m_who, 1);
    row->addWidget(m_ask);
    connect(m_readings, &CheckBox::toggled, this, &AuditPage::ask);
    connect(m_who, &QLineEdit::returnPressed, this, &AuditPage::ask);
    connect(m_ask, &QPushButton::clicked, this, &AuditPage::ask);
    return head;
}

QWidget *AuditPage::makeTableCard()
{
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(2, 8, 2, 2);
    m_table = makeTable(card, 34);
    m_table->setObjectName(u"audit.table"_s);
    m_table->setModel(m_flow.model());
    m_table->setItemDelegate(new PlainDelegate(m_table));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    inner->addWidget(m_table, 1);
    m_empty = makeLabel(card, TextRole::Body, Tone::Secondary);
    m_empty->setObjectName(u"audit.empty"_s);
    m_empty->setMargin(17);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_empty->setWordWrap(true);
    inner->addWidget(m_empty, 1);
    card->markFocusOf(m_table);
    return card;
}

QWidget *AuditPage::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    m_chosen = makeLabel(foot, TextRole::Small, Tone::Secondary);
    m_chosen->setObjectName(u"audit.chosen"_s);
    m_chosen->setWordWrap(true);
    m_chosen->setMinimumHeight(2 * m_chosen->fontMetrics().lineSpacing());
    m_older = new ActionButton(foot);
    m_older->setObjectName(u"audit.olderButton"_s);
    row->addWidget(m_chosen, 1);
    row->addWidget(m_older);
    connect(m_older, &QPushButton::clicked, &m_flow, &AuditFlow::askForOlder);
    return foot;
}

void AuditPage::focusFirst()
{
    m_who->setFocus(Qt::OtherFocusReason);
}

void AuditPage::ask()
{
    m_flow.ask({m_who->text().trimmed(), m_readings->isChecked()});
}

void AuditPage::show()
{
    const bool any = m_flow.model()->rowCount() > 0 && m_flow.problem().isEmpty();
    m_table->setVisible(any);
    m_empty->setVisible(!any);
    m_empty->setText(!m_flow.problem().isEmpty() ? m_flow.problem()
            : m_flow.isBusy()                    ? tr("Asking the server\u2026")
            : m_readings->isChecked()            ? tr("Nothing was kept of this name.")
                                                 : tr("Nothing was changed under this name."));
    m_older->setEnabled(m_flow.hasOlder() && !m_flow.isBusy());
    if (any && !m_table->currentIndex().isValid()) {
        m_table->setCurrentIndex(m_flow.model()->index(0, 0));
    }
    showChosen();
}

void AuditPage::showChosen()
{
    const api::AuditEntry *entry = m_flow.model()->at(m_table->currentIndex().row());
    m_chosen->setText(entry ? tr("%1 %2, answered %3 at %4. Correlation %5.")
                                  .arg(entry->method, entry->path, QString::number(entry->status),
                                      exactTime(entry->at), entry->correlationId)
                            : QString());
}

void AuditPage::retranslate()
{
    setWindowTitle(tr("Audit"));
    m_title->setText(tr("Who did what, and when"));
    m_readings->setText(tr("What was &looked at, too"));
    m_who->setPlaceholderText(tr("Of whom: user, key or customer"));
    m_who->setAccessibleName(m_who->placeholderText());
    m_ask->setText(tr("&Ask again"));
    m_older->setText(tr("&Older entries"));
    m_table->setAccessibleName(tr("Entries of the audit"));
    m_flow.model()->retranslate();
    show();
}

} // namespace kontor::teller
