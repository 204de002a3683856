// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

#include <optional>
#include <vector>

namespace kontor::api {

//! Every reason for which the API answers an error, in the order of precedence: where several
//! apply, the first one is reported. The reference in docs/api.md is printed from this list.
enum class ProblemCode {
    // The message itself.
    MalformedRequest,
    UriTooLong,
    HeadersTooLarge,
    LengthRequired,
    BodyTooLarge,
    RequestTimeout,
    HttpVersion,
    MethodNotImplemented,
    ExpectationFailed,
    MisdirectedRequest,
    ForeignOrigin,
    TooManyConnections,
    NotFound,
    MethodNotAllowed,
    // The caller.
    TooManyRequests,
    Unauthorized,
    InvalidToken,
    Forbidden,
    RegistrationClosed,
    // What was sent.
    UnsupportedMediaType,
    NotAcceptable,
    InvalidParameter,
    MalformedJson,
    DuplicateMember,
    JsonTooComplex,
    InvalidMember,
    // The key.
    KeyReuse,
    AnswerNotRepeatable,
    // What the caller knows or has.
    SignInFailed,
    SetUpSecretWrong,
    CardSessionInvalid,
    // The command, in the order of the domain's refusals.
    PinWrong,
    CardBlocked,
    CardNotFound,
    AccountNotFound,
    CustomerNotFound,
    WithdrawalNotFound,
    HoldNotFound,
    UserNotFound,
    KeyNotFound,
    SessionNotFound,
    ConnectionNotFound,
    EndpointNotFound,
    DeliveryNotFound,
    VersionConflict,
    AmountFormat,
    AmountNotPositive,
    DepositTooLarge,
    InvalidName,
    InvalidLogin,
    InvalidScope,
    InvalidCpf,
    InvalidDescription,
    PinInvalid,
    NumberInvalid,
    AccountDeleted,
    AccountNotDeleted,
    AccountInactive,
    DebitsBlocked,
    CreditsBlocked,
    SelfTransfer,
    CurrencyMismatch,
    CpfTaken,
    NumberTaken,
    AlreadySetUp,
    LoginTaken,
    IdTaken,
    OwnRights,
    BalanceNotZero,
    HoldsRemain,
    TooManyHolds,
    HoldInvalid,
    MixMismatch,
    WithdrawalVoided,
    WithdrawalSettled,
    InsufficientFunds,
    BalanceLimit,
    TargetNotAllowed,
    TooManyEndpoints,
    EndpointDisabled,
    // The server.
    Overloaded,
    ViewBehind,
    StorageFull,
    OutcomeUnknown,
    NotReady,
    Internal,
};

struct ProblemInfo
{
    ProblemCode code;
    const char *name;
    int status;
    const char *title;
};

//! The whole list, in precedence order.
const std::vector<ProblemInfo> &problemCatalogue();
const ProblemInfo &infoOf(ProblemCode code);

struct ProblemField
{
    QString pointer;
    QString code;
    QString detail;

    template<class V>
    static void describe(V &&v)
    {
        v("pointer", &ProblemField::pointer, "where, as a JSON pointer");
        v("code", &ProblemField::code, "what is wrong, for programs");
        v("detail", &ProblemField::detail, "what is wrong, for people");
    }
};

//! application/problem+json (RFC 9457).
struct Problem
{
    QString type;
    QString title;
    int status = 500;
    QString detail;
    QString code;
    QString instance;
    std::optional<std::vector<ProblemField>> errors;
    //! The current version of the account, with version-conflict.
    std::optional<qint64> currentVersion;
    //! PIN tries left, with pin-wrong.
    std::optional<int> triesLeft;

    static Problem of(ProblemCode code, const QString &detail = {}, const QString &instance = {});
    std::optional<ProblemCode> knownCode() const;

    template<class V>
    static void describe(V &&v)
    {
        v("type", &Problem::type, "a URI reference that names the kind of problem");
        v("title", &Problem::title, "the kind of problem in words");
        v("status", &Problem::status, "the HTTP status");
        v("detail", &Problem::detail, "what happened this time");
        v("code", &Problem::code, "the kind of problem, for programs");
        v("instance", &Problem::instance, "the request's correlation id");
        v("errors", &Problem::errors, "each thing wrong with the request");
        v("currentVersion", &Problem::currentVersion, "with version-conflict");
        v("triesLeft", &Problem::triesLeft, "with pin-wrong");
    }
};

//! JSON of a problem without its empty optional members.
QByteArray toJson(const Problem &problem);

} // namespace kontor::api
