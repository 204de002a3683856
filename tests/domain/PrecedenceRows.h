// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/Given.h"

#include <vector>

// Commands that would succeed, spoilt in every way and every two at once: which refusal wins.

namespace kontor::testing {

using namespace domain;

//! A command that would succeed, and its circumstances, to be spoilt one by one.
template<class C>
struct Scene
{
    C command;
    History history;
    History afterwards;
    std::optional<qint64> ifMatch;
    Policy policy;
    Principal principal = {};
};

//! One reason to refuse. Two of the same slot spoil the same thing and are not combined.
template<class C>
struct Flaw
{
    RefusalCode code;
    int slot;
    std::function<void(Scene<C> &)> spoil;
};

struct Row
{
    const char *command;
    QString name;
    RefusalCode expected;
    Outcome outcome;
};

template<class C>
Outcome play(const Scene<C> &scene)
{
    auto circumstances
        = given(scene.history + scene.afterwards).policy(scene.policy).by(scene.principal);
    if (scene.ifMatch) {
        circumstances.ifMatch(*scene.ifMatch);
    }
    auto outcome = circumstances.when(scene.command);
    if (outcome.refusal) {
        outcome.refusal->detail = 0;
    }
    return outcome;
}

//! Every flaw alone, and every two together: the earlier one in the enum is the answer.
template<class C>
void addRows(std::vector<Row> &rows, const char *name, const Scene<C> &right,
    const std::vector<Flaw<C>> &flaws)
{
    KONTOR_ASSERT(!play(right).refusal);
    for (const Flaw<C> &first : flaws) {
        for (const Flaw<C> &second : flaws) {
            if (&first != &second && (first.slot == second.slot || first.code > second.code)) {
                continue;
            }
            Scene<C> scene = right;
            first.spoil(scene);
            if (&first != &second) {
                second.spoil(scene);
            }
            rows.push_back({name,
                u"%1: %2, %3"_s.arg(QLatin1StringView(name), QLatin1StringView(nameOf(first.code)),
                    QLatin1StringView(nameOf(second.code))),
                first.code, play(scene)});
        }
    }
}

// Slots: what a flaw spoils.
enum Slot
{
    Existence,
    Version,
    Amount,
    Funds,
    Name,
    CpfText,
    Text,
    State,
    Target,
    Coin,
    Uniqueness,
    Id,
    Holds,
    Blocks,
    Other
};

template<class C>
Flaw<C> versionFlaw()
{
    return {RefusalCode::VersionConflict, Version, [](auto &s) { s.ifMatch = 77; }};
}

//! Users, keys, and whoever may not at all.
void addRowsOfUsers(std::vector<Row> &rows);

} // namespace kontor::testing
