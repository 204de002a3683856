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

private:
    QByteArray m_openApi;
};

} // namespace kontor::server
