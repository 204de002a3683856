// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "api/Accounts.h"
#include "server/cache/Cache.h"
#include "server/cache/RecentChanges.h"

namespace kontor::server {

//! Remembers the answers of the two reads of one account, by id and by CPF, until the end of the UTC
//! day. Never shows an old one: an entry counts only if this server knows that the account has not
//! changed since, whatever became of the drops. A fault of the cache is a miss. Home thread.
class AccountCache
{
public:
    //! What repeats lost drops: the log behind a position, and the CPF that an account has now.
    struct Past
    {
        using Events = std::vector<application::RecordedEvent>;
        //! Nothing where they cannot be read now.
        using Told = std::function<void(const std::optional<Events> &)>;
        std::function<void(qint64 first, qint64 last, Told)> read;
        std::function<std::optional<QByteArray>(AccountId)> cpfOf;
    };
    //! Without a cache every look is a miss and nothing is said about it.
    AccountCache(std::unique_ptr<Cache> cache, const Clock &clock, const QByteArray &generation,
        qint64 head, Past past = {});

    bool isOn() const { return m_cache != nullptr; }
    QString fault() const { return m_cache ? m_cache->fault() : QString(); }

    void find(AccountId id, Cache::Found found);
    void findByCpf(const QByteArray &digits, Cache::Found found);
    //! Under both keys. `asOf`: where the log ended when the account was looked up; ignored where it
    //! has changed since.
    void fill(const api::AccountView &account, qint64 asOf);
    //! After each commit and before its answers: drops the keys of the accounts that it changed.
    void onCommit(const application::CommittedBatch &batch);

private:
    void look(const QByteArray &key, Cache::Found found);
    bool isFresh(const CacheEntry &entry) const;
    void drop(const QList<QByteArray> &keys, qint64 position);
    void repeatDrops();
    void repeatDrops(qint64 first, qint64 last);
    QList<QByteArray> keysOf(const Past::Events &events) const;

    std::unique_ptr<Cache> m_cache;
    const Clock &m_clock;
    QString m_generation;
    Past m_past;
    RecentChanges m_changes;
    qint64 m_head;
    //! Up to here the drops have certainly been carried out; behind it some were lost.
    qint64 m_confirmed;
    bool m_lost = false;
    bool m_repeating = false;
};

QByteArray cacheKey(AccountId id);
QByteArray cacheKey(const QByteArray &cpf);
//! Until the end of the UTC day, at least a minute.
std::chrono::seconds restOfDay(Timestamp now);

} // namespace kontor::server
