// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/StatementPage.h"

#include "app-teller/views/TableDelegate.h"
#include "app-teller/views/Tables.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Card.h"
#include "widgets/Dates.h"
#include "widgets/ElidedLabel.h"
#include "widgets/IconLabel.h"
#include "widgets/MoneyText.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QHideEvent>
#include <QLabel>
#include <QMenu>
#include <QStandardPaths>
#include <QTableView>

namespace kontor::teller {

using namespace widgets;

StatementPage::StatementPage(StatementFlow *flow, QWidget *parent) : QWidget(parent), m_flow(flow)
{
    setObjectName(u"statementPage"_s);
    flow->setParent(this);
    auto *layout = new QVBoxLayout(this);
    // The buttons bring a margin for their ring, so the rest gets the same inside.
    const int ring = ActionButton::ringMargin;
    layout->setContentsMargins(24 - ring, 12, 24 - ring, 8);
    layout->setSpacing(2);
    layout->addWidget(makeHead());
    layout->addWidget(makeNote());
    auto *body = new QVBoxLayout;
    body->setContentsMargins(ring, 6, ring, 0);
    body->setSpacing(12);
    body->addWidget(makeFigures());
    body->addWidget(makeTableCard(), 1);
    layout->addLayout(body, 1);
    layout->addSpacing(6);
    layout->addWidget(makeFoot());
    makeKeys();
    connect(flow, &StatementFlow::changed, this, &StatementPage::showMonth);
    onLanguage(this, [this] { retranslate(); });
}

QWidget *StatementPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *lines = new QVBoxLayout(head);
    lines->setContentsMargins(ActionButton::ringMargin, 0, 0, 0);
    lines->setSpacing(2);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(0);
    lines->addLayout(layout);
    m_title = makeLabel(head, TextRole::Title);
    m_title->setObjectName(u"statement.title"_s);
    m_subject = new ElidedLabel(head, TextRole::Body, Tone::Secondary);
    m_subject->setObjectName(u"statement.subject"_s);
    lines->addWidget(m_subject);
    const auto button = [head](const char *name) {
        auto *made = new ActionButton(head);
        made->setObjectName(QLatin1StringView(name));
        return made;
    };
    m_before = button("statement.beforeButton");
    m_before->setKeyHint(QKeySequence(Qt::ALT | Qt::Key_Left));
    m_month = button("statement.monthButton");
    m_month->setHasMenu(true);
    m_after = button("statement.afterButton");
    m_after->setKeyHint(QKeySequence(Qt::ALT | Qt::Key_Right));
    m_months = new QMenu(m_month);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_before);
    layout->addWidget(m_month);
    layout->addWidget(m_after);
    connect(m_before, &QPushButton::clicked, this,
        [this] { m_flow->show(m_flow->month().addMonths(-1)); });
    connect(m_after, &QPushButton::clicked, this,
        [this] { m_flow->show(m_flow->month().addMonths(1)); });
    connect(m_month, &QPushButton::clicked, this, &StatementPage::showMonths);
    return head;
}

QWidget *StatementPage::makeNote()
{
    m_noteRow = new QWidget(this);
    auto *layout = new QHBoxLayout(m_noteRow);
    layout->setContentsMargins(ActionButton::ringMargin, 4, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new IconLabel(u"warning"_s, 18, Tone::Warning, m_noteRow));
    m_note = makeLabel(m_noteRow, TextRole::SmallStrong, Tone::Warning);
    m_note->setObjectName(u"statement.note"_s);
    m_note->setWordWrap(true);
    layout->addWidget(m_note, 1);
    m_again = new ActionButton(m_noteRow);
    m_again->setObjectName(u"statement.againButton"_s);
    m_again->setIconName(u"refresh"_s);
    layout->addWidget(m_again);
    connect(m_again, &QPushButton::clicked, m_flow, &StatementFlow::ask);
    return m_noteRow;
}

QWidget *StatementPage::makeFigures()
{
    auto *card = new Card(this);
    auto *layout = new QHBoxLayout(card);
    layout->setContentsMargins(18, 10, 18, 10);
    for (int i = 0; i < 4; ++i) {
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        m_captions[i] = makeLabel(card, TextRole::Mini, Tone::Secondary);
        m_figures[i] = makeLabel(card, i == 3 ? TextRole::FigureM : TextRole::Strong);
        m_figures[i]->setObjectName(u"statement.figure"_s);
        column->addWidget(m_captions[i]);
        column->addWidget(m_figures[i], 1);
        layout->addLayout(column, 1);
    }
    return card;
}

