// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

#include <optional>

// Several documents describe the same actions with other words. A dialect is only another way to
// write a body: here it becomes the canonical one, and nothing behind this file knows of it.

namespace kontor::server {

//! The members of an opening: ownerName and owner mean name, amount means initialBalance. A body of
//! name and cpf alone needs both.
Result<JsonValue, FieldErrors> canonicalOpening(JsonValue body);

//! The parties of a transfer: source-/fromAccountId and destination-/target-/toAccountId.
Result<JsonValue, FieldErrors> canonicalTransfer(JsonValue body);

//! Takes a member out of a body, for forms that carry in the body what others carry in the path.
template<class T>
Result<T, FieldErrors> takeMember(JsonValue &body, const char *name)
{
    for (auto it = body.members.begin(); it != body.members.end(); ++it) {
        if (it->first == name) {
            T value;
            ReadContext context;
            context.enter(QString::fromLatin1(name));
            readJsonValue(it->second, value, context);
            body.members.erase(it);
            if (!context.errors.empty()) {
                return Failure{std::move(context.errors)};
            }
            return value;
        }
    }
    if constexpr (isOptional<T>) {
        return T{};
    }
    return Failure{FieldErrors{{u'/' + QString::fromLatin1(name), u"missing-member"_s,
        u"The member \"%1\" is required."_s.arg(QString::fromLatin1(name))}}};
}

} // namespace kontor::server
