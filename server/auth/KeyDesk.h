// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/UserDesk.h"

namespace kontor::server {

//! Issues and revokes the keys of programs and machines. A key is shown once; only its digest stays.
class KeyDesk final : public QObject
{
    Q_OBJECT

public:
    explicit KeyDesk(IdentityParts parts, QObject *parent = nullptr)
        : QObject(parent), m_parts(parts) {}

    struct NewKey
    {
        domain::KeyKind kind = domain::KeyKind::Integration;
        QString name;
        std::vector<QByteArray> scopes;
    };
    struct Issued
    {
        KeyId id;
        domain::Key key;
        Secret<QByteArray> secret;
    };
    void issue(const NewKey &key, Prepare prepare, Answered<Issued> answer);
    void revoke(KeyId id, const QString &reason, Prepare prepare, Answered<Done> answer);

private:
    void submit(KeyId id, const NewKey &key, const Secret<QByteArray> &secret, Prepare prepare,
        Answered<Issued> answer);

    IdentityParts m_parts;
};

} // namespace kontor::server
