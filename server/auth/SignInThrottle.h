// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Secret.h"
#include "storage/service/SignInCounts.h"

#include <QHash>
#include <QHostAddress>

#include <functional>

namespace kontor::server {

//! Who tries to sign in, and from where.
struct SignInTry
{
    //! As it was typed, known or not.
    QByteArray login;
    QHostAddress source;
};

//! Makes guessing slow. After five failures in a row for one login from one source the next try has
//! to wait 30 seconds, then twice as long each time, up to an hour; after a hundred in a row from
//! anywhere a login has to wait until it is unlocked, or for a day. Lives in memory; every change is
//! handed on to be kept.
class SignInThrottle
{
public:
    using Keep = std::function<void(const storage::SignInCount &)>;

    SignInThrottle(const Clock &clock, Secret<QByteArray> key, Keep keep)
        : m_clock(clock), m_key(std::move(key)), m_keep(std::move(keep)) {}

    void restore(const std::vector<storage::SignInCount> &counts);
    //! Whether a try counts now. One that does not must look no different from one that fails.
    bool admits(const SignInTry &attempt) const;
    void failed(const SignInTry &attempt);
    void succeeded(const SignInTry &attempt);
    //! Whatever was tried for this login.
    void unlock(const QByteArray &login);

    static constexpr qint64 memorySeconds = 86'400;

private:
    struct Count
    {
        int failures = 0;
        Timestamp lastAt;
    };
    QByteArray subject(const QByteArray &login, const QByteArray &source) const;
    bool isOver(const QByteArray &subject, qint64 (*pause)(int failures)) const;
    void add(const QByteArray &subject);
    void forget(const QByteArray &subject);
    void shrink();

    const Clock &m_clock;
    Secret<QByteArray> m_key;
    Keep m_keep;
    QHash<QByteArray, Count> m_counts;
};

//! The part of an address that one household or office has: an IPv4 address, or an IPv6 network.
QByteArray sourceOf(const QHostAddress &address);

} // namespace kontor::server
