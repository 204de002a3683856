// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/KeyDesk.h"

#include "server/auth/OpaqueToken.h"

namespace kontor::server {

using application::CommandResult;
using namespace domain;

// Tells everybody who finds one lying about what it is.
static constexpr QByteArrayView keyPrefix = "kontor_";

void KeyDesk::issue(const NewKey &key, Prepare prepare, Answered<Issued> answer)
{
    const auto id = m_parts.branch.ids().nextId<KeyId>();
    const auto secret = freshToken(keyPrefix);
    m_parts.safe.ask<Done>(
        [id, digest = digestOf(secret.reveal())](SafeContents &safe) {
            return safe.keys.put(id, bound(safe.pinKey, {id.uuid, 0}, digest));
        },
        [=, this](const Result<Done, QString> &stored) {
            stored ? submit(id, key, secret, prepare, answer)
                   : answer(refused(api::ProblemCode::NotReady));
        });
}

void KeyDesk::submit(KeyId id, const NewKey &key, const Secret<QByteArray> &secret, Prepare prepare,
    Answered<Issued> answer)
{
    m_parts.branch.submit(prepare(IssueKey{id, key.kind, key.name, key.scopes}),
        [=, this](CommandResult result) {
            if (result.kind == CommandResult::Kind::Accepted) {
                m_parts.authenticator.addKey(digestOf(secret.reveal()), id);
                answer(Issued{id, std::get<Key>(*result.subject->state), secret});
                return;
            }
            if (result.kind != CommandResult::Kind::Unknown) {
                m_parts.safe.tell([id](SafeContents &safe) { return safe.keys.erase(id); });
            }
            answer(Failure{Refused(std::move(result))});
        });
}

void KeyDesk::revoke(KeyId id, const QString &reason, Prepare prepare, Answered<Done> answer)
{
    m_parts.branch.submit(prepare(RevokeKey{id, reason}), [=, this](CommandResult result) {
        if (result.kind != CommandResult::Kind::Accepted) {
            answer(Failure{Refused(std::move(result))});
            return;
        }
        m_parts.authenticator.removeKey(id);
        m_parts.safe.tell([id](SafeContents &safe) { return safe.keys.erase(id); });
        answer(Done{});
    });
}

} // namespace kontor::server
