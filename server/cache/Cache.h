// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

#include <chrono>
#include <functional>

namespace kontor::server {

//! What is remembered of an account: an answer, and how fresh it is.
struct CacheEntry
{
    //! Of which ledger, and of which run of the server, in hexadecimal.
    QString generation;
    //! The account has not changed between its version and this position of the log.
    qint64 asOf = 0;
    AccountId id;
    qint64 version = 0;
    //! The account as the API answers it.
    RawJson account;

    template<class V>
    static void describe(V &&v)
    {
        v("generation", &CacheEntry::generation);
        v("asOf", &CacheEntry::asOf);
        v("id", &CacheEntry::id);
        v("version", &CacheEntry::version);
        v("account", &CacheEntry::account);
    }
    friend bool operator==(const CacheEntry &, const CacheEntry &) = default;
};

//! A place that remembers, and may forget or fail at any time. One thread, which it never blocks.
class Cache
{
public:
    virtual ~Cache() = default;

    using Found = std::function<void(std::optional<CacheEntry>)>;
    //! Calls back at once or a little later in this thread; nothing where it takes too long.
    virtual void find(const QByteArray &key, Found found) = 0;
    virtual void put(const QList<QByteArray> &keys, const CacheEntry &entry,
        std::chrono::seconds life) = 0;
    //! What is on its way when this returns goes before whatever is sent afterwards. `done(false)`:
    //! the keys may still be there.
    using Dropped = std::function<void(bool done)>;
    virtual void drop(const QList<QByteArray> &keys, Dropped done) = 0;
    //! There is certainly nothing in it.
    virtual bool isEmpty() const = 0;
    //! Why it cannot be used now; empty while it can.
    virtual QString fault() const { return {}; }
    //! To be called when it can be used again.
    virtual void whenBack(std::function<void()>) {}
};

} // namespace kontor::server
