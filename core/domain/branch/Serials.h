// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/branch/BranchEvents.h"

namespace kontor::domain {

//! The branch's counters.
struct Serials
{
    qint64 lastAccountSerial = 0;

    template<class V>
    static void describe(V &&v) { v("lastAccountSerial", &Serials::lastAccountSerial); }
    friend bool operator==(const Serials &, const Serials &) = default;
};

inline void evolve(Serials &serials, const AccountSerialIssued &event, Timestamp)
{
    serials.lastAccountSerial = event.serial;
}

} // namespace kontor::domain