QWidget *StatementPage::makeTableCard()
{
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(2, 8, 2, 2);
    m_table = makeTable(card, 35);
    m_table->setObjectName(u"statement.table"_s);
    m_table->setModel(m_flow->model());
    m_table->setItemDelegate(new MovementsDelegate(m_table));
    auto *columns = m_table->horizontalHeader();
    columns->setSectionResizeMode(QHeaderView::Fixed);
    columns->setSectionResizeMode(StatementModel::What, QHeaderView::Stretch);
    columns->setSectionResizeMode(StatementModel::Reference, QHeaderView::Stretch);
    columns->resizeSection(StatementModel::Date, 92);
    columns->resizeSection(StatementModel::ValueDate, 112);
    new FigureColumns(m_table, {{StatementModel::Amount, 120}, {StatementModel::Balance, 134}});
    layout->addWidget(m_table, 1);
    // Over the rows, so that the table keeps the keyboard from month to month.
    auto *over = new QVBoxLayout(m_table->viewport());
    over->setContentsMargins(18, 12, 18, 12);
    m_empty = makeLabel(m_table->viewport(), TextRole::Body, Tone::Secondary);
    m_empty->setObjectName(u"statement.empty"_s);
    m_empty->setWordWrap(true);
    over->addWidget(m_empty, 0, Qt::AlignTop);
    card->markFocusOf(m_table);
    return card;
}

QWidget *StatementPage::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const auto button = [foot](const char *name, ActionButton::Kind kind) {
        auto *made = new ActionButton(foot, kind);
        made->setObjectName(QLatin1StringView(name));
        return made;
    };
    m_back = button("statement.backButton", ActionButton::Kind::Secondary);
    m_back->setKeyHint(QKeySequence(Qt::Key_Escape));
    m_news = new ElidedLabel(foot, TextRole::Small, Tone::Secondary);
    m_news->setObjectName(u"statement.news"_s);
    m_news->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_save = button("statement.saveButton", ActionButton::Kind::Secondary);
    m_save->setHasMenu(true);
    m_print = button("statement.printButton", ActionButton::Kind::Primary);
    m_print->setKeyHint(QKeySequence(Qt::CTRL | Qt::Key_P));
    layout->addWidget(m_back);
    layout->addWidget(m_news, 1);
    layout->addWidget(m_save);
    layout->addWidget(m_print);
    connect(m_back, &QPushButton::clicked, this, &StatementPage::left);
    connect(m_print, &QPushButton::clicked, m_flow, &StatementFlow::print);
    makeWays();
    return foot;
}

void StatementPage::makeWays()
{
    using enum api::StatementFormat;
    m_ways = new QMenu(m_save);
    const auto way = [this](const char *name, auto ask) {
        QAction *action = m_ways->addAction(QString());
        action->setObjectName(QLatin1StringView(name));
        connect(action, &QAction::triggered, this, ask);
        return action;
    };
    m_pdf = way("statement.savePdf", [this] { askWhere({{u"pdf"_s, tr("PDF files")}}); });
    m_csv = way("statement.saveTable", [this] { askWhere({{u"csv"_s, tr("Tables"), Csv}}); });
    m_accounting = way("statement.saveForAccounting", [this] {
        askWhere({{u"xml"_s, tr("camt.053 files"), Camt053}, {u"ofx"_s, tr("OFX files"), Ofx}});
    });
    // Above the button: it stands at the window's foot.
    connect(m_save, &QPushButton::clicked, this, [this] {
        const int ring = ActionButton::ringMargin;
        m_ways->popup(m_save->mapToGlobal(QPoint(ring, ring - m_ways->sizeHint().height())));
    });
}

