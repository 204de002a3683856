// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/RouteTable.h"

namespace kontor::server {

//! What the server says about its own API, made once from its table of routes.
class ApiDocs
{
public:
    void describe(const RouteTable &table);
    //! The OpenAPI document.
    const QByteArray &openApi() const { return m_openApi; }
    //! The page for people, and the policy that it is served under.
    const QByteArray &page() const { return m_page; }
    const QByteArray &pagePolicy() const { return m_pagePolicy; }

    //! Whether this server was built with Swagger UI.
    static bool hasInteractivePage();

private:
    QByteArray m_openApi;
    QByteArray m_page;
    QByteArray m_pagePolicy;
};

} // namespace kontor::server
