// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/Identity.h"
#include "server/openapi/IdentityExamples.h"
#include "server/routes/Once.h"
#include "server/routes/Render.h"
#include "server/routes/Routes.h"

// What the routes about people, sessions and keys have in common.

namespace kontor::server {

//! What such routes work with, and a handler for each.
struct IdentityDoor
{
    using Route = void (*)(const IdentityDoor &, const CallPtr &);

    Branch &branch;
    Identity &identity;
    Once &once;

    Handler operator()(Route route) const
    {
        return [door = *this, route](const CallPtr &call) { route(door, call); };
    }
};

//! For what runs once by itself: the key is taken already.
inline UserDesk::Prepare preparing(const CallPtr &call)
{
    return [call](domain::Command command) {
        auto submission = call->submission(std::move(command));
        submission.key.clear();
        return submission;
    };
}

inline Answered<Done> answeringNothing(const CallPtr &call)
{
    return [call](const Result<Done, Refused> &done) {
        done ? call->noContent() : call->refuse(done.error());
    };
}

} // namespace kontor::server
