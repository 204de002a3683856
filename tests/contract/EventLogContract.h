// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/LogBuilder.h"

#include <QTest>

#include <thread>

namespace kontor::testing {

//! What every event log must do; each adapter's test derives from this and says how to make one.
class EventLogContract : public QObject
{
    Q_OBJECT

protected:
    virtual std::unique_ptr<application::EventLog> makeLog() = 0;

private Q_SLOTS:
    void anEmptyLogEndsBeforeItsFirstEvent()
    {
        const auto log = makeLog();
        QCOMPARE(log->head().position, 0);
        QCOMPARE(log->head().eventHash, QByteArray(32, '\0'));
        const auto reader = log->openReader();
        QCOMPARE(reader->head().position, 0);
        reader->events(1, 100, [](const auto &) { qFatal("there is no event"); return true; });
        QVERIFY(!reader->outcome(1));
    }
    void whatWasAppendedIsReadBackEqual()
    {
        const auto log = makeLog();
        const auto batch = LogBuilder().open(1, 500).open(2).transfer(1, 2, 200).rename(2, u"Zoë"_s)
                               .outcome("k-1").outcome("k-2", "InsufficientFunds").appendTo(*log);
        const auto reader = log->openReader();
        std::vector<application::RecordedEvent> read;
        reader->events(1, 100, [&](const auto &event) {
            read.push_back(event);
            return true;
        });
        QCOMPARE(read.size(), batch->events.size());
        for (std::size_t i = 0; i < read.size(); ++i) {
            const auto &a = read[i];
            const auto &b = batch->events[i];
            QCOMPARE(a.position, qint64(i + 1));
            QCOMPARE(a.streamPosition, b.streamPosition);
            QCOMPARE(a.stream.name(), b.stream.name());
            QCOMPARE(a.version, b.version);
            QCOMPARE(a.recordedAt.micros, b.recordedAt.micros);
            QVERIFY(a.id == b.id && !a.id.isNull());
            QVERIFY(a.event == b.event);
            QVERIFY(a.cause == b.cause);
        }
        const auto refused = reader->outcome(2);
        QVERIFY(refused);
        QCOMPARE(refused->key, "k-2");
        QCOMPARE(refused->caller, "open");
        QCOMPARE(refused->fingerprint, QByteArray(32, 'f'));
        QCOMPARE(refused->refusal, "InsufficientFunds");
        QCOMPARE(refused->detail, 7);
        QCOMPARE(refused->firstPosition, 0);
    }
    void positionsAreReadInTheOrderAskedFor()
    {
        const auto log = makeLog();
        LogBuilder().open(1, 500).open(2).transfer(1, 2, 1).appendTo(*log);
        const auto read = log->openReader()->at({4, 1, 3});
        QCOMPARE(read.size(), 3u);
        QCOMPARE(read[0].position, 4);
        QCOMPARE(read[0].stream.name(), domain::StreamName::of(LogBuilder::account(2)).name());
        QCOMPARE(read[1].position, 1);
        QCOMPARE(read[2].position, 3);
    }
    // Some lists of positions look like something else to some versions of SQLite.
    void anyTwoPositionsAreReadTogether()
    {
        const auto log = makeLog();
        LogBuilder builder;
        builder.open(1, 500).open(2);
        for (int i = 0; i < 10; ++i) {
            builder.transfer(1, 2, 1);
        }
        const qint64 last = qint64(builder.pending().events.size());
        builder.appendTo(*log);
        const auto reader = log->openReader();
        for (qint64 first = 1; first <= last; ++first) {
            for (qint64 second = 1; second <= last; ++second) {
                const auto read = reader->at({first, second});
                QCOMPARE(read.size(), 2u);
                QCOMPARE(read[0].position, first);
                QCOMPARE(read[1].position, second);
            }
        }
    }
    void causesAreKeptWhereverTheReadingBegins()
    {
        const auto log = makeLog();
        LogBuilder builder;
        builder.open(1, 500).open(2).transfer(1, 2, 1).transfer(2, 1, 1);
        for (const std::size_t i : {2u, 3u}) {
            builder.pending().events[i].cause = {{"user", u"Ada"_s}, {}, "c", "key-2"};
        }
        builder.pending().events[5].cause = builder.pending().events[4].cause;
        const auto batch = builder.appendTo(*log);
        for (int position = 1; position <= 6; ++position) {
            QVERIFY(log->openReader()->at({position})[0].cause
                == batch->events[std::size_t(position - 1)].cause);
        }
    }
    void aReadingEndsWhenTheVisitorSaysSo()
    {
        const auto log = makeLog();
        LogBuilder().open(1).open(2).open(3).appendTo(*log);
        int seen = 0;
        log->openReader()->events(2, 3, [&](const auto &) { return ++seen < 1; });
        QCOMPARE(seen, 1);
    }
    void readersSeeEachCommit()
    {
        const auto log = makeLog();
        const auto reader = log->openReader();
        LogBuilder builder;
        for (int i = 1; i <= 3; ++i) {
            builder.open(i).appendTo(*log);
            QCOMPARE(reader->head().position, i);
            QCOMPARE(reader->head().eventHash, log->head().eventHash);
            log->betweenBatches();
        }
    }
    // It may be gone after a power cut.
    void whatIsNotDurableIsShownToTheWriterAlone()
    {
        const auto log = makeLog();
        LogBuilder builder;
        builder.open(1).outcome("k-1").appendTo(*log);
        auto &pending = builder.open(2).outcome("k-2").pending();
        QVERIFY(log->append(pending.events, pending.outcomes));
        const auto counts = [](application::LogReader &reader) {
            int events = 0;
            int outcomes = 0;
            reader.events(1, 100, [&](const auto &) { return ++events > 0; });
            reader.outcomes(1, 100, [&](const auto &) { return ++outcomes > 0; });
            return std::tuple(events, outcomes, int(reader.head().position),
                int(reader.head().outcome), reader.outcome(2).has_value());
        };
        const auto reader = log->openReader();
        const auto writers = log->openWriterReader();
        QVERIFY(counts(*reader) == std::tuple(1, 1, 1, 1, false));
        QVERIFY(counts(*log->openRequestReader()) == std::tuple(1, 1, 1, 1, false));
        QVERIFY(counts(*log->openRebuildReader()) == std::tuple(1, 1, 1, 1, false));
        QVERIFY(counts(*writers) == std::tuple(2, 2, 2, 2, true));
        QCOMPARE(log->head().position, 2);
        QVERIFY(log->sync());
        QVERIFY(counts(*reader) == std::tuple(2, 2, 2, 2, true));
        QCOMPARE(reader->head().eventHash, log->head().eventHash);
    }
    void syncingWhatIsDurableIsNothing()
    {
        const auto log = makeLog();
        QVERIFY(log->sync());
        LogBuilder().open(1).appendTo(*log);
        QVERIFY(log->sync());
        QCOMPARE(log->openReader()->head().position, 1);
    }
    void aReaderMayLiveInAnotherThread()
    {
        const auto log = makeLog();
        LogBuilder().open(1).open(2).appendTo(*log);
        qint64 seen = 0;
        std::thread([&] {
            log->openReader()->events(1, 10, [&](const auto &event) {
                seen = event.position;
                return true;
            });
        }).join();
        QCOMPARE(seen, 2);
    }
    void thousandsOfRowsAreReadWhole()
    {
        const auto log = makeLog();
        LogBuilder builder;
        builder.open(1);
        for (int i = 0; i < 2'000; ++i) {
            builder.deposit(1, 1).outcome("key-" + QByteArray::number(i));
        }
        builder.appendTo(*log);
        const auto reader = log->openReader();
        qint64 next = 1;
        reader->events(1, 2'001, [&](const auto &event) { return event.position == next++; });
        QCOMPARE(next, 2'002);
        next = 1;
        reader->outcomes(1, 2'000, [&](const auto &record) { return record.sequence == next++; });
        QCOMPARE(next, 2'001);
    }
    void theChainIsTheSameForTheSameRows()
    {
        const auto log = makeLog();
        LogBuilder().open(1, 500).outcome("k-1").appendTo(*log);
        // Of the format: whoever changes the encoding of the chain breaks every ledger there is.
        QCOMPARE(log->head().eventHash.toHex(), expectedEventHash);
        QCOMPARE(log->head().outcomeHash.toHex(), expectedOutcomeHash);
    }

private:
    static constexpr const char *expectedEventHash
        = "7c0a8412b3083076a9e128a338464ca74ef116d758850a6192874a3fd4e78eca";
    static constexpr const char *expectedOutcomeHash
        = "7be9d2b4c247c6edb4a54dc63598b8cfebce34b5c85b052985bc8e00cdcf22e3";
};

} // namespace kontor::testing
