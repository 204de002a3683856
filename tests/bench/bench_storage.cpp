// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_storage [transfers] [accounts] [append|follow|search|past]: how fast the log appends, the views follow and the log
// is replayed, beside the disk's own rate of synced writes, measured in the same run; what statements and earlier balances
// cost. Not a test.
#include "application/Bookings.h"
#include "application/Explanation.h"
#include "foundation/Random.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/LogBuilder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

using namespace kontor;
using namespace kontor::storage;
using application::CommittedBatch;
using application::CommittedBatchPtr;

namespace {

using Steady = std::chrono::steady_clock;

double secondsSince(Steady::time_point start)
{
    return std::chrono::duration<double>(Steady::now() - start).count();
}

//! Of this thread (or the process): what other programs do on the machine does not count.
double cpuSeconds(clockid_t of = CLOCK_THREAD_CPUTIME_ID)
{
    timespec now{};
    ::clock_gettime(of, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

//! Writes of 4 KiB, each synced, over a file that is there already: what a commit cannot beat.
double syncedWritesPerSecond(const QString &directory)
{
    const QByteArray path = QFile::encodeName(directory + u"/raw"_s);
    const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_TRUNC, 0600);
    const QByteArray block(4096, 'x');
    for (int i = 0; i < 256; ++i) {
        KONTOR_ASSERT(::pwrite(file, block.constData(), 4096, i * 4096L) == 4096);
    }
    ::fsync(file);
    const auto start = Steady::now();
    int writes = 0;
    while (secondsSince(start) < 0.7) {
        KONTOR_ASSERT(::pwrite(file, block.constData(), 4096, (writes++ % 256) * 4096L) == 4096);
        ::fdatasync(file);
    }
    ::close(file);
    return writes / secondsSince(start);
}

//! Random transfers among accounts, in batches as the ledger hands them on.
class Load
{
public:
    explicit Load(int accounts, int firstNumber = 0)
        : m_random(std::uint64_t(firstNumber) + 42), m_firstNumber(firstNumber),
          m_streams(std::size_t(accounts))
    {
    }

    CommittedBatchPtr openAll(application::EventLog &log)
    {
        static const QStringList first{u"Maria"_s, u"João"_s, u"Ana"_s, u"Zoë"_s, u"Ada"_s,
            u"Márcio"_s, u"Grace"_s};
        static const QStringList last{u"Silva"_s, u"Santos"_s, u"Ávila"_s, u"Lovelace"_s,
            u"Hopper"_s, u"Souza"_s, u"Lima"_s, u"Costa"_s, u"Rocha"_s, u"Dias"_s, u"Melo"_s};
        m_position = log.head().position;
        CommittedBatch batch;
        for (std::size_t n = 0; n < m_streams.size(); ++n) {
            domain::AccountCreated event;
            const int number = m_firstNumber + int(n);
            event.name = u"%1 %2 holder number %3"_s.arg(first[number % 7], last[number % 11])
                             .arg(number);
            event.number = QByteArray::number(1'000'000 + number) + "-0";
            event.ownerId = {m_ids.next()};
            event.bookingDate = QDate(2026, 3, 2);
            event.amount = event.balanceAfter = 1'000'000;
            m_streams[n].stream = domain::StreamName::of(AccountId{m_ids.next()});
            m_streams[n].state = std::make_shared<const domain::State>(domain::Account{});
            stage(batch, n, event);
        }
        return append(log, std::move(batch));
    }
    CommittedBatchPtr transfers(application::EventLog &log, int count)
    {
        CommittedBatch batch;
        batch.events.reserve(std::size_t(2 * count));
        for (int i = 0; i < count; ++i) {
            m_now = m_now ? std::optional(m_now->plusSeconds(m_step)) : std::nullopt;
            const bool isHot = m_now && m_count++ % hotEvery == 0;
            const std::size_t from = isHot ? 0 : m_random.next() % m_streams.size();
            const std::size_t to = (from + 1 + m_random.next() % (m_streams.size() - 1))
                % m_streams.size();
            const Uuid key = m_ids.next();
            m_cause.causationId = key.toString();
            m_cause.correlationId = key.toString();
            domain::MoneyTransferred event;
            event.transferId = {m_ids.next()};
            event.bookingDate = m_now ? m_now->dateUtc() : QDate(2026, 3, 2);
            event.counterparty = m_streams[to].stream.accountId();
            event.amount = -1;
            event.balanceAfter = balance(from) - 1;
            stage(batch, from, event);
            event.counterparty = m_streams[from].stream.accountId();
            event.amount = 1;
            event.balanceAfter = balance(to) + 1;
            stage(batch, to, event);
            batch.outcomes.push_back({m_outcome + qint64(batch.outcomes.size()) + 1,
                *m_cause.causationId, "key:web", QByteArray(32, 'f'), {}, 0,
                batch.events[batch.events.size() - 2].position, batch.events.back().position});
        }
        return append(log, std::move(batch));
    }

    //! Time goes by from here on, so many seconds for each transfer, and every 250th is paid by the
    //! first account.
    void spread(Timestamp from, qint64 step)
    {
        m_now = from;
        m_step = step;
    }
    AccountId first() const { return m_streams.front().stream.accountId(); }

private:
    static constexpr int hotEvery = 250;
    qint64 balance(std::size_t n) const
    {
        return std::get<domain::Account>(*m_streams[n].state).balance;
    }
    void stage(CommittedBatch &batch, std::size_t n, const domain::Event &event)
    {
        application::ChangedStream &stream = m_streams[n];
        const qint64 position = m_position + qint64(batch.events.size()) + 1;
        const Timestamp now = m_now.value_or(m_clock.now());
        stream.state = domain::evolved(*stream.state, event, now);
        stream.position = position;
        if (++stream.version == 1) {
            stream.streamPosition = position;
        }
        if (stream.version % application::snapshotEvery == 0) {
            m_snapshots[n] = stream;
        }
        if (stream.version % application::milestoneEvery == 0) {
            batch.milestones.push_back(stream);
        }
        m_touched[n] = true;
        batch.events.push_back({position, stream.streamPosition, stream.stream, stream.version, now,
            {}, event, m_cause});
    }
    CommittedBatchPtr append(application::EventLog &log, CommittedBatch batch)
    {
        const auto start = Steady::now();
        const double cpu = cpuSeconds();
        KONTOR_ASSERT(log.append(batch.events, batch.outcomes) && log.sync());
        log.betweenBatches();
        appendSeconds += secondsSince(start);
        appendCpu += cpuSeconds() - cpu;
        for (const auto &[n, touched] : m_touched) {
            batch.changed.push_back(m_streams[n]);
        }
        for (const auto &[n, snapshot] : m_snapshots) {
            batch.snapshots.push_back(snapshot);
        }
        m_touched.clear();
        m_snapshots.clear();
        batch.head = log.head();
        m_position = batch.head.position;
        m_outcome = batch.head.outcome;
        return std::make_shared<const CommittedBatch>(std::move(batch));
    }

    SystemClock m_clock;
    std::optional<Timestamp> m_now;
    qint64 m_step = 0;
    qint64 m_count = 0;
    SeededRandom m_random;
    int m_firstNumber;
    IdGenerator m_ids{m_clock, m_random};
    domain::Cause m_cause{{"key", u"web"_s}, domain::Channel::Api, {}, {}};
    std::vector<application::ChangedStream> m_streams;
    std::unordered_map<std::size_t, bool> m_touched;
    std::unordered_map<std::size_t, application::ChangedStream> m_snapshots;
    qint64 m_position = 0;
    qint64 m_outcome = 0;

public:
    double appendSeconds = 0;
    double appendCpu = 0;
};

std::unique_ptr<SqliteEventLog> openLog(const QString &directory, AppendWay way = AppendWay::Auto)
{
    static SystemClock clock;
    static SystemRandom random;
    auto opened = SqliteEventLog::open(directory, {}, clock, random);
    if (!opened) {
        qFatal("%s", qUtf8Printable(opened.error().message));
    }
    (*opened)->setAppendWay(way);
    return std::move(*opened);
}

void benchAppend(int accounts)
{
    for (const auto &[name, way] : {std::pair("raw", AppendWay::Raw), {"QtSql", AppendWay::QtSql}}) {
        for (const int size : {1, 64, 256, 1'000}) {
            QTemporaryDir directory(QCoreApplication::applicationDirPath() + u"/bench-XXXXXX"_s);
            const double synced = syncedWritesPerSecond(directory.path());
            const auto log = openLog(directory.path(), way);
            Load load(accounts);
            load.openAll(*log);
            load.appendSeconds = load.appendCpu = 0;
            const auto start = Steady::now();
            int transfers = 0;
            while (secondsSince(start) < 2) {
                load.transfers(*log, size);
                transfers += size;
            }
            std::printf("append %-5s batch %4d: %8.0f transfers/s, %5.2f us of processor each, "
                        "%6.0f commits/s (%.2f of %.0f synced writes/s)\n", name, size,
                transfers / load.appendSeconds, 1e6 * load.appendCpu / transfers, transfers / size / load.appendSeconds,
                transfers / size / load.appendSeconds / synced, synced);
            std::fflush(stdout);
        }
    }
}

qint64 sizeOf(const QString &directory, const QString &name)
{
    return QFileInfo(directory + u'/' + name).size();
}

std::unique_ptr<ViewFollower> startFollower(SqliteEventLog &log, SqliteViews &views)
{
    auto follower = std::make_unique<ViewFollower>(log, [&] { return views.openWriter(); },
        [&] { return views.openIndex(); });
    follower->start();
    return follower;
}

void benchFollower(int transfers, int accounts)
{
    QTemporaryDir directory(QCoreApplication::applicationDirPath() + u"/bench-XXXXXX"_s);
    const auto log = openLog(directory.path());
    auto views = SqliteViews::open(directory.path());
    auto follower = startFollower(*log, **views);
    follower->waitUntil(0);
    Load load(accounts);
    follower->follow(load.openAll(*log));
    follower->waitUntil(log->head().position);
    const qint64 logBefore = sizeOf(directory.path(), u"ledger.db"_s);
    const qint64 viewsBefore = sizeOf(directory.path(), u"views.db"_s);
    const double others = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuSeconds();
    const auto start = Steady::now();
    qint64 worst = 0;
    for (int done = 0; done < transfers; done += 256) {
        follower->follow(load.transfers(*log, 256));
        worst = std::max(worst, follower->lag().events);
        // As the server does: what would only wait is refused.
        while (follower->lag().bytes > 120 * 1024 * 1024) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    const double appended = secondsSince(start);
    follower->waitUntil(log->head().position);
    const double followed = secondsSince(start);
    follower->stop();
    const double cpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuSeconds() - others;
    std::printf("follower: %.0f transfers/s into log and views together (log done after %.1f s, "
                "views after %.1f s, worst lag %lld events), %.2f us of processor each\n",
        transfers / followed, appended, followed, static_cast<long long>(worst),
        1e6 * cpu / transfers);
    std::printf("bytes per transfer: %.0f in the log, %.0f in the views\n",
        double(sizeOf(directory.path(), u"ledger.db"_s) - logBefore) / transfers,
        double(sizeOf(directory.path(), u"views.db"_s) - viewsBefore) / transfers);
    std::fflush(stdout);

    const auto reading = Steady::now();
    qint64 seen = 0;
    log->openReader()->events(1, log->head().position, [&](const auto &) { return ++seen > 0; });
    std::printf("read and decode: %.0f events/s\n", double(seen) / secondsSince(reading));
    views->reset();
    QFile::remove(directory.path() + u"/views.db"_s);
    views = SqliteViews::open(directory.path());
    const double before = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuSeconds();
    const auto rebuilding = Steady::now();
    follower = startFollower(*log, **views);
    follower->waitUntil(log->head().position);
    std::printf("rebuild views: %.0f events/s, %.2f us of processor each\n",
        double(seen) / secondsSince(rebuilding),
        1e6 * (cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuSeconds() - before) / double(seen));
}

//! Lists and searches among many accounts, in milliseconds.
void benchSearch(int accounts)
{
    QTemporaryDir directory(QCoreApplication::applicationDirPath() + u"/bench-XXXXXX"_s);
    const auto log = openLog(directory.path());
    auto views = SqliteViews::open(directory.path());
    auto follower = startFollower(*log, **views);
    const auto opening = Steady::now();
    for (int done = 0; done < accounts; done += 10'000) {
        Load load(10'000, done);
        load.openAll(*log);
        follower->waitUntil(0);
    }
    follower.reset();
    follower = startFollower(*log, **views);
    follower->waitUntil(log->head().position);
    std::printf("%d accounts opened and indexed in %.1f s, views.db %lld MB\n", accounts,
        secondsSince(opening),
        static_cast<long long>(sizeOf(directory.path(), u"views.db"_s) >> 20));
    const auto reader = (*views)->openReader();
    const auto time = [&](const char *what, const QString &text, int page) {
        application::AccountFilter filter;
        filter.search = text;
        filter.page = page;
        const auto start = Steady::now();
        const auto found = reader->accounts(filter);
        std::printf("  %-28s %7.1f ms, %lld found\n", what, 1000 * secondsSince(start),
            static_cast<long long>(found.totalCount));
    };
    for (int round = 0; round < 2; ++round) {
        time("list, first page", {}, 1);
        time("list, page 40000", {}, accounts / 25);
        time("frequent name", u"silva"_s, 1);
        time("frequent name, page 1000", u"silva"_s, 1'000);
        time("two names", u"maria sil"_s, 1);
        time("in the other order", u"silva maria"_s, 1);
        time("a name and a letter", u"silva m"_s, 1);
        time("every holder", u"der"_s, 1);
        time("one in all", u"number 777777"_s, 1);
        time("two letters", u"ma"_s, 1);
        time("one letter", u"j"_s, 1);
        time("number", u"1000777"_s, 1);
        time("nothing", u"xyzzy"_s, 1);
    }
}

//! The median of some runs, in microseconds.
template<class Run>
double medianMicros(Run run)
{
    std::vector<double> times;
    for (int i = 0; i < 41; ++i) {
        const auto start = Steady::now();
        run(i);
        times.push_back(1e6 * secondsSince(start));
    }
    std::nth_element(times.begin(), times.begin() + 20, times.end());
    return times[20];
}

//! Statements, pages of history and earlier balances of one busy account among many.
void benchPast(int transfers, int accounts)
{
    QTemporaryDir directory(QCoreApplication::applicationDirPath() + u"/bench-XXXXXX"_s);
    const auto log = openLog(directory.path());
    auto views = SqliteViews::open(directory.path());
    Load load(accounts);
    load.spread({1'704'067'200'000'000}, std::max(1, 25 * 30 * 86'400 / transfers));
    load.openAll(*log);
    for (int done = 0; done < transfers; done += 250) {
        load.transfers(*log, 250);
    }
    const auto follower = startFollower(*log, **views);
    follower->waitUntil(log->head().position);
    const auto reader = (*views)->openReader();
    const auto index = (*views)->openIndex();
    const auto events = log->openReader();
    const AccountId id = load.first();
    const auto month = [](int i) { return QDate(2024, 2, 1).addMonths(i % 20); };
    const auto statement = [&](int i) {
        return application::bookingsOf(*reader, *index, *events,
            {id, month(i), month(i).addMonths(1).addDays(-1), 0, 10'000});
    };
    const auto version = reader->account(id)->version;
    std::printf("%lld events, of which %lld of one account; a month of it has %zu lines\n",
        static_cast<long long>(log->head().position), static_cast<long long>(version),
        statement(0).events.size());
    const double whole = medianMicros(statement);
    const double rows = medianMicros([&](int i) {
        const application::BookingSpan span{id, month(i), month(i).addMonths(1).addDays(-1),
            std::max<qint64>(0, version * (i % 20 - 1) / 25), version * (i % 20 + 3) / 25};
        reader->bookingTotals(span);
        reader->bookings(span, 0, 10'000);
    });
    std::printf("a month's totals and rows: %.0f us; found by dates and with their texts: %.0f us\n",
        rows, whole);
    std::printf("a page of 50: %.0f us\n", medianMicros([&](int i) {
        std::vector<qint64> positions;
        for (const auto &row : reader->entriesBefore(id, version - i * 100, 50, true)) {
            positions.push_back(row.position);
        }
        events->at(positions);
    }));
    std::printf("the balance at version %lld: %.0f us\n", static_cast<long long>(version / 2),
        medianMicros([&](int) { application::pastAccount(*index, *events, id, version / 2); }));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int transfers = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    const int accounts = argc > 2 ? std::atoi(argv[2]) : 100'000;
    const QByteArray only = argc > 3 ? argv[3] : "all";
    if (only == "all" || only == "append") {
        benchAppend(10'000);
    }
    if (only == "all" || only == "follow") {
        benchFollower(transfers, accounts);
    }
    if (only == "all" || only == "search") {
        benchSearch(10 * accounts);
    }
    if (only == "past") {
        benchPast(transfers, accounts);
    }
}
