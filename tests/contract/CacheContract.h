// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/Cache.h"

#include <QTest>

namespace kontor::testing {

//! What every cache must do; each adapter's test derives from this and says how to make one.
class CacheContract : public QObject
{
    Q_OBJECT

protected:
    //! Ready to be used.
    virtual std::unique_ptr<server::Cache> makeCache() = 0;

    static server::CacheEntry entry(int n)
    {
        server::CacheEntry entry;
        entry.generation = u"0011"_s;
        entry.asOf = n;
        entry.id = AccountId{Uuid::nameBased(Uuid{}, QByteArray::number(n))};
        entry.version = n + 1;
        entry.account.json = "{\"name\":\"Zoë \\\"Z\\\"\",\"balance\":0.10,\"updatedAt\":null}";
        return entry;
    }
    //! Waits for the answer.
    static std::optional<server::CacheEntry> find(server::Cache &cache, const QByteArray &key)
    {
        std::optional<server::CacheEntry> found;
        bool answered = false;
        cache.find(key, [&](std::optional<server::CacheEntry> entry) {
            found = std::move(entry);
            answered = true;
        });
        return QTest::qWaitFor([&] { return answered; }, 10'000) ? found : std::nullopt;
    }
    static bool drop(server::Cache &cache, const QList<QByteArray> &keys)
    {
        std::optional<bool> dropped;
        cache.drop(keys, [&](bool done) { dropped = done; });
        return QTest::qWaitFor([&] { return dropped.has_value(); }, 10'000) && *dropped;
    }

private Q_SLOTS:
    void whatWasPutIsFoundUnderEachKeyToTheByte()
    {
        const auto cache = makeCache();
        cache->put({"a", "b"}, entry(1), std::chrono::seconds(60));
        QCOMPARE(find(*cache, "a"), std::optional(entry(1)));
        QCOMPARE(find(*cache, "b"), std::optional(entry(1)));
        QVERIFY(!find(*cache, "c"));
    }
    void theLaterOfTwoIsFound()
    {
        const auto cache = makeCache();
        cache->put({"a"}, entry(1), std::chrono::seconds(60));
        cache->put({"a"}, entry(2), std::chrono::seconds(60));
        QCOMPARE(find(*cache, "a"), std::optional(entry(2)));
    }
    void whatWasDroppedIsGone()
    {
        const auto cache = makeCache();
        cache->put({"a", "b", "c"}, entry(1), std::chrono::seconds(60));
        QVERIFY(drop(*cache, {"a", "b", "never there"}));
        QVERIFY(!find(*cache, "a"));
        QVERIFY(!find(*cache, "b"));
        QCOMPARE(find(*cache, "c"), std::optional(entry(1)));
        QVERIFY(drop(*cache, {}));
    }
    void manyAreDroppedAtOnce()
    {
        const auto cache = makeCache();
        QList<QByteArray> keys;
        for (int i = 0; i < 1'300; ++i) {
            keys << "key:" + QByteArray::number(i);
        }
        cache->put(keys, entry(1), std::chrono::seconds(60));
        QVERIFY(drop(*cache, keys));
        QVERIFY(!find(*cache, keys.first()));
        QVERIFY(!find(*cache, keys.last()));
    }
    void allIsWell()
    {
        const auto cache = makeCache();
        QCOMPARE(cache->fault(), QString());
    }
};

} // namespace kontor::testing
