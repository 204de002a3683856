// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/StreamStore.h"
#include "support/MemoryLedger.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::application;
using namespace kontor::domain;
using namespace kontor::testing;

class tst_StreamStore : public QObject
{
    Q_OBJECT

    static StreamName stream(int n) { return StreamName::of(idOf<AccountId>(n)); }
    static Event opening() { return opened(alice, 500'00)[0].event; }

    MemoryLog m_log;
    MemoryIndex m_index;
    std::unique_ptr<LogReader> m_reader = m_log.openReader();

private Q_SLOTS:
    void whatIsStagedIsSeenAtOnceAndKeptByCommit()
    {
        StreamStore store(m_index, *m_reader, 10);
        QCOMPARE(store.versionOf(stream(1)), 0);
        store.stage(stream(1), opening(), 7, monday);
        QCOMPARE(store.versionOf(stream(1)), 1);
        QVERIFY(store.get<Account>(stream(1)).exists);
        QCOMPARE(store.current(stream(1)).streamPosition, 7);
        store.rollback();
        QCOMPARE(store.versionOf(stream(1)), 0);
        QVERIFY(!store.get<Account>(stream(1)).exists);
        store.stage(stream(1), opening(), 7, monday);
        const auto changed = store.commit();
        QCOMPARE(changed.size(), 1u);
        QCOMPARE(changed[0].stream, stream(1));
        QCOMPARE(changed[0].version, 1);
        QCOMPARE(store.versionOf(stream(1)), 1);
        QVERIFY(store.commit().empty());
    }
    void streamsThatWereOnlyLookedAtAreForgotten()
    {
        StreamStore store(m_index, *m_reader, 100);
        for (int i = 0; i < 5000; ++i) {
            QCOMPARE(store.versionOf(stream(i)), 0);
            store.trim();
            QVERIFY(store.size() <= 100);
        }
    }
    void whatTheIndexLacksIsNeverForgotten()
    {
        StreamStore store(m_index, *m_reader, 10);
        for (int i = 1; i <= 100; ++i) {
            store.stage(stream(i), opening(), i, monday);
            store.commit();
            store.trim();
        }
        QCOMPARE(store.size(), 100u);
        for (int i = 1; i <= 100; ++i) {
            QCOMPARE(store.versionOf(stream(i)), 1);
        }
        store.indexReached(100);
        store.versionOf(stream(200));
        store.versionOf(stream(201));
        store.trim();
        QVERIFY(store.size() <= 10);
    }
    void whatIsInUseStaysLonger()
    {
        StreamStore store(m_index, *m_reader, 100);
        store.stage(stream(0), opening(), 1, monday);
        store.commit();
        store.indexReached(1);
        for (int i = 1; i < 1000; ++i) {
            store.versionOf(stream(i));
            QCOMPARE(store.versionOf(stream(0)), 1); // the index does not know it: only memory does
            store.trim();
        }
    }
};

KONTOR_TEST(tst_StreamStore)
#include "tst_streamstore.moc"
