// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publish/Feed.h"

#include "application/Past.h"
#include "support/ListLog.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using kontor::server::Feed;
using kontor::server::FeedQuery;
using kontor::testing::accountNumbered;
using kontor::testing::deposited;
using kontor::testing::ListLog;

namespace {

// Three accounts take turns; a claim stands between.
void fill(ListLog &log, int rounds)
{
    for (int round = 0; round < rounds; ++round) {
        for (int account = 0; account < 3; ++account) {
            log.append(accountNumbered(account), deposited(100, (round + 1) * 100));
        }
        log.append(domain::StreamName::serials(), domain::AccountSerialIssued{round});
    }
}

QByteArray told(const api::EventPage &page)
{
    QByteArray text;
    for (const auto &envelope : page.items) {
        text += QByteArray::number(envelope.position) + '.' + QByteArray::number(envelope.part)
            + ' ';
    }
    return text + '>' + QByteArray::number(page.next);
}

} // namespace

class tst_Feed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesFollowEachOtherWithoutGap()
    {
        ListLog log;
        fill(log, 50);
        const auto reader = log.openReader();
        Feed feed(*reader);
        FeedQuery query;
        query.limit = 7;
        std::vector<std::pair<qint64, int>> seen;
        for (auto page = feed.page(query); !page.items.empty(); page = feed.page(query)) {
            QVERIFY(page.items.size() <= 7);
            for (const auto &envelope : page.items) {
                seen.emplace_back(envelope.position, envelope.part);
            }
            query.after = page.next;
        }
        QCOMPARE(seen.size(), std::size_t(50 * 3 * 2));
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QCOMPARE(feed.page(query).next, log.head());
    }
    void partsOfOneEventStayTogether()
    {
        ListLog log;
        fill(log, 1);
        const auto reader = log.openReader();
        Feed feed(*reader);
        QCOMPARE(told(feed.page({0, {}, 3})), QByteArray("1.1 1.2 >1"));
        QCOMPARE(told(feed.page({0, {}, 1})), QByteArray("1.1 1.2 >1"));
        QCOMPARE(told(feed.page({1, {}, 4})), QByteArray("2.1 2.2 3.1 3.2 >3"));
        QCOMPARE(told(feed.page({3, {}, 4})), QByteArray(">4"));
    }
    void oneAccountsEventsAreFoundWithAndWithoutAnIndex()
    {
        ListLog log;
        fill(log, 40);
        const auto reader = log.openReader();
        const auto index = log.openIndex();
        Feed scanning(*reader);
        Feed indexed(*reader, index.get());
        for (const qint64 covered : {qint64(-1), qint64(0), qint64(77), qint64(160)}) {
            log.setIndexed(covered);
            for (const qint64 after : {0, 1, 2, 50, 77, 78, 158, 160, 500}) {
                const FeedQuery query{after, accountNumbered(1), 100};
                QCOMPARE(told(indexed.page(query)), told(scanning.page(query)));
            }
        }
        QCOMPARE(told(indexed.page({0, accountNumbered(9), 100})), QByteArray(">160"));
    }
    void aPageOfALongIndexedStreamStopsAtItsLimit()
    {
        ListLog log;
        fill(log, 400);
        const auto reader = log.openReader();
        const auto index = log.openIndex();
        Feed feed(*reader, index.get());
        FeedQuery query{0, accountNumbered(2), 10};
        int count = 0;
        for (auto page = feed.page(query); !page.items.empty(); page = feed.page(query)) {
            QCOMPARE(page.items.size(), std::size_t(10));
            count += int(page.items.size());
            query.after = page.next;
        }
        QCOMPARE(count, 800);
    }
    void theVersionAtAPositionIsFound()
    {
        ListLog log;
        fill(log, 20);
        const auto index = log.openIndex();
        for (qint64 position = 0; position <= log.head() + 5; ++position) {
            const qint64 expected = position < 2 ? 0 : std::min<qint64>(20, (position - 2) / 4 + 1);
            QCOMPARE(application::versionAt(*index, 2, position), expected);
        }
    }
};

KONTOR_TEST(tst_Feed)
#include "tst_feed.moc"
