// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/SignInCounts.h"

#include "storage/sql/Columns.h"

namespace kontor::storage {

SignInCounts::SignInCounts(ServiceDb &service)
    : m_put(service.database(),
          u"INSERT INTO sign_in_failures VALUES(?,?,?) ON CONFLICT(subject) DO UPDATE"
          " SET failures=excluded.failures, last_at=excluded.last_at"_s),
      m_erase(service.database(), u"DELETE FROM sign_in_failures WHERE subject = ?"_s),
      m_eraseOld(service.database(), u"DELETE FROM sign_in_failures WHERE last_at < ?"_s),
      m_all(service.database(), u"SELECT subject, failures, last_at FROM sign_in_failures"_s)
{
}

Result<Done, QString> SignInCounts::put(const SignInCount &count)
{
    m_put.bind(count.subject, count.failures, count.lastAt.micros);
    return runWriting(m_put);
}

Result<Done, QString> SignInCounts::erase(const QByteArray &subject)
{
    m_erase.bind(subject);
    return runWriting(m_erase);
}

Result<Done, QString> SignInCounts::forgetBefore(Timestamp time)
{
    m_eraseOld.bind(time.micros);
    return runWriting(m_eraseOld);
}

std::vector<SignInCount> SignInCounts::since(Timestamp time)
{
    (void)forgetBefore(time);
    std::vector<SignInCount> found;
    m_all.start();
    while (m_all.next()) {
        found.push_back({m_all.bytes(0), int(m_all.integer(1)), {m_all.integer(2)}});
    }
    return found;
}

} // namespace kontor::storage
