// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/access/Access.h"

namespace kontor::domain {

//! The password's verifier stands in the safe already, as generation 1.
struct RegisterUser
{
    UserId id;
    QString login;
    QString firstName;
    QString lastName;
    Role role = Role::Customer;
    //! Only as the branch's first administrator, or not at all.
    bool setsUpBranch = false;
};

//! `generation` names the verifier that stands ready in the safe: one above the user's own.
struct ChangePassword
{
    UserId id;
    int generation = 2;
};

struct ChangeUserRole
{
    UserId id;
    Role role = Role::Customer;
};

struct SuspendUser
{
    UserId id;
    QString reason;
};

struct ReinstateUser
{
    UserId id;
};

struct ReportTokenReuse
{
    UserId id;
    SessionId session;
};

} // namespace kontor::domain
