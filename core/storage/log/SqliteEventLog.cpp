// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/SqliteEventLog.h"

#include "foundation/LogCategories.h"
#include "storage/files/NewFile.h"
#include "storage/log/HashChain.h"
#include "storage/log/SqliteLogReader.h"

#include <cerrno>

namespace kontor::storage {

using application::AppendFault;
using application::LogHead;
using application::OutcomeRecord;
using application::RecordedEvent;

Result<std::unique_ptr<SqliteEventLog>, OpenError> SqliteEventLog::open(const QString &directory,
    const LedgerFileOptions &options, const Clock &clock, Random &random)
{
    auto file = openLedgerFile(directory, options, clock, random);
    if (!file) {
        return Failure{file.error()};
    }
    return std::make_unique<SqliteEventLog>(std::move(*file), options.checkpointPages);
}

SqliteEventLog::SqliteEventLog(LedgerFile file, int checkpointPages)
    : m_file(std::move(file)), m_checkpointPages(checkpointPages),
      m_ledgerBytes(fileSize(m_file.paths.database)),
      m_durable(std::make_shared<DurableHead>(m_file.head)), m_appended(m_file.head)
{
}

SqliteEventLog::~SqliteEventLog()
{
    m_appender.reset();
    if (m_checkpointer) {
        (void)m_checkpointer->settle();
    }
}

Result<Done, AppendFault> SqliteEventLog::openWriter()
{
    const auto failed = [](const QString &text) {
        return Failure{Fault{Fault::Kind::Unknown, text}};
    };
    auto opened = Database::open(m_file.paths.database, OpenMode::ReadWrite);
    if (!opened) {
        return failed(opened.error());
    }
    m_database = std::move(*opened);
    // NORMAL: what SQLite does by itself keeps the file sound; when a commit is on disk is sync()'s.
    const auto set
        = m_database->execAll({u"PRAGMA synchronous=NORMAL"_s, u"PRAGMA wal_autocheckpoint=0"_s,
            u"PRAGMA cache_size=-8000"_s, Checkpointer::logLimit(m_checkpointPages)});
    if (!set) {
        return failed(set.error().text());
    }
    if (m_way != AppendWay::QtSql) {
        m_appender = makeRawAppender(*m_database);
    }
    if (!m_appender && m_way != AppendWay::Raw) {
        if (m_way == AppendWay::Auto) {
            qCInfo(logStorage, "appending through QtSql: its driver brings a SQLite of its own");
        }
        m_appender = makeQtSqlAppender(*m_database);
    }
    KONTOR_ASSERT(m_appender);
    if (auto ready = openCheckpointer(); !ready) {
        return ready;
    }
    m_lastLook = std::chrono::steady_clock::now();
    return Done{};
}

Result<Done, AppendFault> SqliteEventLog::openCheckpointer()
{
    std::unique_ptr<Database> marker;
    if (m_database->raw()) {
        auto opened = Database::open(m_file.paths.database, OpenMode::ReadOnly);
        if (!opened) {
            return Failure{Fault{Fault::Kind::Unknown, opened.error()}};
        }
        marker = std::move(*opened);
    }
    m_checkpointer = std::make_unique<Checkpointer>(*m_database, std::move(marker),
        m_checkpointPages, [this] { return mayBeginAnew(); });
    return Done{};
}

Result<Done, AppendFault> SqliteEventLog::append(std::vector<RecordedEvent> &events,
    const std::vector<OutcomeRecord> &outcomes)
{
    if (!m_appender) {
        if (auto opened = openWriter(); !opened) {
            return opened;
        }
    }
    lookAtFiles();
    if (m_syncFailed) {
        return lastSyncFailed();
    }
    if (m_replaced) {
        return Failure{Fault{Fault::Kind::Unknown,
            u"%1, its write-ahead log or %2 was replaced, cut or deleted while it was open"_s.arg(
                m_file.paths.database, m_file.paths.lock)}};
    }
    LogHead head = m_file.head;
    m_batchBytes = 0;
    if (auto written = write(events, outcomes, head); !written) {
        return written;
    }
    m_file.head = head;
    m_checkpointer->grewBy(m_batchBytes);
    // What cannot be synced is nothing that sync() should try.
    const std::lock_guard lock(m_mutex);
    if (auto opened = openLog(); !opened) {
        return opened;
    }
    m_appended = head;
    return Done{};
}

// The first commit has made it, if it was not there.
Result<Done, AppendFault> SqliteEventLog::openLog()
{
    if (!m_log) {
        m_log = WriteAheadLog::open(m_file.paths);
    }
    return m_log ? Result<Done, AppendFault>(Done{})
                 : Failure{Fault{Fault::Kind::Unknown,
                     u"%1 cannot be opened"_s.arg(WriteAheadLog::pathOf(m_file.paths))}};
}

Result<Done, AppendFault> SqliteEventLog::sync()
{
    std::unique_lock lock(m_mutex);
    const LogHead head = m_appended;
    const LogHead durable = m_durable->get();
    if (head.position == durable.position && head.outcome == durable.outcome) {
        return Done{};
    }
    lock.unlock();
    if (m_syncFailed) {
        return lastSyncFailed();
    }
    const auto begun = std::chrono::steady_clock::now();
    if (!m_log->sync()) {
        const QString why = qt_error_string(errno);
        m_syncFailed = true;
        return Failure{Fault{Fault::Kind::Unknown,
            u"%1 cannot be synced: %2"_s.arg(WriteAheadLog::pathOf(m_file.paths), why)}};
    }
    m_syncTimes.add(std::chrono::nanoseconds(std::chrono::steady_clock::now() - begun).count());
    m_durable->set(head);
    lock.lock();
    m_anchorIsSynced = false;
    m_anchorIsWritten = writeAnchor();
    return Done{};
}

// Of the pages that it was about the next one might say that all is well.
Failure<AppendFault> SqliteEventLog::lastSyncFailed() const
{
    return {Fault{Fault::Kind::Unknown, u"%1: the last sync failed"_s.arg(m_file.paths.database)}};
}

bool SqliteEventLog::writeAnchor()
{
    return m_file.anchor->write({m_file.ledgerId, m_file.generation, m_durable->get()});
}

// Without it the next start would not know whether the ledger is complete, and nobody would miss it until
// then.
bool SqliteEventLog::hasAnchor()
{
    const QString &path = m_file.paths.anchor;
    if (m_replaced || m_file.anchor->isStillAt(path)) {
        return true;
    }
    auto anew = isNoFile(path) ? nullptr : Anchor::open(path);
    if (!anew) {
        return false;
    }
    qCCritical(logStorage, "%s was deleted or replaced, and is made anew", qUtf8Printable(path));
    m_file.anchor = std::move(anew);
    m_anchorIsWritten = false;
    m_anchorIsSynced = false;
    (void)syncDirectory(m_file.paths.directory);
    return true;
}

bool SqliteEventLog::bringAnchorUp()
{
    const std::lock_guard lock(m_mutex);
    const bool isThere = hasAnchor();
    m_anchorIsWritten = m_anchorIsWritten || writeAnchor();
    m_anchorIsSynced = m_anchorIsSynced || (m_anchorIsWritten && m_file.anchor->sync());
    return isThere && m_anchorIsSynced;
}

// Once when it begins and once when it is over: it is tried every second.
void SqliteEventLog::tellAnchor(bool lags)
{
    if (lags == std::exchange(m_anchorLags, lags)) {
        return;
    }
    if (lags) {
        qCCritical(logStorage, "%s cannot be written, and is tried again",
            qUtf8Printable(m_file.paths.anchor));
    } else {
        qCInfo(logStorage, "%s is written again", qUtf8Printable(m_file.paths.anchor));
    }
}

Result<Done, AppendFault> SqliteEventLog::write(std::vector<RecordedEvent> &events,
    const std::vector<OutcomeRecord> &outcomes, LogHead &head)
{
    if (!m_appender->begin()) {
        return abandon();
    }
    m_rows.begin();
    for (RecordedEvent &event : events) {
        KONTOR_ASSERT(event.position == head.position + 1);
        EventRow &row = m_rows.fill(event);
        row.hash = chainHash(head.eventHash, row);
        if (!m_appender->event(row)) {
            return abandon();
        }
        event.id.uuid = Uuid::fromDigest(row.hash);
        head.position = event.position;
        head.recordedAt = event.recordedAt;
        head.eventHash = row.hash;
        m_batchBytes += qint64(row.data.size() + row.meta.size()) + 90;
    }
    for (const OutcomeRecord &outcome : outcomes) {
        KONTOR_ASSERT(outcome.sequence == head.outcome + 1);
        OutcomeRow row{outcome, {}};
        row.hash = chainHash(head.outcomeHash, row);
        if (!m_appender->outcome(row)) {
            return abandon();
        }
        head.outcome = outcome.sequence;
        head.outcomeHash = row.hash;
        m_batchBytes += 150;
    }
    return m_appender->commit() ? Result<Done, AppendFault>(Done{}) : abandon();
}

// A full disk is noticed before the commit mark is written, and another program's lock before
// anything is, so the batch is certainly gone. After any other error nobody knows, least of all
// after a failed sync.
Failure<AppendFault> SqliteEventLog::abandon()
{
    const int code = m_appender->errorCode();
    const bool full = code == sqliteFull || code == sqliteBusy;
    const QString text = u"%1: %2"_s.arg(m_file.paths.database, m_appender->errorText());
    m_appender->rollback();
    return Failure{Fault{full ? Fault::Kind::Full : Fault::Kind::Unknown, text}};
}

void SqliteEventLog::betweenBatches()
{
    if (!m_database || m_syncFailed) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastLook >= std::chrono::seconds(1)) {
        m_lastLook = now;
        lookAtFiles();
        tellAnchor(!bringAnchorUp());
    }
    if (m_checkpointer->isDue()) {
        checkpoint();
    }
}

