// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/DeskDay.h"

#include <algorithm>

namespace kontor::teller {

namespace {
constexpr std::size_t servedKept = 3;
}

void DeskDay::setCurrency(const Currency &currency)
{
    if (currency == m_currency) {
        return;
    }
    m_currency = currency;
    m_inOtherCurrencies = receipts();
    m_sums.clear();
    Q_EMIT changed();
}

void DeskDay::book(MoneyKind kind, const Money &amount)
{
    if (amount.currency == m_currency) {
        Sum &sum = m_sums[kind];
        ++sum.count;
        sum.minor = checkedAdd(sum.minor, amount.minor).value_or(sum.minor);
    } else {
        ++m_inOtherCurrencies;
    }
    Q_EMIT changed();
}

void DeskDay::serve(const Served &served)
{
    std::erase_if(m_served, [&](const Served &s) { return s.customer == served.customer; });
    m_served.insert(m_served.begin(), served);
    if (m_served.size() > servedKept) {
        m_served.resize(servedKept);
    }
    Q_EMIT changed();
}

DeskDay::Sum DeskDay::sum(MoneyKind kind) const
{
    const auto found = m_sums.find(kind);
    return found == m_sums.end() ? Sum{} : found->second;
}

int DeskDay::receipts() const
{
    int count = m_inOtherCurrencies;
    for (const auto &[kind, sum] : m_sums) {
        count += sum.count;
    }
    return count;
}

} // namespace kontor::teller
