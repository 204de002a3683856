// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/commands/Verb.h"

namespace kontor::server {

//! All verbs, in the order in which the help lists them.
const std::vector<Verb> &verbs();

// A file each.
Verb backupVerb();
Verb checkConfigVerb();
Verb doctorVerb();
Verb drillVerb();
Verb exportVerb();
Verb headVerb();
Verb openApiVerb();
Verb printConfigVerb();
Verb rebuildVerb();
Verb restoreVerb();
Verb serveVerb();
Verb verifyVerb();
Verb versionVerb();

} // namespace kontor::server
