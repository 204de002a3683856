// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/Builders.h"

#include <unordered_map>

// QCOMPARE(given(opened(alice, 500'00)).when(withdraw("500.01")), refused(InsufficientFunds));

namespace kontor::testing {

//! The states of streams, folded from events: what a rule sees.
class FoldedStates final : public domain::States
{
public:
    void apply(const domain::NewEvent &event, Timestamp at);
    const domain::State &of(const domain::StreamName &stream) const override;
    qint64 versionOf(const domain::StreamName &stream) const override;

private:
    struct Folded
    {
        domain::State state;
        qint64 version = 0;
    };
    mutable std::unordered_map<domain::StreamName, Folded> m_streams;
};

//! What a command came to: events, or the refusal.
class Outcome
{
public:
    std::vector<domain::NewEvent> events;
    std::optional<domain::Refusal> refusal;

    friend bool operator==(const Outcome &, const Outcome &) = default;
    //! The first event of type E; fails the test where there is none.
    template<class E>
    const E &event() const
    {
        for (const domain::NewEvent &event : events) {
            if (const E *found = std::get_if<E>(&event.event)) {
                return *found;
            }
        }
        static const E none;
        failWithout(domain::typeName(domain::Event(E())));
        return none;
    }
    //! "claim/cpf/123: Claimed, account/…: AccountCreated", or the refusal's name.
    QString summary() const;

private:
    void failWithout(const char *type) const;
};
//! For QCOMPARE's message: everything there is to see.
char *toString(const Outcome &outcome);

inline Outcome refused(domain::RefusalCode code, qint64 detail = 0)
{
    Outcome outcome;
    outcome.refusal = domain::Refusal{code, detail};
    return outcome;
}
inline Outcome happened(std::vector<domain::NewEvent> events)
{
    Outcome outcome;
    outcome.events = std::move(events);
    return outcome;
}
inline Outcome nothingHappened()
{
    return {};
}

//! A history at `monday` and the circumstances of the next command.
class Given
{
public:
    explicit Given(const History &history);
    //! The next command is decided then.
    Given &at(Timestamp now);
    Given &ifMatch(qint64 version);
    Given &policy(const domain::Policy &policy);
    //! Whose rights the next command is decided with; the system's own otherwise.
    Given &by(const domain::Principal &principal);
    Outcome when(const domain::Command &command) const;
    const FoldedStates &states() const { return m_states; }

private:
    FoldedStates m_states;
    domain::Context m_context;
};

inline Given given(const History &history)
{
    return Given(history);
}
inline Given givenNothing()
{
    return Given({});
}

//! The state of a stream after a history.
template<class S>
S folded(const History &history, const domain::StreamName &stream)
{
    return Given(history).states().get<S>(stream);
}

} // namespace kontor::testing
