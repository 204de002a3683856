// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/AccountCache.h"

#include <set>

namespace kontor::server {

using application::ChangedStream;
using application::CommittedBatch;
using application::RecordedEvent;
using namespace domain;

static constexpr qint64 secondsPerDay = 86'400;
// Lost drops further back are left to the end of the day.
static constexpr qint64 repeatedEvents = 100'000;
static constexpr qint64 pieceSize = 1'000;

QByteArray cacheKey(AccountId id)
{
    return "accounts:id:" + id.toString();
}

QByteArray cacheKey(const QByteArray &cpf)
{
    return "accounts:cpf:" + cpf;
}

std::chrono::seconds restOfDay(Timestamp now)
{
    const qint64 second = now.micros / 1'000'000 % secondsPerDay;
    return std::chrono::seconds(std::max<qint64>(60, secondsPerDay - second));
}

AccountCache::AccountCache(std::unique_ptr<Cache> cache, const Clock &clock,
    const QByteArray &generation, qint64 head, Past past)
    : m_cache(std::move(cache)), m_clock(clock), m_generation(QString::fromLatin1(generation.toHex())),
      m_past(std::move(past)), m_changes(head), m_head(head), m_confirmed(head)
{
    if (m_cache) {
        m_cache->whenBack([this] { repeatDrops(); });
    }
}

void AccountCache::find(AccountId id, Cache::Found found)
{
    look(cacheKey(id), std::move(found));
}

void AccountCache::findByCpf(const QByteArray &digits, Cache::Found found)
{
    look(cacheKey(digits), std::move(found));
}

void AccountCache::look(const QByteArray &key, Cache::Found found)
{
    if (!m_cache) {
        found(std::nullopt);
        return;
    }
    m_cache->find(key, [this, found = std::move(found)](std::optional<CacheEntry> entry) {
        found(entry && isFresh(*entry) ? std::move(entry) : std::nullopt);
    });
}

bool AccountCache::isFresh(const CacheEntry &entry) const
{
    return entry.generation == m_generation && m_changes.isUnchanged(entry.id, entry.asOf);
}

void AccountCache::fill(const api::AccountView &account, qint64 asOf)
{
    const CacheEntry entry{m_generation, asOf, account.id, account.version, {toJson(account)}};
    if (!m_cache || !isFresh(entry)) {
        return;
    }
    QList<QByteArray> keys{cacheKey(account.id)};
    if (account.cpf) {
        keys << cacheKey(account.cpf->toLatin1());
    }
    m_cache->put(keys, entry, restOfDay(m_clock.now()));
}

// ---- drops ------------------------------------------------------------------------------------

static void addOldCpf(QList<QByteArray> &keys, const Event &event)
{
    const auto *changed = std::get_if<AccountCpfChanged>(&event);
    if (changed && changed->oldCpf) {
        keys << cacheKey(*changed->oldCpf);
    }
}

static void addKeys(QList<QByteArray> &keys, AccountId id, const std::optional<QByteArray> &cpf)
{
    keys << cacheKey(id);
    if (cpf) {
        keys << cacheKey(*cpf);
    }
}

void AccountCache::onCommit(const CommittedBatch &batch)
{
    m_head = batch.head.position;
    if (!m_cache) {
        return;
    }
    if (m_cache->isEmpty()) {
        m_changes.forget(m_head);
        return;
    }
    QList<QByteArray> keys;
    for (const ChangedStream &changed : batch.changed) {
        if (const auto *account = std::get_if<Account>(changed.state.get())) {
            m_changes.changed(changed.stream.accountId(), m_head);
            addKeys(keys, changed.stream.accountId(), account->cpf);
        }
    }
    for (const RecordedEvent &event : batch.events) {
        addOldCpf(keys, event.event);
    }
    if (!keys.isEmpty()) {
        drop(keys, m_head);
    }
}

void AccountCache::drop(const QList<QByteArray> &keys, qint64 position)
{
    m_cache->drop(keys, [this, position](bool done) {
        m_lost = m_lost || !done;
        if (!m_lost) {
            m_confirmed = std::max(m_confirmed, position);
        } else if (done) {
            repeatDrops();
        }
    });
}

// The cache can be reached again: what it was not told is told now, from the log.
void AccountCache::repeatDrops()
{
    if (m_lost && m_past.read && !std::exchange(m_repeating, true)) {
        repeatDrops(std::max(m_confirmed, m_head - repeatedEvents) + 1, m_head);
    }
}

void AccountCache::repeatDrops(qint64 first, qint64 last)
{
    if (first > last) {
        m_lost = m_repeating = false;
        m_confirmed = last;
        return;
    }
    const qint64 end = std::min(last, first + pieceSize - 1);
    m_past.read(first, end, [this, end, last](const std::optional<Past::Events> &events) {
        m_repeating = false; // where neither can be read: with the next drop that succeeds
        if (!events) {
            return;
        }
        const QList<QByteArray> keys = keysOf(*events);
        m_repeating = true;
        m_cache->drop(keys, [this, end, last](bool done) {
            m_repeating = done;
            if (done) {
                repeatDrops(end + 1, last);
            }
        });
    });
}

QList<QByteArray> AccountCache::keysOf(const Past::Events &events) const
{
    QList<QByteArray> keys;
    std::set<Uuid> seen;
    for (const RecordedEvent &event : events) {
        addOldCpf(keys, event.event);
        if (event.stream.kind() == StreamKind::Account && seen.insert(event.stream.id()).second) {
            addKeys(keys, event.stream.accountId(), m_past.cpfOf(event.stream.accountId()));
        }
    }
    return keys;
}

} // namespace kontor::server
