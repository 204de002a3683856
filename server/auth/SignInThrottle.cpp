// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/SignInThrottle.h"

#include "server/auth/Fingerprint.h"

#include <algorithm>

namespace kontor::server {

static constexpr int freeTries = 5;
static constexpr int hardStop = 100;
static constexpr qsizetype mostCounts = 50'000;

// 30 seconds, doubled with each further failure, an hour at most.
static qint64 pauseHere(int failures)
{
    return failures < freeTries ? 0 : std::min<qint64>(3600, 30ll << std::min(failures - freeTries, 7));
}

static qint64 pauseAnywhere(int failures)
{
    return failures < hardStop ? 0 : SignInThrottle::memorySeconds;
}

QByteArray sourceOf(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4) {
        return QByteArray::number(v4);
    }
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(v6.c), 8);
}

// All subjects of a login begin alike, so that they are found together.
QByteArray SignInThrottle::subject(const QByteArray &login, const QByteArray &source) const
{
    return fingerprint(m_key, {"sign-in", login}) + fingerprint(m_key, {"sign-in", login, source});
}

void SignInThrottle::restore(const std::vector<storage::SignInCount> &counts)
{
    for (const storage::SignInCount &count : counts) {
        m_counts.insert(count.subject, {count.failures, count.lastAt});
    }
}

// A failure in what is the future now was written by a clock that has been set back since: nobody is
// shut out until it has caught up.
bool SignInThrottle::isOver(const QByteArray &subject, qint64 (*pause)(int)) const
{
    const Count count = m_counts.value(subject);
    const Timestamp now = m_clock.now();
    return count.failures == 0 || now < count.lastAt
        || now >= count.lastAt.plusSeconds(pause(count.failures));
}

bool SignInThrottle::admits(const SignInTry &attempt) const
{
    return isOver(subject(attempt.login, sourceOf(attempt.source)), pauseHere)
        && isOver(subject(attempt.login, "*"), pauseAnywhere);
}

void SignInThrottle::add(const QByteArray &subject)
{
    Count &count = m_counts[subject];
    const Timestamp now = m_clock.now();
    if (now > count.lastAt.plusSeconds(memorySeconds)) {
        count.failures = 0;
    }
    ++count.failures;
    count.lastAt = now;
    m_keep({subject, count.failures, count.lastAt});
}

void SignInThrottle::failed(const SignInTry &attempt)
{
    add(subject(attempt.login, sourceOf(attempt.source)));
    add(subject(attempt.login, "*"));
    shrink();
}

void SignInThrottle::forget(const QByteArray &subject)
{
    if (m_counts.remove(subject)) {
        m_keep({subject, 0, {}});
    }
}

void SignInThrottle::succeeded(const SignInTry &attempt)
{
    forget(subject(attempt.login, sourceOf(attempt.source)));
    forget(subject(attempt.login, "*"));
}

// From where somebody tried is not kept in a form that could be listed, so the sources' own pauses
// stay; they are an hour at most.
void SignInThrottle::unlock(const QByteArray &login)
{
    const QByteArray beginning = fingerprint(m_key, {"sign-in", login});
    const QList<QByteArray> subjects = m_counts.keys();
    for (const QByteArray &subject : subjects) {
        if (subject.startsWith(beginning)) {
            forget(subject);
        }
    }
}

// Made-up logins must not fill the memory: what has hardly begun to count goes first.
void SignInThrottle::shrink()
{
    if (m_counts.size() <= mostCounts) {
        return;
    }
    for (const int least : {freeTries, hardStop}) {
        m_counts.removeIf([least](auto it) { return it.value().failures < least; });
        if (m_counts.size() <= mostCounts / 2) {
            return;
        }
    }
}

} // namespace kontor::server
