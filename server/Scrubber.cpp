// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Scrubber.h"

#include "foundation/LogCategories.h"
#include "storage/verify/Scrub.h"

#include <sys/resource.h>
#include <unistd.h>

namespace kontor::server {

// Small, so that neither the disk nor a reading is held for long.
static constexpr int pieceRows = 64;
static constexpr std::chrono::seconds betweenRounds{5};
static constexpr int lowestPriority = 19;

Scrubber::Scrubber(QString directory, int rowsPerSecond, QObject *parent)
    : QObject(parent), m_directory(std::move(directory)), m_rowsPerSecond(rowsPerSecond)
{
}

Scrubber::~Scrubber()
{
    stop();
}

void Scrubber::start()
{
    if (m_rowsPerSecond > 0) {
        m_thread = std::thread(&Scrubber::run, this);
    }
}

void Scrubber::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void Scrubber::restart()
{
    stop();
    m_stopping = false;
    start();
}

bool Scrubber::rest(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, time, [this] { return m_stopping; });
}

void Scrubber::run()
{
    // Of this thread only: on Linux each has a priority of its own.
    ::setpriority(PRIO_PROCESS, id_t(::gettid()), lowestPriority);
    const std::chrono::milliseconds pause(std::max(1, pieceRows * 1'000 / m_rowsPerSecond));
    storage::Scrub scrub(m_directory);
    while (rest(pause)) {
        if (const auto fault = scrub.step(pieceRows)) {
            qCCritical(logStorage, "the books are not what was written: %s",
                qUtf8Printable(fault->text()));
            QMetaObject::invokeMethod(
                this, [this, where = fault->place()] { Q_EMIT faultFound(where); },
                Qt::QueuedConnection);
            return;
        }
        if (const auto trouble = scrub.takeTrouble()) {
            qCWarning(logStorage, "the books could not be looked at: %s", qUtf8Printable(*trouble));
            if (!rest(betweenRounds)) {
                return;
            }
        } else if (scrub.endedRound()) {
            QMetaObject::invokeMethod(
                this, [this, last = scrub.position()] { Q_EMIT roundEnded(last); },
                Qt::QueuedConnection);
            if (!rest(betweenRounds)) {
                return;
            }
        }
    }
}

} // namespace kontor::server
