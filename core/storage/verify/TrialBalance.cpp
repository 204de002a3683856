// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/TrialBalance.h"

#include <algorithm>

namespace kontor::storage {

static bool addTo(qint64 &sum, qint64 amount)
{
    const auto added = checkedAdd(sum, amount);
    sum = added.value_or(sum);
    return added.has_value();
}

std::optional<QString> TrialBalance::add(const domain::StreamName &account,
    const domain::Event &event)
{
    return std::visit(
        [&](const auto &e) -> std::optional<QString> {
            using E = std::decay_t<decltype(e)>;
            if constexpr (domain::MoneyEvent<E>) {
                constexpr bool isTransfer = std::is_same_v<E, domain::MoneyTransferred>;
                CurrencyTotal &total = m_totals[e.currency];
                qint64 &sum = isTransfer ? (e.amount < 0 ? total.transfersOut : total.transfersIn)
                                         : (e.amount < 0 ? total.cashOut : total.cashIn);
                if (!addTo(sum, e.amount)) {
                    return u"with it the movements in %1 no longer fit into 64 bits"_s.arg(
                        QString::fromLatin1(e.currency.code()));
                }
                if constexpr (isTransfer) {
                    return pair(account, e);
                }
            }
            return std::nullopt;
        },
        event);
}

// In a part of the log the names of older accounts are not known.
static bool isOrMayBe(const domain::StreamName &name, AccountId id)
{
    return name.name().isEmpty() || name == domain::StreamName::of(id);
}

std::optional<QString> TrialBalance::pair(const domain::StreamName &account,
    const domain::MoneyTransferred &event)
{
    if (event.amount == 0) {
        return u"a transfer moves nothing"_s;
    }
    if (account == domain::StreamName::of(event.counterparty)) {
        return u"a transfer leads back to the account that it comes from"_s;
    }
    const auto found = m_open.find(event.transferId);
    if (found == m_open.end()) {
        m_open.emplace(event.transferId,
            Side{account, event.counterparty, event.amount, event.currency});
        return std::nullopt;
    }
    const Side other = std::move(found->second);
    m_open.erase(found);
    m_settled.push_back(event.transferId);
    const bool fits = other.amount == -event.amount && other.currency == event.currency
        && isOrMayBe(account, other.counterparty) && isOrMayBe(other.account, event.counterparty);
    return fits ? std::nullopt
                : std::optional(u"the two sides of the transfer %1 do not fit together"_s.arg(
                    QString::fromLatin1(event.transferId.toString())));
}

std::optional<QString> TrialBalance::openTransfer() const
{
    return m_open.empty() ? std::nullopt
                          : std::optional(u"the transfer %1 has only one side"_s.arg(
                              QString::fromLatin1(m_open.begin()->first.toString())));
}

std::optional<QString> TrialBalance::repeatedTransfer()
{
    std::sort(m_settled.begin(), m_settled.end());
    const auto twice = std::adjacent_find(m_settled.begin(), m_settled.end());
    return twice == m_settled.end() ? std::nullopt
                                    : std::optional(u"the transfer %1 happened twice"_s.arg(
                                        QString::fromLatin1(twice->toString())));
}

} // namespace kontor::storage
