// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Program.h"

#include "server/commands/Verbs.h"
#include "storage/sql/Database.h"

#include <cstdio>

#include <sodium.h>

namespace kontor::server {

static int complain(const Complaint &complaint)
{
    // What is quoted may have one, and the reason stands after it.
    const QString message
        = QString(complaint.message).replace(QChar(QChar::Null), QChar::ReplacementCharacter);
    std::fprintf(stderr, "kontor-server: %s\n", qUtf8Printable(message));
    return complaint.exitCode;
}

// What a command has printed before it ends in the middle of something is not lost.
static void complainAtOnce(int exitCode, const QString &message)
{
    std::fflush(stdout);
    (void)complain({exitCode, message});
}

static int flushed(int exitCode)
{
    const bool written = std::fflush(stdout) == 0 && !std::ferror(stdout);
    return written ? exitCode : complain({ExitCode::Io, u"standard output cannot be written"_s});
}

int runProgram(const QStringList &arguments, BooksOptions options)
{
    if (sodium_init() < 0) {
        return complain({ExitCode::Software, u"libsodium cannot be used"_s});
    }
    auto invocation = parseCommandLine(arguments, verbs());
    if (!invocation) {
        return complain(invocation.error());
    }
    if (!invocation->verb) {
        print(invocation->help);
        return flushed(ExitCode::Ok);
    }
    storage::tellHalts(complainAtOnce);
    invocation->arguments.books = options;
    const auto done = invocation->verb->run(invocation->arguments);
    return done ? flushed(*done) : complain(done.error());
}

} // namespace kontor::server
