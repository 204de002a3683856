// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Command.h"
#include "domain/Event.h"
#include "domain/Refusal.h"
#include "domain/State.h"
#include "domain/access/Access.h"
#include "foundation/Cpf.h"
#include "foundation/Result.h"

#include <vector>

// The rules: pure functions. Nothing comes in but the command, the states of streams, and the
// context.

namespace kontor::domain {

//! Settings that the rules depend on.
struct Policy
{
    Currency defaultCurrency;
    //! Major units; a deposit above it is refused.
    qint64 depositLimit = 1'000'000;
    CpfValidation cpfValidation = CpfValidation::Strict;
    int holdsPerAccount = 100;
    //! How long the notes of an authorised withdrawal may be staged.
    int withdrawalSeconds = 180;
};

struct Context
{
    Timestamp now;
    //! Today in the branch's time zone.
    QDate bookingDate;
    //! From If-Match: the version that the subject must have.
    std::optional<qint64> expectedVersion;
    //! Who asks.
    Principal principal;
    Policy policy;
};

//! The states of streams, as they are for this command; a stream without events has its initial
//! state. Asked again, it gives the same answer.
class States
{
public:
    virtual ~States() = default;
    virtual const State &of(const StreamName &stream) const = 0;
    //! The number of its events, 0 for a stream without any.
    virtual qint64 versionOf(const StreamName &stream) const = 0;

    template<class S>
    const S &get(const StreamName &stream) const
    {
        const S *state = std::get_if<S>(&of(stream));
        KONTOR_ASSERT(state);
        return *state;
    }
};

//! One event for one stream. Events for a stream stand in the order of their versions.
struct NewEvent
{
    StreamName stream;
    Event event;

    friend bool operator==(const NewEvent &, const NewEvent &) = default;
};
using Decision = Result<std::vector<NewEvent>, Refusal>;

//! Events to append (none: nothing changes, and that is fine), or why not.
Decision decide(const Command &command, const States &states, const Context &context);

//! Whether the answer to a command shows its subject's state, which a repeated command must then be
//! given as it was (the timekeeper looks at it, too); all others are answered by their events alone.
bool isAnsweredByState(const Command &command);

//! Whether it belongs to whoever asks: a customer's own, or the one whose card is in the machine.
bool isOwn(const Principal &principal, AccountId id, const Account &account);

//! What a command does, as the table of rights names it.
Action actionOf(const Command &command);

//! The stream that If-Match binds: the one in the request's path.
StreamName subjectOf(const Command &command);

} // namespace kontor::domain
