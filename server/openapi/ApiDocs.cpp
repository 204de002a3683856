// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/ApiDocs.h"

#include "server/openapi/DocsPage.h"
#include "server/openapi/Document.h"

#include <QFile>

#include <system_error>
#include <utility>

namespace kontor::server {

bool ApiDocs::hasInteractivePage()
{
    return QFile::exists(u":/kontor/ui/swagger-ui-bundle.js"_s);
}

static ApiDocs::Texts textsOf(const RouteTable &table)
{
    const JsonValue document = openApiDocument(table);
    return {document.toJson(), docsPage(DocumentReader(document), ApiDocs::hasInteractivePage()),
        docsPagePolicy()};
}

ApiDocs::~ApiDocs()
{
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void ApiDocs::ask(Use use)
{
    if (m_texts) {
        use(*m_texts);
        return;
    }
    m_waiting.push_back(std::move(use));
    if (m_thread.joinable()) {
        return;
    }
    try {
        m_thread = std::thread([this] {
            QMetaObject::invokeMethod(
                &m_home, [this, texts = textsOf(*m_table)] { onMade(texts); },
                Qt::QueuedConnection);
        });
    } catch (const std::system_error &) { // the system has no more threads to give
        onMade(textsOf(*m_table));
    }
}

void ApiDocs::onMade(const Texts &texts)
{
    m_texts = texts;
    for (const Use &use : std::exchange(m_waiting, {})) {
        use(*m_texts);
    }
}

} // namespace kontor::server
