// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "api/Cards.h"
#include "api/Identity.h"

namespace kontor::client {

//! What a command puts on the wire, apart from its key and who sends it.
struct CommandRequest
{
    QByteArray method;
    //! Path and query, beginning with "/".
    QByteArray target;
    //! JSON.
    QByteArray body;
};

//! One function per command. CommandSender sends it until the outcome is known, KontorClient once.
namespace commands {

CommandRequest openAccount(const api::OpenAccountRequest &body);
CommandRequest deposit(AccountId id, const api::CashRequest &body);
CommandRequest withdraw(AccountId id, const api::CashRequest &body);
CommandRequest transfer(AccountId id, const api::TransferRequest &body);
CommandRequest authoriseWithdrawal(const api::AuthoriseWithdrawalRequest &body);
CommandRequest completeWithdrawal(WithdrawalId id, const api::CompleteWithdrawalRequest &body);
CommandRequest voidWithdrawal(WithdrawalId id, const api::VoidWithdrawalRequest &body);
//! These hold a secret: for KontorClient only, never for a file.
CommandRequest openCardSession(CardId id, const api::CardSessionRequest &body);
CommandRequest changePin(CardId id, const api::ChangePinRequest &body);
CommandRequest signIn(const api::SignInRequest &body);
CommandRequest signOut();

} // namespace commands
} // namespace kontor::client