// A backup copied over the file of a running server would be undone without a word: SQLite goes on
// with the old one, and the next to open finds the old write-ahead log beside the new file. And what is
// written to a write-ahead log without a name is gone with the process. So this is asked before each
// batch; it costs next to nothing beside a sync.
bool SqliteEventLog::isStillOurs() const
{
    const bool hasLog = !m_log || m_log->isStillThere();
    return hasLog && isLedgerThere() && m_file.lock->isStillThere();
}

void SqliteEventLog::lookAtFiles()
{
    if (!m_replaced && !isStillOurs()) {
        m_replaced = true;
        saveDeletedLog();
    }
}

bool SqliteEventLog::isLedgerThere() const
{
    return isStillAt(m_file.paths.database, m_file.identity, m_ledgerBytes);
}

// SQLite has a write-ahead log still open that somebody has deleted, and some of what was acknowledged
// may be nowhere else. The ledger takes it over where it is the file that was opened; where anything
// else stands in either's place, nothing more is touched.
void SqliteEventLog::saveDeletedLog()
{
    const bool isOnlyLogGone
        = m_log && m_log->isGone() && isLedgerThere() && m_file.lock->isStillThere();
    if (!isOnlyLogGone) {
        return;
    }
    QSqlQuery query(m_database->connection());
    query.setForwardOnly(true);
    const bool isSaved = m_checkpointer->settle() && query.exec(u"PRAGMA wal_checkpoint(FULL)"_s)
        && query.next() && query.value(0).toInt() == 0 && query.value(1) == query.value(2);
    qCCritical(logStorage, "%s was deleted; %s",
        qUtf8Printable(WriteAheadLog::pathOf(m_file.paths)),
        isSaved ? "what it had is in the ledger now" : "what it had may be lost");
}

