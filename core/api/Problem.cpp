// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Problem.h"

namespace kontor::api {

using enum ProblemCode;

const std::vector<ProblemInfo> &problemCatalogue()
{
    static const std::vector<ProblemInfo> rows = {
        {MalformedRequest, "malformed-request", 400, "The HTTP request is malformed"},
        {UriTooLong, "uri-too-long", 414, "The request target is too long"},
        {HeadersTooLarge, "headers-too-large", 431, "The request headers are too large"},
        {LengthRequired, "length-required", 411, "A body needs a Content-Length"},
        {BodyTooLarge, "body-too-large", 413, "The body is too large"},
        {RequestTimeout, "request-timeout", 408, "The request took too long to arrive"},
        {HttpVersion, "http-version", 505, "Only HTTP/1.1 and HTTP/1.0 are spoken here"},
        {MethodNotImplemented, "method-not-implemented", 501, "This method is not implemented"},
        {ExpectationFailed, "expectation-failed", 417, "Only 100-continue can be expected"},
        {MisdirectedRequest, "misdirected-request", 421,
            "This server does not answer to that host"},
        {ForeignOrigin, "foreign-origin", 403, "Writes from a foreign origin are refused"},
        {TooManyConnections, "too-many-connections", 503, "Too many connections"},
        {NotFound, "not-found", 404, "Nothing is here"},
        {MethodNotAllowed, "method-not-allowed", 405, "This path does not take that method"},
        {TooManyRequests, "too-many-requests", 429, "Too many requests"},
        {Unauthorized, "unauthorized", 401, "Sign in first"},
        {InvalidToken, "invalid-token", 401, "The token does not count, or no longer"},
        {Forbidden, "forbidden", 403, "This caller may not do that"},
        {RegistrationClosed, "registration-closed", 403, "Nobody can register by themselves here"},
        {UnsupportedMediaType, "unsupported-media-type", 415, "Bodies must be application/json"},
        {NotAcceptable, "not-acceptable", 406, "This is not answered in the form asked for"},
        {InvalidParameter, "invalid-parameter", 400, "A parameter cannot be used"},
        {MalformedJson, "malformed-json", 400, "The body is not valid JSON"},
        {DuplicateMember, "duplicate-member", 400, "A member stands twice in one object"},
        {JsonTooComplex, "json-too-complex", 400, "The JSON is too deep or too long"},
        {InvalidMember, "invalid-member", 400, "The body does not fit this request"},
        {KeyReuse, "key-reuse", 422, "The idempotency key belongs to another request"},
        {AnswerNotRepeatable, "answer-not-repeatable", 409,
            "That answer held a secret and is not kept"},
        {SignInFailed, "sign-in-failed", 401,
            "Name and password do not fit, or it is too early to try again"},
        {SetUpSecretWrong, "set-up-secret-wrong", 403,
            "That is not the set-up secret, or it has run out"},
        {CardSessionInvalid, "card-session-invalid", 403, "There is no valid card session"},
        {PinWrong, "pin-wrong", 403, "The PIN is wrong"},
        {CardBlocked, "card-blocked", 403, "The card is blocked"},
        {CardNotFound, "card-not-found", 404, "There is no such card"},
        {AccountNotFound, "account-not-found", 404, "There is no such account"},
        {CustomerNotFound, "customer-not-found", 404, "There is no such customer"},
        {WithdrawalNotFound, "withdrawal-not-found", 404, "There is no such withdrawal"},
        {HoldNotFound, "hold-not-found", 404, "There is no such hold"},
        {UserNotFound, "user-not-found", 404, "There is no such user"},
        {KeyNotFound, "key-not-found", 404, "There is no such key"},
        {SessionNotFound, "session-not-found", 404, "There is no such session"},
        {ConnectionNotFound, "connection-not-found", 404,
            "There is no such connection, or no longer"},
        {EndpointNotFound, "endpoint-not-found", 404, "There is no such endpoint"},
        {DeliveryNotFound, "delivery-not-found", 404, "There is no such delivery"},
        {VersionConflict, "version-conflict", 412, "The account has changed since"},
        {AmountFormat, "amount-format", 400,
            "The amount has more decimals than its currency, or is too large"},
        {AmountNotPositive, "amount-not-positive", 400, "The amount is zero or below"},
        {DepositTooLarge, "deposit-too-large", 400,
            "The deposit is above the limit for one operation"},
        {InvalidName, "invalid-name", 422, "The name cannot be used"},
        {InvalidLogin, "invalid-login", 422,
            "The login is neither an e-mail address nor a short name"},
        {InvalidScope, "invalid-scope", 422,
            "A scope is unknown, or beyond what such a key may do"},
        {InvalidCpf, "invalid-cpf", 422, "The CPF is not valid"},
        {InvalidDescription, "invalid-description", 422, "The description cannot be used"},
        {PinInvalid, "pin-invalid", 422, "A PIN is 4 to 12 digits and not easy to guess"},
        {NumberInvalid, "number-invalid", 422, "The account number cannot be used"},
        {AccountDeleted, "account-deleted", 422, "The account is deleted; restore it first"},
        {AccountNotDeleted, "account-not-deleted", 422, "The account is not deleted"},
        {AccountInactive, "account-inactive", 422, "The account is not active"},
        {DebitsBlocked, "debits-blocked", 422, "No money may leave the account by order"},
        {CreditsBlocked, "credits-blocked", 422, "No money may come to the account by order"},
        {SelfTransfer, "self-transfer", 422, "Source and destination are the same account"},
        {CurrencyMismatch, "currency-mismatch", 422, "The account is kept in another currency"},
        {CpfTaken, "cpf-taken", 409, "An account with this CPF exists"},
        {NumberTaken, "number-taken", 409, "An account with this number exists"},
        {AlreadySetUp, "already-set-up", 409, "The branch has its first administrator already"},
        {LoginTaken, "login-taken", 409, "Somebody has this login already"},
        {IdTaken, "id-taken", 409, "Something with this id exists"},
        {OwnRights, "own-rights", 422, "Nobody changes their own rights"},
        {BalanceNotZero, "balance-not-zero", 422, "The balance must be zero"},
        {HoldsRemain, "holds-remain", 422, "The account still has holds"},
        {TooManyHolds, "too-many-holds", 422, "The account has too many holds"},
        {HoldInvalid, "hold-invalid", 422, "The hold cannot be used so"},
        {MixMismatch, "mix-mismatch", 422, "The notes do not add up to the amount"},
        {WithdrawalVoided, "withdrawal-voided", 422, "The withdrawal is void"},
        {WithdrawalSettled, "withdrawal-settled", 422, "The withdrawal is settled already"},
        {InsufficientFunds, "insufficient-funds", 422, "The available balance is too low"},
        {BalanceLimit, "balance-limit", 422, "The balance would exceed what can be kept"},
        {TargetNotAllowed, "target-not-allowed", 422, "Deliveries to that address are not allowed"},
        {TooManyEndpoints, "too-many-endpoints", 422, "There are too many endpoints"},
        {EndpointDisabled, "endpoint-disabled", 409, "The endpoint is disabled; enable it first"},
        {Overloaded, "overloaded", 503, "The server has more work than it can take"},
        {ViewBehind, "view-behind", 503, "The views have not caught up yet"},
        {StorageFull, "storage-full", 503, "The disk is full; nothing was written"},
        {OutcomeUnknown, "outcome-unknown", 503, "It is not known yet whether this was written"},
        {NotReady, "not-ready", 503, "The server is not ready"},
        {Internal, "internal", 500, "Something went wrong inside"},
    };
    return rows;
}

const ProblemInfo &infoOf(ProblemCode code)
{
    const ProblemInfo &row = problemCatalogue()[std::size_t(code)];
    KONTOR_ASSERT(row.code == code);
    return row;
}

Problem Problem::of(ProblemCode code, const QString &detail, const QString &instance)
{
    const ProblemInfo &info = infoOf(code);
    Problem problem;
    problem.type = u"/problems/"_s + QLatin1StringView(info.name);
    problem.title = QString::fromLatin1(info.title);
    problem.status = info.status;
    problem.detail = detail.isEmpty() ? problem.title + u'.' : detail;
    problem.code = QString::fromLatin1(info.name);
    problem.instance = instance;
    return problem;
}

std::optional<ProblemCode> Problem::knownCode() const
{
    for (const ProblemInfo &info : problemCatalogue()) {
        if (code == QLatin1StringView(info.name)) {
            return info.code;
        }
    }
    return std::nullopt;
}

// Absent optionals are left out here, unlike elsewhere: a problem has members of its own kind only.
struct ProblemWriter
{
    std::string &out;
    const Problem &problem;

    template<class Member>
    void operator()(const char *name, Member Problem::*member, const char *, const Facts & = {})
    {
        if constexpr (isOptional<Member>) {
            if (!(problem.*member)) {
                return;
            }
        }
        out += out.size() > 1 ? ",\"" : "\"";
        out += name;
        out += "\":";
        writeJsonValue(out, problem.*member);
    }
};

QByteArray toJson(const Problem &problem)
{
    std::string out = "{";
    Problem::describe(ProblemWriter{out, problem});
    out += '}';
    return QByteArray(out.data(), qsizetype(out.size()));
}

} // namespace kontor::api
