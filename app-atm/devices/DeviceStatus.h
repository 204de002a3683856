// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/NoteMix.h"
#include "foundation/Ids.h"

namespace kontor::atm {

//! Whether notes are at a place inside the dispenser, as far as its sensors know.
enum class Occupancy { Empty, NotEmpty, Unknown };

//! What came of the last attempt to open the shutter, as in XFS4IoT's GetPresentStatus.
enum class PresentState { NotPresented, Presented, Unknown };

//! What the last retract brought back. `reliable` is false where the count may be wrong.
struct RetractCount
{
    Notes notes;
    bool reliable = true;

    friend bool operator==(const RetractCount &, const RetractCount &) = default;
};

//! Everything that the dispenser can tell about itself, at any time, restarts included.
struct DispenserStatus
{
    //! Can pick and move notes.
    bool ready = true;
    //! Can take notes back from the shutter.
    bool canRetract = true;
    //! What may be paid: the cassettes without the doubtful ones.
    Notes stock;
    //! Notes picked and counted, behind the closed shutter.
    Occupancy stacker = Occupancy::Empty;
    //! Notes at the open shutter.
    Occupancy output = Occupancy::Empty;
    //! The withdrawal to which the next three belong.
    WithdrawalId lastWithdrawal;
    PresentState lastPresent = PresentState::NotPresented;
    Notes lastPresented;
    std::optional<RetractCount> lastRetract;

    friend bool operator==(const DispenserStatus &, const DispenserStatus &) = default;
};

struct DeviceStatus
{
    DispenserStatus dispenser;
    bool readerReady = true;
    bool printerReady = true;

    friend bool operator==(const DeviceStatus &, const DeviceStatus &) = default;
};

} // namespace kontor::atm
