// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/commands/Verb.h"

namespace kontor::server {

//! All verbs, in the order in which the help lists them.
const std::vector<Verb> &verbs();

// A file each, and one for a family.
std::vector<Verb> apiKeyVerbs();
Verb backupVerb();
Verb checkConfigVerb();
Verb doctorVerb();
Verb drillVerb();
Verb exportVerb();
Verb headVerb();
std::vector<Verb> keyVerbs();
Verb openApiVerb();
Verb printConfigVerb();
Verb rebuildVerb();
Verb restoreVerb();
Verb serveVerb();
std::vector<Verb> userVerbs();
Verb verifyVerb();
Verb versionVerb();

} // namespace kontor::server
