// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Commands.h"

#include "api/Paths.h"

namespace kontor::client::commands {

using namespace api;

template<class Body>
static CommandRequest post(const QByteArray &target, const Body &body)
{
    return {"POST", target, toJson(body)};
}

CommandRequest openAccount(const OpenAccountRequest &body)
{
    return post(paths::accounts.with(), body);
}

CommandRequest deposit(AccountId id, const CashRequest &body)
{
    return post(paths::deposit.with({id.toString()}), body);
}

CommandRequest withdraw(AccountId id, const CashRequest &body)
{
    return post(paths::withdraw.with({id.toString()}), body);
}

CommandRequest transfer(AccountId id, const TransferRequest &body)
{
    return post(paths::transfer.with({id.toString()}), body);
}

CommandRequest authoriseWithdrawal(const AuthoriseWithdrawalRequest &body)
{
    return post(paths::withdrawals.with(), body);
}

CommandRequest completeWithdrawal(WithdrawalId id, const CompleteWithdrawalRequest &body)
{
    return post(paths::completeWithdrawal.with({id.toString()}), body);
}

CommandRequest voidWithdrawal(WithdrawalId id, const VoidWithdrawalRequest &body)
{
    return post(paths::voidWithdrawal.with({id.toString()}), body);
}

CommandRequest openCardSession(CardId id, const CardSessionRequest &body)
{
    return post(paths::cardSession.with({id.toString()}), body);
}

CommandRequest changePin(CardId id, const ChangePinRequest &body)
{
    return post(paths::cardPin.with({id.toString()}), body);
}

CommandRequest signIn(const SignInRequest &body)
{
    return post(paths::signIn.with(), body);
}

CommandRequest signOut()
{
    return post(paths::signOut.with(), SignOutRequest());
}

} // namespace kontor::client::commands
