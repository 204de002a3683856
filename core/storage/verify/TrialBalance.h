// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Event.h"
#include "domain/Stream.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace kontor::storage {

//! Of one currency, in minor units. Money comes in and goes out as cash only; a transfer takes from
//! one account what it gives to another. So what was paid in, less what was paid out, is what the
//! accounts hold.
struct CurrencyTotal
{
    qint64 cashIn = 0;
    //! Zero or less, like transfersOut.
    qint64 cashOut = 0;
    qint64 transfersIn = 0;
    qint64 transfersOut = 0;
    //! Of all accounts at the end.
    qint64 balances = 0;

    qint64 cash() const { return cashIn + cashOut; }
    qint64 transfers() const { return transfersIn + transfersOut; }
    friend bool operator==(const CurrencyTotal &, const CurrencyTotal &) = default;
};

using CurrencyTotals = std::map<Currency, CurrencyTotal>;

//! Adds up the movements, and holds the two sides of each transfer against each other.
class TrialBalance
{
public:
    //! What is wrong with the movement, if anything. The account's name may be empty: not known.
    std::optional<QString> add(const domain::StreamName &account, const domain::Event &event);
    //! A transfer whose other side never came: there must be none at a whole log's end.
    std::optional<QString> openTransfer() const;
    //! One that both sides tell a second time: money would move twice for one order.
    std::optional<QString> repeatedTransfer();
    std::size_t openTransfers() const { return m_open.size(); }
    const CurrencyTotals &totals() const { return m_totals; }

private:
    struct Side
    {
        domain::StreamName account;
        AccountId counterparty;
        qint64 amount = 0;
        Currency currency;
    };
    std::optional<QString> pair(const domain::StreamName &account,
        const domain::MoneyTransferred &event);

    CurrencyTotals m_totals;
    std::unordered_map<TransferId, Side> m_open;
    std::vector<TransferId> m_settled;
};

} // namespace kontor::storage
