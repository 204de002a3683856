// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/ModelServer.h"

#include "api/Accounts.h"
#include "api/Service.h"
#include "support/FakeTransport.h"

#include <QPromise>

namespace kontor::testing {

using client::HttpRequest;
using client::HttpResponse;

namespace {

HttpResponse ok(const QByteArray &body)
{
    HttpResponse response;
    response.status = 200;
    response.body = body;
    return response;
}

HttpResponse refused(api::ProblemCode code, std::optional<int> triesLeft = {})
{
    api::Problem problem = api::Problem::of(code);
    problem.triesLeft = triesLeft;
    HttpResponse response;
    response.status = problem.status;
    response.body = api::toJson(problem);
    return response;
}

template<class T>
T read(const QByteArray &body)
{
    return fromJson<T>(parseJson(body).value()).value();
}

const Timestamp farAway = *Timestamp::parse("2099-01-01T00:00:00Z");

} // namespace

CardId ModelServer::card()
{
    return CardId{Uuid::nameBased({}, "card")};
}

AccountId ModelServer::account()
{
    return AccountId{Uuid::nameBased({}, "account")};
}

QFuture<HttpResponse> ModelServer::send(HttpRequest request)
{
    requests << QString::fromUtf8(request.method + ' ' + request.target);
    for (const auto &[name, value] : request.headers) {
        if (name.toLower() == "idempotency-key") {
            keys << value;
        }
    }
    QPromise<HttpResponse> promise;
    promise.start();
    const HttpResponse response = answer(request);
    holdAgainstDocument(request, response);
    promise.addResult(response);
    promise.finish();
    return promise.future();
}

HttpResponse ModelServer::answer(const HttpRequest &request)
{
    const QByteArray &path = request.target;
    if (path.endsWith("/session")) {
        return openSession(request.body);
    }
    if (path.endsWith("/pin")) {
        return changePin(request.body);
    }
    if (path.endsWith("/withdrawals")) {
        return authorise(request.body);
    }
    if (path.contains("/withdrawals/")) {
        return advise(path, request.body);
    }
    if (path.contains("/balance")) {
        return ok(toJson(api::BalanceView{account(), Decimal(bank.balance, 0),
            Decimal(bank.available(), 0), currency, 1, farAway}));
    }
    if (path.contains("/transactions")) {
        return ok(toJson(newestMovements()));
    }
    return ok(toJson(api::ServerInfo{u"kontor-server"_s, u"0"_s, u"Main branch"_s, true, true,
        currency, *Timestamp::parse("2030-01-01T00:00:00Z")}));
}

api::MovementPage ModelServer::newestMovements() const
{
    api::Movement paid;
    paid.transactionId = u"a withdrawal"_s;
    paid.accountId = account();
    paid.type = api::MovementType::Withdrawal;
    paid.amount = Decimal(170, 0);
    paid.currency = currency;
    paid.balanceBefore = Decimal(bank.balance + 170, 0);
    paid.balanceAfter = Decimal(bank.balance, 0);
    paid.channel = u"atm"_s;
    paid.actorKind = u"terminal"_s;
    paid.actor = u"ATM-0001"_s;
    paid.version = paid.position = 1;
    paid.createdAt = farAway;
    api::MovementPage page;
    page.items = {paid};
    return page;
}

HttpResponse ModelServer::openSession(const QByteArray &body)
{
    if (triesLeft == 0) {
        return refused(api::ProblemCode::CardBlocked);
    }
    if (read<api::CardSessionRequest>(body).pin != pin) {
        return refused(api::ProblemCode::PinWrong, --triesLeft);
    }
    triesLeft = 3;
    return ok(toJson(api::CardSession{u"token"_s, farAway, card(), account(), u"Carla Souza"_s,
        u"•••• 4417"_s, currency}));
}

HttpResponse ModelServer::changePin(const QByteArray &body)
{
    const auto request = read<api::ChangePinRequest>(body);
    if (request.currentPin != pin) {
        return refused(api::ProblemCode::PinWrong, --triesLeft);
    }
    pin = request.newPin;
    HttpResponse done;
    done.status = 204;
    return done;
}

HttpResponse ModelServer::authorise(const QByteArray &body)
{
    const auto request = read<api::AuthoriseWithdrawalRequest>(body);
    switch (bank.authorise(request.withdrawalId, int(*request.amount.toMinor(0)))) {
    case ModelBank::Reply::Granted: break;
    case ModelBank::Reply::InsufficientFunds: return refused(api::ProblemCode::InsufficientFunds);
    case ModelBank::Reply::Voided: return refused(api::ProblemCode::WithdrawalVoided);
    }
    HttpResponse granted = withdrawal(request.withdrawalId);
    granted.status = 201;
    return granted;
}

HttpResponse ModelServer::advise(const QByteArray &path, const QByteArray &body)
{
    if (adviceRefusal) {
        return refused(*adviceRefusal);
    }
    const QList<QByteArray> parts = path.split('/');
    const WithdrawalId id = *WithdrawalId::parse(parts[parts.size() - 2]);
    if (parts.last() == "complete") {
        bank.complete(id, int(*read<api::CompleteWithdrawalRequest>(body).amount.toMinor(0)));
    } else {
        bank.cancel(id);
    }
    return withdrawal(id);
}

HttpResponse ModelServer::withdrawal(WithdrawalId id) const
{
    const ModelBank::Withdrawal &known = bank.withdrawals().at(id);
    api::WithdrawalView view;
    view.id = mixedUp.value_or(id);
    view.state = known.state;
    view.expiresAt = farAway;
    view.balanceAfter = Decimal(bank.balance, 0);
    view.forced = known.forced;
    return ok(toJson(view));
}

} // namespace kontor::testing
