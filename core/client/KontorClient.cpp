// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/KontorClient.h"

#include "api/Paths.h"
#include "client/Answers.h"
#include "client/Commands.h"
#include "client/Requests.h"

#include <QUrl>

namespace kontor::client {

using namespace api;
using std::chrono::milliseconds;

namespace {

//! Path and query; empty values are left out.
class Target
{
public:
    Target(QByteArray path) : m_text(std::move(path)) {}

    Target &add(const char *name, const QString &value)
    {
        if (!value.isEmpty()) {
            m_text += (m_text.contains('?') ? '&' : '?') + QByteArray(name) + '='
                + QUrl::toPercentEncoding(value);
        }
        return *this;
    }
    Target &add(const char *name, qint64 value) { return add(name, QString::number(value)); }
    operator QByteArray() const { return m_text; }

private:
    QByteArray m_text;
};

Target under(const Path &path, const Uuid &id)
{
    return path.with({id.toString()});
}

Target cursorPage(const Path &path, AccountId id, const QString &after, int limit)
{
    return under(path, id.uuid).add("after", after).add("limit", limit);
}

Target statementPiece(AccountId id, const StatementQuery &query)
{
    return Target(
        paths::statement.with({id.toString(), query.month.toString(u"yyyy-MM"_s).toLatin1()}))
        .add("after", query.after)
        .add("limit", query.limit);
}

template<class T>
Reply<T> send(Transport &transport, HttpRequest request, CallKind kind)
{
    return transport.send(std::move(request)).then([kind](const HttpResponse &response) {
        return readAnswer<T>(response, kind);
    });
}

template<class T>
Reply<T> get(Transport &transport, const Sender &sender, const QByteArray &target,
    milliseconds deadline = milliseconds(10'000))
{
    HttpRequest request = queryRequest(sender, target);
    request.deadline = deadline;
    request.mayWait = true;
    return send<T>(transport, std::move(request), CallKind::Query);
}

//! What tells whether the line is up must not stand behind what somebody only looks at.
template<class T>
Reply<T> listen(Transport &transport, const Sender &sender, const QByteArray &target,
    milliseconds deadline)
{
    HttpRequest request = queryRequest(sender, target);
    request.deadline = deadline;
    return send<T>(transport, std::move(request), CallKind::Query);
}

template<class T>
Reply<T> command(Transport &transport, const Sender &sender, const CommandRequest &command,
    const CommandOptions &options)
{
    HttpRequest request = commandRequest(sender, command,
        {options.key, options.expectedVersion, options.cardSession});
    request.deadline = options.deadline;
    return send<T>(transport, std::move(request), CallKind::Command);
}

} // namespace

KontorClient::KontorClient(Transport &transport, QString actor, QString channel)
    : m_transport(&transport), m_sender{std::move(actor), std::move(channel)}
{
}

Reply<ServerInfo> KontorClient::serverInfo()
{
    return get<ServerInfo>(*m_transport, m_sender, paths::version.with());
}

Reply<Health> KontorClient::health(milliseconds deadline)
{
    return get<Health>(*m_transport, m_sender, paths::health.with(), deadline);
}

Reply<Liveness> KontorClient::liveness(milliseconds deadline)
{
    return listen<Liveness>(*m_transport, m_sender, paths::live.with(), deadline);
}

Reply<AccountPage> KontorClient::accounts(const AccountQuery &query)
{
    Target target(paths::accounts.with());
    target.add("q", query.search).add("page", query.page).add("pageSize", query.pageSize);
    if (query.ownerId) {
        target.add("ownerId", QString::fromLatin1(query.ownerId->toString()));
    }
    if (query.includeDeleted) {
        target.add("includeDeleted", u"true"_s);
    }
    if (query.countLimit > 0) {
        target.add("countLimit", query.countLimit);
    }
    return get<AccountPage>(*m_transport, m_sender, target);
}

Reply<AccountView> KontorClient::account(AccountId id)
{
    return get<AccountView>(*m_transport, m_sender, under(paths::account, id.uuid));
}

Reply<BalanceView> KontorClient::balance(AccountId id)
{
    return get<BalanceView>(*m_transport, m_sender, under(paths::balance, id.uuid));
}

Reply<MovementPage> KontorClient::transactions(AccountId id, const QString &after, int limit)
{
    return get<MovementPage>(*m_transport, m_sender,
        cursorPage(paths::transactions, id, after, limit));
}

Reply<HistoryPage> KontorClient::history(AccountId id, const QString &after, int limit)
{
    return get<HistoryPage>(*m_transport, m_sender, cursorPage(paths::history, id, after, limit));
}

Reply<HoldList> KontorClient::holds(AccountId id)
{
    return get<HoldList>(*m_transport, m_sender, under(paths::holds, id.uuid));
}

Reply<Statement> KontorClient::statement(AccountId id, const StatementQuery &query)
{
    return get<Statement>(*m_transport, m_sender, statementPiece(id, query));
}

Reply<QByteArray> KontorClient::statementFile(AccountId id, StatementFormat format,
    const StatementQuery &query)
{
    const QByteArray target
        = statementPiece(id, query).add("format", QLatin1StringView(nameOf(format)));
    const QByteArray accept = QByteArray(mediaTypeOf(format)) + ", application/problem+json";
    return send<QByteArray>(*m_transport, queryRequest(m_sender, target, accept), CallKind::Query);
}

Reply<CustomerPage> KontorClient::customers(const QString &search, int page, int pageSize)
{
    return get<CustomerPage>(*m_transport, m_sender, Target(paths::customers.with())
            .add("q", search).add("page", page).add("pageSize", pageSize));
}

Reply<CustomerView> KontorClient::customer(CustomerId id)
{
    return get<CustomerView>(*m_transport, m_sender, under(paths::customer, id.uuid));
}

Reply<AccountPage> KontorClient::accountsOf(CustomerId id, int page, int pageSize)
{
    return get<AccountPage>(*m_transport, m_sender,
        Target(under(paths::customerAccounts, id.uuid))
            .add("page", page)
            .add("pageSize", pageSize));
}

Reply<EventPage> KontorClient::events(qint64 after, std::chrono::seconds wait, int limit)
{
    const QByteArray target = Target(paths::events.with())
        .add("after", after).add("wait", wait.count()).add("limit", limit);
    return listen<EventPage>(*m_transport, m_sender, target, wait + milliseconds(5'000));
}

Reply<EventPage> KontorClient::feedHead(milliseconds deadline)
{
    const QByteArray target = Target(paths::events.with())
        .add("after", u"latest"_s).add("limit", 1);
    return listen<EventPage>(*m_transport, m_sender, target, deadline);
}

Reply<AccountView> KontorClient::openAccount(const OpenAccountRequest &body,
    const CommandOptions &options)
{
    return command<AccountView>(*m_transport, m_sender, commands::openAccount(body), options);
}

Reply<Movement> KontorClient::deposit(AccountId id, const CashRequest &body,
    const CommandOptions &options)
{
    return command<Movement>(*m_transport, m_sender, commands::deposit(id, body), options);
}

Reply<Movement> KontorClient::withdraw(AccountId id, const CashRequest &body,
    const CommandOptions &options)
{
    return command<Movement>(*m_transport, m_sender, commands::withdraw(id, body), options);
}

Reply<Movement> KontorClient::transfer(AccountId id, const TransferRequest &body,
    const CommandOptions &options)
{
    return command<Movement>(*m_transport, m_sender, commands::transfer(id, body), options);
}

Reply<CardSession> KontorClient::openCardSession(CardId id, const CardSessionRequest &body,
    const CommandOptions &options)
{
    return command<CardSession>(*m_transport, m_sender, commands::openCardSession(id, body),
        options);
}

Reply<Done> KontorClient::changePin(CardId id, const ChangePinRequest &body,
    const CommandOptions &options)
{
    return command<Done>(*m_transport, m_sender, commands::changePin(id, body), options);
}

Reply<WithdrawalView> KontorClient::authoriseWithdrawal(const AuthoriseWithdrawalRequest &body,
    const CommandOptions &options)
{
    return command<WithdrawalView>(*m_transport, m_sender, commands::authoriseWithdrawal(body),
        options);
}

Reply<WithdrawalView> KontorClient::completeWithdrawal(WithdrawalId id,
    const CompleteWithdrawalRequest &body, const CommandOptions &options)
{
    return command<WithdrawalView>(*m_transport, m_sender, commands::completeWithdrawal(id, body),
        options);
}

Reply<WithdrawalView> KontorClient::voidWithdrawal(WithdrawalId id,
    const VoidWithdrawalRequest &body, const CommandOptions &options)
{
    return command<WithdrawalView>(*m_transport, m_sender, commands::voidWithdrawal(id, body),
        options);
}

Reply<CardView> KontorClient::issueCard(const IssueCardRequest &body, const CommandOptions &options)
{
    return command<CardView>(*m_transport, m_sender, commands::issueCard(body), options);
}

Reply<CardView> KontorClient::card(CardId id)
{
    return get<CardView>(*m_transport, m_sender, under(paths::card, id.uuid));
}

Reply<SignedIn> KontorClient::signIn(const SignInRequest &body, const CommandOptions &options)
{
    return command<SignedIn>(*m_transport, m_sender, commands::signIn(body), options);
}

Reply<Done> KontorClient::signOut(const CommandOptions &options)
{
    return command<Done>(*m_transport, m_sender, commands::signOut(), options);
}

Reply<Me> KontorClient::me()
{
    return get<Me>(*m_transport, m_sender, paths::me.with());
}

Reply<AuditPage> KontorClient::audit(const AuditQuery &query)
{
    Target target(paths::audit.with());
    target.add("limit", query.limit);
    if (!query.actor.isEmpty()) {
        target.add("actor", query.actor);
    }
    if (query.changes) {
        target.add("changes", u"true"_s);
    }
    if (!query.after.isEmpty()) {
        target.add("after", query.after);
    }
    return get<AuditPage>(*m_transport, m_sender, target);
}

} // namespace kontor::client
