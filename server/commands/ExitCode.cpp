// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/ExitCode.h"

namespace kontor::server {

const std::vector<ExitMeaning> &exitMeanings()
{
    static const std::vector<ExitMeaning> rows = {
        {ExitCode::Ok, "all is well"},
        {ExitCode::Usage, "the command line makes no sense"},
        {ExitCode::Data, "the data are not what they were, or not what they should be"},
        {ExitCode::NoInput, "a file or directory that was named is not there"},
        {ExitCode::Unavailable, "something that is needed does not answer, or is not as it must be"},
        {ExitCode::Software, "a mistake of this program"},
        {ExitCode::OsError, "the system refused, for example an address to listen on"},
        {ExitCode::CannotCreate, "a file could not be made, or is there already"},
        {ExitCode::Io, "reading or writing failed; after a commit whose outcome is unknown the"
                       " server ends with it: start it again"},
        {ExitCode::Busy, "somebody else holds the directory; try again later"},
        {ExitCode::NoPermission, "a file may not be read or written by this user"},
        {ExitCode::Config, "a setting cannot be used, or a file is not ours or of a newer Kontor"},
    };
    return rows;
}

Complaint complaint(const storage::OpenError &error)
{
    return {int(error.exitCode), error.message};
}

} // namespace kontor::server
