// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "foundation/Describe.h"

#include <vector>

namespace kontor::api {

struct HealthCheck
{
    QString name;
    QString status;
    QString detail;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &HealthCheck::name, "ledger, views, deliveries, …");
        v("status", &HealthCheck::status, "how it is", facts::state);
        v("detail", &HealthCheck::detail, "in words");
    }
};

struct Health
{
    QString status;
    std::vector<HealthCheck> checks;

    template<class V>
    static void describe(V &&v)
    {
        v("status", &Health::status, "the worst of its parts", facts::state);
        v("checks", &Health::checks, "part by part");
    }
};

//! The process answers; nothing more is looked at.
struct Liveness
{
    QString status = u"up"_s;

    template<class V>
    static void describe(V &&v) { v("status", &Liveness::status, "up", facts::state); }
};

//! What a program shows about the server that it talks to.
struct ServerInfo
{
    QString name;
    QString version;
    QString branch;
    bool demo = false;
    bool open = false;
    Currency currency;
    Timestamp now;
    // What servers before did not tell.
    std::optional<QString> timeZone = {};
    std::optional<QString> ledger = {};

    template<class V>
    static void describe(V &&v)
    {
        v("name", &ServerInfo::name, "kontor-server");
        v("version", &ServerInfo::version, "its version");
        v("branch", &ServerInfo::branch, "the branch's name");
        v("demo", &ServerInfo::demo, "nothing here is real");
        v("open", &ServerInfo::open, "runs without sign-in, on loopback only");
        v("currency", &ServerInfo::currency, "the default currency");
        v("now", &ServerInfo::now, "the server's time, UTC");
        v("timeZone", &ServerInfo::timeZone, "of the branch: its days and months, an IANA name");
        v("ledger", &ServerInfo::ledger,
            "names the books: the same at every address, and after a restore");
    }
};

} // namespace kontor::api
