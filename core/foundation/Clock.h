// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDate>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace kontor {

//! A point in time: microseconds since 1970-01-01T00:00:00Z. Always UTC.
struct Timestamp
{
    qint64 micros = 0;

    //! ISO 8601 in UTC with a trailing Z, microseconds only where there are any.
    QByteArray toString() const;
    void appendTo(std::string &out) const;
    //! Reads what toString() writes, and any other time as RFC 3339 has them, with Z or an offset;
    //! digits beyond microseconds are dropped.
    static std::optional<Timestamp> parse(QByteArrayView text);
    QDate dateUtc() const;
    Timestamp plusSeconds(qint64 seconds) const { return {micros + seconds * 1'000'000}; }

    friend auto operator<=>(const Timestamp &, const Timestamp &) = default;
};

//! Where "now" comes from. Rules never ask a clock; the ledger hands them the time.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock
{
public:
    Timestamp now() const override;
};

//! Stands still until it is set: for tests, and for the history of a demo branch.
class ScriptedClock final : public Clock
{
public:
    explicit ScriptedClock(Timestamp start = {}) : m_now(start) {}
    Timestamp now() const override { return m_now; }
    void set(Timestamp now) { m_now = now; }
    void advanceSeconds(qint64 seconds) { m_now = m_now.plusSeconds(seconds); }

private:
    Timestamp m_now;
};

} // namespace kontor
