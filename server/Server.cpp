// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Server.h"

#include "application/Past.h"
#include "foundation/LogCategories.h"
#include "server/ServiceManager.h"
#include "server/auth/Fingerprint.h"
#include "server/auth/PrivateFile.h"
#include "server/cache/CacheChoice.h"
#include "server/config/ConfigCheck.h"
#include "server/demo/DemoSeeder.h"
#include "server/http/Tls.h"
#include "server/openapi/Document.h"
#include "server/routes/Dialects.h"
#include "server/routes/Routes.h"
#include "storage/log/LedgerLock.h"
#include "storage/service/Checkpoints.h"
#include "storage/service/SqliteDeliveryStore.h"

#include <QDateTime>
#include <QFile>
#include <QNetworkInterface>
#include <QTcpServer>
#include <QTimer>

#include <cstdio>

namespace kontor::server {

static QString urlOf(const QHostAddress &host, quint16 port, bool isEncrypted)
{
    const bool v6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    const QString name = v6 ? u'[' + host.toString() + u']' : host.toString();
    return u"%1://%2:%3"_s.arg(isEncrypted ? u"https"_s : u"http"_s, name).arg(port);
}

Server::Server(Config config, BooksOptions options, QObject *parent)
    : QObject(parent), m_config(std::move(config)), m_booksOptions(options),
      m_ids(m_clock, m_random)
{
    if (m_config.open) {
        m_clock.readFrom(qEnvironmentVariable("KONTOR_TEST_CLOCK"));
    }
}

// Destroyed in an order in which nobody meets a part that has gone: first who asks, then the books.
Server::~Server()
{
    // What is committed to the last is followed by all who follow the log: they are still there.
    if (m_books) {
        m_books->endCommands();
    }
    if (m_once) {
        m_once->stop();
    }
    m_http.reset();
    m_scrubber.reset();
    m_dispatcher.reset();
    m_webhooks.reset();
    m_wallets.reset();
    m_timekeeper.reset();
    m_hub.reset();
    m_waiters.reset();
    m_gatekeeper.reset();
    m_identity.reset();
    m_cards.reset();
    m_pins.reset();
    m_queries.reset();
    if (m_books) {
        m_books->close();
    }
    m_gate.reset(); // who waits there may hold a key
    m_once.reset();
    m_cache.reset();
    m_branch.reset();
    m_sources = {};
    // At the very end, and while the ledger is still this one's: where it stays, something was cut off.
    if (m_isAddressNoted) {
        QFile::remove(file("server.address"));
    }
    m_books.reset();
}

QString Server::file(const char *name) const
{
    return m_config.dataDirectory + u'/' + QLatin1StringView(name);
}

Result<Done, Complaint> Server::readKeys()
{
    const application::LogHead head = m_books->head();
    const bool isNew = head.position == 0 && head.outcome == 0;
    auto fingerprints = keyFromFile(file("fingerprint.key"), isNew);
    auto pins = keyFromFile(file("pin.key"), isNew);
    if (!fingerprints || !pins) {
        const storage::OpenError &error = !fingerprints ? fingerprints.error() : pins.error();
        return Failure{complaint(error)};
    }
    m_fingerprintKey = *fingerprints;
    m_pinKey = *pins;
    return Done{};
}

Result<Done, Complaint> Server::open()
{
    try {
        return openAll();
    } catch (const application::ReadFault &fault) {
        return Failure{Complaint{ExitCode::Io, fault.why()}};
    }
}

// Who has the address mostly has the ledger, too, which says more.
Result<Done, Complaint> Server::tryAddresses() const
{
    for (const QString &text : m_config.listen + m_config.tlsListen) {
        const auto address = parseListenAddress(text);
        QTcpServer server;
        if (!address || server.listen(address->host, address->port)) {
            continue;
        }
        if (QFile::exists(file("ledger.lock"))) {
            const auto lock = storage::LedgerLock::take(file("ledger.lock"), m_clock.now());
            if (!lock) {
                return Failure{complaint(lock.error())};
            }
        }
        return Failure{Complaint{ExitCode::OsError, u"%1: %2"_s.arg(text, server.errorString())}};
    }
    return Done{};
}

Result<Done, Complaint> Server::openAll()
{
    if (const auto checked = checkConfig(m_config); !checked) {
        return Failure{Complaint{ExitCode::Config, checked.error()}};
    }
    auto books = Books::open(m_config, m_clock, m_random, m_booksOptions);
    if (!books) {
        return Failure{complaint(books.error())};
    }
    m_books = std::move(*books);
    if (auto read = readKeys(); !read) {
        return read;
    }
    auto service = openService(m_config.dataDirectory, m_pinKey, m_books->head().position > 0);
    if (!service) {
        return Failure{complaint(service.error())};
    }
    m_service = std::move(*service);
    makeBranch();
    if (auto made = makeCaches(); !made) {
        return made;
    }
    if (auto made = makeIdentity(); !made) {
        return made;
    }
    makeFollowers();
    makeRoutes();
    return m_config.tlsListen.isEmpty() ? Result<Done, Complaint>(Done{}) : readCertificate();
}

void Server::makeBranch()
{
    m_sources = m_books->openSources();
    m_queries = std::make_unique<QueryPool>([this] { return m_books->openSources(); }, 2);
    m_gate = std::make_unique<ViewGate>([this](qint64 position) { m_books->hurry(position); });
    m_branch = std::make_unique<Branch>(
        Branch::Parts{m_books->ledger(), *m_queries, *m_gate, *m_sources.views, *m_sources.index,
            *m_sources.log, m_clock, m_ids, m_config, m_books->ledgerId(), m_books->generation()},
        m_books->head());
    m_gate->reached(m_books->head().position);
    m_books->ledger().setTurnHook(
        [this](const application::CommittedBatchPtr &batch) { m_branch->onCommit(batch); });
    m_books->ledger().setFatalHook([this](const QString &why) { onFatal(why); });
    connect(m_books.get(), &Books::viewsReached, m_branch.get(), &Branch::onViewsReached);
    connect(m_books.get(), &Books::viewsRebuilt, m_branch.get(), &Branch::onViewsRebuilt);
    connect(m_books.get(), &Books::viewsFault, m_branch.get(), &Branch::onViewsFault);
}

Result<Done, Complaint> Server::makeCaches()
{
    auto cache = makeCache(m_config, m_clock);
    if (!cache) {
        return Failure{Complaint{ExitCode::Config, cache.error()}};
    }
    AccountCache::Past past;
    past.read = [this](qint64 first, qint64 last, AccountCache::Past::Told told) {
        m_branch->ask<AccountCache::Past::Events>("cache",
            [first, last](QuerySources &s) { return application::eventsBetween(*s.log, first, last); },
            [told](const Result<AccountCache::Past::Events, api::ProblemCode> &read) {
                told(read ? std::optional(*read) : std::nullopt);
            });
    };
    past.cpfOf = [this](AccountId id) {
        const auto row = m_branch->account(id);
        return row ? row->account.cpf : std::nullopt;
    };
    // Files that were set back to a copy do not know that they were, and Redis has what came after it.
    const QByteArray run = m_books->generation() + m_ids.next().toString();
    m_cache = std::make_unique<AccountCache>(std::move(*cache), m_clock, run,
        m_books->head().position, std::move(past));
    connect(m_branch.get(), &Branch::committed, this,
        [this](const application::CommittedBatchPtr &batch) { m_cache->onCommit(*batch); });
    return Done{};
}

Result<Done, Complaint> Server::makeIdentity()
{
    auto identity = Identity::open({*m_branch, m_clock, m_pinKey, m_fingerprintKey});
    if (!identity) {
        return Failure{complaint(identity.error())};
    }
    m_identity = std::move(*identity);
    m_pins = std::make_unique<Hasher>(m_pinKey);
    m_cards = std::make_unique<CardDesk>(*m_branch, *m_pins, m_identity->safe());
    m_once = std::make_unique<Once>(*m_branch, m_identity->safe());
    auto audit = Audit::open(m_config.dataDirectory, m_clock, m_config.auditDays);
    if (!audit) {
        return Failure{complaint(audit.error())};
    }
    m_audit = std::move(*audit);
    const RateLimits::Rates rates{
        m_config.callerRate, m_config.sourceRate, m_config.signInRate, m_config.rateExempt};
    m_gatekeeper = std::make_unique<Gatekeeper>(m_identity->authenticator(), rates,
        [this](const QByteArray &terminal) { return m_cards->accountAt(terminal); });
    return Done{};
}

// Who is turned away is seen, too.
std::optional<Rejection> Server::admit(RequestContext &context, Reply &reply)
{
    const auto rejection = m_gatekeeper->admit(context);
    const auto unseen = m_audit->attend(context, reply);
    return rejection ? rejection : unseen;
}

// What follows the log: time that runs out, and endpoints that want to be told.
void Server::makeFollowers()
{
    m_timekeeper = std::make_unique<application::Timekeeper>(
        [this](application::Submission submission, application::Completion completion) {
            m_branch->submit(std::move(submission), std::move(completion));
        },
        m_clock);
    for (const application::AccountRow &row : m_sources.views->accountsWithHolds()) {
        m_timekeeper->watch(row.id, row.account);
    }
    m_scrubber = std::make_unique<Scrubber>(m_config.dataDirectory, m_config.scrubRowsPerSecond);
    connect(m_scrubber.get(), &Scrubber::roundEnded, m_branch.get(), &Branch::onScrubbed);
    connect(m_scrubber.get(), &Scrubber::faultFound, m_branch.get(), &Branch::onBooksFault);
    connect(m_books.get(), &Books::viewsRebuilt, m_scrubber.get(), &Scrubber::restart);
    m_wallets = std::make_unique<WalletFollower>(*m_branch, m_identity->safe(),
        m_books->generation(),
        storage::Checkpoints(*m_service).get(QString::fromLatin1(WalletFollower::name)));
    m_webhooks = makeWebhooks();
    m_waiters = std::make_unique<EventWaiters>(*m_branch, *m_sources.log, *m_identity);
    m_hub = std::make_unique<WalletHub>(*m_branch, m_identity->authenticator());
    connect(m_branch.get(), &Branch::committed, this,
        [this](const application::CommittedBatchPtr &batch) {
            m_timekeeper->follow(*batch);
            m_wallets->follow(*batch);
            m_webhooks->notify(batch->head.position);
            m_hub->follow(*batch);
        });
}

std::unique_ptr<Webhooks> Server::makeWebhooks()
{
    WebhookSetup setup;
    setup.openReader = [this] { return m_books->openLog(); };
    setup.openIndex = [this] { return m_books->openIndex(); };
    setup.openStore = [directory = m_config.dataDirectory] {
        return std::make_unique<storage::SqliteDeliveryStore>(openServiceAgain(directory));
    };
    setup.clock = &m_clock;
    setup.generation = m_books->generation();
    setup.settings.retry.base = std::chrono::milliseconds(m_config.deliveryBaseMs);
    setup.settings.retry.cap = std::chrono::milliseconds(m_config.deliveryCapMs);
    setup.settings.attemptLimit = m_config.deliveryAttempts;
    setup.settings.totalDeadline = std::chrono::milliseconds(m_config.deliveryTimeoutMs);
    setup.rules.open = m_config.open;
    const auto own = QNetworkInterface::allAddresses();
    setup.rules.own.assign(own.begin(), own.end());
    return std::make_unique<Webhooks>(std::move(setup));
}

QByteArray Server::openApi() const
{
    return openApiDocument(m_dispatcher->table()).toJson();
}

void Server::makeRoutes()
{
    RouteTable table;
    Routes routes{table, m_fingerprintKey, *m_branch};
    // In the order in which the document lists them.
    addAccountRoutes(routes, *m_branch, *m_cache);
    addBalanceRoutes(routes, *m_branch);
    addHistoryRoutes(routes, *m_branch);
    addStatementRoutes(routes, *m_branch);
    addCustomerRoutes(routes, *m_branch);
    addMoneyRoutes(routes, *m_branch);
    addBatchRoutes(routes, *m_branch);
    addDialects(table);
    addCardRoutes(routes, *m_branch, *m_cards, *m_once);
    addEventRoutes(routes, *m_branch, *m_waiters);
    addHubRoutes(routes, *m_hub);
    addWebhookRoutes(routes, *m_webhooks, *m_once);
    addSignInRoutes(routes, *m_branch, *m_identity, *m_once);
    addUserRoutes(routes, *m_branch, *m_identity, *m_once);
    addKeyRoutes(routes, *m_branch, *m_identity, *m_once);
    addAuditRoutes(routes, *m_audit);
    addServiceRoutes(routes, *m_branch, *m_cache);
    addDocsRoutes(routes, m_docs);
    addMetricsRoutes(routes,
        {*m_branch, *m_books, *m_hub, *m_identity, *m_cards, *m_wallets, m_dispatcher, m_http},
        *m_webhooks);
    m_dispatcher = std::make_unique<RequestDispatcher>(std::move(table), m_clock, m_random);
    m_docs.describe(m_dispatcher->table());
    if (!m_config.open) {
        m_dispatcher->setAdmission(
            [this](RequestContext &context, Reply &reply) -> std::optional<Rejection> {
                std::optional<Rejection> rejection;
                return m_branch->reading([&] { rejection = admit(context, reply); })
                    ? rejection
                    : Rejection{api::Problem::of(api::ProblemCode::Internal), {}};
            });
    }
    HttpLimits limits;
    limits.connections = m_config.maxConnections;
    limits.connectionsPerPeer = m_config.maxConnectionsPerPeer;
    limits.proxies = TrustedProxies(m_config.trustedProxies);
    limits.hosts = {"localhost", "127.0.0.1", "[::1]"};
    for (const QString &host : m_config.hosts) {
        limits.hosts << host.toLower().toLatin1();
    }
    m_http = std::make_unique<HttpServer>(*m_dispatcher, limits);
    // Whoever only asks shall find room, too.
    m_hub->setCapacity(m_http->capacity() / 2);
    connect(m_http.get(), &HttpServer::stopped, this, [this] { Q_EMIT finished(0); });
}

void Server::listen(std::function<void(std::optional<Complaint>)> ready)
{
    const auto today = m_config.demo
        ? demoToWrite(*m_books->openLog(), m_clock.now(), file("demo-cards.json"))
        : std::nullopt;
    if (!today) {
        bindAddresses(ready);
        return;
    }
    auto *seeder = new DemoSeeder({m_books->ledger(), m_clock, m_identity->safe(), m_pinKey,
                                      file("demo-cards.json"), *today, m_config.currency,
                                      m_books->head().position > 0},
        this);
    seeder->start([this, ready](const QString &error) {
        if (!error.isEmpty()) {
            ready(Complaint{ExitCode::Software, error});
        } else {
            bindAddresses(ready);
        }
    });
}

void Server::bindAddresses(const std::function<void(std::optional<Complaint>)> &ready)
{
    QStringList urls;
    for (const QStringList *addresses : {&m_config.listen, &m_config.tlsListen}) {
        for (const QString &text : *addresses) {
            const auto url = bindAddress(text, addresses == &m_config.tlsListen);
            if (!url) {
                ready(url.error());
                return;
            }
            urls << *url;
        }
    }
    if (const auto &secret = m_identity->setUpSecret(); secret && !m_config.open) {
        std::printf("set-up secret, once, for a day: %s\n", secret->reveal().constData());
    }
    for (const QString &url : urls) {
        std::printf("listening on %s\n", qPrintable(url));
    }
    noteAddress();
    std::fflush(stdout);
    m_timekeeper->start();
    startWebhooks();
    m_wallets->start();
    m_scrubber->start();
    m_webhooks->notify(m_branch->head().position);
    if (m_config.open) {
        qCWarning(logServer, "open: no sign-in, everybody on this machine may do everything");
    }
    startWatchdog();
    ready(std::nullopt);
}

// After a restore they wait for an operator's word: what was told before may never have happened.
void Server::startWebhooks()
{
    const auto adopt = m_config.acceptHead ? std::optional(m_branch->head().position) : std::nullopt;
    m_branch->setWebhooksFault(m_webhooks->start(adopt));
}

Result<QString, Complaint> Server::bindAddress(const QString &text, bool isEncrypted)
{
    const auto address = parseListenAddress(text);
    const auto port = isEncrypted ? m_http->listenSecurely(address->host, address->port)
                                  : m_http->listenOn(address->host, address->port);
    if (!port) {
        return Failure{Complaint{ExitCode::OsError, u"%1: %2"_s.arg(text, port.error())}};
    }
    const QString url = urlOf(address->host, *port, isEncrypted);
    if (m_address.isEmpty() && !isEncrypted && address->host.isLoopback()) {
        m_address = url;
    }
    return url;
}

// For the operator's own commands on this machine.
void Server::noteAddress()
{
    const auto written = writePrivately(file("server.address"), m_address.toLatin1() + '\n');
    m_isAddressNoted = bool(written);
    if (!written) {
        qCWarning(logServer, "%s", qUtf8Printable(written.error()));
    }
}

void Server::reload()
{
    m_identity->reloadTokenKeys();
    if (m_config.tlsListen.isEmpty()) {
        return;
    }
    if (const auto read = readCertificate(); !read) {
        qCCritical(logServer, "the certificate stays as it was: %s",
            qUtf8Printable(read.error().message));
        return;
    }
    qCInfo(logServer, "new connections get the certificate in %s",
        qUtf8Printable(m_config.tlsCertificate));
}

Result<Done, Complaint> Server::readCertificate()
{
    const auto tls = readTls(m_config.tlsCertificate, m_config.tlsKey, m_clock.now());
    if (!tls) {
        return Failure{Complaint{ExitCode::Config, tls.error()}};
    }
    m_http->setTls(*tls);
    const QDateTime end = tls->localCertificateChain().constFirst().expiryDate();
    m_branch->setCertificateEnd({end.toMSecsSinceEpoch() * 1000});
    return Done{};
}

void Server::stop()
{
    m_waiters->finish();
    m_hub->finish();
    m_wallets->save();
    m_webhooks->stop();
    m_http->stop();
    tellServiceManager("STOPPING=1\nSTATUS=finishing what is in flight");
}

// The answers have been handed to their sockets; give them a moment to leave. Nothing is closed
// properly: what is on disk now is what the next start will find.
void Server::onFatal(const QString &why)
{
    qCCritical(logServer, "the outcome of a commit is unknown, ending: %s", qUtf8Printable(why));
    QTimer::singleShot(std::chrono::milliseconds(200), [] { std::_Exit(74); });
}

// The sign of life is the writer's, given by this thread: where either is stuck, it stays out and
// the server is started anew. A disk that hangs for so long is no better.
void Server::startWatchdog()
{
    tellServiceManager("READY=1\nSTATUS=listening");
    const auto period = watchdogPeriod();
    if (!period) {
        return;
    }
    m_watchdog.callOnTimeout(this, [this, limit = *period / 2] {
        if (m_books->ledger().sinceLastTurn() < limit) {
            tellServiceManager("WATCHDOG=1");
        } else {
            qCCritical(logServer, "the writer does not come back");
        }
    });
    m_watchdog.start(*period / 4);
}

} // namespace kontor::server