void StatementPage::makeKeys()
{
    const auto key = [this](const QKeySequence &keys, auto act) {
        auto *action = new QAction(this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        return action;
    };
    key(Qt::Key_Escape, [this] { Q_EMIT left(); });
    // A key that is held down is one statement.
    key(Qt::CTRL | Qt::Key_P, [this] { m_flow->print(); })->setAutoRepeat(false);
    key(Qt::ALT | Qt::Key_Left, [this] { m_flow->show(m_flow->month().addMonths(-1)); });
    key(Qt::ALT | Qt::Key_Right, [this] { m_flow->show(m_flow->month().addMonths(1)); });
}

//! The last twelve months at once, the ones before by their year.
void StatementPage::showMonths()
{
    m_months->clear();
    QMenu *menu = m_months;
    int count = 0;
    for (QDate month = m_flow->lastMonth(); month >= m_flow->firstMonth();
         month = month.addMonths(-1)) {
        const bool newYear = month.month() == 12 || menu == m_months;
        if (++count > 12 && newYear) {
            menu = m_months->addMenu(QString::number(month.year()));
        }
        QAction *choice = menu->addAction(monthAndYear(month));
        choice->setCheckable(true);
        choice->setChecked(month == m_flow->month());
        connect(choice, &QAction::triggered, this, [this, month] { m_flow->show(month); });
    }
    const int ring = ActionButton::ringMargin;
    m_months->popup(m_month->mapToGlobal(QPoint(ring, m_month->height() - ring)));
}

void StatementPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void StatementPage::showMonth()
{
    const QDate month = m_flow->month();
    const QString name = monthAndYear(month);
    m_month->setText(name);
    m_month->setAccessibleName(tr("Month: %1").arg(name));
    m_subject->setWhole(m_flow->subject());
    setWindowTitle(tr("Statement, %1").arg(name));
    m_before->setEnabled(month > m_flow->firstMonth());
    m_before->setToolTip(m_before->isEnabled() ? m_before->accessibleName()
                                               : tr("The account was opened in this month"));
    m_after->setEnabled(month < m_flow->lastMonth());
    m_after->setToolTip(
        m_after->isEnabled() ? m_after->accessibleName() : tr("The next month has not begun"));
    const bool failed = !m_flow->problem().isEmpty();
    const QString note = failed ? m_flow->problem() : m_flow->note();
    m_note->setText(note);
    m_again->setVisible(failed);
    m_noteRow->setVisible(!note.isEmpty());
    m_table->setColumnHidden(StatementModel::ValueDate, !m_flow->model()->hasValueDates());
    m_empty->setText(m_flow->isBusy() ? tr("Reading the statement\u2026")
            : m_flow->statement()     ? tr("Nothing was booked in this month.")
                                      : tr("The statement is not here yet."));
    m_empty->setVisible(m_flow->model()->rowCount() == 0);
    showFigures();
    showPaper();
}

void StatementPage::showFigures()
{
    const auto &statement = m_flow->statement();
    const Decimal api::Statement::*const figures[] = {&api::Statement::opening,
        &api::Statement::credits, &api::Statement::debits, &api::Statement::closing};
    for (int i = 0; i < 4; ++i) {
        m_figures[i]->setText(statement
                ? formatWithCurrency(moneyOf((*statement).*figures[i], statement->currency))
                : u"\u2013"_s);
        m_figures[i]->setAccessibleName(m_captions[i]->text() + u' ' + m_figures[i]->text());
    }
}

void StatementPage::showPaper()
{
    m_news->setWhole(m_flow->paperNews());
    m_print->setEnabled(m_flow->canPrint());
    m_save->setEnabled(m_flow->isReady());
    for (QAction *way : m_ways->actions()) {
        way->setEnabled(m_flow->isReady());
    }
    for (ActionButton *button : {m_print, m_save}) {
        button->setToolTip(button->isEnabled() ? button->accessibleName()
                : m_flow->statement() && !m_flow->isWhole()
                ? m_flow->note()
                : tr("Wait until the statement is here"));
    }
}

//! Writes nothing before somebody has said where.
void StatementPage::askWhere(const QList<Kind> &kinds)
{
    QStringList filters;
    for (const Kind &kind : kinds) {
        filters.append(kind.filter());
    }
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString &suffix = kinds.front().suffix;
    auto *dialog = new QFileDialog(this, tr("Save the statement"),
        QDir(folder).filePath(m_flow->fileName() + u'.' + suffix), filters.join(u";;"_s));
    dialog->setObjectName(u"statement.saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    // The file's name follows the kind.
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, kinds](const QString &filter) {
        const QString chosen = kindOf(kinds, {}, filter).suffix;
        const QFileInfo file(dialog->selectedFiles().value(0));
        dialog->setDefaultSuffix(chosen);
        if (!file.isDir()) {
            dialog->selectFile(file.dir().filePath(file.completeBaseName() + u'.' + chosen));
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, kinds](const QString &path) {
        save(kindOf(kinds, path, dialog->selectedNameFilter()), path);
    });
    dialog->open();
}

//! A file is what its name says, however it was chosen.
StatementPage::Kind StatementPage::kindOf(const QList<Kind> &kinds, const QString &path,
    const QString &filter)
{
    const QString suffix = QFileInfo(path).suffix();
    for (const Kind &kind : kinds) {
        if (suffix.compare(kind.suffix, Qt::CaseInsensitive) == 0) {
            return kind;
        }
    }
    for (const Kind &kind : kinds) {
        if (kind.filter() == filter) {
            return kind;
        }
    }
    return kinds.front();
}

void StatementPage::save(const Kind &kind, const QString &path)
{
    kind.format ? m_flow->saveFile(*kind.format, path) : m_flow->savePdf(path);
}

//! A counter that is locked says nothing of a customer, not even in a file's name.
void StatementPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    auto *dialog = findChild<QFileDialog *>(u"statement.saveDialog"_s);
    if (dialog && !event->spontaneous()) {
        dialog->reject();
    }
}

void StatementPage::retranslate()
{
    m_title->setText(tr("Statement"));
    m_before->setText(tr("&Previous"));
    m_before->setAccessibleName(tr("Previous month"));
    m_after->setText(tr("&Next"));
    m_after->setAccessibleName(tr("Next month"));
    m_again->setText(tr("&Ask again"));
    m_captions[0]->setText(tr("Opening balance"));
    m_captions[1]->setText(tr("Credits"));
    m_captions[2]->setText(tr("Debits"));
    m_captions[3]->setText(tr("Closing balance"));
    m_table->setAccessibleName(tr("Movements of the month"));
    m_back->setText(tr("&Back"));
    m_save->setText(tr("Sav&e"));
    m_save->setAccessibleName(tr("Save the statement"));
    m_pdf->setText(tr("As a &PDF file\u2026"));
    m_csv->setText(tr("As a &table (CSV)\u2026"));
    m_accounting->setText(tr("For &accounting software\u2026"));
    m_print->setText(tr("P&rint"));
    m_print->setAccessibleName(tr("Print the statement"));
    m_flow->model()->retranslate();
    showMonth();
}

} // namespace kontor::teller
