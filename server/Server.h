// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Timekeeper.h"
#include "server/Books.h"
#include "server/Branch.h"
#include "server/Scrubber.h"
#include "server/auth/CardDesk.h"
#include "server/cache/AccountCache.h"
#include "server/commands/ExitCode.h"
#include "server/delivery/Webhooks.h"
#include "server/http/RequestDispatcher.h"
#include "server/http/HttpServer.h"
#include "server/openapi/ApiDocs.h"
#include "server/routes/EventWaiters.h"
#include "server/routes/Once.h"
#include "storage/service/KeptAnswers.h"
#include "storage/service/PinVerifiers.h"

#include <QObject>

namespace kontor::server {

//! Why the server cannot run.
using StartError = Complaint;

//! The composition root of `serve`: names every concrete part and puts them together.
class Server final : public QObject
{
    Q_OBJECT

public:
    explicit Server(Config config, BooksOptions options = {}, QObject *parent = nullptr);
    ~Server() override;

    //! Opens the books; everything but listening. Blocks while the views are brought up.
    Result<Done, StartError> open();
    //! Fills an empty demo ledger, then listens; `ready` gets what went wrong, if anything. The
    //! addresses are printed, a line each: "listening on http://127.0.0.1:8080".
    void listen(std::function<void(std::optional<StartError>)> ready);
    const QByteArray &openApi() const { return m_docs.openApi(); }
    //! Takes no more requests, finishes those in flight, closes the books and says finished().
    void stop();

Q_SIGNALS:
    void finished(int exitCode);

private:
    Result<Done, StartError> readKeys();
    void makeBranch();
    Result<Done, StartError> makeCaches();
    void makeFollowers();
    std::unique_ptr<Webhooks> makeWebhooks();
    void makeRoutes();
    void startWebhooks();
    void bindAddresses(const std::function<void(std::optional<StartError>)> &ready);
    void onFatal(const QString &why);
    PinVerifiers pinVerifiers();
    QString file(const char *name) const;

    Config m_config;
    BooksOptions m_booksOptions;
    ServerClock m_clock;
    SystemRandom m_random;
    IdGenerator m_ids;
    Secret<QByteArray> m_fingerprintKey;
    Secret<QByteArray> m_pinKey;
    std::unique_ptr<storage::ServiceDb> m_service;
    std::unique_ptr<storage::PinVerifiers> m_verifiers;
    std::unique_ptr<storage::KeptAnswers> m_answers;
    std::unique_ptr<Books> m_books;
    QuerySources m_sources;
    std::unique_ptr<QueryPool> m_queries;
    std::unique_ptr<ViewGate> m_gate;
    std::unique_ptr<Branch> m_branch;
    std::unique_ptr<AccountCache> m_cache;
    std::unique_ptr<Once> m_once;
    std::unique_ptr<Pins> m_pins;
    std::unique_ptr<CardDesk> m_cards;
    std::unique_ptr<EventWaiters> m_waiters;
    std::unique_ptr<application::Timekeeper> m_timekeeper;
    std::unique_ptr<Webhooks> m_webhooks;
    std::unique_ptr<Scrubber> m_scrubber;
    ApiDocs m_docs;
    std::unique_ptr<RequestDispatcher> m_dispatcher;
    std::unique_ptr<HttpServer> m_http;
};

} // namespace kontor::server
