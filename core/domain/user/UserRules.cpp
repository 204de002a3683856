// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "foundation/Text.h"

#include <algorithm>

// People who sign in. What a password is worth is not decided here: only that it has changed.

namespace kontor::domain {

using enum RefusalCode;

static bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool consistsOf(QByteArrayView text, QByteArrayView others)
{
    return std::all_of(text.begin(), text.end(),
        [others](char c) { return isLetterOrDigit(c) || others.contains(c); });
}

static bool isDotted(QByteArrayView text, QByteArrayView others)
{
    for (const QByteArray &part : text.toByteArray().split('.')) {
        if (part.isEmpty() || !consistsOf(part, others)) {
            return false;
        }
    }
    return true;
}

static bool isAddress(QByteArrayView local, QByteArrayView host)
{
    return local.size() <= 64 && isDotted(local, "!#$%&'*+/=?^_`{|}~-") && host.contains('.')
        && isDotted(host, "-") && !host.startsWith('-') && !host.endsWith('-');
}

std::optional<QByteArray> cleanLogin(const QString &text)
{
    const QByteArray login = text.trimmed().toLower().toUtf8();
    const qsizetype at = login.indexOf('@');
    if (at >= 0) {
        const QByteArrayView all(login);
        const bool fits = login.size() <= 254 && isAddress(all.first(at), all.sliced(at + 1));
        return fits ? std::optional(login) : std::nullopt;
    }
    const bool fits = login.size() >= 2 && login.size() <= 64 && login[0] >= 'a' && login[0] <= 'z'
        && consistsOf(login, "._-");
    return fits ? std::optional(login) : std::nullopt;
}

// Together they are the holder's name of the account that follows.
static Result<std::pair<QString, QString>, Refusal> cleanNames(const RegisterUser &command)
{
    const auto first = cleanText(command.firstName, 1, 100);
    const auto last = cleanText(command.lastName, 1, 100);
    if (!first || !last || !cleanText(*first + u' ' + *last, 3, 100)) {
        return refuse(InvalidName);
    }
    return std::pair(*first, *last);
}

Decision decide(const RegisterUser &command, const States &states, const Context &context)
{
    KONTOR_TRY(names, cleanNames(command));
    const auto login = cleanLogin(command.login);
    if (!login) {
        return refuse(InvalidLogin);
    }
    const auto &firstAdmin = states.get<Claim>(StreamName::firstAdminClaim());
    if (command.setsUpBranch && firstAdmin.holder) {
        return refuse(AlreadySetUp);
    }
    if (states.get<Claim>(StreamName::loginClaim(*login)).holder) {
        return refuse(LoginTaken);
    }
    if (states.versionOf(StreamName::of(command.id)) != 0) {
        return refuse(IdTaken);
    }
    std::vector<NewEvent> events{{StreamName::loginClaim(*login), Claimed{command.id.uuid}}};
    if (command.role == Role::Admin && !firstAdmin.holder) {
        events.push_back({StreamName::firstAdminClaim(), Claimed{command.id.uuid}});
    }
    events.push_back({StreamName::of(command.id),
        UserRegistered{*login, names.first, names.second, command.role,
            context.policy.defaultCurrency}});
    return events;
}

static Result<const User *, Refusal> knownUser(const States &states, UserId id)
{
    const auto &user = states.get<User>(StreamName::of(id));
    if (!user.exists) {
        return refuse(UserNotFound);
    }
    return &user;
}

// Who could take a right from themselves could leave the branch without anybody to give it back.
static Result<const User *, Refusal> otherUser(const States &states, UserId id,
    const Principal &principal)
{
    KONTOR_TRY(user, knownUser(states, id));
    if (principal.id == id.uuid) {
        return refuse(OwnRights);
    }
    return user;
}

Decision decide(const ChangePassword &command, const States &states, const Context &)
{
    KONTOR_TRY(user, knownUser(states, command.id));
    if (command.generation != user->passwordGeneration + 1) {
        return refuse(IdTaken);
    }
    return std::vector<NewEvent>{
        {StreamName::of(command.id), PasswordChanged{command.generation}}};
}

Decision decide(const ChangeUserRole &command, const States &states, const Context &context)
{
    KONTOR_TRY(user, otherUser(states, command.id, context.principal));
    if (user->role == command.role) {
        return std::vector<NewEvent>{};
    }
    return std::vector<NewEvent>{
        {StreamName::of(command.id), UserRoleChanged{user->role, command.role}}};
}

Decision decide(const SuspendUser &command, const States &states, const Context &context)
{
    KONTOR_CHECK(knownUser(states, command.id));
    const auto reason = cleanText(command.reason, 1, 140);
    if (!reason) {
        return refuse(InvalidDescription);
    }
    KONTOR_TRY(user, otherUser(states, command.id, context.principal));
    if (user->isSuspended) {
        return std::vector<NewEvent>{};
    }
    return std::vector<NewEvent>{{StreamName::of(command.id), UserSuspended{*reason}}};
}

Decision decide(const ReinstateUser &command, const States &states, const Context &)
{
    KONTOR_TRY(user, knownUser(states, command.id));
    if (!user->isSuspended) {
        return std::vector<NewEvent>{};
    }
    return std::vector<NewEvent>{{StreamName::of(command.id), UserReinstated{}}};
}

Decision decide(const ReportTokenReuse &command, const States &states, const Context &)
{
    KONTOR_CHECK(knownUser(states, command.id));
    return std::vector<NewEvent>{{StreamName::of(command.id), TokenReused{command.session}}};
}

} // namespace kontor::domain
