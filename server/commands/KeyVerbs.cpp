// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/TokenKeys.h"
#include "server/commands/Operator.h"
#include "server/commands/Verbs.h"
#include "storage/backup/Manifest.h"
#include "storage/verify/LookAtLedger.h"

#include <QElapsedTimer>

#include <thread>

// key …: the keys that access tokens are signed with.

namespace kontor::server {

static Result<TokenKeys, Complaint> keysOf(const Arguments &arguments)
{
    const QString path = TokenKeys::fileIn(arguments.config.dataDirectory);
    for (const QString &wanted : {arguments.config.dataDirectory, path}) {
        if (const auto refused = storage::mayNotRead(wanted)) {
            return Failure{complaint(*refused)};
        }
    }
    auto keys = TokenKeys::read(path);
    return keys ? Result<TokenKeys, Complaint>(std::move(*keys)) : Failure{complaint(keys.error())};
}

static void printKeys(const TokenKeys &keys)
{
    std::vector<QStringList> rows;
    for (const TokenKey &key : keys.all()) {
        rows.push_back({QString::fromLatin1(key.id), QString::fromLatin1(key.madeAt.toString()),
            rows.empty() ? u"signs"_s : u"verifies"_s});
    }
    print(table(rows));
}

static Result<int, Complaint> listKeys(const Arguments &arguments)
{
    const auto keys = keysOf(arguments);
    if (!keys) {
        return Failure{keys.error()};
    }
    printKeys(*keys);
    return int(ExitCode::Ok);
}

// Until a running server has noticed, it takes nothing that is signed with the fresh key, and the next
// command of the operator would be one. A server that does not answer is no business of this one.
static void waitForServer(const Config &config)
{
    static constexpr qint64 noticedBy = 5'000;
    QElapsedTimer timer;
    timer.start();
    const auto operator_ = Operator::at(config);
    while (operator_ && timer.elapsed() < noticedBy) {
        const auto answer = operator_->ask("GET", u"/auth/me"_s);
        if (answer || answer.error().exitCode != ExitCode::Data) {
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

static Result<int, Complaint> rotate(const Arguments &arguments)
{
    static const SystemClock clock;
    auto keys = keysOf(arguments);
    if (!keys) {
        return Failure{keys.error()};
    }
    if (const auto place = storage::refuseBackup(arguments.config.dataDirectory); !place) {
        return Failure{complaint(place.error())};
    }
    if (const auto refused = storage::mayNotWrite(arguments.config.dataDirectory)) {
        return Failure{complaint(*refused)};
    }
    if (const auto rotated = keys->rotate(clock.now()); !rotated) {
        return Failure{Complaint{ExitCode::CannotCreate, rotated.error()}};
    }
    waitForServer(arguments.config);
    printKeys(*keys);
    return int(ExitCode::Ok);
}

std::vector<Verb> keyVerbs()
{
    const std::vector<int> exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::CannotCreate,
        ExitCode::Io, ExitCode::NoPermission, ExitCode::Config};
    return {
        {.name = "key list",
            .summary = "show the keys of access tokens, without their secrets",
            .exits = exits,
            .run = listKeys},
        {.name = "key rotate",
            .summary = "sign access tokens with a fresh key from now on",
            .details
            = "The key before still verifies, so that nobody is signed out; the one before that"
              " goes. A running server takes the new keys over within two seconds, or at once"
              " on SIGHUP; the command ends when it has.",
            .exits = exits,
            .run = rotate},
    };
}

} // namespace kontor::server
