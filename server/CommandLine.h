// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/commands/Verb.h"

namespace kontor::server {

//! What the caller wants of the program.
struct Invocation
{
    //! nullptr: only the help.
    const Verb *verb = nullptr;
    QString help;
    Arguments arguments;
};

//! Finds the verb (the first word, or the first two) and holds all further words against its row.
Result<Invocation, Complaint> parseCommandLine(const QStringList &arguments,
    const std::vector<Verb> &verbs);

//! The text of --help: what there is, and the exit codes.
QString helpText(const std::vector<Verb> &verbs);
//! The text of VERB --help: usage, options, settings with their defaults, exit codes.
QString helpText(const Verb &verb);
//! "kontor-server export --output FILE [--data DIR] [--config FILE]"
QString usageLine(const Verb &verb);

} // namespace kontor::server
