// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/BoundVerifier.h"
#include "server/query/Workers.h"
#include "storage/service/Checkpoints.h"
#include "storage/service/KeptAnswers.h"
#include "storage/service/KeyDigests.h"
#include "storage/service/PasswordVerifiers.h"
#include "storage/service/PinVerifiers.h"
#include "storage/service/SessionTable.h"
#include "storage/service/SetUpSecret.h"
#include "storage/service/SignInCounts.h"

#include <memory>

namespace kontor::server {

//! All that service.db keeps about who signs in, for one thread; what was answered under a key; and how
//! far followers are that have no connection of their own.
struct SafeContents
{
    std::unique_ptr<storage::ServiceDb> service;
    //! Binds what is put there to its owner.
    Secret<QByteArray> pinKey;
    storage::PasswordVerifiers passwords;
    storage::PinVerifiers pins;
    storage::SessionTable sessions;
    storage::KeyDigests keys;
    storage::SignInCounts counts;
    storage::SetUpSecret setUpSecret;
    storage::KeptAnswers answers;
    storage::Checkpoints checkpoints;

    SafeContents(std::unique_ptr<storage::ServiceDb> opened, Secret<QByteArray> key)
        : service(std::move(opened)), pinKey(std::move(key)), passwords(*service), pins(*service),
          sessions(*service, sessionSealKey(pinKey)), keys(*service), counts(*service),
          setUpSecret(*service), answers(*service), checkpoints(*service)
    {
    }
};

//! For the first time: what an earlier program did not bind to its owner is, and a loss is said where
//! there are books to it.
Result<std::unique_ptr<storage::ServiceDb>, storage::OpenError> openService(
    const QString &directory, const Secret<QByteArray> &pinKey, bool hasBooks);
//! A file that was opened a moment ago, for another thread: where the disk refuses it now the process ends.
std::unique_ptr<storage::ServiceDb> openServiceAgain(const QString &directory);

//! One thread that writes and reads service.db for those who answer requests: each write reaches the
//! disk, and the event loop waits neither for it nor for whoever else has the file, a backup for one.
class Safe
{
public:
    //! The file in `directory` has been opened before.
    Safe(const QString &directory, const Secret<QByteArray> &pinKey)
        : m_workers(
            [directory, pinKey] {
                return std::make_unique<SafeContents>(openServiceAgain(directory), pinKey);
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
