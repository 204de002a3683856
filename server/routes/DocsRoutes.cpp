// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/ApiDocs.h"
#include "server/routes/Routes.h"

// What the API says about itself.

namespace kontor::server {

namespace paths = api::paths;

void addDocsRoutes(Routes &routes, const ApiDocs &docs)
{
    routes.add({.path = paths::openApi, .action = "docs.read", .name = "getOpenApi",
                   .summary = "This document",
                   .answers = {{200, Content::anyObject(R"({"openapi":"3.1.0"})")}}},
        [&docs](const CallPtr &call) { call->answer(200, docs.openApi()); });
}

} // namespace kontor::server
