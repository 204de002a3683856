// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/DeviceStatus.h"
#include "foundation/Describe.h"

#include <variant>

namespace kontor::atm {

//! What goes wrong at the next chance. `PositionUnknown…`: the sensors contradict each other while
//! the notes are in truth behind the shutter, or in the customer's hand.
enum class DispenserFault {
    None, NoteDoesNotCome, JamWhileStaging, JamBeforeShutter, JamWhilePresenting, PositionUnknown,
    PositionUnknownTaken, NotesMissingAtRetract
};

} // namespace kontor::atm

template<>
struct kontor::EnumNames<kontor::atm::DispenserFault>
{
    using F = atm::DispenserFault;
    static constexpr std::pair<F, const char *> names[] = {{F::None, "none"},
        {F::NoteDoesNotCome, "note-does-not-come"}, {F::JamWhileStaging, "jam-while-staging"},
        {F::JamBeforeShutter, "jam-before-present"},
        {F::JamWhilePresenting, "jam-while-presenting"}, {F::PositionUnknown, "position-unknown"},
        {F::PositionUnknownTaken, "position-unknown-taken"},
        {F::NotesMissingAtRetract, "notes-missing-at-retract"}};
};
template<>
struct kontor::EnumNames<kontor::atm::PresentState>
{
    using P = atm::PresentState;
    static constexpr std::pair<P, const char *> names[] = {{P::NotPresented, "not-presented"},
        {P::Presented, "presented"}, {P::Unknown, "unknown"}};
};

namespace kontor::atm {

//! Where every note is; nothing is ever created or lost. Kept across restarts.
struct DispenserContents
{
    Notes loaded;
    Notes cassettes;
    //! Values whose cassette is doubtful until somebody has looked at it.
    std::vector<int> doubtful;
    Notes stacker;
    Notes output;
    Notes reject;
    Notes retract;
    Notes handedOut;
    bool blocked = false;
    WithdrawalId lastWithdrawal;
    PresentState lastPresent = PresentState::NotPresented;
    Notes lastPresented;
    bool retracted = false;
    Notes lastRetract;
    DispenserFault armed = DispenserFault::None;

    template<class V>
    static void describe(V &&v)
    {
        using C = DispenserContents;
        v("loaded", &C::loaded, "what was put in");
        v("cassettes", &C::cassettes, "what is left there");
        v("doubtful", &C::doubtful, "values whose cassette is not used");
        v("stacker", &C::stacker, "counted, behind the shutter");
        v("output", &C::output, "at the open shutter");
        v("reject", &C::reject, "in the reject bin");
        v("retract", &C::retract, "in the retract bin");
        v("handedOut", &C::handedOut, "taken by customers");
        v("blocked", &C::blocked, "a note sits in the path");
        v("lastWithdrawal", &C::lastWithdrawal, "to which the next belong");
        v("lastPresent", &C::lastPresent, "what came of the last present");
        v("lastPresented", &C::lastPresented, "what reached the customer's side");
        v("retracted", &C::retracted, "whether there was a retract");
        v("lastRetract", &C::lastRetract, "what it brought back");
        v("armed", &C::armed, "the fault that strikes next");
    }
};

struct Staged { Notes notes; };
struct Short { Notes staged; };
struct Jammed {};
using StageResult = std::variant<Staged, Short, Jammed>;

//! `notes` is what reached the customer's side.
struct PresentResult
{
    PresentState state = PresentState::Presented;
    Notes notes;
    bool complete = true;
};

//! A dispenser without metal: cassettes, stacker, shutter, bins, and faults that can be armed.
class DispenserModel
{
public:
    DispenserModel() = default;
    explicit DispenserModel(DispenserContents contents) : m(std::move(contents)) {}
    static DispenserModel loadedWith(const Notes &notes);

    StageResult stage(WithdrawalId id, const Notes &mix);
    Notes rejectStaged();
    PresentResult present();
    RetractCount retract();
    DispenserStatus status() const;

    //! The customer's hand; false where nothing is there to take.
    bool takeCash();
    void arm(DispenserFault fault) { m.armed = fault; }
    //! A technician empties the path into the reject bin and looks at the cassettes.
    void clearPath();

    const DispenserContents &contents() const { return m; }
    //! Cassettes + stacker + shutter + bins + customers = loaded.
    bool isBalanced() const;

private:
    bool strikes(DispenserFault fault);

    DispenserContents m;
};

} // namespace kontor::atm
