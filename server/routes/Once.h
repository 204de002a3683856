// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/Branch.h"
#include "server/auth/Safe.h"
#include "server/routes/Call.h"

#include <map>

namespace kontor::server {

//! Gives one effect per idempotency key to what is done beside the ledger: webhooks, PINs. The ledger
//! takes the key first, so that it is the same key everywhere; then the act runs, and its answer is
//! kept. Whoever comes with the key meanwhile waits for that answer. Without a key the act just runs.
class Once
{
public:
    enum class Answers {
        Kept,
        //! Holds a secret: what went well is not kept, and whoever comes again is told so.
        Secret,
    };

    Once(Branch &branch, Safe &safe) : m_branch(branch), m_safe(safe) {}
    using Act = std::function<void()>;
    //! Answers the call as the act did, where it can tell that the act was done; else goes on with
    //! what it is given.
    using Recall = std::function<void(Act otherwise)>;
    //! `act` answers the call, at once or later. What is wrong with the request itself had better be
    //! refused before, so that its key stays free. `recall` is asked where the first answer was lost
    //! because the server ended before it was kept; without it nobody can tell.
    void run(const CallPtr &call, Answers answers, Act act, Recall recall = {});
    //! Whoever waits is not answered any more.
    void stop() { m_stopping = true; }

private:
    using Slot = std::pair<QByteArray, QByteArray>;
    struct Attempt
    {
        CallPtr call;
        Answers answers;
        Act act;
        Recall recall;
    };
    class Running;
    using Turn = std::shared_ptr<Running>;
    using Kept = std::optional<storage::KeptAnswer>;
    Turn take(const Slot &slot);
    void begin(Attempt attempt, Turn turn);
    void again(Attempt attempt);
    void goOn(Attempt attempt, Turn turn, const Kept &kept);
    void keep(const Slot &slot, Answers answers, const Answer &answer, std::function<void()> then);
    void ended(const Slot &slot);
    static Slot slotOf(const Call &call) { return {call.keyOwner(), call.key()}; }

    Branch &m_branch;
    Safe &m_safe;
    bool m_stopping = false;
    //! What is being done, and who waits for it.
    std::map<Slot, std::vector<Attempt>> m_running;
};

//! For what runs once by itself: the key is taken already.
inline Prepare preparing(const CallPtr &call)
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
