// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/openapi/Operation.h"

namespace kontor::server {

//! The OpenAPI 3.1 document of a table of routes: the same table always gives the same bytes. An
//! entry that does not fit (a name given twice, a header that nobody knows) is a bug and asserts.
JsonValue openApiDocument(const RouteTable &table);

//! Every problem that an operation answers, its own and those that follow from what it is, in order
//! of precedence; beyond these only anyRequestsProblems().
Problems problemsOf(const Operation &operation);
//! What any request may be answered, whatever it asks for.
Problems anyRequestsProblems();
//! Nobody has to have signed in for it.
bool isOpenToAll(const Operation &operation);

} // namespace kontor::server
