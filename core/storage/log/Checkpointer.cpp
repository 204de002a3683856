// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/Checkpointer.h"

#include "foundation/LogCategories.h"

#include <QSqlQuery>

#include <sqlite3.h>

namespace kontor::storage {

using application::LogHead;

static constexpr qint64 bytesPerPage = 4'096;
// At so many times the pages of one checkpoint the log is to begin anew, and at so many SQLite waits for
// the readers that did not let it.
static constexpr qint64 finishAfter = 4;
static constexpr qint64 waitAfter = 8;
// So much of its file stays when it begins anew; what a reader made it grow beyond goes back.
static constexpr qint64 keptAfter = 12;
// It is tried again though nobody writes: they may have left.
static constexpr std::chrono::seconds waitPause{5};

Checkpointer::Checkpointer(Database &writer, std::unique_ptr<Database> marker, qint64 pages,
    std::function<bool()> mayBeginAnew)
    : m_writer(writer), m_marker(std::move(marker)), m_pages(pages),
      m_mayBeginAnew(std::move(mayBeginAnew))
{
}

Checkpointer::~Checkpointer() = default;

QString Checkpointer::logLimit(qint64 pages)
{
    return u"PRAGMA journal_size_limit=%1"_s.arg(keptAfter * pages * bytesPerPage);
}

void Checkpointer::grewBy(qint64 bytes)
{
    const qint64 pages = bytes / bytesPerPage + 4;
    m_freshPages += pages;
    m_logPages += pages;
}

bool Checkpointer::isRetryDue() const
{
    return isLongerThan(waitAfter) && std::chrono::steady_clock::now() - m_lastWait >= waitPause;
}

bool Checkpointer::isDue() const
{
    return m_state != State::Idle || m_freshPages >= m_pages || isRetryDue();
}

Checkpointer::Step Checkpointer::step(const LogHead &appended, const LogHead &durable)
{
    if (m_state == State::Idle) {
        if (!isDue()) {
            return Step::Nothing;
        }
        if (m_freshPages < m_pages || !m_marker || !mark(appended)) {
            return finish();
        }
    }
    if (m_state == State::Marked) {
        const bool isDurable
            = m_marked.position <= durable.position && m_marked.outcome <= durable.outcome;
        return isDurable ? copy() : Step::Nothing;
    }
    if (m_state == State::Syncing) {
        if (m_synced.wait_for(std::chrono::seconds(0)) == std::future_status::timeout) {
            return Step::Nothing;
        }
        if (!m_synced.get()) {
            m_hasFailed = true;
            return Step::Failed;
        }
        m_state = State::Synced;
    }
    return letGo();
}

bool Checkpointer::mark(const LogHead &appended)
{
    const bool isMarked = m_marker->exec(u"BEGIN"_s)
        && m_marker->scalar(u"SELECT COUNT(*) FROM ledger"_s).toInt() == 1;
    if (!isMarked) {
        (void)m_marker->exec(u"ROLLBACK"_s);
        return false;
    }
    m_marked = appended;
    m_state = State::Marked;
    return true;
}

// Through SQLite's own descriptor: to close another would let go of the locks that it holds for the
// process.
static bool syncFileOf(sqlite3 *connection)
{
    sqlite3_file *file = nullptr;
    return sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK
        && file && file->pMethods
        && file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) == SQLITE_OK;
}

Checkpointer::Step Checkpointer::copy()
{
    m_freshPages = 0;
    const bool isUnsynced = bool(m_writer.exec(u"PRAGMA synchronous=OFF"_s));
    const bool copied = isUnsynced && run(u"PASSIVE"_s);
    if (!m_writer.exec(u"PRAGMA synchronous=NORMAL"_s)) {
        m_hasFailed = true;
        return Step::Failed;
    }
    // What did not succeed may have copied something all the same.
    // Deferred where the system has no more threads to give: the writer syncs then, at its next step.
    m_synced = std::async(std::launch::async | std::launch::deferred, syncFileOf, m_marker->raw());
    m_state = State::Syncing;
    return copied ? Step::Copied : Step::Nothing;
}

Checkpointer::Step Checkpointer::letGo()
{
    const bool isLong = isLongerThan(finishAfter);
    if (m_isAllCopied && !m_mayBeginAnew()) {
        return Step::Nothing;
    }
    (void)m_marker->exec(u"COMMIT"_s);
    m_state = State::Idle;
    return isLong ? finish() : Step::Nothing;
}

Checkpointer::Step Checkpointer::finish()
{
    if (!m_mayBeginAnew()) {
        return Step::Nothing;
    }
    m_freshPages = 0;
    const bool waits = isLongerThan(waitAfter);
    // Waiting for readers must not stall the commits: a short wait, and another try later.
    if (waits) {
        m_lastWait = std::chrono::steady_clock::now();
        (void)m_writer.exec(u"PRAGMA busy_timeout=50"_s);
    }
    const bool ran = run(waits ? u"RESTART"_s : u"PASSIVE"_s);
    if (waits) {
        (void)m_writer.exec(u"PRAGMA busy_timeout=2000"_s);
    }
    return ran ? Step::Copied : Step::Nothing;
}

// A connection that has never read checkpoints nothing and says that all is well; this one has appended,
// which reads.
bool Checkpointer::run(const QString &mode)
{
    QSqlQuery query(m_writer.connection());
    query.setForwardOnly(true);
    if (!query.exec(u"PRAGMA wal_checkpoint(%1)"_s.arg(mode)) || !query.next()) {
        qCWarning(logStorage, "checkpoint of %s: %s", qUtf8Printable(m_writer.path()),
            qUtf8Printable(query.lastError().text()));
        return false;
    }
    const bool isAnew = mode == u"RESTART"_s && query.value(0).toInt() == 0;
    m_isAllCopied = query.value(1) == query.value(2);
    m_logPages = isAnew ? 0 : std::max<qint64>(query.value(1).toLongLong(), 0);
    return true;
}

bool Checkpointer::settle()
{
    m_hasFailed = m_hasFailed || (m_synced.valid() && !m_synced.get());
    if (m_hasFailed) {
        return false;
    }
    // With it SQLite would not take the writer for the last to close.
    m_marker.reset();
    m_state = State::Idle;
    return true;
}

} // namespace kontor::storage
