// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/openapi/Operation.h"

// What the operations of the document have in common.

namespace kontor::server {

JsonValue documentInfo();
//! Under which heading an operation stands: "Accounts" for account.read.
std::string tagOf(const Operation &operation);

//! The headers that an operation looks at, as names of headerParameters().
std::vector<std::string> requestHeadersOf(const Operation &operation);
JsonValue headerParameters();
JsonValue answerHeaders();
JsonValue securitySchemes();

//! An example of every problem, by its code.
JsonValue problemExamples();

} // namespace kontor::server
