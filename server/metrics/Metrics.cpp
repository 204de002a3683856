// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics/Metrics.h"

#include "server/Books.h"
#include "server/Branch.h"
#include "server/WalletFollower.h"
#include "server/auth/CardDesk.h"
#include "server/auth/Identity.h"
#include "server/http/HttpServer.h"
#include "server/metrics/MetricsText.h"
#include "server/metrics/ProcessFigures.h"
#include "server/push/WalletHub.h"

#include <QFileInfo>

#include <limits>

namespace kontor::server {

using ResultKind = application::CommandResult::Kind;

static void writeAnswers(MetricsText &text, const RequestDispatcher &requests)
{
    text.counter("kontor_http_requests_total",
        "Answers by route and the status' first digit; route \"none\": no route was found.");
    const auto each = [&](const QByteArray &method, const QByteArray &route, const RouteTally &tally) {
        for (std::size_t i = 1; i < tally.answers.size(); ++i) {
            if (const qint64 count = tally.answers[i].value()) {
                text.sample(double(count), {{"method", method}, {"route", route},
                                               {"status", QByteArray::number(int(i)) + "xx"}});
            }
        }
    };
    each("any", "none", requests.tally().route(0));
    for (const auto &route : requests.table().routes()) {
        each(nameOf(route->method), route->pattern, requests.tally().route(route->number));
    }
}

// Routes that nobody has asked yet say nothing.
static void writeDurations(MetricsText &text, const RequestDispatcher &requests)
{
    text.histogram("kontor_http_request_seconds",
        "From a request to its answer; long polls wait on purpose.");
    for (const auto &route : requests.table().routes()) {
        const RouteTally &tally = requests.tally().route(route->number);
        const auto asked = [](const Counter &count) { return count.value() > 0; };
        if (std::any_of(tally.answers.begin(), tally.answers.end(), asked)) {
            text.sample(tally.duration, double(nanosecondsPerSecond),
                {{"method", nameOf(route->method)}, {"route", route->pattern}});
        }
    }
}

static void writeProblems(MetricsText &text, const HttpTally &tally)
{
    text.counter("kontor_problems_total", "Errors answered, by the problem's code.");
    for (const api::ProblemInfo &info : api::problemCatalogue()) {
        if (const qint64 count = tally.problems(info.code)) {
            text.sample(double(count), {{"code", info.name}});
        }
    }
}

static void writeHttp(MetricsText &text, const MetricsSources &sources)
{
    writeAnswers(text, *sources.requests);
    writeDurations(text, *sources.requests);
    writeProblems(text, sources.requests->tally());
    text.gauge("kontor_http_connections", "Connections that are open.", sources.http->connections());
    text.gauge("kontor_http_connections_max", "Connections that may be open.",
        sources.http->capacity());
}

static void writeSessions(MetricsText &text, const MetricsSources &sources)
{
    text.gauge("kontor_sessions", "Sessions that are alive: of people who signed in, and of cards "
                                  "whose PIN was right.");
    text.sample(double(sources.identity.countSessions()), {{"kind", "user"}});
    text.sample(double(sources.cards.countSessions()), {{"kind", "card"}});
}

static void writeCommands(MetricsText &text, const application::Ledger &ledger)
{
    static constexpr std::pair<ResultKind, const char *> kinds[]
        = {{ResultKind::Accepted, "accepted"}, {ResultKind::Refused, "refused"},
            {ResultKind::KeyReused, "key-reused"}, {ResultKind::Overloaded, "overloaded"},
            {ResultKind::StorageFull, "storage-full"}, {ResultKind::Unknown, "unknown"}};
    const application::LedgerMeasures &measures = ledger.measures();
    text.counter("kontor_commands_total", "Commands that the ledger has answered.");
    for (const auto &[kind, name] : kinds) {
        text.sample(double(measures.results[std::size_t(kind)].value()), {{"result", name}});
    }
    text.gauge("kontor_commands_waiting", "Commands on their way to the ledger.",
        double(ledger.waiting()));
    text.counter("kontor_events_total", "Events written since the start, by type.");
    for (std::size_t i = 0; i < measures.events.size(); ++i) {
        text.sample(double(measures.events[i].value()), {{"type", domain::eventTypeNames[i]}});
    }
    text.histogram("kontor_commit_commands", "Commands that shared a commit.");
    text.sample(measures.batches, 1);
}

static void writeLedger(MetricsText &text, const MetricsSources &sources)
{
    Books &books = sources.books;
    const Branch &branch = sources.branch;
    writeCommands(text, books.ledger());
    text.histogram("kontor_commit_seconds",
        "How long the disk took for a sync, which makes commits durable.");
    text.sample(books.syncTimes(), double(nanosecondsPerSecond));
    text.gauge("kontor_writer_idle_seconds",
        "Since the writer ended its last turn, or the disk "
        "began a sync that lasts; it turns at least every second.",
        double(books.ledger().sinceLastTurn().count()) / 1000);
    text.gauge("kontor_ledger_head_position", "The last event.", double(branch.head().position));
    text.gauge("kontor_ledger_verified_position",
        "Up to which event the books were looked through when a round last ended.",
        double(branch.booksCheck().lastEvent));
    text.gauge("kontor_ledger_verified_rounds", "How often the books were looked through.",
        branch.booksCheck().rounds);
    text.gauge("kontor_ledger_sound", "0 where the books are not what was written.",
        branch.booksCheck().where.isEmpty());
    text.gauge("kontor_views_position", "The last event that is in the views.",
        double(branch.viewPosition()));
    text.gauge("kontor_storage_writable", "0 while the disk is full.", branch.isWritable());
    const auto bytes = [&branch](const QString &file) {
        return double(QFileInfo(branch.config().dataDirectory + file).size());
    };
    text.gauge("kontor_ledger_wal_bytes", "The ledger's write-ahead log.", bytes(u"/ledger.db-wal"_s));
    text.gauge("kontor_ledger_bytes", "The ledger without it.", bytes(u"/ledger.db"_s));
    text.gauge("kontor_views_wal_bytes", "The views' write-ahead log.", bytes(u"/views.db-wal"_s));
    text.gauge("kontor_views_bytes", "The views without it.", bytes(u"/views.db"_s));
}

static void writeFollowers(MetricsText &text, const MetricsSources &sources,
    const std::optional<DeliveryFigures> &deliveries)
{
    const DeliveryFigures figures = deliveries.value_or(DeliveryFigures{});
    text.gauge("kontor_follower_lag_events", "Events that a follower of the log has yet to handle.");
    text.sample(double(sources.books.viewLag().events), {{"follower", "views"}});
    text.sample(double(sources.wallets.lag()), {{"follower", "wallets"}});
    if (deliveries) {
        text.sample(double(figures.lag), {{"follower", "webhooks"}});
    }
    text.gauge("kontor_follower_parked", "What a follower has given up until somebody asks for it.");
    text.sample(0, {{"follower", "views"}});
    if (deliveries) {
        text.sample(double(figures.parked), {{"follower", "webhooks"}});
        text.gauge("kontor_webhook_endpoints", "Endpoints by state.");
        text.sample(figures.endpoints - figures.disabled, {{"state", "enabled"}});
        text.sample(figures.disabled, {{"state", "disabled"}});
        text.gauge("kontor_webhook_waiting", "Accounts with something on its way to an endpoint.",
            double(figures.waiting));
        const qint64 age = figures.oldest ? sources.branch.now().micros - figures.oldest->micros : 0;
        text.gauge("kontor_webhook_oldest_seconds",
            "How long ago the oldest event was written that an enabled endpoint has not got; "
            "without those that were given up.",
            double(std::max<qint64>(age, 0)) / 1e6);
        text.gauge("kontor_webhook_halted", "1 while nothing is delivered: the ledger was replaced.",
            figures.halted);
    }
}

static void writeCertificate(MetricsText &text, const Branch &branch)
{
    const auto end = branch.certificateEnd();
    text.gauge("kontor_tls_certificate_left_seconds",
        "Until the certificate runs out that new connections are shown; +Inf without TLS.",
        end ? double(end->micros - branch.now().micros) / 1e6
            : std::numeric_limits<double>::infinity());
}

static void writePush(MetricsText &text, const WalletHub &hub)
{
    text.gauge("kontor_push_connections", "Clients of live push.", double(hub.connections()));
    text.counter("kontor_push_messages_total", "Messages for them.",
        double(hub.figures().messages.value()));
    text.counter("kontor_push_dropped_total", "Clients dropped because they did not read.",
        double(hub.figures().dropped.value()));
}

QByteArray metricsPage(const MetricsSources &sources,
    const std::optional<DeliveryFigures> &deliveries)
{
    MetricsText text;
    text.gauge("kontor_build_info", "What is running.");
    text.sample(1, {{"version", KONTOR_VERSION}, {"qt", qVersion()}});
    writeHttp(text, sources);
    writeSessions(text, sources);
    writeCertificate(text, sources.branch);
    writeLedger(text, sources);
    writeFollowers(text, sources, deliveries);
    writePush(text, sources.hub);
    writeProcessFigures(text);
    return text.bytes();
}

} // namespace kontor::server
