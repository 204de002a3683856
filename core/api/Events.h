// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "api/Page.h"
#include "foundation/Describe.h"

namespace kontor::api {

//! What other systems are told: the same bytes through GET /events, webhooks and brokers.
struct Envelope
{
    QString type;
    EventId eventId;
    Timestamp occurredOnUtc;
    QString correlationId;
    QString aggregateId;
    QString key;
    RawJson payload;
    qint64 version = 0;
    int part = 1;
    qint64 position = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("type", &Envelope::type, "what has happened");
        v("eventId", &Envelope::eventId, "the same in every replay; deduplicate by it");
        v("occurredOnUtc", &Envelope::occurredOnUtc, "UTC");
        v("correlationId", &Envelope::correlationId, "of the request that caused it");
        v("aggregateId", &Envelope::aggregateId, "the account's id");
        v("key", &Envelope::key, "the account's id: order is kept per key");
        v("payload", &Envelope::payload, "by type");
        v("version", &Envelope::version, "the account's version", facts::ordinal);
        v("part", &Envelope::part, "1…n of one version", facts::ordinal);
        v("position", &Envelope::position, "place in the whole log; a cursor for `after`",
            facts::ordinal);
    }
};

//! A page of the feed: `next` is the last position that was scanned and goes into `after`; it is
//! never null. Where `generation` is another one, a backup was restored meanwhile.
struct EventPage
{
    std::vector<Envelope> items;
    qint64 next = 0;
    std::optional<QString> generation = {};

    template<class V>
    static void describe(V &&v)
    {
        v("items", &EventPage::items, "envelopes in order");
        v("next", &EventPage::next, "goes into `after` of the next call", facts::count);
        v("generation", &EventPage::generation,
            "of the log; another one after a restore: earlier positions say nothing any more");
    }
};

struct BalanceUpdated
{
    AccountId accountId;
    QString type;
    Decimal amount;
    Currency currency;
    Decimal balanceBefore;
    Decimal balanceAfter;
    Decimal newBalance;
    qint64 version = 0;
    Timestamp timestamp;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &BalanceUpdated::accountId, "the account");
        v("type", &BalanceUpdated::type, "what has changed it", facts::balanceChange);
        v("amount", &BalanceUpdated::amount, "always positive");
        v("currency", &BalanceUpdated::currency, "ISO 4217");
        v("balanceBefore", &BalanceUpdated::balanceBefore, "the balance before");
        v("balanceAfter", &BalanceUpdated::balanceAfter, "the balance after");
        v("newBalance", &BalanceUpdated::newBalance, "the same as balanceAfter");
        v("version", &BalanceUpdated::version, "the account's version");
        v("timestamp", &BalanceUpdated::timestamp, "UTC");
    }
};

} // namespace kontor::api
