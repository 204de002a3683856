// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/Verify.h"

#include "storage/codec/EventCodec.h"
#include "storage/log/ChainCheck.h"
#include "storage/log/LedgerSchema.h"
#include "storage/log/LogSpan.h"
#include "storage/verify/LookAtLedger.h"
#include "storage/verify/Replay.h"
#include "storage/verify/ViewComparison.h"

namespace kontor::storage {

using application::LogHead;
using Steady = std::chrono::steady_clock;

namespace {

class Verification
{
public:
    Verification(const ReadOnlyLedger &ledger, const VerifyOptions &options, ViewComparison &views,
        const LogHead &head, const LogSpan &span)
        : m_ledger(ledger), m_database(*ledger.database), m_options(options), m_views(views),
          m_head(head), m_span(span), m_replay(span.before)
    {
    }
    LedgerReport run()
    {
        (void)(beginViews() && checkEvents() && checkOutcomes() && checkEnd() && checkAnchor()
            && checkHead() && checkTriggers());
        fillReport();
        return std::move(m_report);
    }

private:
    bool fail(LedgerFault fault)
    {
        // What the file itself could not give explains everything that followed from it.
        if (m_database.fault()) {
            fault.what = m_database.fault()->message;
        }
        m_report.fault = std::move(fault);
        return false;
    }
    bool fail(const QString &what) { return fail(LedgerFault{0, 0, {}, {}, what}); }
    bool failMissing(qint64 position, qint64 outcome, const QString &why = {})
    {
        return fail(LedgerFault{position, outcome, {}, {}, u"it is missing"_s + why});
    }
    bool failViews(const QString &what)
    {
        return fail(
            u"views.db: %1. kontor-server rebuild makes it anew; verify again then: what was "
            "decided by it meanwhile stands in the log."_s.arg(what));
    }

