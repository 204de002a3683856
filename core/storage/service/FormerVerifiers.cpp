// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/FormerVerifiers.h"

#include "storage/sql/Columns.h"

namespace kontor::storage {

std::vector<FormerVerifier> FormerVerifiers::all()
{
    Statement rows(m_service.database(),
        u"SELECT of_card, owner, generation, verifier FROM former_verifiers"_s);
    rows.start();
    std::vector<FormerVerifier> found;
    while (rows.next()) {
        found.push_back({FormerVerifier::Kind(rows.integer(0)), idFromColumn(rows.bytes(1)),
            int(rows.integer(2)), Secret<QByteArray>(rows.bytes(3))});
    }
    return found;
}

Result<int, QString> FormerVerifiers::replaceAll(
    const std::function<QByteArray(const FormerVerifier &)> &bound)
{
    const auto former = all();
    if (former.empty()) {
        return 0;
    }
    Statement pin(m_service.database(),
        u"INSERT INTO pin_verifiers VALUES(?,?,?,'pin.key') ON CONFLICT DO NOTHING"_s);
    Statement password(m_service.database(),
        u"INSERT INTO password_verifiers VALUES(?,?,?) ON CONFLICT DO NOTHING"_s);
    Statement key(m_service.database(),
        u"INSERT INTO key_digests VALUES(?,?) ON CONFLICT DO NOTHING"_s);
    const auto put = [&](const FormerVerifier &verifier) {
        if (verifier.kind == FormerVerifier::Kind::Key) {
            key.bind(idColumn(verifier.owner), bound(verifier));
            return bool(runWriting(key));
        }
        Statement &other = verifier.kind == FormerVerifier::Kind::Pin ? pin : password;
        other.bind(idColumn(verifier.owner), verifier.generation, bound(verifier));
        return bool(runWriting(other));
    };
    const auto done = m_service.transaction([&] {
        for (const FormerVerifier &verifier : former) {
            if (!put(verifier)) {
                return false;
            }
        }
        return bool(m_service.database().exec(u"DELETE FROM former_verifiers"_s));
    });
    return done ? Result<int, QString>(int(former.size())) : Failure{done.error()};
}

} // namespace kontor::storage
