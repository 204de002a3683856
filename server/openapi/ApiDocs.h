// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/RouteTable.h"

#include <QObject>

#include <functional>
#include <optional>
#include <thread>
#include <vector>

namespace kontor::server {

//! What the server says about its own API. Made from its table of routes when somebody first asks, by
//! another thread: it takes a tenth of a second and ten megabytes, and most servers are never asked.
class ApiDocs
{
public:
    struct Texts
    {
        //! The OpenAPI document.
        QByteArray openApi;
        //! The page for people, and the policy that it is served under.
        QByteArray page;
        QByteArray pagePolicy;
    };
    using Use = std::function<void(const Texts &)>;

    ApiDocs() = default;
    ~ApiDocs();
    ApiDocs(const ApiDocs &) = delete;
    ApiDocs &operator=(const ApiDocs &) = delete;

    //! Before anybody asks. The table stays as long as this does.
    void describe(const RouteTable &table) { m_table = &table; }
    //! Gives them to `use`, in the thread that asks; at once where they are made already.
    void ask(Use use);

    //! Whether this server was built with Swagger UI.
    static bool hasInteractivePage();

private:
    void onMade(const Texts &texts);

    const RouteTable *m_table = nullptr;
    std::optional<Texts> m_texts;
    std::vector<Use> m_waiting;
    std::thread m_thread;
    QObject m_home;
};

} // namespace kontor::server
