// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Past.h"

#include "application/Bookings.h"
#include "application/Explanation.h"
#include "foundation/Random.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/LogBuilder.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;
using application::BookingQuery;

namespace {

constexpr Timestamp start{1'483'228'800'000'000}; // 2017-01-01T00:00:00Z
constexpr qint64 daySeconds = 86'400;

//! Some years of two accounts, of which the first is looked at.
class Years
{
public:
    //! `lag`: so many days at most between recording and booking, either way.
    explicit Years(int events, int lag = 0) : m_lag(lag)
    {
        m_builder.at(start).open(1, 500'00).open(2, 500'00);
        for (int i = 0; i < events; ++i) {
            m_now = m_now.plusSeconds(qint64(m_random.next() % std::uint64_t(4 * daySeconds)));
            m_builder.at(m_now);
            addOne();
        }
        m_builder.appendTo(m_log);
        m_views = std::move(*SqliteViews::open(m_directory.path()));
        m_follower = std::make_unique<ViewFollower>(m_log, [this] { return m_views->openWriter(); },
            [this] { return m_views->openIndex(); });
        m_follower->start();
        KONTOR_ASSERT(m_follower->waitUntil(m_log.head().position, std::chrono::seconds(60)));
        views = m_views->openReader();
        index = m_views->openIndex();
        log = m_log.openReader();
        log->events(1, m_log.head().position, [this](const application::RecordedEvent &event) {
            if (event.stream == name) {
                own.push_back(event);
            }
            return true;
        });
    }
    application::Bookings bookings(QDate first, QDate last, qint64 after = 0, int limit = 10'000)
    {
        return application::bookingsOf(*views, *index, *log, {id, first, last, after, limit});
    }
    //! The same, by looking at every event.
    application::BookingTotals counted(QDate first, QDate last) const
    {
        application::BookingTotals totals;
        for (const auto &event : own) {
            const auto *money = std::get_if<domain::MoneyDeposited>(&event.event);
            const auto *opening = std::get_if<domain::AccountCreated>(&event.event);
            const qint64 amount = money ? money->amount : opening ? opening->amount : 0;
            const QDate booked = money ? money->bookingDate : opening ? opening->bookingDate : QDate();
            const bool isWithin = booked >= first && booked <= last;
            totals.opening += booked.isValid() && booked < first ? amount : 0;
            totals.credits += isWithin ? std::max<qint64>(0, amount) : 0;
            totals.debits += isWithin ? std::max<qint64>(0, -amount) : 0;
            totals.count += isWithin && amount != 0;
        }
        return totals;
    }

    const AccountId id = LogBuilder::account(1);
    const domain::StreamName name = domain::StreamName::of(id);
    std::unique_ptr<application::ViewReader> views;
    std::unique_ptr<application::StreamIndex> index;
    std::unique_ptr<application::LogReader> log;
    std::vector<application::RecordedEvent> own;

private:
    // Mostly movements; deposits of either sign, so that one struct tells them all.
    void addOne()
    {
        const int n = m_random.next() % 4 == 0 ? 2 : 1;
        const auto stream = domain::StreamName::of(LogBuilder::account(n));
        if (m_random.next() % 5 == 0) {
            domain::HoldPlaced hold;
            hold.holdId = {LogBuilder::uuid(++m_holds)};
            hold.held = 1;
            hold.reason = u"order"_s;
            m_builder.add(stream, hold);
            if (m_random.next() % 4 != 0) {
                m_builder.add(stream, domain::HoldReleased{hold.holdId, 1, {}, {}});
            }
            return;
        }
        domain::MoneyDeposited event;
        const int late = m_lag ? int(m_random.next() % std::uint64_t(2 * m_lag + 1)) - m_lag : 0;
        event.bookingDate = m_now.dateUtc().addDays(late);
        event.amount = qint64(m_random.next() % 2000) - 900;
        event.balanceAfter = m_builder.balanceOf(n) + event.amount;
        m_builder.add(stream, event);
    }

    int m_lag;
    int m_holds = 0;
    SeededRandom m_random{7};
    Timestamp m_now = start;
    QTemporaryDir m_directory;
    MemoryLog m_log;
    LogBuilder m_builder;
    std::unique_ptr<SqliteViews> m_views;
    std::unique_ptr<ViewFollower> m_follower;
};

bool operator==(const application::BookingTotals &a, const application::BookingTotals &b)
{
    return a.opening == b.opening && a.credits == b.credits && a.debits == b.debits
        && a.count == b.count;
}

} // namespace

class tst_Past : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTimeIsFoundInTheLog()
    {
        Years years(300);
        QCOMPARE(application::positionAt(*years.log, {start.micros - 1}), 0);
        const qint64 head = years.log->head().position;
        QCOMPARE(application::positionAt(*years.log, start.plusSeconds(100'000 * daySeconds)),
            head);
        for (qint64 position = 1; position <= head; ++position) {
            const Timestamp at = years.log->recordedAt(position);
            const qint64 found = application::positionAt(*years.log, at);
            QVERIFY(found >= position && years.log->recordedAt(found) == at);
            QVERIFY(found == head || years.log->recordedAt(found + 1) > at);
        }
    }
    void anAccountsVersionAtATimeIsFound()
    {
        Years years(200);
        QCOMPARE(application::versionAt(*years.index, *years.log, years.name, {0}), 0);
        for (const auto &event : years.own) {
            const qint64 version = application::versionAt(
                *years.index, *years.log, years.name, {event.recordedAt.micros - 1});
            QVERIFY(version < event.version);
            QVERIFY(application::versionAt(*years.index, *years.log, years.name, event.recordedAt)
                >= event.version);
        }
        QCOMPARE(application::versionAt(*years.index, *years.log,
                     domain::StreamName::of(LogBuilder::account(3)), start), 0);
    }
    void everyVersionOfAnAccountIsKnown()
    {
        Years years(60);
        domain::Account account;
        for (const auto &event : years.own) {
            domain::State state(account);
            domain::evolve(state, event.event, event.recordedAt);
            account = std::get<domain::Account>(state);
            const auto past
                = application::pastAccount(*years.index, *years.log, years.id, event.version);
            QVERIFY(past.account == account);
            QCOMPARE(past.recordedAt.micros, event.recordedAt.micros);
        }
    }
    void everyMonthAddsUp_data()
    {
        QTest::addColumn<int>("lag");
        QTest::newRow("booked when recorded") << 0;
        QTest::newRow("booked a week before or after") << 7;
        QTest::newRow("booked a month before or after") << 30;
    }
    void everyMonthAddsUp()
    {
        QFETCH(int, lag);
        Years years(900, lag);
        qint64 closing = 0;
        for (QDate month(2016, 11, 1); month < QDate(2024, 1, 1); month = month.addMonths(1)) {
            const QDate last = month.addMonths(1).addDays(-1);
            const auto found = years.bookings(month, last);
            QVERIFY(found.totals == years.counted(month, last));
            QCOMPARE(found.totals.opening, closing);
            closing = found.totals.closing();
            QCOMPARE(qint64(found.events.size()), found.totals.count);
            for (const auto &event : found.events) {
                QVERIFY(event.stream == years.name);
            }
        }
        QCOMPARE(closing, years.views->account(years.id)->account.balance);
    }
    void piecesGoOnWhereTheLastOneEnded()
    {
        Years years(300, 7);
        const QDate first(2017, 3, 1);
        const QDate last(2017, 5, 31);
        const auto all = years.bookings(first, last);
        QVERIFY(all.events.size() > 20 && !all.next);
        std::vector<qint64> versions;
        qint64 balance = all.totals.opening;
        for (auto piece = years.bookings(first, last, 0, 7);;
             piece = years.bookings(first, last, *piece.next, 7)) {
            QCOMPARE(piece.before, balance);
            QCOMPARE(piece.countBefore, qint64(versions.size()));
            for (const auto &event : piece.events) {
                versions.push_back(event.version);
                const auto *money = std::get_if<domain::MoneyDeposited>(&event.event);
                QVERIFY(money);
                balance += money->amount;
            }
            if (!piece.next) {
                break;
            }
        }
        QCOMPARE(balance, all.totals.closing());
        QCOMPARE(versions.size(), all.events.size());
    }
    void anExplanationHasEveryHoldThatCounts()
    {
        Years years(200);
        for (const auto &event : years.own) {
            const auto explained = application::explain(
                *years.views, *years.index, *years.log, years.id, event.version, 5);
            QCOMPARE(explained.holds.size(), explained.at.account.holds.size());
            for (std::size_t i = 0; i < explained.holds.size(); ++i) {
                const auto *placed = std::get_if<domain::HoldPlaced>(&explained.holds[i].event);
                QVERIFY(placed && placed->holdId == explained.at.account.holds[i].id);
            }
            QVERIFY(explained.movements.size() <= 5 && !explained.movements.empty());
            QVERIFY(explained.movements.back().version <= event.version);
        }
    }
};

KONTOR_TEST(tst_Past)
#include "tst_past.moc"
