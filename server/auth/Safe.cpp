// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Safe.h"

#include "foundation/LogCategories.h"

namespace kontor::server {

void Safe::tell(std::function<Outcome<Done>(SafeContents &)> job)
{
    ask<Done>(std::move(job), [](const Outcome<Done> &outcome) {
        if (!outcome) {
            qCWarning(logServer, "service.db: %s", qUtf8Printable(outcome.error()));
        }
    });
}

} // namespace kontor::server
