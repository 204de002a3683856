// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"

namespace kontor::server {

static std::vector<Verb> allVerbs()
{
    std::vector<Verb> all = {serveVerb()};
    for (const std::vector<Verb> &family : {userVerbs(), apiKeyVerbs(), keyVerbs()}) {
        all.insert(all.end(), family.begin(), family.end());
    }
    for (const Verb &verb : {verifyVerb(), headVerb(), exportVerb(), backupVerb(), restoreVerb(),
             drillVerb(), rebuildVerb(), doctorVerb(), checkConfigVerb(), openApiVerb(),
             printConfigVerb(), versionVerb()}) {
        all.push_back(verb);
    }
    return all;
}

const std::vector<Verb> &verbs()
{
    static const std::vector<Verb> table = allVerbs();
    return table;
}

} // namespace kontor::server
