// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "foundation/Text.h"

#include <algorithm>

namespace kontor::domain {

using enum RefusalCode;

// A machine's name goes into requests and events as it is.
static std::optional<QString> cleanName(const IssueKey &command)
{
    const bool plain = std::all_of(command.name.begin(), command.name.end(),
        [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
    if (command.kind == KeyKind::Terminal && (!plain || command.name.size() > 32)) {
        return std::nullopt;
    }
    return cleanText(command.name, 1, 100);
}

// What the role may not do anyway cannot be granted by a scope.
static bool areScopes(const IssueKey &command)
{
    return std::all_of(command.scopes.begin(), command.scopes.end(), [&](const QByteArray &name) {
        const auto action = actionNamed(name);
        return action && reachOf(roleOf(command.kind), *action) != Reach::None;
    });
}

Decision decide(const IssueKey &command, const States &states, const Context &)
{
    const auto name = cleanName(command);
    if (!name) {
        return refuse(InvalidName);
    }
    if (!areScopes(command)) {
        return refuse(InvalidScope);
    }
    if (states.versionOf(StreamName::of(command.id)) != 0) {
        return refuse(IdTaken);
    }
    return std::vector<NewEvent>{
        {StreamName::of(command.id), KeyIssued{command.kind, *name, command.scopes}}};
}

Decision decide(const RevokeKey &command, const States &states, const Context &)
{
    const auto &key = states.get<Key>(StreamName::of(command.id));
    if (!key.exists) {
        return refuse(KeyNotFound);
    }
    const auto reason = cleanText(command.reason, 1, 140);
    if (!reason) {
        return refuse(InvalidDescription);
    }
    if (key.isRevoked) {
        return std::vector<NewEvent>{};
    }
    return std::vector<NewEvent>{{StreamName::of(command.id), KeyRevoked{*reason}}};
}

} // namespace kontor::domain
