// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Safe.h"

#include "foundation/LogCategories.h"
#include "foundation/Strings.h"

namespace kontor::server {

Result<std::unique_ptr<storage::ServiceDb>, storage::OpenError> openService(
    const QString &directory, const Secret<QByteArray> &pinKey, bool hasBooks)
{
    // Made anew where it is missing, like views.db; but nothing can make again what was in it.
    if (hasBooks && storage::isServiceLost(directory + u"/service.db"_s)) {
        qCCritical(logServer,
            "service.db is missing and made anew: no password, PIN or key that was "
            "given out is right any more, and no webhook is told. Put it back from a backup");
    }
    auto service = storage::ServiceDb::open(directory);
    if (!service) {
        return service;
    }
    if (const auto done = bindFormerVerifiers(**service, pinKey); !done) {
        return Failure{
            storage::OpenError{storage::OpenError::Io, u"service.db: "_s + done.error()}};
    }
    return service;
}

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
