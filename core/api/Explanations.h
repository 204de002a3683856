// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::api {

//! CarriedForward sums up what came before the first movement that is shown.
enum class ExplanationKind { Opening, CarriedForward, Movement, Hold, Floor };

} // namespace kontor::api

template<>
struct kontor::EnumNames<kontor::api::ExplanationKind>
{
    using K = api::ExplanationKind;
    static constexpr std::pair<K, const char *> names[] = {{K::Opening, "opening"},
        {K::CarriedForward, "carried-forward"}, {K::Movement, "movement"}, {K::Hold, "hold"},
        {K::Floor, "floor"}};
};

namespace kontor::api {

struct ExplanationLine
{
    ExplanationKind kind = ExplanationKind::Movement;
    QString description;
    Decimal amount;
    Decimal subtotal;
    std::optional<EventId> eventId;
    std::optional<QString> type;
    std::optional<qint64> version;
    std::optional<qint64> position;
    std::optional<Timestamp> occurredAt;

    template<class V>
    static void describe(V &&v)
    {
        v("kind", &ExplanationLine::kind, "opening, carried-forward, movement, hold or floor");
        v("description", &ExplanationLine::description, "for people");
        v("amount", &ExplanationLine::amount, "what it adds; below zero, what it takes");
        v("subtotal", &ExplanationLine::subtotal, "the sum up to here");
        v("eventId", &ExplanationLine::eventId, "the event that it comes from");
        v("type", &ExplanationLine::type, "the event's type");
        v("version", &ExplanationLine::version, "the account's version at the event");
        v("position", &ExplanationLine::position, "the event's place in the log");
        v("occurredAt", &ExplanationLine::occurredAt, "UTC");
    }
};

//! Why an account's available balance is what it is: the lines add up to it.
struct Explanation
{
    AccountId accountId;
    Currency currency;
    qint64 version = 0;
    Timestamp asOf;
    std::vector<ExplanationLine> lines;
    Decimal balance;
    Decimal available;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &Explanation::accountId, "the account");
        v("currency", &Explanation::currency, "ISO 4217");
        v("version", &Explanation::version, "the account's version");
        v("asOf", &Explanation::asOf, "UTC");
        v("lines", &Explanation::lines, "opening, movements, holds, floor; they add up");
        v("balance", &Explanation::balance, "what is booked");
        v("available", &Explanation::available, "the last subtotal");
    }
};

} // namespace kontor::api
