// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "foundation/Describe.h"

namespace kontor::api {

//! A way from the hub to its client.
struct HubTransport
{
    QString transport;
    std::vector<QString> transferFormats;

    template<class V>
    static void describe(V &&v)
    {
        v("transport", &HubTransport::transport, "ServerSentEvents or LongPolling");
        v("transferFormats", &HubTransport::transferFormats, "Text: records of JSON");
    }
};

//! What a client needs to connect.
struct Negotiation
{
    QString connectionId;
    QString connectionToken;
    int negotiateVersion = 1;
    std::vector<HubTransport> availableTransports;

    template<class V>
    static void describe(V &&v)
    {
        v("connectionId", &Negotiation::connectionId, "names the connection; no secret");
        v("connectionToken", &Negotiation::connectionToken,
            "goes into `id` of the requests that follow: whoever has it has the connection");
        v("negotiateVersion", &Negotiation::negotiateVersion, "1");
        v("availableTransports", &Negotiation::availableTransports, "the best one first");
    }
};

//! What the owner's connections hear of a movement: the argument of BalanceUpdated.
struct BalanceMessage
{
    AccountId accountId;
    QString type;
    Decimal amount;
    Currency currency;
    Decimal newBalance;
    qint64 version = 0;
    Timestamp timestamp;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &BalanceMessage::accountId, "the account");
        v("type", &BalanceMessage::type, "what has changed it", facts::balanceChange);
        v("amount", &BalanceMessage::amount, "always positive");
        v("currency", &BalanceMessage::currency, "ISO 4217");
        v("newBalance", &BalanceMessage::newBalance, "the balance after");
        v("version", &BalanceMessage::version, "the account's version");
        v("timestamp", &BalanceMessage::timestamp, "UTC");
    }
};

} // namespace kontor::api
