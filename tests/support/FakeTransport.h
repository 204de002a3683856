// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Transport.h"
#include "foundation/Strings.h"

#include <QPromise>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace kontor::testing {

client::HttpResponse answered(int status, const QByteArray &body = {});
//! What this server would never answer: a proxy's page, a later version's member.
client::HttpResponse answeredByAnother(int status, const QByteArray &body = {});
client::HttpResponse notSent();
client::HttpResponse lost();

//! A transport that answers by script, in the order of the requests, and records them. Without a
//! script a request waits until answerNext() or is lost at its deadline.
class FakeTransport : public client::Transport
{
public:
    ~FakeTransport() override;
    QFuture<client::HttpResponse> send(client::HttpRequest request) override;

    //! The next unscripted request gets this at once.
    void script(client::HttpResponse response) { m_script.push_back(std::move(response)); }
    //! Asked first for every request: an answer, or nothing to go on with the script.
    std::function<std::optional<client::HttpResponse>(const client::HttpRequest &)> server;
    //! Ends the oldest request that is still waiting.
    void answerNext(client::HttpResponse response);
    std::size_t waiting() const;

    std::vector<client::HttpRequest> requests;

private:
    using Promise = QPromise<client::HttpResponse>;
    std::optional<client::HttpResponse> scripted(const client::HttpRequest &request);
    std::deque<client::HttpResponse> m_script;
    struct Waiting
    {
        client::HttpRequest request;
        std::shared_ptr<Promise> promise;
    };
    std::deque<Waiting> m_waiting;
};

//! Stand-ins for the server hold what they answer against the API's document.
void holdAgainstDocument(const client::HttpRequest &request, const client::HttpResponse &response);

//! The value of a header of a recorded request; nothing where it was not sent.
std::optional<QByteArray> headerOf(const client::HttpRequest &request, const QByteArray &name);

} // namespace kontor::testing
