// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/bank/BankCheck.h"

#include <algorithm>
#include <limits>

namespace kontor::testing {

using namespace Qt::StringLiterals;

static constexpr qint64 forEver = std::numeric_limits<qint64>::max();

QString BankCounts::text() const
{
    return u"%1 effects; of the attempts %2 were taken, %3 refused, %4 of unknown outcome (%5 "
           u"resolved "
           "by their key), %6 repeated; %7 reads, %8 of them of all accounts"_s.arg(effects)
               .arg(okWrites)
               .arg(refusals)
               .arg(unknown)
               .arg(resolved)
               .arg(repetitions)
               .arg(reads)
               .arg(snapshots);
}

BankCheck::BankCheck(const History &history, const Timeline &timeline)
    : m_history(history)
    , m_timeline(timeline)
{
    collect();
    sortMarks();
}

void BankCheck::collect()
{
    for (const Attempt &attempt : m_history) {
        if (!attempt.key.isEmpty()) {
            m_byKey[attempt.key].push_back(&attempt);
        }
    }
    for (const auto &[key, attempts] : m_byKey) {
        const auto effect = m_timeline.effects().find(key);
        if (effect == m_timeline.effects().end()) {
            continue;
        }
        const qint64 position = effect->second.position;
        qint64 firstAsked = forEver;
        qint64 firstKnown = forEver;
        for (const Attempt *attempt : attempts) {
            firstAsked = std::min(firstAsked, attempt->invoked);
            if (attempt->outcome == Outcome::Ok) {
                firstKnown = std::min(firstKnown, attempt->completed);
            }
        }
        m_asked.emplace_back(firstAsked, position);
        if (firstKnown < forEver) {
            m_acknowledged.emplace_back(firstKnown, position);
        }
    }
}

void BankCheck::sortMarks()
{
    std::sort(m_acknowledged.begin(), m_acknowledged.end());
    std::sort(m_asked.begin(), m_asked.end());
    qint64 highest = 0;
    for (auto &[tick, position] : m_acknowledged) {
        position = highest = std::max(highest, position);
    }
    qint64 lowest = forEver;
    for (auto mark = m_asked.rbegin(); mark != m_asked.rend(); ++mark) {
        mark->second = lowest = std::min(lowest, mark->second);
    }
}

// The highest position whose acknowledgement somebody had before this tick.
qint64 BankCheck::acknowledgedBefore(qint64 tick) const
{
    const auto next = std::lower_bound(
        m_acknowledged.begin(), m_acknowledged.end(), std::pair(tick, qint64(0)));
    return next == m_acknowledged.begin() ? 0 : std::prev(next)->second;
}

// The lowest position that nobody had asked for before this tick.
qint64 BankCheck::notSentBefore(qint64 tick) const
{
    const auto next = std::lower_bound(m_asked.begin(), m_asked.end(), std::pair(tick, qint64(0)));
    return next == m_asked.end() ? forEver : next->second;
}

BankCheck::Window BankCheck::windowOf(qint64 invoked, qint64 completed) const
{
    const qint64 future = notSentBefore(completed);
    return {acknowledgedBefore(invoked), future == forEver ? forEver : future - 1};
}

Findings BankCheck::run()
{
    m_findings = m_timeline.findings();
    m_counts.effects = qint64(m_timeline.effects().size());
    for (const auto &[key, attempts] : m_byKey) {
        checkKey(key, attempts);
        checkOrder(key, attempts);
    }
    for (const Attempt &attempt : m_history) {
        if (attempt.key.isEmpty() && attempt.outcome == Outcome::Ok) {
            checkRead(attempt);
        }
    }
    return m_findings;
}

// ---- writes -----------------------------------------------------------------------------------

void BankCheck::checkKey(const QByteArray &key, const Attempts &attempts)
{
    const auto found = m_timeline.effects().find(key);
    const auto *effect = found == m_timeline.effects().end() ? nullptr : &found->second;
    const Attempt *taken = nullptr;
    bool wasUnknown = false;
    for (const Attempt *attempt : attempts) {
        checkEffect(*attempt, effect);
        wasUnknown = wasUnknown || attempt->outcome == Outcome::Unknown;
        if (attempt->outcome == Outcome::Refused && !attempt->isAltered) {
            checkRefusal(*attempt, attempts.front()->invoked);
        }
        if (attempt->outcome != Outcome::Ok) {
            continue;
        }
        m_counts.repetitions += taken != nullptr;
        if (taken && taken->answer != attempt->answer) {
            find(Law::SameAnswer, u"%1 has two answers"_s.arg(QString::fromLatin1(key)));
        }
        taken = attempt;
    }
    m_counts.resolved += taken && wasUnknown;
    const auto mayHave = [](const Attempt *attempt) {
        return attempt->outcome == Outcome::Ok || attempt->outcome == Outcome::Unknown;
    };
    if (effect && std::none_of(attempts.begin(), attempts.end(), mayHave)) {
        find(Law::OncePerKey, u"%1 was refused and has an effect"_s.arg(QString::fromLatin1(key)));
    }
}

void BankCheck::checkEffect(const Attempt &attempt, const Timeline::Effect *effect)
{
    m_counts.okWrites += attempt.outcome == Outcome::Ok;
    m_counts.refusals += attempt.outcome == Outcome::Refused;
    m_counts.unknown += attempt.outcome == Outcome::Unknown;
    const QString name = QString::fromLatin1(attempt.key);
    if (!effect) {
        if (attempt.outcome == Outcome::Ok) {
            find(Law::OncePerKey, u"%1 was acknowledged and is not there"_s.arg(name));
        }
        return;
    }
    if (attempt.isAltered) {
        return;
    }
    using Moves = decltype(effect->moves);
    const Moves expected = [&]() -> Moves {
        switch (attempt.act) {
        case Act::Deposit:
            return {{attempt.account, attempt.amount}};
        case Act::Withdraw:
            return {{attempt.account, -attempt.amount}};
        case Act::Transfer:
            return {{attempt.account, -attempt.amount}, {attempt.other, attempt.amount}};
        default:
            return {{attempt.account, 0}};
        }
    }();
    if (effect->moves != expected) {
        find(Law::OncePerKey,
            u"%1 has %2 events, or others than were asked for"_s.arg(name).arg(
                effect->moves.size()));
    } else if (attempt.outcome == Outcome::Ok) {
        checkAnswer(attempt, *effect);
    }
}

// The answer shows the account as the command left it.
void BankCheck::checkAnswer(const Attempt &attempt, const Timeline::Effect &effect)
{
    for (const Sighting &seen : attempt.seen) {
        const Timeline::Step *step = m_timeline.step(seen.account, seen.version);
        if (!step || step->key != attempt.key || step->position != effect.position
            || step->balance != seen.balance) {
            find(Law::TrueAnswers,
                u"%1 was answered with version %2 and balance %3"_s
                    .arg(QString::fromLatin1(attempt.key))
                    .arg(seen.version)
                    .arg(seen.balance));
        }
    }
}

// Somewhere between sending and answer there must have been too little.
void BankCheck::checkRefusal(const Attempt &attempt, qint64 firstInvoked)
{
    const QString name = QString::fromLatin1(attempt.key);
    const bool spends
        = attempt.act == Act::Withdraw || attempt.act == Act::Transfer || attempt.act == Act::Hold;
    if (!spends || attempt.code != u"insufficient-funds"_s) {
        find(Law::TrueAnswers, u"%1 was refused as %2"_s.arg(name, attempt.code));
        return;
    }
    const Window window = windowOf(firstInvoked, attempt.completed);
    for (qint64 version = m_timeline.newest(attempt.account); version >= 1; --version) {
        const Timeline::Step &step = *m_timeline.step(attempt.account, version);
        if (m_timeline.endOf(attempt.account, version) < window.first) {
            break;
        }
        if (step.position <= window.last && step.available() < attempt.amount) {
            return;
        }
    }
    find(Law::TrueAnswers, u"%1 was refused, and there was enough all the time"_s.arg(name));
}

void BankCheck::checkOrder(const QByteArray &key, const Attempts &attempts)
{
    const auto effect = m_timeline.effects().find(key);
    if (effect == m_timeline.effects().end()) {
        return;
    }
    const qint64 before = acknowledgedBefore(attempts.front()->invoked);
    if (effect->second.position <= before) {
        find(Law::RealTimeOrder,
            u"%1 stands at %2, but was sent when %3 had been acknowledged"_s
                .arg(QString::fromLatin1(key))
                .arg(effect->second.position)
                .arg(before));
    }
}

// ---- reads ------------------------------------------------------------------------------------

void BankCheck::checkRead(const Attempt &attempt)
{
    ++m_counts.reads;
    const Window window = windowOf(attempt.invoked, attempt.completed);
    const QString where = u"the read at tick %1"_s.arg(attempt.invoked);
    if (attempt.act == Act::ReadHistory) {
        checkHistory(attempt, window, where);
        return;
    }
    for (const Sighting &sighting : attempt.seen) {
        checkSighting(sighting, window, where);
    }
    if (attempt.act == Act::ReadList) {
        checkSnapshot(attempt, window, where);
    }
}

void BankCheck::checkSighting(const Sighting &sighting, const Window &window, const QString &where)
{
    const Timeline::Step *step = m_timeline.step(sighting.account, sighting.version);
    const QString what = u"%1 shows version %2 of account %3"_s.arg(where)
                             .arg(sighting.version)
                             .arg(sighting.account);
    if (!step) {
        find(Law::FreshReads, what + u", which never was"_s);
        return;
    }
    if (m_timeline.endOf(sighting.account, sighting.version) < window.first) {
        find(Law::FreshReads, what + u", which was outdated already"_s);
    }
    if (step->position > window.last) {
        find(Law::FreshReads, what + u", which nobody had asked for yet"_s);
    }
    const bool available
        = sighting.available == Sighting::noAmount || sighting.available == step->available();
    if (sighting.balance != step->balance || !available) {
        find(Law::TrueAnswers, what + u" with %1"_s.arg(sighting.balance));
    }
}

// There is a moment at which all of it was so, in time for the reader.
void BankCheck::checkSnapshot(const Attempt &attempt, const Window &window, const QString &where)
{
    ++m_counts.snapshots;
    Window common = window;
    for (const Sighting &sighting : attempt.seen) {
        const Timeline::Step *step = m_timeline.step(sighting.account, sighting.version);
        common.first = std::max(common.first, step ? step->position : forEver);
        common.last = std::min(common.last, m_timeline.endOf(sighting.account, sighting.version));
    }
    if (int(attempt.seen.size()) != m_timeline.accountCount()) {
        find(Law::Snapshot, where + u" shows %1 accounts"_s.arg(attempt.seen.size()));
    } else if (common.first > common.last) {
        find(Law::Snapshot, where + u" shows a state that never was"_s);
    }
}

// A page of an account's history: one version after the other, up to one that was not outdated.
void BankCheck::checkHistory(const Attempt &attempt, const Window &window, const QString &where)
{
    for (std::size_t i = 0; i < attempt.seen.size(); ++i) {
        const Sighting &seen = attempt.seen[i];
        const Timeline::Step *step = m_timeline.step(seen.account, seen.version);
        if (i > 0 && seen.version != attempt.seen[i - 1].version + 1) {
            find(Law::Gapless, where + u" jumps to version %1"_s.arg(seen.version));
        }
        if (!step || (seen.balance != Sighting::noAmount && step->balance != seen.balance)) {
            find(Law::TrueAnswers, where + u" shows another version %1"_s.arg(seen.version));
        }
    }
    if (!attempt.seen.empty() && attempt.reachesEnd
        && m_timeline.endOf(attempt.account, attempt.seen.back().version) < window.first) {
        find(Law::FreshReads, where + u" ends before what was acknowledged"_s);
    }
}

} // namespace kontor::testing
