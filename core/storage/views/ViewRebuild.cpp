// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/ViewRebuild.h"

#include "foundation/LogCategories.h"
#include "storage/views/CatchUp.h"

#include <QFile>
#include <QFileInfo>

#include <sys/resource.h>
#include <unistd.h>

namespace kontor::storage {

using application::LogHead;

static constexpr qint64 stepEvents = 20'000;
static constexpr std::size_t streamsInMemory = 200'000;
// What may be missing when the follower is asked to wait: a fraction of a second's work.
static constexpr qint64 closeEnough = 5'000;
static constexpr int lowPriority = 10;

ViewRebuild::~ViewRebuild()
{
    askToStop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void ViewRebuild::start(Told told)
{
    m_thread = std::thread([this, told = std::move(told)] {
        ::setpriority(PRIO_PROCESS, id_t(::gettid()), lowPriority);
        const auto done = run();
        if (!done) {
            qCCritical(logStorage, "the views were not made anew: %s", qUtf8Printable(done.error()));
        }
        told(done);
    });
}

Result<Done, QString> ViewRebuild::run()
{
    auto made = SqliteViews::makeBeside(QFileInfo(m_views.path()).path());
    if (!made) {
        return Failure{made.error().message};
    }
    SqliteViews &next = **made;
    {
        const auto writer = next.openWriter();
        writer->reset(m_log.generation());
    }
    Result<Done, QString> done = Done{};
    LogHead head;
    do {
        head = m_log.openReader()->head();
        done = follow(next, head);
    } while (done && m_follower.position() - head.position > closeEnough);
    const bool ran = done && m_follower.runBetween([&](qint64 position, qint64 outcome) {
        done = follow(next, {position, outcome, {}, {}, {}});
        if (done) {
            done = m_views.become(next);
        }
    });
    next.remove();
    return ran || !done ? done : Failure{u"the server ends"_s};
}

Result<Done, QString> ViewRebuild::follow(SqliteViews &next, const LogHead &to)
{
    const auto reader = m_log.openReader();
    const auto writer = next.openWriter();
    const auto index = next.openIndex();
    CatchUp steps(*reader, *index, writer->checkpoint(), streamsInMemory);
    while (const auto batch = steps.next(to, stepEvents)) {
        if (m_stopping) {
            return Failure{u"the server ends"_s};
        }
        if (const auto applied = writer->apply({batch}); !applied) {
            return applied;
        }
    }
    return Done{};
}

void answerRebuildMark(const QString &mark, const Result<Done, QString> &done)
{
    QFile file(mark);
    if (done) {
        file.remove();
    } else if (file.open(QIODevice::WriteOnly)) {
        file.write(done.error().toUtf8());
    }
}

} // namespace kontor::storage
