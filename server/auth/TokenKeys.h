// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Result.h"
#include "foundation/Secret.h"
#include "storage/OpenError.h"

#include <QString>

#include <vector>

namespace kontor::server {

//! A secret that access tokens are signed with.
struct TokenKey
{
    QByteArray id;
    Secret<QByteArray> secret;
    Timestamp madeAt;
};

//! The keys of access tokens: the newest signs, all verify. They stand in a file of mode 0600 that is
//! made at the first start; a rotation adds one and drops all but the one before, so that the tokens
//! which are out stay good until they run out.
class TokenKeys
{
public:
    static Result<TokenKeys, storage::OpenError> open(const QString &path, const Clock &clock);
    //! Never makes any.
    static Result<TokenKeys, storage::OpenError> read(const QString &path);
    static QString fileIn(const QString &directory);

    //! Newest first.
    const std::vector<TokenKey> &all() const { return m_keys; }
    const TokenKey &newest() const { return m_keys.front(); }
    const TokenKey *find(QByteArrayView id) const;
    std::size_t size() const { return m_keys.size(); }
    //! Writes the file anew with a fresh key in front.
    Result<Done, QString> rotate(Timestamp now);
    //! Takes over what the file says; on failure everything stays as it was.
    Result<Done, storage::OpenError> reload();

private:
    explicit TokenKeys(QString path) : m_path(std::move(path)) {}
    Result<Done, QString> write() const;

    QString m_path;
    //! Newest first, never empty.
    std::vector<TokenKey> m_keys;
};

} // namespace kontor::server