void SqliteEventLog::checkpoint()
{
    lookAtFiles();
    if (m_replaced) {
        return;
    }
    switch (m_checkpointer->step(m_file.head, m_durable->get())) {
    case Checkpointer::Step::Nothing: break;
    case Checkpointer::Step::Copied:
        m_ledgerBytes = std::max(m_ledgerBytes, fileSize(m_file.paths.database));
        break;
    case Checkpointer::Step::Failed:
        m_syncFailed = true;
        qCCritical(logStorage, "%s cannot be synced", qUtf8Printable(m_file.paths.database));
    }
}

// What was acknowledged of the log must be known outside before.
bool SqliteEventLog::mayBeginAnew()
{
    const bool synced = bringAnchorUp();
    tellAnchor(!synced);
    return synced;
}

std::unique_ptr<Database> SqliteEventLog::openToRead() const
{
    auto opened = Database::open(m_file.paths.database, OpenMode::ReadOnly);
    if (!opened) {
        halt(OpenError::Io, opened.error());
    }
    return std::move(*opened);
}

std::unique_ptr<application::LogReader> SqliteEventLog::openReader()
{
    return std::make_unique<SqliteLogReader>(openToRead(), m_durable);
}

std::unique_ptr<application::LogReader> SqliteEventLog::openWriterReader()
{
    return std::make_unique<SqliteLogReader>(openToRead());
}

std::unique_ptr<application::LogReader> SqliteEventLog::openRequestReader()
{
    auto database = openToRead();
    database->throwFaults();
    return std::make_unique<SqliteLogReader>(std::move(database), m_durable);
}

std::unique_ptr<application::LogReader> SqliteEventLog::openRebuildReader()
{
    auto database = openToRead();
    database->throwDamageToo();
    return std::make_unique<SqliteLogReader>(std::move(database), m_durable);
}

} // namespace kontor::storage
