// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/models/StatementModel.h"

#include "app-teller/Words.h"
#include "app-teller/models/MovementsModel.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"
#include "widgets/PlainTip.h"

#include <algorithm>

namespace kontor::teller {

using widgets::moneyOf;

//! What the words for movements go by; a statement does not say which channel it was.
static api::Movement movementOf(const api::StatementLine &line)
{
    api::Movement movement;
    movement.type = line.type;
    movement.description = line.description;
    return movement;
}

//! The value date where it differs.
static std::optional<QDate> valueDateOf(const api::StatementLine &line)
{
    return line.valueDate == line.bookingDate ? std::nullopt : line.valueDate;
}

void StatementModel::setStatement(std::vector<api::StatementLine> lines, Currency currency)
{
    m_currency = currency;
    const std::size_t before = rows().size();
    const bool longer = before > 0 && lines.size() >= before
        && lines.front().version == rows().front().version
        && lines[before - 1].version == rows().back().version;
    if (longer) {
        append({lines.begin() + std::ptrdiff_t(before), lines.end()});
    } else {
        setRows(std::move(lines));
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, Amount, Balance);
}

void StatementModel::setCounterparty(AccountId id, const QString &name)
{
    m_names.insert(id.toString(), name);
    if (!rows().empty()) {
        Q_EMIT dataChanged(index(0, What), index(rowCount() - 1, What));
    }
}

bool StatementModel::hasValueDates() const
{
    return std::any_of(rows().begin(), rows().end(),
        [](const api::StatementLine &line) { return valueDateOf(line).has_value(); });
}

QVariant StatementModel::data(const QModelIndex &index, int role) const
{
    const api::StatementLine *line = index.isValid() ? at(index.row()) : nullptr;
    if (!line) {
        return {};
    }
    const bool isText = index.column() == What || index.column() == Reference;
    switch (role) {
    case Qt::DisplayRole: return text(*line, index.column());
    // Where nothing stands something is to be heard.
    case Qt::AccessibleTextRole:
        return text(*line, index.column()).isEmpty() ? tr("none") : QVariant();
    case Qt::ToolTipRole: return isText ? widgets::plainTip(text(*line, index.column())) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            index.column() >= Amount ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignVCenter);
    case MovementsModel::IconRole:
        return index.column() == What ? Words::movementIcon(movementOf(*line)) : QString();
    case MovementsModel::IsCreditRole: return isCredit(movementOf(*line));
    default: return {};
    }
}

QString StatementModel::what(const api::StatementLine &line) const
{
    const QString name = line.counterpartyAccountId
        ? m_names.value(line.counterpartyAccountId->toString())
        : QString();
    return Words::movement(movementOf(line), name);
}

QString StatementModel::text(const api::StatementLine &line, int column) const
{
    switch (column) {
    case Date: return widgets::shortDate(line.bookingDate);
    case ValueDate: {
        const auto date = valueDateOf(line);
        return date ? widgets::dateWithYear(*date) : QString();
    }
    case What: return what(line);
    case Reference: return Words::reference(movementOf(line));
    case Amount: return widgets::formatSigned(moneyOf(line.amount, m_currency));
    case Balance: return widgets::formatMoney(moneyOf(line.balance, m_currency));
    default: return {};
    }
}

QVariant StatementModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(section >= Amount ? Qt::AlignRight | Qt::AlignVCenter
                                                     : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QString code = u' ' + QString::fromLatin1(m_currency.code());
    switch (section) {
    case Date: return tr("Date");
    case ValueDate: return tr("Value date");
    case What: return tr("What");
    case Reference: return tr("Reference");
    case Amount: return tr("Amount") + code;
    case Balance: return tr("Balance") + code;
    default: return {};
    }
}

} // namespace kontor::teller
