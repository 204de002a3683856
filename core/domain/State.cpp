// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/State.h"

namespace kontor::domain {

State initialState(StreamKind kind)
{
    switch (kind) {
    case StreamKind::Account: return Account{};
    case StreamKind::Claim: return Claim{};
    case StreamKind::Customer: return Customer{};
    case StreamKind::Card: return Card{};
    case StreamKind::Withdrawal: return Withdrawal{};
    case StreamKind::Branch: return Serials{};
    case StreamKind::User: return User{};
    case StreamKind::Key: return Key{};
    }
    KONTOR_ASSERT(false && "a stream kind without a state");
}

template<class S, class E>
concept Evolves = requires(S &state, const E &event) { evolve(state, event, Timestamp{}); };

bool fits(const State &state, const Event &event)
{
    return std::visit(
        [](const auto &s, const auto &e) {
            return Evolves<std::decay_t<decltype(s)>, std::decay_t<decltype(e)>>;
        },
        state, event);
}

void evolve(State &state, const Event &event, Timestamp at)
{
    std::visit(
        [at](auto &s, const auto &e) {
            if constexpr (Evolves<std::decay_t<decltype(s)>, std::decay_t<decltype(e)>>) {
                evolve(s, e, at);
            } else {
                KONTOR_ASSERT(false && "an event in a stream of another kind");
            }
        },
        state, event);
}

StatePtr evolved(const State &state, const Event &event, Timestamp at)
{
    const auto next = std::make_shared<State>(state);
    evolve(*next, event, at);
    return next;
}

} // namespace kontor::domain
