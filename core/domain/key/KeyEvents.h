// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::domain {

//! Who signs in with a key: another system, a cash machine, or the computer at a counter.
enum class KeyKind { Integration, Terminal, Workstation };

} // namespace kontor::domain

template<>
struct kontor::EnumNames<kontor::domain::KeyKind>
{
    static constexpr std::pair<domain::KeyKind, const char *> names[] = {
        {domain::KeyKind::Integration, "integration"}, {domain::KeyKind::Terminal, "terminal"},
        {domain::KeyKind::Workstation, "workstation"}};
};

namespace kontor::domain {

//! The key itself was shown once; its digest stands in service.db.
struct KeyIssued
{
    KeyKind kind = KeyKind::Integration;
    //! With Terminal, the id that the machine goes by.
    QString name;
    //! Names of actions; empty: all that its role may do.
    std::vector<QByteArray> scopes;

    template<class V>
    static void describe(V &&v)
    {
        v("kind", &KeyIssued::kind);
        v("name", &KeyIssued::name);
        v("scopes", &KeyIssued::scopes);
    }
    friend bool operator==(const KeyIssued &, const KeyIssued &) = default;
};

struct KeyRevoked
{
    QString reason;

    template<class V>
    static void describe(V &&v) { v("reason", &KeyRevoked::reason); }
    friend bool operator==(const KeyRevoked &, const KeyRevoked &) = default;
};

} // namespace kontor::domain
