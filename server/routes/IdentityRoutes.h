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

} // namespace kontor::server
