// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "torture/bank/History.h"
#include "torture/bank/Timeline.h"

namespace kontor::testing {

//! What was looked at; a check that has looked at nothing has found nothing either.
struct BankCounts
{
    qint64 effects = 0;
    qint64 okWrites = 0;
    qint64 refusals = 0;
    qint64 unknown = 0;
    qint64 resolved = 0;
    qint64 repetitions = 0;
    qint64 reads = 0;
    qint64 snapshots = 0;

    QString text() const;
};

//! Holds what clients saw against what the log says came of it.
class BankCheck
{
public:
    BankCheck(const History &history, const Timeline &timeline);

    Findings run();
    const BankCounts &counts() const { return m_counts; }

private:
    //! All attempts under one key.
    using Attempts = std::vector<const Attempt *>;
    //! The positions at which something may have happened or been seen, inclusive.
    struct Window
    {
        qint64 first = 0;
        qint64 last = 0;
    };
    //! At a tick, a position.
    using Marks = std::vector<std::pair<qint64, qint64>>;

    void collect();
    void sortMarks();
    qint64 acknowledgedBefore(qint64 tick) const;
    qint64 notSentBefore(qint64 tick) const;
    Window windowOf(qint64 invoked, qint64 completed) const;

    void checkKey(const QByteArray &key, const Attempts &attempts);
    void checkEffect(const Attempt &attempt, const Timeline::Effect *effect);
    void checkAnswer(const Attempt &attempt, const Timeline::Effect &effect);
    void checkRefusal(const Attempt &attempt, qint64 firstInvoked);
    void checkOrder(const QByteArray &key, const Attempts &attempts);
    void checkRead(const Attempt &attempt);
    void checkSighting(const Sighting &sighting, const Window &window, const QString &where);
    void checkSnapshot(const Attempt &attempt, const Window &window, const QString &where);
    void checkHistory(const Attempt &attempt, const Window &window, const QString &where);
    void find(Law law, const QString &what) { m_findings.push_back({law, what}); }

    const History &m_history;
    const Timeline &m_timeline;
    std::map<QByteArray, Attempts> m_byKey;
    //! Rising: the highest position acknowledged up to a tick.
    Marks m_acknowledged;
    //! Rising by tick: the lowest position among effects first asked for at a tick or later.
    Marks m_asked;
    BankCounts m_counts;
    Findings m_findings;
};

} // namespace kontor::testing
