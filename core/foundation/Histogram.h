// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Assert.h"

#include <QtGlobal>

#include <array>
#include <atomic>
#include <span>

namespace kontor {

//! A number that one thread lets grow and any may read. Growing costs a load and a store, no lock.
class Counter
{
public:
    void add(qint64 more = 1)
    {
        m_value.store(m_value.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
    }
    qint64 value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_value = 0;
};

//! How many of the measured values were at most each bound. One thread counts, any may read.
class Histogram
{
public:
    static constexpr std::size_t mostBounds = 12;

    //! `bounds` grow and outlive the histogram.
    explicit Histogram(std::span<const qint64> bounds) : m_bounds(bounds)
    {
        KONTOR_ASSERT(bounds.size() <= mostBounds);
    }

    void add(qint64 value)
    {
        std::size_t i = 0;
        while (i < m_bounds.size() && value > m_bounds[i]) {
            ++i;
        }
        m_counts[i].add();
        m_sum.add(value);
    }

    std::span<const qint64> bounds() const { return m_bounds; }
    //! Of the values above the bound before and up to this one; the last is above all bounds.
    qint64 count(std::size_t i) const { return m_counts[i].value(); }
    qint64 sum() const { return m_sum.value(); }

private:
    std::span<const qint64> m_bounds;
    std::array<Counter, mostBounds + 1> m_counts;
    Counter m_sum;
};

} // namespace kontor
