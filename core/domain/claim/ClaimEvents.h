// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::domain {

//! What must be unique is a stream of its own; whoever holds it may use the name: an account a CPF or
//! a number, a user a login.
struct Claimed
{
    Uuid by;

    template<class V>
    static void describe(V &&v) { v("by", &Claimed::by); }
    friend bool operator==(const Claimed &, const Claimed &) = default;
};

struct Released
{
    Uuid by;

    template<class V>
    static void describe(V &&v) { v("by", &Released::by); }
    friend bool operator==(const Released &, const Released &) = default;
};

} // namespace kontor::domain
