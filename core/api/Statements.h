// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"

namespace kontor::api {

//! What a statement can be had as. Camt053 is the ISO 20022 message, Ofx is Open Financial Exchange.
enum class StatementFormat { Json, Csv, Camt053, Ofx };

} // namespace kontor::api

template<>
struct kontor::EnumNames<kontor::api::StatementFormat>
{
    static constexpr std::pair<api::StatementFormat, const char *> names[]
        = {{api::StatementFormat::Json, "json"}, {api::StatementFormat::Csv, "csv"},
            {api::StatementFormat::Camt053, "camt053"}, {api::StatementFormat::Ofx, "ofx"}};
};

namespace kontor::api {

constexpr const char *mediaTypeOf(StatementFormat format)
{
    switch (format) {
    case StatementFormat::Json: return "application/json";
    case StatementFormat::Csv: return "text/csv";
    case StatementFormat::Camt053: return "application/xml";
    case StatementFormat::Ofx: return "application/x-ofx";
    }
    return "";
}

struct StatementLine
{
    QDate bookingDate;
    std::optional<QDate> valueDate;
    MovementType type = MovementType::Deposit;
    QString description;
    std::optional<AccountId> counterpartyAccountId;
    QString transactionId;
    Decimal amount;
    Decimal balance;
    qint64 version = 0;
    Timestamp createdAt;

    template<class V>
    static void describe(V &&v)
    {
        v("bookingDate", &StatementLine::bookingDate, "the branch's day");
        v("valueDate", &StatementLine::valueDate, "where it differs");
        v("type", &StatementLine::type, "what kind of movement");
        v("description", &StatementLine::description, "as given, or the kind of movement");
        v("counterpartyAccountId", &StatementLine::counterpartyAccountId,
            "the other side of a transfer");
        v("transactionId", &StatementLine::transactionId, "the transfer's id, or the event's");
        v("amount", &StatementLine::amount, "above zero came in, below zero went out");
        v("balance", &StatementLine::balance, "the balance after this line");
        v("version", &StatementLine::version, "the account's version after it", facts::ordinal);
        v("createdAt", &StatementLine::createdAt, "UTC");
    }
};

//! A month of an account. The opening of a month is the closing of the one before.
struct Statement
{
    AccountId accountId;
    QString accountNumber;
    QString name;
    Currency currency;
    QString month;
    QDate firstDay;
    QDate lastDay;
    Decimal opening;
    Decimal credits;
    Decimal debits;
    Decimal closing;
    qint64 lineCount = 0;
    std::vector<StatementLine> lines;
    std::optional<QString> next;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &Statement::accountId, "the account");
        v("accountNumber", &Statement::accountNumber, "the number on the customer's papers");
        v("name", &Statement::name, "the holder's name today");
        v("currency", &Statement::currency, "ISO 4217");
        v("month", &Statement::month, "yyyy-MM");
        v("firstDay", &Statement::firstDay, "of the month; movements count by booking date");
        v("lastDay", &Statement::lastDay, "of the month");
        v("opening", &Statement::opening, "the balance before the first day");
        v("credits", &Statement::credits, "the sum of what came in");
        v("debits", &Statement::debits, "the sum of what went out, above zero");
        v("closing", &Statement::closing, "opening + credits - debits");
        v("lineCount", &Statement::lineCount, "lines of the whole month");
        v("lines", &Statement::lines, "in the order of the account's versions");
        v("next", &Statement::next, "goes into `after` of the next call, null at the end");
    }
};

} // namespace kontor::api
