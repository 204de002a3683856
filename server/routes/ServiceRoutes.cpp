// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/cache/AccountCache.h"
#include "server/openapi/Examples.h"

#include <QFileInfo>

// Health and version: what operators and the programs ask.

namespace kontor::server {

static api::HealthCheck ledgerCheck(Branch &branch)
{
    const QString at = u"position %1"_s.arg(branch.head().position);
    return branch.isWritable()
        ? api::HealthCheck{u"ledger"_s, u"up"_s, at}
        : api::HealthCheck{u"ledger"_s, u"down"_s,
            at + u"; nothing can be written: the disk is full, or another program has the ledger"_s};
}

static api::HealthCheck viewsCheck(Branch &branch)
{
    const qint64 lag = branch.head().position - branch.viewPosition();
    const bool stuck = !branch.viewsFault().isEmpty();
    const QString how = u"%1 events behind"_s.arg(lag)
        + (stuck ? u"; they cannot be written, the log says why"_s : QString());
    return {u"views"_s, stuck || lag > 100'000 ? u"degraded"_s : u"up"_s, how};
}

static api::HealthCheck cacheCheck(const AccountCache &cache)
{
    const QString fault = cache.fault();
    return {u"cache"_s, fault.isEmpty() ? u"up"_s : u"degraded"_s,
        cache.isOn() ? fault : u"off"_s};
}

// The log's own time never goes back; until the clock has caught up it stands still.
static api::HealthCheck clockCheck(const Branch &branch)
{
    const qint64 behind = (branch.head().recordedAt.micros - branch.now().micros) / 1'000'000;
    return behind <= 0 ? api::HealthCheck{u"clock"_s, u"up"_s, {}}
                       : api::HealthCheck{u"clock"_s, u"degraded"_s,
                             u"%1 s behind the last event"_s.arg(behind)};
}

// It begins anew after each checkpoint, unless somebody who reads has held it open all the time.
static api::HealthCheck walCheck(const Branch &branch)
{
    static constexpr qint64 limit = 64;
    static constexpr qint64 viewsLimit = 512; // making them anew takes some
    const auto mebibytes = [&branch](const QString &file) {
        return QFileInfo(branch.config().dataDirectory + file).size() / (1024 * 1024);
    };
    const qint64 size = mebibytes(u"/ledger.db-wal"_s);
    const qint64 ofViews = mebibytes(u"/views.db-wal"_s);
    if (size < limit && ofViews >= viewsLimit) {
        return {u"write-ahead log"_s, u"degraded"_s, u"%1 MiB, of the views"_s.arg(ofViews)};
    }
    return {u"write-ahead log"_s, size < limit ? u"up"_s : u"degraded"_s, u"%1 MiB"_s.arg(size)};
}

// A file that could not be read once may be read the next time; somebody should look at the disk.
static api::HealthCheck readingCheck(const Branch &branch)
{
    return branch.readFaults() == 0
        ? api::HealthCheck{u"reading"_s, u"up"_s, {}}
        : api::HealthCheck{u"reading"_s, u"degraded"_s,
              u"failed %1 times since the start. Look at the disk."_s.arg(branch.readFaults())};
}

// They stop after a restore until somebody decides; nothing else does.
static api::HealthCheck webhooksCheck(const Branch &branch)
{
    const QString &fault = branch.webhooksFault();
    return {u"webhooks"_s, fault.isEmpty() ? u"up"_s : u"degraded"_s,
        fault.isEmpty() ? fault : fault + u" Start once with --accept-head to go on."_s};
}

// What the scrubber found. Red, but no reason to stop serving: what is appended stays sound.
static api::HealthCheck booksCheck(Branch &branch)
{
    const Branch::BooksCheck &check = branch.booksCheck();
    if (!check.where.isEmpty()) {
        return {u"books"_s, u"down"_s,
            u"%1: not what was written. Run kontor-server verify."_s.arg(check.where)};
    }
    return {u"books"_s, u"up"_s,
        u"looked through %1 times, last up to event %2"_s.arg(check.rounds).arg(check.lastEvent)};
}

// Once it has run out no program connects any more, and nothing but their users would say so. What
// counts is what is shown, not the file: a new one there is of no use until it is read.
static api::HealthCheck certificateCheck(const Branch &branch, Timestamp end)
{
    static constexpr qint64 soon = 7;
    const qint64 left = end.micros - branch.now().micros;
    const QString what = (left < 0 ? u"ran out on %1"_s : u"ends on %1"_s)
                             .arg(QString::fromLatin1(end.toString()));
    return left / 86'400'000'000 >= soon
        ? api::HealthCheck{u"certificate"_s, u"up"_s, what}
        : api::HealthCheck{u"certificate"_s, u"degraded"_s,
            what + u". Put a new one in its place and send SIGHUP."_s};
}

static std::vector<api::HealthCheck> readiness(Branch &branch, const AccountCache &cache)
{
    return {ledgerCheck(branch), viewsCheck(branch), cacheCheck(cache)};
}

static void answerHealth(std::vector<api::HealthCheck> checks, const CallPtr &call)
{
    api::Health health{u"up"_s, std::move(checks)};
    for (const api::HealthCheck &check : health.checks) {
        if (check.status == u"down"_s || health.status == u"up"_s) {
            health.status = check.status;
        }
    }
    call->answer(health.status == u"down"_s ? 503 : 200, toJson(health));
}

static void answerVersion(Branch &branch, const CallPtr &call)
{
    const Config &config = branch.config();
    const api::ServerInfo info{u"kontor-server"_s, QStringLiteral(KONTOR_VERSION),
        config.branchName, config.demo, config.open, config.currency, branch.now(),
        QString::fromLatin1(config.timeZone.id()), branch.ledgerName()};
    call->answer(200, toJson(info));
}

namespace paths = api::paths;

void addServiceRoutes(Routes &routes, Branch &branch, const AccountCache &cache)
{
    const auto ready = [&branch, &cache](const CallPtr &call) {
        answerHealth(readiness(branch, cache), call);
    };
    const auto health = [&branch, &cache](const CallPtr &call) {
        std::vector<api::HealthCheck> checks = readiness(branch, cache);
        checks.push_back(clockCheck(branch));
        checks.push_back(walCheck(branch));
        checks.push_back(readingCheck(branch));
        checks.push_back(webhooksCheck(branch));
        checks.push_back(booksCheck(branch));
        if (const auto end = branch.certificateEnd()) {
            checks.push_back(certificateCheck(branch, *end));
        }
        answerHealth(std::move(checks), call);
    };
    const Answers healthAnswers = {{200, examples::health()}, {503, examples::health()}};
    routes.add({.path = paths::health, .action = "health.read", .name = "getHealth",
                   .summary = "How is the server?", .answers = healthAnswers},
        health);
    routes.add({.path = paths::ready, .action = "health.read", .name = "getReadiness",
                   .summary = "Can it take requests?", .answers = healthAnswers},
        ready);
    // The yardstick of every measurement: nothing but the way through the server.
    routes.add({.path = paths::live, .action = "health.read", .name = "getLiveness",
                   .summary = "Is it there?", .answers = {{200, api::Liveness{}}}},
        [](const CallPtr &call) { call->answer(200, R"({"status":"up"})"); });
    routes.add({.path = paths::version, .action = "version.read", .name = "getVersion",
                   .summary = "Who answers", .answers = {{200, examples::serverInfo()}}},
        [&branch](const CallPtr &call) { answerVersion(branch, call); });
}

} // namespace kontor::server
