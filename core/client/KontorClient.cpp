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
Reply<T> exchange(Transport &transport, HttpRequest request, CallKind kind)
{
    return transport.send(std::move(request)).then([kind](const HttpResponse &response) {
        return readAnswer<T>(response, kind);
    });
}

} // namespace

KontorClient::KontorClient(Transport &transport, QString actor, QString channel)
    : m_transport(&transport), m_sender{std::move(actor), std::move(channel)}
{
}

template<class T>
Reply<T> KontorClient::get(const QByteArray &target)
{
    HttpRequest request = queryRequest(m_sender, target);
    request.mayWait = true;
    return exchange<T>(*m_transport, std::move(request), CallKind::Query);
}

//! What tells whether the line is up must not stand behind what somebody only looks at.
template<class T>
Reply<T> KontorClient::listen(const QByteArray &target, milliseconds deadline)
{
    HttpRequest request = queryRequest(m_sender, target);
    request.deadline = deadline;
    return exchange<T>(*m_transport, std::move(request), CallKind::Query);
}

template<class T>
Reply<T> KontorClient::send(const CommandRequest &command, const CommandOptions &options)
{
    HttpRequest request
        = commandRequest(m_sender, command, {options.key, std::nullopt, options.cardSession});
    request.deadline = options.deadline;
    return exchange<T>(*m_transport, std::move(request), CallKind::Command);
}

Reply<ServerInfo> KontorClient::serverInfo()
{
    return get<ServerInfo>(paths::version.with());
}

Reply<Liveness> KontorClient::liveness(milliseconds deadline)
{
    return listen<Liveness>(paths::live.with(), deadline);
}

Reply<AccountPage> KontorClient::accounts(const AccountQuery &query)
{
    Target target(paths::accounts.with());
    target.add("q", query.search).add("page", 1).add("pageSize", query.pageSize);
    if (query.countLimit > 0) {
        target.add("countLimit", query.countLimit);
    }
    return get<AccountPage>(target);
}

Reply<AccountView> KontorClient::account(AccountId id)
{
    return get<AccountView>(under(paths::account, id.uuid));
}

Reply<BalanceView> KontorClient::balance(AccountId id)
{
    return get<BalanceView>(under(paths::balance, id.uuid));
}

Reply<MovementPage> KontorClient::transactions(AccountId id, const QString &after, int limit)
{
    return get<MovementPage>(cursorPage(paths::transactions, id, after, limit));
}

Reply<Statement> KontorClient::statement(AccountId id, const StatementQuery &query)
{
    return get<Statement>(statementPiece(id, query));
}

Reply<QByteArray> KontorClient::statementFile(AccountId id, StatementFormat format,
    const StatementQuery &query)
{
    const QByteArray target
        = statementPiece(id, query).add("format", QLatin1StringView(nameOf(format)));
    const QByteArray accept = QByteArray(mediaTypeOf(format)) + ", application/problem+json";
    return exchange<QByteArray>(*m_transport, queryRequest(m_sender, target, accept),
        CallKind::Query);
}

Reply<AccountPage> KontorClient::accountsOf(CustomerId id, int page)
{
    return get<AccountPage>(
        Target(under(paths::customerAccounts, id.uuid)).add("page", page).add("pageSize", 100));
}

Reply<EventPage> KontorClient::events(qint64 after, std::chrono::seconds wait)
{
    const QByteArray target = Target(paths::events.with())
                                  .add("after", after)
                                  .add("wait", wait.count())
                                  .add("limit", 100);
    return listen<EventPage>(target, wait + milliseconds(5'000));
}

Reply<EventPage> KontorClient::feedHead(milliseconds deadline)
{
    const QByteArray target = Target(paths::events.with())
        .add("after", u"latest"_s).add("limit", 1);
    return listen<EventPage>(target, deadline);
}

Reply<CardSession> KontorClient::openCardSession(CardId id, const CardSessionRequest &body,
    const CommandOptions &options)
{
    return send<CardSession>(commands::openCardSession(id, body), options);
}

Reply<Done> KontorClient::changePin(CardId id, const ChangePinRequest &body,
    const CommandOptions &options)
{
    return send<Done>(commands::changePin(id, body), options);
}

Reply<WithdrawalView> KontorClient::authoriseWithdrawal(const AuthoriseWithdrawalRequest &body,
    const CommandOptions &options)
{
    return send<WithdrawalView>(commands::authoriseWithdrawal(body), options);
}

Reply<WithdrawalView> KontorClient::completeWithdrawal(WithdrawalId id,
    const CompleteWithdrawalRequest &body, const CommandOptions &options)
{
    return send<WithdrawalView>(commands::completeWithdrawal(id, body), options);
}

Reply<WithdrawalView> KontorClient::voidWithdrawal(WithdrawalId id,
    const VoidWithdrawalRequest &body, const CommandOptions &options)
{
    return send<WithdrawalView>(commands::voidWithdrawal(id, body), options);
}

Reply<SignedIn> KontorClient::signIn(const SignInRequest &body, const CommandOptions &options)
{
    return send<SignedIn>(commands::signIn(body), options);
}

Reply<Done> KontorClient::signOut(const CommandOptions &options)
{
    return send<Done>(commands::signOut(), options);
}

Reply<Me> KontorClient::me()
{
    return get<Me>(paths::me.with());
}

Reply<AuditPage> KontorClient::audit(const AuditQuery &query)
{
    return get<AuditPage>(Target(paths::audit.with())
                              .add("limit", query.limit)
                              .add("actor", query.actor)
                              .add("changes", query.changes ? u"true"_s : QString())
                              .add("after", query.after));
}

} // namespace kontor::client
