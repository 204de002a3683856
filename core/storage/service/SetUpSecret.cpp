// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/SetUpSecret.h"

#include "storage/sql/Columns.h"

namespace kontor::storage {

SetUpSecret::SetUpSecret(ServiceDb &service)
    : m_put(service.database(),
          u"INSERT INTO set_up_secret VALUES(1,?,?) ON CONFLICT(id) DO UPDATE"
          " SET digest=excluded.digest, expires_at=excluded.expires_at"_s),
      m_get(service.database(), u"SELECT digest FROM set_up_secret WHERE expires_at > ?"_s),
      m_erase(service.database(), u"DELETE FROM set_up_secret"_s)
{
}

Result<Done, QString> SetUpSecret::put(const QByteArray &digest, Timestamp expiresAt)
{
    m_put.bind(digest, expiresAt.micros);
    return runWriting(m_put);
}

std::optional<QByteArray> SetUpSecret::get(Timestamp now)
{
    m_get.query(now.micros);
    const auto found = m_get.next() ? std::optional(m_get.bytes(0)) : std::nullopt;
    m_get.finish();
    return found;
}

Result<Done, QString> SetUpSecret::erase()
{
    return runWriting(m_erase);
}

} // namespace kontor::storage
