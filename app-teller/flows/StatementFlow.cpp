// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/StatementFlow.h"

#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"

#include <algorithm>
#include <iterator>

namespace kontor::teller {

using widgets::formatWithCurrency;
using widgets::moneyOf;

namespace {
constexpr int mostNamed = 100;

QDate firstOf(QDate day)
{
    return QDate(day.year(), day.month(), 1);
}
} // namespace

StatementFlow::StatementFlow(Session &session, const api::AccountView &account, QObject *parent)
    : QObject(parent), m_session(&session), m_account(account)
{
    m_month = lastMonth();
    connect(&session, &Session::accountsChanged, this, [this](const QSet<QByteArray> &ids) {
        if (!isFinal() && ids.contains(m_account.id.toString())) {
            m_busy ? void(m_again = true) : ask();
        }
    });
    connect(&session, &Session::everythingChanged, this, [this] {
        if (!isFinal() || !m_problem.isEmpty()) {
            ask();
        }
    });
    ask();
}

QDate StatementFlow::firstMonth() const
{
    return std::min(firstOf(widgets::dayOf(m_account.createdAt)), lastMonth());
}

QDate StatementFlow::lastMonth() const
{
    return firstOf(widgets::dayOf(m_session->clock().now()));
}

//! As it was read: whoever looks at it after midnight has still read it before.
bool StatementFlow::isFinal() const
{
    return m_statement && m_statement->lastDay < widgets::dayOf(m_readAt);
}

void StatementFlow::show(QDate month)
{
    if (month == m_month || month < firstMonth() || month > lastMonth()) {
        return;
    }
    m_month = month;
    m_statement.reset();
    m_paper = Paper::None;
    m_model.setStatement({}, m_account.currency);
    ask();
}

void StatementFlow::ask()
{
    m_coming = {};
    m_problem.clear();
    m_again = false;
    m_busy = true;
    ++m_question;
    send({});
    Q_EMIT changed();
}

void StatementFlow::send(const QString &after)
{
    m_session->client()
        .statement(m_account.id, {m_month, after})
        .then(this, [this, question = m_question](const client::Answer<api::Statement> &piece) {
            if (question == m_question) {
                take(piece);
            }
        });
}

void StatementFlow::take(const client::Answer<api::Statement> &piece)
{
    if (!piece) {
        m_busy = false;
        m_problem = piece.error().readingMessage();
        Q_EMIT changed();
        return;
    }
    auto lines = std::exchange(m_coming.lines, {});
    lines.insert(lines.end(), piece->lines.begin(), piece->lines.end());
    // What was booked between two pieces is in the totals of the later one.
    m_coming = *piece;
    m_coming.lines = std::move(lines);
    if (piece->next && !piece->lines.empty() && m_coming.lines.size() < mostLines) {
        send(*piece->next);
        return;
    }
    settle();
}

void StatementFlow::settle()
{
    m_busy = false;
    m_readAt = m_session->clock().now();
    m_model.setStatement(std::exchange(m_coming.lines, {}), m_coming.currency);
    m_statement = std::exchange(m_coming, {});
    nameCounterparties();
    Q_EMIT changed();
    if (std::exchange(m_again, false)) {
        ask();
    }
}

void StatementFlow::nameCounterparties()
{
    for (const api::StatementLine &line : m_model.rows()) {
        const auto other = line.counterpartyAccountId;
        if (!other || m_named.contains(other->toString()) || m_named.size() >= mostNamed) {
            continue;
        }
        m_named.insert(other->toString());
        ++m_unnamed;
        m_session->client().account(*other).then(this,
            [this, other](const client::Answer<api::AccountView> &answer) {
                if (answer) {
                    m_model.setCounterparty(*other, answer->name);
                }
                if (--m_unnamed == 0) {
                    Q_EMIT changed();
                }
            });
    }
}

QString StatementFlow::subject() const
{
    QStringList parts{m_account.name, tr("account %1").arg(m_account.accountNumber),
        QString::fromLatin1(m_account.currency.code()), m_session->info().branch};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString StatementFlow::note() const
{
    if (!m_statement) {
        return {};
    }
    QStringList notes;
    if (!isWhole()) {
        notes.append(tr("The first %L1 of %L2 movements. So many are not printed at a counter.")
                         .arg(m_model.rowCount())
                         .arg(m_statement->lineCount));
    }
    if (!isFinal()) {
        notes.append(tr("As of %1, %2. The month is not over, so this is not final.")
                         .arg(widgets::longDate(m_readAt), widgets::clockTime(m_readAt)));
    }
    return notes.join(u' ');
}

// Paper and files

StatementSheet StatementFlow::sheet() const
{
    StatementSheet sheet;
    sheet.house = u"Kontor"_s;
    sheet.place = m_session->info().branch;
    sheet.demoMark = m_session->info().demo ? tr("DEMO \u2013 nothing here is real") : QString();
    sheet.title = tr("Statement, %1").arg(widgets::monthAndYear(m_month));
    sheet.note = note();
    sheet.facts = {{tr("Account"), m_statement->accountNumber}, {tr("Holder"), m_statement->name},
        {tr("Currency"), QString::fromLatin1(m_statement->currency.code())},
        {tr("Read"), widgets::longDate(m_readAt) + u", "_s + widgets::clockTime(m_readAt)}};
    sheet.pageOf = tr("Page %1 of %2");
    addColumns(sheet);
    const auto money = [this](const Decimal &amount) {
        return formatWithCurrency(moneyOf(amount, m_statement->currency));
    };
    sheet.sums = {{tr("Opening balance"), money(m_statement->opening)},
        {tr("Credits"), money(m_statement->credits)}, {tr("Debits"), money(m_statement->debits)},
        {tr("Closing balance"), money(m_statement->closing), true}};
    return sheet;
}

//! The table as it is on the screen, between the opening's row and the sums.
void StatementFlow::addColumns(StatementSheet &sheet) const
{
    using Column = StatementModel::Column;
    const bool values = m_model.hasValueDates();
    const int widths[] = {62, values ? 88 : 0, values ? 158 : 184, 0, 106, 112};
    int rest = StatementPaper::width;
    for (const int width : widths) {
        rest -= width;
    }
    std::vector<int> shown;
    QStringList opening;
    for (int column = 0; column < StatementModel::ColumnCount; ++column) {
        if (column == Column::ValueDate && !values) {
            continue;
        }
        shown.push_back(column);
        sheet.columns.push_back(
            {m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                column == Column::Reference ? rest : widths[column], column >= Column::Amount});
        opening.append(column == Column::What ? tr("Opening balance")
                : column == Column::Balance
                ? widgets::formatMoney(moneyOf(m_statement->opening, m_statement->currency))
                : QString());
    }
    sheet.rows.push_back(opening);
    for (int row = 0; row < m_model.rowCount(); ++row) {
        QStringList cells;
        for (const int column : shown) {
            cells.append(m_model.index(row, column).data().toString());
        }
        sheet.rows.push_back(cells);
    }
}

void StatementFlow::setPaper(Paper paper)
{
    m_paper = paper;
    Q_EMIT changed();
}

void StatementFlow::print()
{
    if (!canPrint() || m_paper == Paper::Busy) {
        return;
    }
    setPaper(Paper::Busy);
    whenDone(m_session->statementPrinter()(StatementPaper(sheet())), this, [this](Printed printed) {
        setPaper(printed == Printed::OnPaper    ? Paper::Printed
                : printed == Printed::NoPrinter ? Paper::NoPrinter
                                                : Paper::Failed);
    });
}

void StatementFlow::savePdf(const QString &path)
{
    if (!isReady()) {
        return;
    }
    setPaper(Paper::Busy);
    saveTo(saveAsPdf(StatementPaper(sheet()), path));
}

void StatementFlow::saveTo(const QFuture<bool> &file)
{
    whenDone(file, this,
        [this](bool saved) { setPaper(saved ? Paper::Saved : Paper::NotSaved); });
}

void StatementFlow::saveFile(api::StatementFormat format, const QString &path)
{
    if (!isReady()) {
        return;
    }
    setPaper(Paper::Busy);
    m_session->client()
        .statementFile(m_account.id, format, {m_month, {}, mostLines})
        .then(this, [this, path](const client::Answer<QByteArray> &file) {
            if (!file) {
                m_paperProblem = file.error().readingMessage();
                setPaper(Paper::NotRead);
                return;
            }
            saveTo(saveBytes(*file, path));
        });
}

QString StatementFlow::fileName() const
{
    // Numbers from elsewhere may have slashes, which would name a directory.
    const QString number = QString(m_account.accountNumber).replace(u'/', u'-');
    return tr("statement-%1-%2", "a file's name").arg(number, m_month.toString(u"yyyy-MM"_s));
}

QString StatementFlow::paperNews() const
{
    switch (m_paper) {
    case Paper::None: break;
    case Paper::Busy: return tr("One moment\u2026");
    case Paper::Printed: return tr("Sent to the printer.");
    case Paper::NoPrinter: return tr("This computer has no printer.");
    case Paper::Failed: return tr("The printer takes nothing.");
    case Paper::Saved: return tr("Saved.");
    case Paper::NotSaved: return tr("It cannot be saved there. Choose another place.");
    case Paper::NotRead: return m_paperProblem;
    }
    return {};
}

} // namespace kontor::teller
