// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/devices/simulated/DispenserModel.h"

#include <algorithm>

namespace kontor::atm {

DispenserModel DispenserModel::loadedWith(const Notes &notes)
{
    DispenserContents contents;
    contents.loaded = contents.cassettes = normalised(notes);
    return DispenserModel(contents);
}

bool DispenserModel::strikes(DispenserFault fault)
{
    if (m.armed != fault) {
        return false;
    }
    m.armed = DispenserFault::None;
    return true;
}

static Notes withoutOne(const Notes &notes)
{
    return minus(notes, {{notes.front().value, 1}}).value_or(Notes{});
}

StageResult DispenserModel::stage(WithdrawalId id, const Notes &mix)
{
    m.lastWithdrawal = id;
    m.lastPresent = PresentState::NotPresented;
    m.lastPresented.clear();
    m.retracted = false;
    m.lastRetract.clear();
    const auto left = minus(m.cassettes, mix);
    const bool busy = m.blocked || !m.stacker.empty() || !m.output.empty();
    if (busy || !left || mix.empty()) {
        return Jammed{};
    }
    if (strikes(DispenserFault::NoteDoesNotCome)) {
        m.stacker = withoutOne(mix);
        m.cassettes = *minus(m.cassettes, m.stacker);
        m.doubtful.push_back(mix.front().value);
        return Short{m.stacker};
    }
    m.cassettes = *left;
    m.stacker = mix;
    if (strikes(DispenserFault::JamWhileStaging)) {
        m.blocked = true;
        return Jammed{};
    }
    return Staged{mix};
}

Notes DispenserModel::rejectStaged()
{
    if (m.blocked) {
        return {};
    }
    m.reject = plus(m.reject, m.stacker);
    return std::exchange(m.stacker, {});
}

PresentResult DispenserModel::present()
{
    if (m.blocked || m.stacker.empty() || strikes(DispenserFault::JamBeforeShutter)) {
        m.blocked = true;
        return {PresentState::NotPresented, {}, false};
    }
    if (strikes(DispenserFault::PositionUnknown)) {
        m.blocked = true;
        m.lastPresent = PresentState::Unknown;
        return {PresentState::Unknown, {}, false};
    }
    if (strikes(DispenserFault::PositionUnknownTaken)) {
        m.blocked = true;
        m.lastPresent = PresentState::Unknown;
        m.handedOut = plus(m.handedOut, std::exchange(m.stacker, {}));
        return {PresentState::Unknown, {}, false};
    }
    const bool jams = countOf(m.stacker) > 1 && strikes(DispenserFault::JamWhilePresenting);
    m.output = jams ? withoutOne(m.stacker) : m.stacker;
    m.stacker = minus(m.stacker, m.output).value_or(Notes{});
    m.blocked = jams;
    m.lastPresent = PresentState::Presented;
    m.lastPresented = m.output;
    return {PresentState::Presented, m.output, !jams};
}

RetractCount DispenserModel::retract()
{
    const bool missing = !m.output.empty() && strikes(DispenserFault::NotesMissingAtRetract);
    const Notes back = missing ? withoutOne(m.output) : m.output;
    m.handedOut = plus(m.handedOut, minus(m.output, back).value_or(Notes{}));
    m.retract = plus(m.retract, back);
    m.output.clear();
    m.retracted = true;
    m.lastRetract = back;
    return {back, true};
}

DispenserStatus DispenserModel::status() const
{
    const auto occupied = [](const Notes &notes) {
        return notes.empty() ? Occupancy::Empty : Occupancy::NotEmpty;
    };
    DispenserStatus status;
    status.ready = !m.blocked;
    status.stock = m.cassettes;
    std::erase_if(status.stock, [this](const api::NoteCount &note) {
        return std::find(m.doubtful.begin(), m.doubtful.end(), note.value) != m.doubtful.end();
    });
    const bool unknown = m.lastPresent == PresentState::Unknown;
    status.stacker = unknown ? Occupancy::Unknown : occupied(m.stacker);
    status.output = unknown ? Occupancy::Unknown : occupied(m.output);
    status.lastWithdrawal = m.lastWithdrawal;
    status.lastPresent = m.lastPresent;
    status.lastPresented = m.lastPresented;
    if (m.retracted) {
        status.lastRetract = RetractCount{m.lastRetract, true};
    }
    return status;
}

bool DispenserModel::takeCash()
{
    if (m.output.empty()) {
        return false;
    }
    m.handedOut = plus(m.handedOut, std::exchange(m.output, {}));
    return true;
}

void DispenserModel::clearPath()
{
    m.reject = plus(plus(m.reject, std::exchange(m.stacker, {})), std::exchange(m.output, {}));
    m.blocked = false;
    m.doubtful.clear();
    m.lastPresent = PresentState::NotPresented;
}

bool DispenserModel::isBalanced() const
{
    Notes sum = m.cassettes;
    for (const Notes *place : {&m.stacker, &m.output, &m.reject, &m.retract, &m.handedOut}) {
        sum = plus(sum, *place);
    }
    return sum == m.loaded;
}

} // namespace kontor::atm
