// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "torture/FaultyServer.h"
#include "torture/SimulatedDisk.h"

#include <set>

namespace kontor::testing {

//! What a repetition under the same key may say once the first attempt has had its effect.
enum class Again
{
    SameAnswer,
    NotRepeatable, //!< the answer held a secret
    SameIfKept, //!< kept beside the ledger: if it was broken off before, whoever is unsure looks
};

//! One request to a route that changes something. `@NAME` in path and body stands for an id of the
//! prepared branch.
struct RouteCase
{
    QByteArray method;
    //! As the server's table has it.
    QByteArray pattern;
    QByteArray path;
    QByteArray body;
    Again again = Again::SameAnswer;
    bool needsCardSession = false;
    //! Asks with the access token of a session.
    bool isSignedIn = false;

    QByteArray name() const { return method + ' ' + pattern; }
};

//! Every route of the server that changes something in the branch, once.
const std::vector<RouteCase> &routeCases();
//! Routes that change nothing on disk in a branch that is set up.
const std::set<QByteArray> &routesWithoutEffect();

//! A branch in which each of them has something to do: accounts in every state, a hold, a card, a
//! withdrawal under way, an endpoint and a parked delivery, users, a session and a key. Each commit is followed
//! by a checkpoint.
class PreparedBranch
{
public:
    PreparedBranch();

    const DiskContents &contents() const { return m_contents; }
    const QStringList &arguments() const { return m_arguments; }
    //! `text` with the ids in their places.
    QByteArray fill(QByteArray text) const;
    //! The branch in words, without times and without ids that are made anew each time.
    QByteArray summary(const RunningServer &server) const;
    //! A card session for the prepared card.
    QByteArray cardSession(const RunningServer &server) const;
    //! The access token of another session of the prepared user.
    QByteArray accessToken(const RunningServer &server) const;

private:
    void keep(const char *name, const HttpAnswer &answer);
    void open(const char *name, const QByteArray &body);
    void makeAccounts(const RunningServer &server);
    void makeCards(const RunningServer &server);
    void makeDelivery(const RunningServer &server);
    void makeUsers(const RunningServer &server);
    void makeSession(const RunningServer &server);
    QByteArray newcomers(const RunningServer &server) const;

    QStringList m_arguments;
    DiskContents m_contents;
    std::map<QByteArray, QByteArray> m_ids;
};

} // namespace kontor::testing
