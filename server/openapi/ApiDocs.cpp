// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/ApiDocs.h"

#include "server/openapi/Document.h"

namespace kontor::server {

void ApiDocs::describe(const RouteTable &table)
{
    m_openApi = openApiDocument(table).toJson();
}

} // namespace kontor::server
