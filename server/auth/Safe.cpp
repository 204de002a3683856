// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Safe.h"

#include "foundation/LogCategories.h"

namespace kontor::server {

std::unique_ptr<storage::ServiceDb> openServiceAgain(const QString &directory)
{
    auto service = storage::ServiceDb::open(directory);
    if (!service) {
        storage::halt(service.error().exitCode, service.error().message);
    }
    return std::move(*service);
}

void Safe::tell(std::function<Outcome<Done>(SafeContents &)> job)
{
    ask<Done>(std::move(job), [](const Outcome<Done> &outcome) {
        if (!outcome) {
            qCWarning(logServer, "service.db: %s", qUtf8Printable(outcome.error()));
        }
    });
}

} // namespace kontor::server
