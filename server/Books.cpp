// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Books.h"

#include "application/ports/ReadFault.h"
#include "foundation/LogCategories.h"
#include "server/ServiceManager.h"
#include "storage/backup/PrivateDirectory.h"
#include "storage/verify/LookAtLedger.h"

#include <QFile>
#include <QTimer>

namespace kontor::server {

using storage::OpenError;
using storage::ViewFollower;

// Beyond this lag submissions are refused for a moment: memory must not grow without end.
static constexpr qint64 lagEvents = 900'000;
static constexpr qint64 lagBytes = 160 * 1024 * 1024;
// A start waits so long for a disk that takes no views.
static constexpr auto viewPatience = std::chrono::seconds(5);

Result<std::unique_ptr<Books>, OpenError> Books::open(const Config &config, ServerClock &clock,
    Random &random, BooksOptions options)
{
    if (const auto made = storage::makePrivateDirectory(config.dataDirectory); !made) {
        return Failure{made.error()};
    }
    if (const auto refused = storage::mayNotWrite(config.dataDirectory)) {
        return Failure{*refused};
    }
    storage::LedgerFileOptions fileOptions;
    fileOptions.acceptHead = config.acceptHead;
    fileOptions.checkpointPages = config.checkpointPages;
    auto log = storage::SqliteEventLog::open(config.dataDirectory, fileOptions, clock, random);
    if (!log) {
        return Failure{log.error()};
    }
    auto views = storage::SqliteViews::open(config.dataDirectory);
    if (!views) {
        return Failure{views.error()};
    }
    std::unique_ptr<Books> books(new Books);
    books->m_syncTimes = &(*log)->syncTimes();
    books->m_head = (*log)->head();
    books->m_ledgerId = (*log)->ledgerId();
    books->m_log = std::move(*log);
    if (options.wrapLog) {
        books->m_log = options.wrapLog(std::move(books->m_log));
    }
    books->m_views = std::move(*views);
    if (auto up = books->bringUpViews(config, options); !up) {
        return Failure{up.error()};
    }
    books->startWriter(config, clock, options);
    return books;
}

Result<Done, OpenError> Books::bringUpViews(const Config &config, const BooksOptions &booksOptions)
{
    storage::FollowerCallbacks callbacks;
    callbacks.flushed = [this](qint64 position, qint64 outcome) {
        QMetaObject::invokeMethod(
            this, [=, this] { Q_EMIT viewsReached(position, outcome); }, Qt::QueuedConnection);
    };
    callbacks.progress = [](qint64 position, qint64 head) {
        qCInfo(logStorage, "views are at %lld of %lld", position, head);
        tellServiceManager("EXTEND_TIMEOUT_USEC=120000000\nSTATUS=views are at "
            + QByteArray::number(position) + " of " + QByteArray::number(head));
    };
    storage::FollowerOptions options;
    options.flushEvery = std::chrono::milliseconds(config.viewFlushMs);
    m_follower = std::make_unique<ViewFollower>(
        *m_log, [this] { return m_views->openWriter(); }, [this] { return m_views->openIndex(); },
        callbacks, options);
    m_follower->start();
    while (!m_follower->waitUntil(m_head.position, std::chrono::milliseconds(250))) {
        if (auto reason = reasonToGiveUp(booksOptions)) {
            return Failure{std::move(*reason)};
        }
    }
    return Done{};
}

// A server that runs tries again until the disk has room; one that has not begun yet says why it cannot.
std::optional<OpenError> Books::reasonToGiveUp(const BooksOptions &options) const
{
    if (options.isAskedToStop && options.isAskedToStop()) {
        return OpenError{OpenError::Io, u"asked to stop before the views were brought up"_s};
    }
    const auto fault = m_follower->fault();
    if (fault && std::chrono::steady_clock::now() - fault->since > viewPatience) {
        return OpenError{OpenError::Io, u"%1: %2"_s.arg(m_views->path(), fault->what)};
    }
    return std::nullopt;
}

void Books::startWriter(const Config &config, const Clock &clock, BooksOptions options)
{
    application::LedgerOptions ledgerOptions;
    ledgerOptions.writer.policy = config.policy();
    ledgerOptions.writer.timeZone = config.timeZone;
    ledgerOptions.commitEach = options.commitEach;
    m_ledger = std::make_unique<application::Ledger>(
        *m_log,
        [this] {
            return application::Ledger::Access{m_views->openIndex(), m_log->openWriterReader()};
        },
        clock, ledgerOptions);
    m_ledger->setFollower(
        [this](const application::CommittedBatchPtr &batch) { m_follower->follow(batch); });
    m_ledger->start();
    auto *timer = new QTimer(this);
    timer->callOnTimeout(this, &Books::watchLag);
    timer->start(std::chrono::milliseconds(100));
    auto *marks = new QTimer(this);
    marks->callOnTimeout(this, &Books::watchMark);
    marks->start(std::chrono::seconds(1));
}

// Somebody wants the views anew (kontor-server rebuild). The mark stays until they are, or cannot be, so
// that the next start does it where this one does not come to its end.
void Books::watchMark()
{
    const QString mark = storage::rebuildMark(m_views->path());
    if (m_rebuild || !QFile::exists(mark)) {
        return;
    }
    qCInfo(logStorage, "the views are made anew");
    m_rebuild = std::make_unique<storage::ViewRebuild>(*m_log, *m_views, *m_follower);
    m_rebuild->start(mark, [this](bool rebuilt) {
        QMetaObject::invokeMethod(
            this,
            [this, rebuilt] {
                m_rebuild.reset();
                if (rebuilt) {
                    qCInfo(logStorage, "the views have been made anew");
                    Q_EMIT viewsRebuilt();
                }
            },
            Qt::QueuedConnection);
    });
}

void Books::watchLag()
{
    const storage::FollowerLag lag = m_follower->lag();
    m_ledger->setThrottled(lag.events > lagEvents || lag.bytes > lagBytes);
    watchFault();
}

void Books::watchFault()
{
    const auto fault = m_follower->fault();
    const QString why = fault ? fault->what : QString();
    if (why != std::exchange(m_viewsFault, why)) {
        Q_EMIT viewsFault(why);
    }
}

QuerySources Books::openSources()
{
    try {
        return {m_views->openReader(), m_views->openRequestIndex(), m_log->openRequestReader()};
    } catch (const application::ReadFault &fault) { // in a thread that nobody asks anything of yet
        storage::halt(OpenError::Io, fault.why());
    }
}

void Books::hurry(qint64 position)
{
    m_follower->hurry(position);
}

void Books::endCommands()
{
    if (m_ledger) {
        m_ledger->stop();
    }
}

void Books::close()
{
    endCommands();
    if (m_rebuild) {
        m_rebuild->askToStop();
    }
    if (m_follower) {
        m_follower->stop(); // a rebuild may wait for it
    }
    m_rebuild.reset();
}

Books::~Books()
{
    close();
}

} // namespace kontor::server
