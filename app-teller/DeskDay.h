// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"

#include <QObject>

#include <map>
#include <vector>

namespace kontor::teller {

enum class MoneyKind { Deposit, Withdrawal, Transfer };

//! What was done at this counter since the program started: for the Home page, not for the books.
class DeskDay : public QObject
{
    Q_OBJECT

public:
    struct Sum
    {
        int count = 0;
        qint64 minor = 0;
    };
    struct Served
    {
        CustomerId customer;
        QString name;
        QString accountNumber;
    };

    explicit DeskDay(Timestamp since, QObject *parent = nullptr) : QObject(parent), m_since(since)
    {
    }

    Timestamp since() const { return m_since; }
    //! Counts and sums are kept for the branch's own currency only; what is in another is counted apart.
    void setCurrency(const Currency &currency);
    void book(MoneyKind kind, const Money &amount);
    void serve(const Served &served);
    Sum sum(MoneyKind kind) const;
    int receipts() const;
    //! Those of them that are in no sum.
    int inOtherCurrencies() const { return m_inOtherCurrencies; }
    const Currency &currency() const { return m_currency; }
    //! The last ones, newest first.
    const std::vector<Served> &served() const { return m_served; }

Q_SIGNALS:
    void changed();

private:
    Timestamp m_since;
    Currency m_currency;
    std::map<MoneyKind, Sum> m_sums;
    int m_inOtherCurrencies = 0;
    std::vector<Served> m_served;
};

} // namespace kontor::teller
