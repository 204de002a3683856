// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/Books.h"
#include "server/CommandLine.h"

namespace kontor::server {

//! All that main does once there is an application: does what the command line asks and gives the
//! exit code.
int runProgram(const QStringList &arguments, BooksOptions options = {});

} // namespace kontor::server
