// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/ViewRebuild.h"

#include "application/ports/ReadFault.h"
#include "foundation/LogCategories.h"
#include "storage/files/NewFile.h"
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

static Failure<OpenError> failed(const QString &why, OpenError::Code code = OpenError::Io)
{
    return Failure{OpenError{code, why}};
}

// Reads the log into the new ones, up to a head. What is damaged in it keeps them from being made, and
// nobody else from anything.
static Result<Done, OpenError> follow(application::EventLog &log, SqliteViews &next,
    const LogHead &to, const std::atomic<bool> &stopping)
{
    try {
        const auto reader = log.openRebuildReader();
        const auto writer = next.openWriter();
        const auto index = next.openIndex();
        CatchUp steps(*reader, *index, writer->checkpoint(), streamsInMemory);
        while (const auto batch = steps.next(to, stepEvents)) {
            if (stopping) {
                return failed(u"the server ends; its next start makes the views anew"_s);
            }
            if (const auto applied = writer->apply(*batch); !applied) {
                return failed(applied.error());
            }
        }
        return Done{};
    } catch (
        const application::ReadFault &fault) { // of the log, or the new ones that nobody needs yet
        return fault.isDamage() ? failed(fault.why()
                       + u". The views are as they were; kontor-server verify tells more"_s,
                   OpenError::Data)
                                : failed(fault.why());
    }
}

static void answer(const QString &mark, const OpenError &why)
{
    {
        QFile file(mark);
        if (file.open(QIODevice::WriteOnly)) {
            file.write(QByteArray::number(why.exitCode) + ' ' + why.message.toUtf8());
        }
    }
    if (!renameFile(mark, rebuildAnswer(mark))) {
        QFile::remove(mark);
    }
}

QString rebuildAnswer(const QString &mark)
{
    return mark + u".refused"_s;
}

std::optional<OpenError> readRebuildAnswer(const QString &path)
{
    QFile file(path);
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const qsizetype space = text.indexOf(' ');
    if (space < 0) {
        return std::nullopt;
    }
    const bool isDamage = text.first(space).toInt() == OpenError::Data;
    return OpenError{isDamage ? OpenError::Data : OpenError::Io,
        QString::fromUtf8(text.sliced(space + 1))};
}

void ViewRebuild::start(const QString &mark, Told told)
{
    m_thread = std::thread([this, mark, told = std::move(told)] {
        ::setpriority(PRIO_PROCESS, id_t(::gettid()), lowPriority);
        const auto done = run();
        if (done) {
            QFile::remove(mark);
        } else {
            qCCritical(logStorage, "the views were not made anew: %s",
                qUtf8Printable(done.error().message));
            if (!m_stopping) {
                answer(mark, done.error());
            }
        }
        told(bool(done));
    });
}

Result<Done, OpenError> ViewRebuild::run()
{
    auto made = SqliteViews::makeBeside(QFileInfo(m_views.path()).path(), m_log.generation());
    if (!made) {
        return Failure{made.error()};
    }
    auto done = bringUp(**made);
    (*made)->remove();
    if (!done) {
        m_views.giveRoomBack();
    }
    return done;
}

Result<Done, OpenError> ViewRebuild::bringUp(SqliteViews &next)
{
    Result<Done, OpenError> done = Done{};
    LogHead head;
    do {
        head = m_log.openReader()->head();
        done = follow(m_log, next, head, m_stopping);
    } while (done && m_follower.position() - head.position > closeEnough);
    const bool ran = done && m_follower.runBetween([&](qint64 position, qint64 outcome) {
        done = follow(m_log, next, {position, outcome, {}, {}, {}}, m_stopping);
        if (const auto became = done ? m_views.become(next) : Done{}; !became) {
            done = failed(became.error());
        }
    });
    return ran || !done ? done : failed(u"the server ends"_s);
}

Result<Done, OpenError> rebuildViews(application::EventLog &log, const QString &directory)
{
    const auto made = SqliteViews::makeBeside(directory, log.generation());
    if (!made) {
        return Failure{made.error()};
    }
    SqliteViews &next = **made;
    const std::atomic<bool> stopping = false;
    const auto read = follow(log, next, log.head(), stopping);
    const auto done = read ? next.takeTheirPlace() : read;
    if (!done) {
        next.remove();
    }
    return done;
}

} // namespace kontor::storage
