// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/access/Access.h"
#include "domain/key/KeyEvents.h"

namespace kontor::domain {

//! What a program or a machine signs in with.
struct Key
{
    bool exists = false;
    KeyKind kind = KeyKind::Integration;
    QString name;
    std::vector<QByteArray> scopes;
    bool isRevoked = false;
    Timestamp issuedAt;

    template<class V>
    static void describe(V &&v)
    {
        v("exists", &Key::exists);
        v("kind", &Key::kind);
        v("name", &Key::name);
        v("scopes", &Key::scopes);
        v("isRevoked", &Key::isRevoked);
        v("issuedAt", &Key::issuedAt);
    }
    friend bool operator==(const Key &, const Key &) = default;
};

inline void evolve(Key &key, const KeyIssued &event, Timestamp at)
{
    key = {true, event.kind, event.name, event.scopes, false, at};
}

inline void evolve(Key &key, const KeyRevoked &, Timestamp)
{
    key.isRevoked = true;
}

//! Whose rights it has. A workstation's key opens nothing by itself.
inline Role roleOf(KeyKind kind)
{
    switch (kind) {
    case KeyKind::Integration: return Role::Integration;
    case KeyKind::Terminal: return Role::Atm;
    case KeyKind::Workstation: return Role::Nobody;
    }
    return Role::Nobody;
}

} // namespace kontor::domain
