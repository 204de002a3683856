// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/RateLimits.h"

#include "server/auth/SignInThrottle.h"

#include <algorithm>

namespace kontor::server {

static constexpr qint64 oneSecond = 1'000'000;
static constexpr qint64 longestDebt = 10 * oneSecond;
static constexpr qsizetype mostNames = 100'000;

Pace::Pace(int count, int seconds, int atOnce)
    : m_interval(count > 0 ? seconds * oneSecond / count : 0), m_lead(m_interval * (atOnce - 1))
{
}

std::optional<int> Pace::wait(const QByteArray &whose, Timestamp now, qint64 weight)
{
    if (m_interval == 0) {
        return std::nullopt;
    }
    qint64 &even = m_even[whose];
    const qint64 from = std::max(even, now.micros);
    if (const qint64 early = from - m_lead - now.micros; early > 0) {
        return int((early + oneSecond - 1) / oneSecond);
    }
    even = from + std::max(m_interval, std::min(m_interval * weight, longestDebt));
    if (m_even.size() > mostNames) {
        shrink(now);
    }
    return std::nullopt;
}

// Whoever keeps to the pace needs no memory. Should that not be enough, all begin anew: a flood of
// names must not fill the memory.
void Pace::shrink(Timestamp now)
{
    m_even.removeIf([now](auto item) { return item.value() <= now.micros; });
    if (m_even.size() > mostNames / 2) {
        m_even.clear();
    }
}

RateLimits::RateLimits(const Rates &rates)
    : m_callers(rates.caller, 1, 2 * rates.caller), m_sources(rates.source, 1, 2 * rates.source),
      m_signIns(rates.signIn, 60, rates.signIn), m_exempt(rates.exempt)
{
}

std::optional<int> RateLimits::source(const QHostAddress &address, Timestamp now)
{
    return m_exempt.contain(address) ? std::nullopt : m_sources.wait(sourceOf(address), now);
}

std::optional<int> RateLimits::signIn(const QHostAddress &address, Timestamp now)
{
    return m_exempt.contain(address) ? std::nullopt : m_signIns.wait(sourceOf(address), now);
}

} // namespace kontor::server
