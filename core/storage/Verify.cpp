// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/Verify.h"

#include "storage/log/ChainCheck.h"
#include "storage/log/LedgerFile.h"
#include "storage/sql/FileHeader.h"
#include "storage/verify/Replay.h"
#include "storage/verify/ViewComparison.h"

#include <QFile>

namespace kontor::storage {

static Result<std::unique_ptr<Database>, OpenError> openForReading(const LedgerPaths &paths)
{
    if (!QFile::exists(paths.database)) {
        return Failure{OpenError{OpenError::NoInput, u"%1 does not exist"_s.arg(paths.database)}};
    }
    const auto header = readFileHeader(paths.database);
    if (!header || header->applicationId != ledgerApplicationId
        || header->userVersion != ledgerSchemaVersion) {
        return Failure{OpenError{OpenError::Config,
            u"%1 is not a Kontor ledger of this version"_s.arg(paths.database)}};
    }
    auto opened = Database::open(paths.database, OpenMode::ReadOnly);
    if (!opened) {
        return Failure{OpenError{OpenError::Io, opened.error()}};
    }
    return std::move(*opened);
}

static std::optional<LedgerFault> compareAnchor(const AnchorMark &mark,
    const application::LogHead &head, Database &database)
{
    if (mark.head.position > head.position || mark.head.outcome > head.outcome) {
        return LedgerFault{mark.head.position,
            u"the anchor remembers event %1 and outcome %2, but the ledger ends at %3 and %4"_s.arg(
                mark.head.position).arg(mark.head.outcome).arg(head.position).arg(head.outcome)};
    }
    if (const auto fault = checkTail(database, mark.head, head)) {
        return LedgerFault{0, u"beside the anchor: "_s + *fault};
    }
    return std::nullopt;
}

namespace {

// Everything is read up to the head that was there at the start.
class Verification
{
public:
    Verification(Database &database, const LedgerPaths &paths, std::optional<AnchorMark> mark)
        : m_database(database), m_paths(paths), m_mark(std::move(mark)), m_head(readHead(database))
    {
    }
    LedgerReport run()
    {
        m_report.anchorFound = m_mark.has_value();
        checkEvents() && checkOutcomes() && checkEnd() && checkAnchor();
        m_report.streams = qint64(m_replay.streams().size());
        m_report.accounts = m_replay.accounts();
        m_report.totals = m_replay.totals();
        return std::move(m_report);
    }

private:
    bool fail(qint64 position, const QString &what)
    {
        m_report.fault = LedgerFault{position, what};
        return false;
    }
    bool checkEvents()
    {
        ViewComparison views(m_paths.directory, m_database);
        m_report.viewsPosition = views.position();
        Statement rows(m_database, selectEventRows());
        for (qint64 first = 1; first <= m_head.position; first += piece) {
            rows.query(first, std::min(m_head.position, first + piece - 1));
            while (rows.next()) {
                const EventRow row = readEventRow(rows);
                if (const auto fault = m_replay.check(row)) {
                    rows.finish();
                    return fail(row.position, *fault);
                }
                ++m_report.events;
                if (row.position == m_report.viewsPosition && !compare(views)) {
                    rows.finish();
                    return false;
                }
            }
        }
        return m_report.events == m_head.position || fail(m_report.events + 1, u"it is missing"_s);
    }
    bool compare(ViewComparison &views)
    {
        m_report.viewsCompared = true;
        const auto fault = views.compare(m_replay);
        return !fault || fail(0, u"views.db: %1. Delete it, and it is made anew."_s.arg(*fault));
    }
    bool checkOutcomes()
    {
        Statement rows(m_database, selectOutcomeRows());
        for (qint64 first = 1; first <= m_head.outcome; first += piece) {
            rows.query(first, std::min(m_head.outcome, first + piece - 1));
            while (rows.next()) {
                if (const auto fault = m_replay.check(readOutcomeRow(rows))) {
                    rows.finish();
                    return fail(0, *fault);
                }
                ++m_report.outcomes;
            }
        }
        return m_report.outcomes == m_head.outcome
            || fail(0, u"outcome %1 is missing"_s.arg(m_report.outcomes + 1));
    }
    bool checkEnd()
    {
        for (const auto &[code, total] : m_replay.totals()) {
            if (total.movements != total.balances) {
                return fail(0, u"%1: the movements make %2, the balances %3"_s.arg(
                    QString::fromLatin1(code)).arg(total.movements).arg(total.balances));
            }
        }
        const auto fault = m_replay.checkClaims();
        return !fault || fail(0, *fault);
    }
    bool checkAnchor()
    {
        if (m_mark) {
            m_report.fault = compareAnchor(*m_mark, m_head, m_database);
        }
        return !m_report.fault;
    }

    static constexpr qint64 piece = 4'096;
    Database &m_database;
    const LedgerPaths &m_paths;
    std::optional<AnchorMark> m_mark;
    application::LogHead m_head;
    Replay m_replay;
    LedgerReport m_report;
};

} // namespace

Result<LedgerReport, OpenError> verifyLedger(const QString &directory)
{
    const LedgerPaths paths(directory);
    // Before the head: beside a running server the log may only have grown since.
    std::optional<AnchorMark> mark;
    if (QFile::exists(paths.anchor)) {
        const auto anchor = Anchor::open(paths.anchor);
        mark = anchor ? anchor->read() : std::nullopt;
    }
    const auto database = openForReading(paths);
    if (!database) {
        return Failure{database.error()};
    }
    return Verification(**database, paths, std::move(mark)).run();
}

QStringList LedgerReport::lines() const
{
    QStringList lines{u"events       %1"_s.arg(events), u"outcomes     %1"_s.arg(outcomes),
        u"streams      %1"_s.arg(streams), u"accounts     %1"_s.arg(accounts)};
    for (const auto &[code, total] : totals) {
        lines += u"%1          movements %2, balances %3 (minor units)"_s.arg(
            QString::fromLatin1(code)).arg(total.movements).arg(total.balances);
    }
    lines += u"anchor       %1"_s.arg(anchorFound ? u"compared"_s : u"missing or damaged"_s);
    lines += u"views        %1"_s.arg(!viewsPosition ? u"not there"_s
            : viewsCompared ? u"equal to the log at event %1"_s.arg(*viewsPosition)
                            : u"not compared"_s);
    if (!fault) {
        return lines << u"whole        yes"_s;
    }
    return lines << (fault->position > 0 ? u"FAULT        event %1: %2"_s.arg(fault->position).arg(
                         fault->what)
                                         : u"FAULT        %1"_s.arg(fault->what));
}

} // namespace kontor::storage