    bool beginViews()
    {
        const auto fault = m_span.isWhole ? m_views.begin(m_replay) : std::nullopt;
        return !fault || failViews(*fault);
    }
    bool checkEvents()
    {
        eachEvent(m_database, m_span.firstEvent(), m_span.lastEvent,
            [this](const EventRow &row) { return checkEvent(row); });
        const qint64 reached = m_span.before.position + m_report.events;
        return !m_report.fault && (reached == m_span.lastEvent || failMissing(reached + 1, 0));
    }
    bool checkEvent(const EventRow &row)
    {
        if (const auto fault = m_replay.check(row)) {
            return fail(faultAt(row, *fault));
        }
        if (m_report.events++ == 0) {
            m_report.firstRecorded = {row.recordedAt};
        }
        const auto fault = m_span.isWhole ? m_views.follow(row, m_replay) : std::nullopt;
        return !fault || failViews(*fault);
    }
    LedgerFault faultAt(const EventRow &row, const QString &what)
    {
        LedgerFault fault{row.position, 0, {}, Timestamp{row.recordedAt}.dateUtc(), what};
        const ReplayedStream *stream = m_replay.stream(row.stream);
        fault.stream = stream && stream->isWhole() ? stream->name.name() : nameOf(row.stream);
        const auto event = decodeEvent({row.type.data(), qsizetype(row.type.size())}, row.schema,
            row.money, {row.data.data(), qsizetype(row.data.size())});
        if (event) {
            fault.day = bookedOf(*event).value_or(fault.day);
        }
        return fault;
    }
    // Of a stream that began before the range, or whose first event is the damaged one.
    QByteArray nameOf(qint64 stream)
    {
        Statement row(m_database, u"SELECT CAST(meta AS BLOB) FROM events WHERE position = ?"_s);
        row.query(stream);
        const auto meta = row.next() ? decodeMeta(row.bytes(0)) : Failure{QString()};
        return meta ? meta->stream.name() : QByteArray();
    }
    bool checkOutcomes()
    {
        eachOutcome(m_database, m_span.firstOutcome(), m_span.lastOutcome,
            [this](const OutcomeRow &row) { return checkOutcome(row); });
        const qint64 reached = m_span.before.outcome + m_report.outcomes;
        return !m_report.fault && (reached == m_span.lastOutcome || failMissing(0, reached + 1));
    }
    bool checkOutcome(const OutcomeRow &row)
    {
        if (const auto fault = m_replay.check(row)) {
            return fail(LedgerFault{0, row.record.sequence, {}, {}, *fault});
        }
        ++m_report.outcomes;
        const auto fault = m_span.isWhole ? m_views.follow(row) : std::nullopt;
        return !fault || failViews(*fault);
    }
    bool checkEnd()
    {
        const auto fault = m_span.isWhole ? m_replay.checkEnd() : std::nullopt;
        return !fault || fail(*fault);
    }
    bool checkAnchor()
    {
        if (!m_ledger.mark) {
            const bool isEmpty = m_head.position == 0 && m_head.outcome == 0;
            return isEmpty || m_options.head
                || fail(u"%1 is missing or damaged, so nobody knows whether the end was cut off. "
                        "A head noted earlier can tell: --head."_s.arg(m_ledger.paths.anchor));
        }
        const AnchorMark &mark = *m_ledger.mark;
        if (mark.ledgerId != m_ledger.ledgerId || mark.generation != m_ledger.generation) {
            return fail(u"%1 belongs to another ledger, or to the one before a restore"_s.arg(
                m_ledger.paths.anchor));
        }
        if (mark.head.position > m_head.position || mark.head.outcome > m_head.outcome) {
            return failCut(u"the anchor"_s, mark.head.position, mark.head.outcome);
        }
        const auto fault = checkTail(m_database, mark.head, m_head);
        return !fault || fail(u"beside the anchor: "_s + *fault);
    }
    bool failCut(const QString &who, qint64 position, qint64 outcome)
    {
        const bool event = position > m_head.position;
        return failMissing(event ? m_head.position + 1 : 0, event ? 0 : m_head.outcome + 1,
            u": %1 remembers event %2 and outcome %3, but the ledger ends at %4 and %5"_s.arg(who)
                .arg(position).arg(outcome).arg(m_head.position).arg(m_head.outcome));
    }
    bool checkHead()
    {
        if (!m_options.head) {
            return true;
        }
        const PrintedHead &noted = *m_options.head;
        if (noted.position > m_head.position || noted.outcome > m_head.outcome) {
            return failCut(u"the noted head"_s, noted.position, noted.outcome);
        }
        const auto head = headAt(m_database, noted.position, noted.outcome);
        m_report.headCompared = true;
        return (head && PrintedHead::of(*head) == noted)
            || fail(u"the noted head is not that of this ledger at event %1: history was "
                    "rewritten, or the note is of another ledger"_s.arg(noted.position));
    }
    // Somebody who wanted to change history had to begin with them.
    bool checkTriggers()
    {
        const auto altered = alteredSchema(m_database, ledgerMigrations());
        return !altered || fail(u"%1: %2"_s.arg(m_database.path(), *altered));
    }
    void fillReport()
    {
        m_report.ledgerId = m_ledger.ledgerId;
        m_report.generation = m_ledger.generation;
        m_report.from = m_span.firstEvent();
        m_report.isRange = !m_span.isWhole;
        m_report.streams = qint64(m_replay.streams().size());
        m_report.accounts = m_replay.count(domain::StreamKind::Account);
        m_report.customers = m_replay.count(domain::StreamKind::Customer);
        m_report.claims = m_replay.count(domain::StreamKind::Claim);
        m_report.refusals = m_replay.refusals();
        m_report.forcedBookings = m_replay.forcedBookings();
        m_report.totals = m_replay.totals();
        m_report.openTransfers = qint64(m_replay.openTransfers());
        m_report.lastRecorded = m_replay.head().recordedAt;
        m_report.viewsPosition = m_views.position();
        m_report.viewsCompared = m_views.isEqual();
        m_report.viewsNote = viewsNote();
        if (m_ledger.mark) {
            m_report.anchorPosition = m_ledger.mark->head.position;
        }
    }
    QString viewsNote() const
    {
        if (!m_span.isWhole) {
            return u"not compared with a part of the log"_s;
        }
        if (!m_views.position()) {
            return m_views.whyNot();
        }
        if (m_views.differs()) {
            return u"not equal to the log: see below"_s;
        }
        return *m_views.position() > m_head.position
            ? u"ahead of the log, at event %1; the next start makes them anew"_s.arg(
                *m_views.position())
            : u"not compared to the end: the fault came first"_s;
    }

    const ReadOnlyLedger &m_ledger;
    Database &m_database;
    const VerifyOptions &m_options;
    ViewComparison &m_views;
    LogHead m_head;
    LogSpan m_span;
    Replay m_replay;
    LedgerReport m_report;
};

Result<LedgerReport, OpenError> verifyOnce(const QString &directory, const VerifyOptions &options)
{
    const auto start = Steady::now();
    auto ledger = lookAtLedger(directory);
    if (!ledger) {
        return Failure{ledger.error()};
    }
    for (const auto &name : {u"/views.db"_s, u"/views.db-wal"_s}) {
        if (const auto refused = mayNotRead(directory + name)) {
            return Failure{*refused};
        }
    }
    // The views first: so they are never ahead of the log that is read after them.
    ViewComparison views(directory, ledger->generation);
    const LogHead head = readHead(*ledger->database);
    const auto span = logSpan(*ledger->database, head, options.from, options.to);
    if (!span) {
        return Failure{span.error()};
    }
    LedgerReport report = Verification(*ledger, options, views, head, *span).run();
    report.took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start);
    return report;
}

} // namespace

Result<LedgerReport, OpenError> verifyLedger(const QString &directory, const VerifyOptions &options)
{
    const QString database = LedgerPaths(directory).database;
    const bool alone = lookingMode(database) == OpenMode::Immutable;
    auto report = verifyOnce(directory, options);
    // A server that started meanwhile may have shown us half a change.
    const bool disturbed = alone && lookingMode(database) != OpenMode::Immutable;
    return disturbed && !(report && report->isWhole()) ? verifyOnce(directory, options)
                                                       : std::move(report);
}

} // namespace kontor::storage
