// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/CacheContract.h"
#include "server/cache/AccountCache.h"
#include "server/cache/MemoryCache.h"
#include "support/TestMain.h"

using namespace kontor;
using namespace kontor::server;
using namespace kontor::testing;

class tst_MemoryCache : public CacheContract
{
    Q_OBJECT

    ScriptedClock m_clock{*Timestamp::parse("2026-03-02T09:00:00Z")};

protected:
    std::unique_ptr<Cache> makeCache() override
    {
        return std::make_unique<MemoryCache>(m_clock, 2'000);
    }

private Q_SLOTS:
    void whatIsOverIsNotFound()
    {
        MemoryCache cache(m_clock, 10);
        cache.put({"a"}, entry(1), std::chrono::seconds(60));
        m_clock.advanceSeconds(59);
        QVERIFY(find(cache, "a"));
        m_clock.advanceSeconds(1);
        QVERIFY(!find(cache, "a"));
    }
    void theLeastUsedAreForgotten()
    {
        MemoryCache cache(m_clock, 2);
        QVERIFY(cache.isEmpty());
        cache.put({"a"}, entry(1), std::chrono::seconds(60));
        cache.put({"b"}, entry(2), std::chrono::seconds(60));
        QVERIFY(find(cache, "a"));
        cache.put({"c"}, entry(3), std::chrono::seconds(60));
        QVERIFY(find(cache, "a") && !find(cache, "b") && find(cache, "c"));
    }
    void aDayEndsAtMidnightUtcButAMinuteIsTheLeast_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<int>("seconds");
        QTest::newRow("morning") << QByteArray("2026-03-02T00:00:00Z") << 86'400;
        QTest::newRow("noon") << QByteArray("2026-03-02T12:00:00Z") << 43'200;
        QTest::newRow("evening") << QByteArray("2026-03-02T23:58:30Z") << 90;
        QTest::newRow("nearly over") << QByteArray("2026-03-02T23:59:30Z") << 60;
    }
    void aDayEndsAtMidnightUtcButAMinuteIsTheLeast()
    {
        QFETCH(QByteArray, now);
        QTEST(int(restOfDay(*Timestamp::parse(now)).count()), "seconds");
    }
};

KONTOR_TEST(tst_MemoryCache)
#include "tst_memory_cache.moc"
