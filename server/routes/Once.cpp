// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Once.h"

#include "foundation/LogCategories.h"

#include <algorithm>

namespace kontor::server {

using application::CommandResult;

//! As long as this lives nobody else does the same; it goes with the answer, or unanswered.
class Once::Running
{
public:
    Running(Once &once, Slot slot) : m_once(once), m_slot(std::move(slot)) {}
    ~Running() { m_once.ended(m_slot); }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

private:
    Once &m_once;
    Slot m_slot;
};

// A fault of the server, or a request that could not be understood, decides nothing: the key is free.
static bool isDecision(int status)
{
    return status < 400 || status == 403 || status == 404 || status == 409 || status == 412
        || status == 422;
}

static QByteArray headerOf(const Answer &answer, const char *name)
{
    const auto found = std::find_if(answer.headers.begin(), answer.headers.end(),
        [name](const Header &header) { return header.first == name; });
    return found == answer.headers.end() ? QByteArray() : found->second;
}

void Once::run(const CallPtr &call, Answers answers, Act act, Recall recall)
{
    if (!call->hasKey()) {
        act();
        return;
    }
    m_branch.submit(call->keyAlone(),
        [this, attempt = Attempt{call, answers, std::move(act), std::move(recall)}](const CommandResult &result) {
            if (result.kind != CommandResult::Kind::Accepted) {
                attempt.call->refuse(result);
            } else if (result.replayed) {
                again(attempt);
            } else {
                begin(attempt, take(slotOf(*attempt.call)));
            }
        });
}

Once::Turn Once::take(const Slot &slot)
{
    m_running[slot];
    return std::make_shared<Running>(*this, slot);
}

void Once::begin(Attempt attempt, Turn turn)
{
    attempt.call->whenAnswered(
        [this, slot = slotOf(*attempt.call), answers = attempt.answers,
            turn = std::move(turn)](const Answer &answer, std::function<void()> send) {
            keep(slot, answers, answer, [send = std::move(send), turn] { send(); });
        });
    attempt.act();
}

// Nobody else begins while what was kept is looked up.
void Once::again(Attempt attempt)
{
    const Slot slot = slotOf(*attempt.call);
    if (const auto running = m_running.find(slot); running != m_running.end()) {
        running->second.push_back(std::move(attempt));
        return;
    }
    m_safe.ask<Kept>(
        [slot](SafeContents &safe) -> Result<Kept, QString> {
            return safe.answers.get({slot.first, slot.second});
        },
        [this, attempt = std::move(attempt), turn = take(slot)](const Result<Kept, QString> &kept) {
            if (kept) {
                m_branch.reading([&] { goOn(attempt, turn, *kept); });
            } else {
                attempt.call->refuse(api::ProblemCode::Overloaded);
            }
        });
}

void Once::goOn(Attempt attempt, Turn turn, const Kept &kept)
{
    const bool isSecret = attempt.answers == Answers::Secret && (!kept || kept->status < 400);
    const bool isOpen = !kept || !isDecision(kept->status);
    if (isOpen && attempt.recall) {
        attempt.act = [recall = std::move(attempt.recall), act = std::move(attempt.act)] {
            recall(act);
        };
        begin(std::move(attempt), std::move(turn));
    } else if (kept && isOpen) {
        begin(std::move(attempt), std::move(turn));
    } else if (kept && !isSecret) {
        attempt.call->repeat({kept->status, kept->type, kept->body,
            kept->location.isEmpty() ? Headers() : Headers{{"Location", kept->location}}, {}});
    } else {
        attempt.call->refuse(api::ProblemCode::AnswerNotRepeatable,
            isSecret ? QString() : u"The first request was broken off; look up what became of it."_s);
    }
}

// The answer leaves once it is kept: it is the same for whoever comes again, whatever happens meanwhile.
void Once::keep(const Slot &slot, Answers answers, const Answer &answer, std::function<void()> then)
{
    const bool isSecret = answers == Answers::Secret && answer.status < 400;
    const int status = answer.passes ? 503 : answer.status; // which decides nothing
    const storage::KeptAnswer kept{m_branch.now(), status, answer.contentType,
        isSecret ? QByteArray() : answer.body, headerOf(answer, "Location")};
    m_safe.ask<Done>(
        [slot, kept](SafeContents &safe) {
            return safe.answers.put({slot.first, slot.second}, kept);
        },
        [then = std::move(then)](const Result<Done, QString> &done) {
            if (!done) {
                qCWarning(logServer, "an answer could not be kept: %s",
                    qUtf8Printable(done.error()));
            }
            then();
        });
}

void Once::ended(const Slot &slot)
{
    const auto running = m_running.extract(slot);
    if (!running || m_stopping) {
        return;
    }
    for (Attempt &waiting : running.mapped()) {
        again(std::move(waiting));
    }
}

} // namespace kontor::server
