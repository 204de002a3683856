// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Timekeeper.h"
#include "server/Books.h"
#include "server/Branch.h"
#include "server/Scrubber.h"
#include "server/WalletFollower.h"
#include "server/auth/Audit.h"
#include "server/auth/CardDesk.h"
#include "server/auth/Gatekeeper.h"
#include "server/auth/Identity.h"
#include "server/cache/AccountCache.h"
#include "server/commands/ExitCode.h"
#include "server/delivery/Webhooks.h"
#include "server/http/HttpServer.h"
#include "server/http/RequestDispatcher.h"
#include "server/openapi/ApiDocs.h"
#include "server/push/WalletHub.h"
#include "server/routes/EventWaiters.h"
#include "server/routes/MetricsRoutes.h"
#include "server/routes/Once.h"

#include <QObject>
#include <QTimer>

namespace kontor::server {

//! The composition root of `serve`: names every concrete part and puts them together.
class Server final : public QObject
{
    Q_OBJECT

public:
    explicit Server(Config config, BooksOptions options = {}, QObject *parent = nullptr);
    ~Server() override;

    //! Whether all addresses can be had, before anything is begun; they are let go again.
    Result<Done, Complaint> tryAddresses() const;
    //! Opens the books; everything but listening. Blocks while the views are brought up.
    Result<Done, Complaint> open();
    //! Fills an empty demo ledger, then listens; `ready` gets what went wrong, if anything. The
    //! addresses are printed, a line each: "listening on http://127.0.0.1:8080".
    void listen(std::function<void(std::optional<Complaint>)> ready);
    //! Once they are open.
    const Books &books() const { return *m_books; }
    //! Once they are open: the OpenAPI document of the routes.
    QByteArray openApi() const;
    //! Takes over the certificate and the keys of access tokens as they are on disk now; what cannot
    //! be used leaves all as it is.
    void reload();
    //! Takes no more requests, finishes those in flight, closes the books and says finished().
    void stop();

Q_SIGNALS:
    void finished(int exitCode);

private:
    Result<Done, Complaint> openAll();
    Result<Done, Complaint> readKeys();
    void makeBranch();
    Result<Done, Complaint> makeCaches();
    Result<Done, Complaint> makeIdentity();
    std::optional<Rejection> admit(RequestContext &context, Reply &reply);
    void makeFollowers();
    std::unique_ptr<Webhooks> makeWebhooks();
    void makeRoutes();
    void startWebhooks();
    void bindAddresses(const std::function<void(std::optional<Complaint>)> &ready);
    Result<Done, Complaint> readCertificate();
    void noteAddress();
    Result<QString, Complaint> bindAddress(const QString &text, bool isEncrypted);
    void onFatal(const QString &why);
    void startWatchdog();
    QString file(const char *name) const;

    Config m_config;
    //! The first that is plain and on loopback, once it listens.
    QString m_address;
    bool m_isAddressNoted = false;
    BooksOptions m_booksOptions;
    ServerClock m_clock;
    SystemRandom m_random;
    IdGenerator m_ids;
    Secret<QByteArray> m_fingerprintKey;
    Secret<QByteArray> m_pinKey;
    std::unique_ptr<storage::ServiceDb> m_service;
    //! Outlives whoever may still have something to answer.
    std::unique_ptr<Audit> m_audit;
    std::unique_ptr<Books> m_books;
    QuerySources m_sources;
    std::unique_ptr<QueryPool> m_queries;
    std::unique_ptr<ViewGate> m_gate;
    std::unique_ptr<Branch> m_branch;
    std::unique_ptr<AccountCache> m_cache;
    std::unique_ptr<Once> m_once;
    std::unique_ptr<Hasher> m_pins;
    std::unique_ptr<CardDesk> m_cards;
    std::unique_ptr<Identity> m_identity;
    std::unique_ptr<Gatekeeper> m_gatekeeper;
    std::unique_ptr<EventWaiters> m_waiters;
    std::unique_ptr<WalletHub> m_hub;
    std::unique_ptr<application::Timekeeper> m_timekeeper;
    std::unique_ptr<WalletFollower> m_wallets;
    std::unique_ptr<Webhooks> m_webhooks;
    std::unique_ptr<Scrubber> m_scrubber;
    QTimer m_watchdog;
    std::unique_ptr<RequestDispatcher> m_dispatcher;
    ApiDocs m_docs;
    std::unique_ptr<HttpServer> m_http;
};

} // namespace kontor::server
