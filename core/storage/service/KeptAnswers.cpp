// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/KeptAnswers.h"

namespace kontor::storage {

// As long as the keys themselves are known.
static constexpr qint64 keptSeconds = 400LL * 86'400;

KeptAnswers::KeptAnswers(ServiceDb &service)
    : m_service(service), m_put(service.database(),
          u"INSERT INTO kept_answers VALUES(?,?,?,?,?,?,?) ON CONFLICT(caller, key) DO UPDATE"
          " SET at=excluded.at, status=excluded.status, type=excluded.type, body=excluded.body,"
          " location=excluded.location"_s),
      m_get(service.database(), u"SELECT at, status, CAST(type AS BLOB), body,"
                                " CAST(location AS BLOB) FROM kept_answers WHERE caller = ? AND key = ?"_s),
      m_forget(service.database(), u"DELETE FROM kept_answers WHERE at < ?"_s)
{
}

// What is empty is no NULL.
Result<Done, QString> KeptAnswers::put(const AnswerKey &key, const KeptAnswer &answer)
{
    m_put.bind(QString::fromLatin1(key.caller), QString::fromLatin1(key.key), answer.at.micros,
        answer.status, u""_s + QString::fromLatin1(answer.type),
        answer.body.isNull() ? QByteArray("") : answer.body,
        u""_s + QString::fromLatin1(answer.location));
    m_forget.bind(answer.at.plusSeconds(-keptSeconds).micros);
    return m_service.transaction(
        [this] { return m_put.runAndFinish() && m_forget.runAndFinish(); });
}

std::optional<KeptAnswer> KeptAnswers::get(const AnswerKey &key)
{
    m_get.query(QString::fromLatin1(key.caller), QString::fromLatin1(key.key));
    std::optional<KeptAnswer> found;
    if (m_get.next()) {
        found = KeptAnswer{{m_get.integer(0)}, int(m_get.integer(1)), m_get.bytes(2), m_get.bytes(3),
            m_get.bytes(4)};
    }
    m_get.finish();
    return found;
}

} // namespace kontor::storage
