// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/Scrub.h"

#include "storage/log/ChainCheck.h"
#include "storage/log/HashChain.h"
#include "storage/log/LogSpan.h"
#include "storage/views/AccountColumns.h"
#include "storage/views/KeySlot.h"

#include <QFile>

namespace kontor::storage {

std::optional<LedgerFault> Scrub::step(int rows)
{
    switch (m_stage) {
    case Stage::Open: return open();
    case Stage::Events: return events(rows);
    case Stage::Outcomes: return outcomes(rows);
    case Stage::Accounts: return accounts(rows);
    }
    return std::nullopt;
}

// Anew for each round, so that a file that was replaced is looked at as it is now.
std::optional<LedgerFault> Scrub::open()
{
    m_views.reset();
    m_ledger.reset();
    auto ledger = openReadOnlyLedger(m_directory, OpenMode::ReadOnly);
    if (!ledger) {
        return unlessTrouble(ledger.error(), {0, 0, {}, {}, ledger.error().message});
    }
    m_ledger.emplace(std::move(*ledger));
    m_head = {};
    m_end = readHead(*m_ledger->database);
    m_stage = Stage::Events;
    const auto fault = damage();
    return fault || m_trouble ? fault : openViews();
}

// What cannot be read is not therefore wrong.
std::optional<LedgerFault> Scrub::unlessTrouble(const OpenError &error, const LedgerFault &fault)
{
    if (error.exitCode != OpenError::Io) {
        return fault;
    }
    m_trouble = error.message;
    m_stage = Stage::Open;
    return std::nullopt;
}

std::optional<LedgerFault> Scrub::damage()
{
    const auto &fault = m_ledger->database->fault();
    return fault ? unlessTrouble(*fault, {m_head.position + 1, 0, {}, {}, fault->message})
                 : std::nullopt;
}

std::optional<LedgerFault> Scrub::events(int rows)
{
    std::optional<LedgerFault> found;
    const qint64 last = std::min(m_end.position, m_head.position + rows);
    eachEvent(*m_ledger->database, m_head.position + 1, last, [&](const EventRow &row) {
        found = event(row);
        return !found;
    });
    if (m_ledger->database->fault()) {
        return damage();
    }
    if (!found && m_head.position < last) {
        return LedgerFault{m_head.position + 1, 0, {}, {}, u"it is missing"_s};
    }
    m_stage = m_head.position == m_end.position ? Stage::Outcomes : Stage::Events;
    return found;
}

std::optional<LedgerFault> Scrub::event(const EventRow &row)
{
    const QByteArray hash = chainHash(m_head.eventHash, row);
    const LedgerFault fault{row.position, 0, {}, Timestamp{row.recordedAt}.dateUtc(), {}};
    const auto wrong = [&fault](const QString &what) {
        LedgerFault told = fault;
        told.what = what;
        return told;
    };
    if (row.position != m_head.position + 1) {
        return LedgerFault{m_head.position + 1, 0, {}, {}, u"it is missing"_s};
    }
    if (row.hash != hash) {
        return wrong(u"it is not what was written (its hash differs)"_s);
    }
    const auto decoded = decodeEvent({row.type.data(), qsizetype(row.type.size())}, row.schema,
        row.money, {row.data.data(), qsizetype(row.data.size())});
    if (!decoded) {
        return wrong(decoded.error());
    }
    m_head.position = row.position;
    m_head.eventHash = hash;
    return std::nullopt;
}

static LedgerFault viewsFault(const QString &what)
{
    return {0, 0, {}, {},
        u"views.db: %1. kontor-server rebuild makes it anew from the log."_s.arg(what)};
}

static bool hasKey(Statement &slot, const application::OutcomeRecord &outcome)
{
    const auto place = keySlot(outcome.caller, outcome.key);
    slot.query(place.k64, place.rest, outcome.sequence);
    const bool found = slot.next();
    slot.finish();
    return found;
}

std::optional<LedgerFault> Scrub::outcomes(int rows)
{
    std::optional<LedgerFault> found;
    Statement slot(*m_views, u"SELECT 1 FROM keys WHERE k64 = ? AND rest = ? AND seq = ?"_s);
    const qint64 last = std::min(m_end.outcome, m_head.outcome + rows);
    eachOutcome(*m_ledger->database, m_head.outcome + 1, last, [&](const OutcomeRow &row) {
        const QByteArray hash = chainHash(m_head.outcomeHash, row);
        if (row.record.sequence != m_head.outcome + 1 || row.hash != hash) {
            found = LedgerFault{0, m_head.outcome + 1, {}, {}, u"it is not what was written"_s};
            return false;
        }
        m_head.outcome = row.record.sequence;
        m_head.outcomeHash = hash;
        // Without it the same request would be taken for a new one.
        if (m_head.outcome <= m_keysUpTo && !hasKey(slot, row.record)) {
            found = viewsFault(u"the key of outcome %1 is missing"_s.arg(m_head.outcome));
        }
        return !found;
    });
    if (m_ledger->database->fault()) {
        return damage();
    }
    if (const auto &broken = m_views->fault()) {
        return unlessTrouble(*broken, viewsFault(broken->message));
    }
    if (!found && m_head.outcome < last) {
        return LedgerFault{0, m_head.outcome + 1, {}, {}, u"it is missing"_s};
    }
    m_stage = m_head.outcome == m_end.outcome ? Stage::Accounts : Stage::Outcomes;
    m_lastAccount = 0;
    m_folding.reset();
    return found;
}

std::optional<LedgerFault> Scrub::openViews()
{
    auto opened = Database::open(m_directory + u"/views.db"_s, OpenMode::ReadOnly);
    if (!opened) {
        return unlessTrouble({OpenError::Io, opened.error()}, {});
    }
    m_views = std::move(*opened);
    m_views->keepFaults();
    m_keysUpTo = m_views->scalar(u"SELECT outcome FROM checkpoint"_s).toLongLong();
    return std::nullopt;
}

// Each account counts as a row, however few events it has.
std::optional<LedgerFault> Scrub::accounts(int rows)
{
    while (rows > 0) {
        if (!m_folding && !nextAccount()) {
            m_stage = Stage::Open;
            rows = 0;
        }
        --rows;
        const auto fault = m_folding ? fold(rows) : std::nullopt;
        if (const auto &broken = m_views->fault()) {
            return unlessTrouble(*broken, viewsFault(broken->message));
        }
        if (m_ledger->database->fault()) {
            return damage();
        }
        if (fault) {
            return fault;
        }
    }
    return std::nullopt;
}

// The row is read once; its events never change, so they can be folded in pieces.
bool Scrub::nextAccount()
{
    Statement row(*m_views, u"SELECT * FROM accounts WHERE stream > ? ORDER BY stream LIMIT 1"_s);
    row.query(m_lastAccount);
    if (!row.next()) {
        return false;
    }
    Folding &folding = m_folding.emplace();
    folding.stream = m_lastAccount = row.integer(0);
    folding.wanted = row.integer(1);
    for (int column = 0; column < accountTableWidth; ++column) {
        folding.row << row.value(column);
    }
    folding.state = domain::Account{};
    return true;
}

std::optional<LedgerFault> Scrub::fold(int &rows)
{
    Folding &folding = *m_folding;
    Statement places(*m_views, u"SELECT position FROM entries WHERE stream = ? AND version > ?"
                               " AND version <= ? ORDER BY version LIMIT ?"_s);
    Statement event(*m_ledger->database, selectEventRows());
    places.query(folding.stream, folding.version, folding.wanted, std::max(rows, 1));
    while (places.next()) {
        event.query(places.integer(0), places.integer(0));
        if (!event.next()) {
            break;
        }
        const EventRow row = readEventRow(event);
        event.finish();
        const auto decoded = decodeEvent({row.type.data(), qsizetype(row.type.size())}, row.schema,
            row.money, {row.data.data(), qsizetype(row.data.size())});
        if (row.stream != folding.stream || row.version != folding.version + 1 || !decoded
            || !domain::fits(folding.state, *decoded)) {
            break;
        }
        if (row.version == 1) {
            const auto meta = decodeMeta({row.meta.data(), qsizetype(row.meta.size())});
            folding.name = meta ? meta->stream : domain::StreamName();
        }
        domain::evolve(folding.state, *decoded, Timestamp{row.recordedAt});
        folding.version = row.version;
        --rows;
    }
    // Not even the rows that were asked for: it is at its end, or cannot go on.
    return rows > 0 || folding.version == folding.wanted ? compare() : std::nullopt;
}

std::optional<LedgerFault> Scrub::compare()
{
    const Folding folding = std::move(*m_folding);
    m_folding.reset();
    Statement now(*m_views, u"SELECT version FROM accounts WHERE stream = ?"_s);
    now.query(folding.stream);
    if (!now.next() || now.integer(0) < folding.wanted) {
        // The views are being made anew beside us.
        return std::nullopt;
    }
    const bool whole = folding.version == folding.wanted && folding.name.isWellFormed();
    if (!whole) {
        return viewsFault(u"the entries of the stream at event %1 differ from the log"_s.arg(
            folding.stream));
    }
    const QVariantList wanted = accountRow(folding.stream, folding.name.accountId(), folding.version,
        std::get<domain::Account>(folding.state));
    for (int column = 0; column < accountTableWidth; ++column) {
        if (!isSameValue(folding.row[column], wanted[column])) {
            return viewsFault(u"%1 differs from the log"_s.arg(
                QString::fromUtf8(folding.name.name())));
        }
    }
    return std::nullopt;
}

} // namespace kontor::storage
