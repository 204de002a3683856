// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/ApiDocs.h"

#include "server/openapi/DocsPage.h"
#include "server/openapi/Document.h"

#include <QFile>

namespace kontor::server {

bool ApiDocs::hasInteractivePage()
{
    return QFile::exists(u":/kontor/ui/swagger-ui-bundle.js"_s);
}

void ApiDocs::describe(const RouteTable &table)
{
    const JsonValue document = openApiDocument(table);
    m_openApi = document.toJson();
    m_page = docsPage(DocumentReader(document), hasInteractivePage());
    m_pagePolicy = docsPagePolicy();
}

} // namespace kontor::server
