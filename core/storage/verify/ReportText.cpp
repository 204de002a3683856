// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/Verify.h"

namespace kontor::storage {

static constexpr int labelWidth = 13;
static const QString columnGap = u"  "_s;

// 1234567 → "1,234,567".
static QString grouped(qint64 number)
{
    QString digits = QString::number(number);
    const qsizetype first = number < 0 ? 1 : 0;
    for (qsizetype at = digits.size() - 3; at > first; at -= 3) {
        digits.insert(at, u',');
    }
    return digits;
}

// Minor units as major ones: "-1,234.50".
static QString amount(qint64 minor, Currency currency)
{
    const QString text = QString::fromLatin1(Decimal(minor, currency.exponent()).toString());
    const qsizetype point = text.indexOf(u'.');
    const QString major = point < 0 ? text : text.first(point);
    const QString sign = minor < 0 ? u"-"_s : QString();
    return sign + grouped(std::abs(major.toLongLong())) + (point < 0 ? QString() : text.sliced(point));
}

static QString line(const QString &label, const QString &text)
{
    return label.leftJustified(labelWidth) + text + u'\n';
}

QString LedgerFault::place() const
{
    QStringList known;
    if (!stream.isEmpty()) {
        known += QString::fromUtf8(stream);
    }
    if (day.isValid()) {
        known += day.toString(Qt::ISODate);
    }
    const QString where = known.isEmpty() ? QString() : u" (%1)"_s.arg(known.join(u", "_s));
    if (position > 0) {
        return u"event %1%2"_s.arg(position).arg(where);
    }
    return outcome > 0 ? u"outcome %1"_s.arg(outcome) : u"the files"_s;
}

QString LedgerFault::text() const
{
    return position > 0 || outcome > 0 ? place() + u": "_s + what : what;
}

// The first column to the left, the others to the right, each as wide as it must be.
static QString table(const QList<QStringList> &rows)
{
    QString text;
    for (const QStringList &row : rows) {
        text += row.first().leftJustified(labelWidth);
        for (qsizetype column = 1; column < row.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList &other : rows) {
                width = std::max(width, other[column].size());
            }
            text += columnGap + row[column].rightJustified(width);
        }
        text += u'\n';
    }
    return text;
}

static QStringList totalsRow(Currency currency, const CurrencyTotal &total, bool isRange)
{
    QStringList cells{QString::fromLatin1(currency.code())};
    for (const qint64 sum : {total.cashIn, total.cashOut, total.transfersIn, total.transfersOut}) {
        cells += amount(sum, currency);
    }
    if (!isRange) {
        cells += amount(total.balances, currency);
        cells += amount(total.cash() + total.transfers() - total.balances, currency);
    }
    return cells;
}

static QString trialBalance(const LedgerReport &report)
{
    if (report.totals.empty()) {
        return {};
    }
    QStringList head{QString(), u"cash in"_s, u"cash out"_s, u"transfers in"_s, u"transfers out"_s};
    head += report.isRange ? QStringList{} : QStringList{u"balances"_s, u"difference"_s};
    QList<QStringList> rows{head};
    for (const auto &[currency, total] : report.totals) {
        rows += totalsRow(currency, total, report.isRange);
    }
    return u'\n' + table(rows) + u'\n';
}

static QString eventsLine(const LedgerReport &report)
{
    if (report.events == 0) {
        return u"0"_s;
    }
    return u"%1, positions %2 to %3, recorded %4 to %5"_s.arg(grouped(report.events),
        grouped(report.from), grouped(report.from + report.events - 1),
        report.firstRecorded.dateUtc().toString(Qt::ISODate),
        report.lastRecorded.dateUtc().toString(Qt::ISODate));
}

static QString viewsLine(const LedgerReport &report)
{
    return report.viewsCompared ? u"equal to the log at event %1: entries, keys, snapshots, "
                                  u"streams, accounts, customers, users, "
                                  "access keys, search"_s.arg(grouped(*report.viewsPosition))
                                : report.viewsNote;
}

static QString anchorLine(const LedgerReport &report)
{
    return report.anchorPosition
        ? u"at event %1"_s.arg(grouped(*report.anchorPosition))
        : u"missing or damaged: only a head noted earlier tells whether the end was cut off"_s;
}

static QString speed(const LedgerReport &report)
{
    const double seconds = double(report.took.count()) / 1e6;
    const QString text = u"%1 s"_s.arg(seconds, 0, 'f', 2);
    // Of a few events it says nothing.
    return report.events < 10'000
        ? text
        : text + u" (%1 events/s)"_s.arg(grouped(qint64(double(report.events) / seconds)));
}

QString LedgerReport::text() const
{
    QString text = line(u"ledger"_s, u"%1, generation %2"_s.arg(
        QString::fromLatin1(ledgerId.toHex()), QString::fromLatin1(generation.toHex())));
    text += line(u"events"_s, eventsLine(*this));
    text += line(u"outcomes"_s, u"%1, of them %2 refusals"_s.arg(grouped(outcomes),
        grouped(refusals)));
    text += line(u"streams"_s, u"%1: %2 accounts, %3 customers, %4 claims, %5 others"_s.arg(
        grouped(streams), grouped(accounts), grouped(customers), grouped(claims),
        grouped(streams - accounts - customers - claims)));
    if (forcedBookings > 0) {
        text += line(u"forced"_s, u"%1 withdrawals booked otherwise than authorised: look at them"_s
            .arg(grouped(forcedBookings)));
    }
    text += line(u"anchor"_s, anchorLine(*this));
    if (headCompared) {
        text += line(u"noted head"_s, fault ? u"differs"_s : u"is that of this ledger"_s);
    }
    text += line(u"views"_s, viewsLine(*this));
    text += trialBalance(*this);
    if (openTransfers > 0) {
        text += line(u"transfers"_s, u"%1 reach beyond this part"_s.arg(grouped(openTransfers)));
    }
    if (fault) {
        return text + line(u"FAULT"_s, fault->text());
    }
    return text + line(isRange ? u"part whole"_s : u"whole"_s, u"nothing wrong, "_s + speed(*this));
}

} // namespace kontor::storage
