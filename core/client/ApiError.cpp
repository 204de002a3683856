// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ApiError.h"

#include <QCoreApplication>

#include <algorithm>

namespace kontor::client {

using enum api::ProblemCode;

struct Message
{
    api::ProblemCode code;
    const char *text;
};

// In the order of api::ProblemCode. What a person cannot act on has no row and shows the problem's
// own detail.
static constexpr Message messages[] = {
    {MisdirectedRequest,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server does not answer to this address. Check it, or tell the operator.")},
    {TooManyConnections,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server is busy. Nothing was recorded. Try again in a moment.")},
    {NotFound,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server does not know this function. Check that both have the same version.")},
    {InvalidParameter,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server cannot use one of the entries. Check them and try again.")},
    {InvalidMember,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server cannot use one of the entries. Check them and try again.")},
    {SignInFailed,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "User or password is not right. Check both; more tries need a longer wait.")},
    {InvalidToken,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "Your session is over. Sign in again.")},
    {Unauthorized, QT_TRANSLATE_NOOP("kontor::client::ApiError", "Sign in first, then try again.")},
    {Forbidden,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "Your role may not do this. Ask a supervisor.")},
    {CardBlocked,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "This card is blocked. A new card can be issued at the counter.")},
    {CardSessionInvalid,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The time for this card is over. Enter the PIN again.")},
    {TooManyRequests,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "Too many requests at once. Nothing was recorded. Try again in a minute.")},
    {AccountNotFound,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "There is no such account. Check the number.")},
    {CustomerNotFound,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "There is no such customer. Search by name or CPF.")},
    {HoldNotFound, QT_TRANSLATE_NOOP("kontor::client::ApiError", "This hold no longer exists.")},
    {CardNotFound,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "The bank does not know this card.")},
    {WithdrawalNotFound,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "The bank does not know this withdrawal.")},
    {KeyReuse,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "Something else has this receipt number. Nothing new was recorded. Start again.")},
    {AnswerNotRepeatable,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "This was done before. Its answer is secret and is shown once only.")},
    {VersionConflict,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The account changed while you were working. Check it and confirm again.")},
    {AmountFormat,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The amount has too many decimal places for this currency.")},
    {AmountNotPositive,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "Enter an amount above zero.")},
    {DepositTooLarge,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The amount is above the limit for one deposit. Enter a smaller amount.")},
    {InvalidName,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The name needs 3 to 100 letters, without special characters.")},
    {InvalidCpf,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The CPF does not add up. Compare its 11 digits with the document.")},
    {InvalidDescription,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The purpose can have up to 140 characters on one line.")},
    {CpfTaken,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "There is an account with this CPF already. Search for the CPF to find it.")},
    {NumberTaken,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "There is an account with this number already.")},
    {NumberInvalid,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The account number does not add up. Compare it with the customer's papers.")},
    {IdTaken,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "This was recorded before. Look it up before you go on.")},
    {CurrencyMismatch,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "The account is kept in another currency.")},
    {AccountDeleted,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "This account is closed. It must be restored before anything else.")},
    {AccountNotDeleted,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "This account is not closed.")},
    {AccountInactive,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "This account is not active. Activate it before money can move.")},
    {DebitsBlocked,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "No money may leave this account. Ask a supervisor about the order.")},
    {CreditsBlocked,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "No money may come to this account. Ask a supervisor about the order.")},
    {SelfTransfer,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "Both accounts are the same. Choose another account to receive the money.")},
    {InsufficientFunds,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The account has too little available. Enter a smaller amount.")},
    {BalanceLimit,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The balance would become larger than this bank can keep. Enter a smaller amount.")},
    {BalanceNotZero,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The balance must be zero first. Pay out or transfer what is left.")},
    {HoldsRemain,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "Some money is still on hold. Wait until it is settled or released.")},
    {TooManyHolds,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "This account has as many holds as it can have.")},
    {HoldInvalid,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The hold cannot be used for this any more.")},
    {PinInvalid,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "Choose a PIN of 4 to 12 digits that is hard to guess.")},
    {MixMismatch,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "The notes do not add up to the amount.")},
    {WithdrawalVoided,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "This withdrawal was cancelled before.")},
    {WithdrawalSettled,
        QT_TRANSLATE_NOOP("kontor::client::ApiError", "This withdrawal is settled already.")},
    {Overloaded,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server is busy. Nothing was recorded. Try again in a moment.")},
    {ViewBehind,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server is catching up. Try again in a moment.")},
    {StorageFull,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server's disk is full. Nothing was recorded. Tell the operator.")},
    {NotReady,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "The server is starting or stopping. Nothing was recorded. Try again in a moment.")},
    {Internal,
        QT_TRANSLATE_NOOP("kontor::client::ApiError",
            "Something went wrong on the server. Tell the operator if it happens again.")},
};

// lupdate wants the context spelled out at every text.
static QString pinMessage(std::optional<int> triesLeft)
{
    return triesLeft ? QCoreApplication::translate("kontor::client::ApiError",
               "The PIN is wrong. %n tries left.", nullptr, *triesLeft)
                     : QCoreApplication::translate("kontor::client::ApiError", "The PIN is wrong.");
}

static QString refusalMessage(const api::Problem &problem)
{
    const auto code = problem.knownCode();
    if (code == PinWrong) {
        return pinMessage(problem.triesLeft);
    }
    const auto row = std::find_if(std::begin(messages), std::end(messages),
        [code](const Message &message) { return message.code == code; });
    return row != std::end(messages)
        ? QCoreApplication::translate("kontor::client::ApiError", row->text)
        : problem.detail;
}

QString ApiError::userMessage() const
{
    switch (kind) {
    case Kind::Refused: return refusalMessage(problem);
    case Kind::Unknown:
        return QCoreApplication::translate("kontor::client::ApiError",
            "We are checking if this was recorded. Do not repeat it and do not hand out cash.");
    case Kind::Offline:
        if (distrust != Distrust::None) {
            return messageOf(distrust);
        }
        return QCoreApplication::translate("kontor::client::ApiError",
            "No connection to the bank server. Nothing new was recorded.");
    case Kind::Unreadable:
        return QCoreApplication::translate("kontor::client::ApiError",
            "The answer is not from a bank server. Check the server's address in the settings.");
    }
    return technical;
}

QString ApiError::readingMessage() const
{
    return isSilence() ? QCoreApplication::translate("kontor::client::ApiError",
               "The bank server does not answer. What was asked for comes when it is back.")
                       : userMessage();
}

} // namespace kontor::client
