// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/Checkpoints.h"

namespace kontor::storage {

Checkpoints::Checkpoints(ServiceDb &service)
    : m_get(service.database(),
          u"SELECT generation, position, hash FROM checkpoints WHERE name = ?"_s),
      m_put(service.database(), u"INSERT INTO checkpoints VALUES(?,?,?,?) ON CONFLICT(name)"
                                " DO UPDATE SET generation=excluded.generation,"
                                " position=excluded.position, hash=excluded.hash"_s)
{
}

std::optional<application::Checkpoint> Checkpoints::get(const QString &name)
{
    m_get.query(name);
    std::optional<application::Checkpoint> found;
    if (m_get.next()) {
        found = application::Checkpoint{m_get.bytes(0), m_get.integer(1), 0, m_get.bytes(2)};
    }
    m_get.finish();
    return found;
}

Result<Done, QString> Checkpoints::put(const QString &name,
    const application::Checkpoint &checkpoint)
{
    m_put.bind(name, checkpoint.generation, checkpoint.position, checkpoint.eventHash);
    if (!m_put.run()) {
        return Failure{m_put.error().text()};
    }
    m_put.finish();
    return Done{};
}

} // namespace kontor::storage
