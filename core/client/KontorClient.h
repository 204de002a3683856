// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "api/Audit.h"
#include "api/Cards.h"
#include "api/Events.h"
#include "api/Identity.h"
#include "api/Service.h"
#include "api/Statements.h"
#include "client/ApiError.h"
#include "client/Requests.h"
#include "client/Transport.h"

#include <QFuture>

namespace kontor::client {

template<class T>
using Answer = Result<T, ApiError>;
template<class T>
using Reply = QFuture<Answer<T>>;

//! What goes with a command besides its body.
struct CommandOptions
{
    //! 1–255 printable characters; made and saved before the first sending (PendingCommands).
    QByteArray key;
    //! From a CardSession; sent as X-Card-Session.
    QString cardSession;
    std::chrono::milliseconds deadline{10'000};
};

struct AccountQuery
{
    QString search;
    int pageSize = 10;
    //! The answer's totalCount is no more than this; 0 counts all.
    qint64 countLimit = 0;
};

struct AuditQuery
{
    //! A login, a customer's id or the name of a key; empty for everybody.
    QString actor;
    //! Only what changed something or tried to.
    bool changes = false;
    //! The `next` of the page before, empty for the newest.
    QString after;
    int limit = 50;
};

//! A piece of a month's statement.
struct StatementQuery
{
    //! Any day of the month.
    QDate month;
    //! The `next` of the piece before, empty for the first.
    QString after;
    int limit = 1000;
};

//! One typed method per query, and per command that no file may hold or that its sender repeats
//! itself; CommandSender has all others. Every reply ends with an answer or an ApiError; a command
//! whose answer was lost ends with ApiError::Kind::Unknown and may be sent again with the same key.
class KontorClient
{
public:
    //! `actor` travels as X-Kontor-Actor, `channel` as X-Kontor-Channel.
    KontorClient(Transport &transport, QString actor, QString channel);

    Reply<api::ServerInfo> serverInfo();
    //! Whether there is an answer at all, however the server is.
    Reply<api::Liveness> liveness(std::chrono::milliseconds deadline);

    Reply<api::AccountPage> accounts(const AccountQuery &query);
    Reply<api::AccountView> account(AccountId id);
    Reply<api::BalanceView> balance(AccountId id);
    //! `after` is the `next` of the page before, empty for the newest.
    Reply<api::MovementPage> transactions(AccountId id, const QString &after = {}, int limit = 50);
    Reply<api::Statement> statement(AccountId id, const StatementQuery &query);
    //! The same as a file, as the server writes it.
    Reply<QByteArray> statementFile(AccountId id, api::StatementFormat format,
        const StatementQuery &query);
    Reply<api::AccountPage> accountsOf(CustomerId id, int page);
    //! Long-polls: answers at once when there is something after `after`, else after `wait`.
    Reply<api::EventPage> events(qint64 after, std::chrono::seconds wait);
    //! The feed's present end: the place to start following from.
    Reply<api::EventPage> feedHead(std::chrono::milliseconds deadline);

    //! The answer holds a secret, so it cannot be had again; the key sees to it that a PIN typed
    //! once is counted once, however often a broken line makes it arrive.
    Reply<api::CardSession> openCardSession(CardId id, const api::CardSessionRequest &body,
        const CommandOptions &);
    Reply<Done> changePin(CardId id, const api::ChangePinRequest &body, const CommandOptions &);
    Reply<api::WithdrawalView> authoriseWithdrawal(const api::AuthoriseWithdrawalRequest &body,
        const CommandOptions &);
    Reply<api::WithdrawalView> completeWithdrawal(WithdrawalId id,
        const api::CompleteWithdrawalRequest &body, const CommandOptions &);
    Reply<api::WithdrawalView> voidWithdrawal(WithdrawalId id,
        const api::VoidWithdrawalRequest &body, const CommandOptions &);

    //! The answer holds tokens, so it cannot be had again.
    Reply<api::SignedIn> signIn(const api::SignInRequest &body, const CommandOptions &);
    Reply<Done> signOut(const CommandOptions &);
    //! Whom the server takes this client for, and what they may do.
    Reply<api::Me> me();
    Reply<api::AuditPage> audit(const AuditQuery &query);

private:
    template<class T>
    Reply<T> get(const QByteArray &target);
    template<class T>
    Reply<T> listen(const QByteArray &target, std::chrono::milliseconds deadline);
    template<class T>
    Reply<T> send(const CommandRequest &command, const CommandOptions &options);

    Transport *m_transport;
    Sender m_sender;
};

} // namespace kontor::client
