// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/UserDesk.h"

#include "server/auth/OpaqueToken.h"
#include "server/auth/PasswordRules.h"

#include <sodium.h>

namespace kontor::server {

using application::CommandResult;
using namespace domain;

static constexpr qint64 setUpSecretSeconds = 86'400;

using Faults = std::vector<api::ProblemField>;

static api::ProblemField unusable(const char *member, const QString &detail)
{
    return {u'/' + QString::fromLatin1(member), u"unusable-value"_s, detail};
}

static Failure<Refused> refusedMembers(const Faults &faults)
{
    auto problem = api::Problem::of(api::ProblemCode::InvalidMember, faults.front().detail);
    problem.errors = faults;
    return Failure{Refused(problem)};
}

static Failure<Refused> refusedMember(const char *member, const QString &detail)
{
    return refusedMembers({unusable(member, detail)});
}

static Secret<QString> normal(const Secret<QString> &password)
{
    return Secret(normalPassword(password.reveal()));
}

std::optional<KnownUser> UserDesk::find(UserId id)
{
    const auto stream = m_parts.branch.stream(StreamName::of(id));
    return stream ? std::optional(KnownUser{id, std::get<User>(*stream->state)}) : std::nullopt;
}

std::optional<QString> UserDesk::passwordFault(const Secret<QString> &password, const QString &login,
    const QString &firstName, const QString &lastName) const
{
    return server::passwordFault(password.reveal(),
        {login, login.section(u'@', 0, 0), firstName, lastName, firstName + lastName,
            m_parts.branch.config().branchName});
}

std::optional<Failure<Refused>> UserDesk::fault(const NewUser &user) const
{
    Faults faults;
    const auto login = cleanLogin(user.login);
    const bool mustBeEmail = qstrcmp(user.loginMember, "email") == 0;
    if (!login || (mustBeEmail && !isEmail(*login))) {
        faults.push_back(unusable(user.loginMember,
            mustBeEmail ? u"This is no e-mail address."_s
                        : u"This is neither an e-mail address nor a short name."_s));
    }
    if (user.firstName.trimmed().isEmpty() || user.firstName.size() > 100) {
        faults.push_back(unusable("firstName", u"A name has 1 to 100 characters."_s));
    }
    if (user.lastName.trimmed().isEmpty() || user.lastName.size() > 100) {
        faults.push_back(unusable("lastName", u"A name has 1 to 100 characters."_s));
    }
    if (const auto wrong = passwordFault(user.password, user.login, user.firstName, user.lastName)) {
        faults.push_back(unusable("password", *wrong));
    }
    return faults.empty() ? std::nullopt : std::optional(refusedMembers(faults));
}

void UserDesk::registerUser(const NewUser &user, Prepare prepare, Answered<KnownUser> answer)
{
    if (auto wrong = fault(user)) {
        answer(std::move(*wrong));
        return;
    }
    if (m_parts.hasher.isBusy()) {
        answer(refused(api::ProblemCode::Overloaded));
        return;
    }
    const auto id = m_parts.branch.ids().nextId<UserId>();
    m_parts.hasher.makeVerifier({id.uuid, 1}, normal(user.password),
        [=, this](const QByteArray &verifier) {
            if (verifier.isEmpty()) {
                answer(refused(api::ProblemCode::NotReady));
                return;
            }
            m_parts.safe.ask<Done>(
                [id, verifier](
                    SafeContents &safe) { return safe.passwords.put(id, 1, Secret(verifier)); },
                [=, this](const Result<Done, QString> &stored) {
                    stored ? submit(id, user, prepare, answer)
                           : answer(refused(api::ProblemCode::NotReady));
                });
        });
}

void UserDesk::submit(UserId id, const NewUser &user, Prepare prepare, Answered<KnownUser> answer)
{
    RegisterUser command{id, user.login, user.firstName, user.lastName, user.role, user.setsUpBranch};
    m_parts.branch.submit(prepare(command), [this, id, answer](CommandResult result) {
        if (result.kind == CommandResult::Kind::Accepted) {
            answer(KnownUser{id, std::get<User>(*result.subject->state)});
            return;
        }
        if (result.kind != CommandResult::Kind::Unknown) {
            m_parts.safe.tell([id](SafeContents &safe) { return safe.passwords.eraseExcept(id, 0); });
        }
        answer(Failure{Refused(std::move(result))});
    });
}

// ---- the first administrator ------------------------------------------------------------------

std::optional<Secret<QByteArray>> UserDesk::freshSetUpSecret(SafeContents &safe)
{
    if (m_parts.branch.stream(StreamName::firstAdminClaim())) {
        (void)safe.setUpSecret.erase();
        return std::nullopt;
    }
    const auto secret = freshToken();
    const auto stored = safe.setUpSecret.put(digestOf(secret.reveal()),
        m_parts.branch.now().plusSeconds(setUpSecretSeconds));
    return stored ? std::optional(secret) : std::nullopt;
}

void UserDesk::setUp(const Secret<QString> &secret, const NewUser &admin, Prepare prepare,
    Answered<KnownUser> answer)
{
    const QByteArray shown = digestOf(secret.reveal().trimmed().toLatin1());
    m_parts.safe.ask<std::optional<QByteArray>>(
        [now = m_parts.branch.now()](SafeContents &safe) { return safe.setUpSecret.get(now); },
        [=, this](const Result<std::optional<QByteArray>, QString> &kept) {
            const bool right = kept && *kept
                && sodium_memcmp((*kept)->constData(), shown.constData(), std::size_t(shown.size()))
                    == 0;
            if (!right) {
                answer(refused(api::ProblemCode::SetUpSecretWrong));
                return;
            }
            registerUser(admin, prepare, [this, answer](Result<KnownUser, Refused> made) {
                if (made) {
                    m_parts.safe.tell([](SafeContents &safe) { return safe.setUpSecret.erase(); });
                }
                answer(std::move(made));
            });
        });
}

// ---- another password -------------------------------------------------------------------------

void UserDesk::changePassword(const PasswordChange &change, Prepare prepare, Answered<Done> answer)
{
    const auto known = find(change.user);
    if (!known) {
        answer(refused(api::ProblemCode::UserNotFound));
        return;
    }
    const User &user = known->user;
    if (const auto wrong = passwordFault(change.next, QString::fromUtf8(user.login), user.firstName,
            user.lastName)) {
        answer(refusedMember("newPassword", *wrong));
        return;
    }
    if (m_parts.hasher.isBusy() || !m_changing.insert(change.user).second) {
        answer(refused(api::ProblemCode::Overloaded));
        return;
    }
    checkAndReplace(change, *known, prepare,
        [this, id = change.user, answer](Result<Done, Refused> changed) {
            m_changing.erase(id);
            answer(std::move(changed));
        });
}

void UserDesk::checkAndReplace(const PasswordChange &change, const KnownUser &known,
    Prepare prepare, Answered<Done> answer)
{
    if (!change.current) {
        replace(change, known, prepare, answer);
        return;
    }
    const SignInTry attempt{known.user.login, change.source};
    m_parts.safe.ask<std::optional<Secret<QByteArray>>>(
        [id = known.id, generation = known.user.passwordGeneration](
            SafeContents &safe) { return safe.passwords.get(id, generation); },
        [=, this](const auto &kept) {
            const auto verifier = kept && *kept ? std::optional((*kept)->reveal()) : std::nullopt;
            const VerifierOwner owner{known.id.uuid, known.user.passwordGeneration};
            m_parts.hasher.check(owner, normal(*change.current), verifier, [=, this](bool right) {
                if (!m_parts.throttle.admits(attempt)) {
                    answer(refused(api::ProblemCode::SignInFailed));
                } else if (right) {
                    m_parts.throttle.succeeded(attempt);
                    replace(change, known, prepare, answer);
                } else {
                    m_parts.throttle.failed(attempt);
                    answer(refused(api::ProblemCode::SignInFailed));
                }
            });
        });
}

void UserDesk::replace(const PasswordChange &change, const KnownUser &known, Prepare prepare,
    Answered<Done> answer)
{
    const int generation = known.user.passwordGeneration + 1;
    const VerifierOwner owner{change.user.uuid, generation};
    m_parts.hasher.makeVerifier(owner, normal(change.next), [=, this](const QByteArray &verifier) {
        if (verifier.isEmpty()) {
            answer(refused(api::ProblemCode::NotReady));
            return;
        }
        m_parts.safe.ask<Done>(
            [id = change.user, generation, verifier](SafeContents &safe) {
                return safe.passwords.put(id, generation, Secret(verifier));
            },
            [=, this](const Result<Done, QString> &stored) {
                stored ? commitPassword(change, generation, prepare, answer)
                       : answer(refused(api::ProblemCode::NotReady));
            });
    });
}

void UserDesk::commitPassword(const PasswordChange &change, int generation, Prepare prepare,
    Answered<Done> answer)
{
    m_parts.branch.submit(prepare(ChangePassword{change.user, generation}),
        [=, this](CommandResult result) {
            if (result.kind != CommandResult::Kind::Accepted) {
                answer(Failure{Refused(std::move(result))});
            } else {
                endOthers(change, generation);
                // Behind all that was told to the safe: a server that stops drops what has not begun.
                m_parts.safe.ask<Done>([](SafeContents &) { return Done{}; },
                    [answer](const Result<Done, QString> &) { answer(Done{}); });
            }
        });
}

// They are of no use any more: their generation is not the user's.
void UserDesk::endOthers(const PasswordChange &change, int generation)
{
    for (const storage::SessionRow &session : m_parts.sessions.of(change.user)) {
        const SessionId id = session.id;
        if (change.session == id) {
            m_parts.sessions.setGeneration(id, generation);
            m_parts.safe.tell([id, generation](SafeContents &safe) {
                return safe.sessions.setGeneration(id, generation);
            });
        } else {
            m_parts.sessions.remove(id);
            m_parts.safe.tell([id](SafeContents &safe) { return safe.sessions.end(id); });
        }
    }
    m_parts.safe.tell([user = change.user, generation](SafeContents &safe) {
        return safe.passwords.eraseExcept(user, generation);
    });
    m_parts.authenticator.forget();
}

} // namespace kontor::server
