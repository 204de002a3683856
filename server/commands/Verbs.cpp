// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"

namespace kontor::server {

const std::vector<Verb> &verbs()
{
    static const std::vector<Verb> table = {
        serveVerb(),
        verifyVerb(),
        headVerb(),
        exportVerb(),
        backupVerb(),
        restoreVerb(),
        drillVerb(),
        rebuildVerb(),
        doctorVerb(),
        checkConfigVerb(),
        openApiVerb(),
        printConfigVerb(),
        versionVerb(),
    };
    return table;
}

} // namespace kontor::server
