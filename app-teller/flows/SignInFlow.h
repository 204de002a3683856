// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Identity.h"
#include "client/KontorClient.h"
#include "client/SessionTransport.h"
#include "foundation/Random.h"
#include "foundation/Secret.h"

#include <QObject>

#include <memory>

namespace kontor::teller {

//! Signs somebody in at a server and asks what they may do. What came of it is handed on in
//! signedIn().
class SignInFlow : public QObject
{
    Q_OBJECT

public:
    SignInFlow(const Clock &clock, Random &random, QObject *parent = nullptr);

    //! Where the next tries go; nothing of an earlier one is heard any more. Outlives the tries.
    void useLine(client::Transport *line);
    void signIn(const QString &user, const Secret<QString> &password);
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged(bool busy);
    void signedIn(const kontor::api::SignedIn &session, const kontor::api::Me &who);
    void failed(const QString &message);

private:
    void takeSession(const client::Answer<api::SignedIn> &answer);
    void takeRights(const client::Answer<api::Me> &answer);
    void setBusy(bool busy);
    void fail(const client::ApiError &error);

    const Clock *m_clock;
    IdGenerator m_ids;
    client::Transport *m_line = nullptr;
    std::unique_ptr<client::SessionTransport> m_session;
    std::unique_ptr<client::KontorClient> m_client;
    std::optional<api::SignedIn> m_signedIn;
    //! Answers to an earlier try are dropped.
    int m_try = 0;
    bool m_busy = false;
};

} // namespace kontor::teller
