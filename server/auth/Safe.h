// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/query/Workers.h"
#include "storage/service/Checkpoints.h"
#include "storage/service/KeyDigests.h"
#include "storage/service/PasswordVerifiers.h"
#include "storage/service/SessionTable.h"
#include "storage/service/SetUpSecret.h"
#include "storage/service/SignInCounts.h"

#include <memory>

namespace kontor::server {

//! All that service.db keeps about who signs in, for one thread; and how far followers are that have
//! no connection of their own.
struct SafeContents
{
    std::unique_ptr<storage::ServiceDb> service;
    storage::PasswordVerifiers passwords;
    storage::SessionTable sessions;
    storage::KeyDigests keys;
    storage::SignInCounts counts;
    storage::SetUpSecret setUpSecret;
    storage::Checkpoints checkpoints;

    explicit SafeContents(std::unique_ptr<storage::ServiceDb> opened)
        : service(std::move(opened)), passwords(*service), sessions(*service), keys(*service),
          counts(*service), setUpSecret(*service), checkpoints(*service)
    {
    }
};

//! One thread that writes and reads the secrets of sign-in: each write reaches the disk, and the
//! event loop does not wait for it.
class Safe
{
public:
    //! The file in `directory` has been opened before and can be opened again.
    explicit Safe(const QString &directory)
        : m_workers(
            [directory] {
                auto service = storage::ServiceDb::open(directory);
                KONTOR_ASSERT(service);
                return std::make_unique<SafeContents>(std::move(*service));
            },
            1)
    {
    }

    template<class T>
    using Outcome = Result<T, QString>;
    //! `done` runs at home; it hears of a failure where too much is waiting.
    template<class T>
    void ask(std::function<Outcome<T>(SafeContents &)> job, std::function<void(Outcome<T>)> done)
    {
        const bool taken = m_workers.run(
            [job = std::move(job), done](auto &contents) -> std::function<void()> {
                return [outcome = job(*contents), done] { done(outcome); };
            });
        if (!taken) {
            done(Failure{u"too much is waiting for the safe"_s});
        }
    }
    //! For what nobody waits for; a failure is logged.
    void tell(std::function<Outcome<Done>(SafeContents &)> job);

private:
    Workers<std::unique_ptr<SafeContents>> m_workers;
};

} // namespace kontor::server
