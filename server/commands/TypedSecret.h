// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "foundation/Secret.h"
#include "server/commands/ExitCode.h"

namespace kontor::server {

//! A password, from whoever types: asked for twice and not shown. Where standard input is no
//! terminal, its first line. Never from the command line, which everybody on the machine can read.
Result<Secret<QString>, Complaint> typedPassword();

} // namespace kontor::server
