// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Strings.h"
#include "storage/OpenError.h"

#include <vector>

namespace kontor::server {

//! What the program ends with: the codes of sysexits.h, so that a supervisor knows what is worth
//! another try.
namespace ExitCode {
enum : int {
    Ok = 0,
    Usage = 64,
    Data = 65,
    NoInput = 66,
    Unavailable = 69,
    Software = 70,
    OsError = 71,
    CannotCreate = 73,
    Io = 74,
    Busy = 75,
    NoPermission = 77,
    Config = 78,
};
} // namespace ExitCode

struct ExitMeaning
{
    int code;
    const char *meaning;
};

//! Every code with its meaning, in ascending order: --help and docs/operations.md say the same.
const std::vector<ExitMeaning> &exitMeanings();

//! Why a command cannot be done, for standard error, and what the program then ends with.
struct Complaint
{
    int exitCode = ExitCode::Software;
    QString message;
};

Complaint complaint(const storage::OpenError &error);

} // namespace kontor::server
