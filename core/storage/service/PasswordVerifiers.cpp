// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/PasswordVerifiers.h"

#include "storage/sql/Columns.h"

namespace kontor::storage {

PasswordVerifiers::PasswordVerifiers(ServiceDb &service)
    : m_put(service.database(), u"INSERT INTO password_verifiers VALUES(?,?,?)"
                                " ON CONFLICT(user, generation) DO UPDATE"
                                " SET verifier=excluded.verifier"_s),
      m_get(service.database(),
          u"SELECT verifier FROM password_verifiers WHERE user = ? AND generation = ?"_s),
      m_erase(service.database(),
          u"DELETE FROM password_verifiers WHERE user = ? AND generation <> ?"_s)
{
}

Result<Done, QString> PasswordVerifiers::put(UserId user, int generation,
    const Secret<QByteArray> &verifier)
{
    m_put.bind(idColumn(user.uuid), generation, verifier.reveal());
    return runWriting(m_put);
}

std::optional<Secret<QByteArray>> PasswordVerifiers::get(UserId user, int generation)
{
    m_get.query(idColumn(user.uuid), generation);
    std::optional<Secret<QByteArray>> found;
    if (m_get.next()) {
        found.emplace(m_get.bytes(0));
    }
    m_get.finish();
    return found;
}

Result<Done, QString> PasswordVerifiers::eraseExcept(UserId user, int generation)
{
    m_erase.bind(idColumn(user.uuid), generation);
    return runWriting(m_erase);
}

} // namespace kontor::storage
