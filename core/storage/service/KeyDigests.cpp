// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/KeyDigests.h"

#include "storage/sql/Columns.h"

namespace kontor::storage {

KeyDigests::KeyDigests(ServiceDb &service)
    : m_put(service.database(), u"INSERT INTO key_digests VALUES(?,?)"_s),
      m_erase(service.database(), u"DELETE FROM key_digests WHERE id = ?"_s),
      m_all(service.database(), u"SELECT id, digest FROM key_digests"_s)
{
}

Result<Done, QString> KeyDigests::put(KeyId id, const QByteArray &digest)
{
    m_put.bind(idColumn(id.uuid), digest);
    return runWriting(m_put);
}

Result<Done, QString> KeyDigests::erase(KeyId id)
{
    m_erase.bind(idColumn(id.uuid));
    return runWriting(m_erase);
}

std::vector<std::pair<KeyId, QByteArray>> KeyDigests::all()
{
    std::vector<std::pair<KeyId, QByteArray>> found;
    m_all.start();
    while (m_all.next()) {
        found.emplace_back(KeyId{idFromColumn(m_all.bytes(0))}, m_all.bytes(1));
    }
    return found;
}

} // namespace kontor::storage
