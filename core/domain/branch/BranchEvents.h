// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::domain {

//! The next account serial was given away.
struct AccountSerialIssued
{
    qint64 serial = 0;

    template<class V>
    static void describe(V &&v) { v("serial", &AccountSerialIssued::serial); }
    friend bool operator==(const AccountSerialIssued &, const AccountSerialIssued &) = default;
};

} // namespace kontor::domain
