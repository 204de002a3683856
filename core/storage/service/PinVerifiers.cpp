// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/PinVerifiers.h"

#include "storage/sql/Columns.h"

namespace kontor::storage {

PinVerifiers::PinVerifiers(ServiceDb &service)
    : m_put(service.database(), u"INSERT INTO pin_verifiers VALUES(?,?,?,?)"
                                " ON CONFLICT(card, generation) DO UPDATE"
                                " SET verifier=excluded.verifier, key_id=excluded.key_id"_s),
      m_get(service.database(), u"SELECT verifier, CAST(key_id AS BLOB) FROM pin_verifiers"
                                " WHERE card = ? AND generation = ?"_s),
      m_erase(service.database(), u"DELETE FROM pin_verifiers WHERE card = ? AND generation <> ?"_s)
{
}

Result<Done, QString> PinVerifiers::put(const PinVerifier &verifier)
{
    m_put.bind(idColumn(verifier.card.uuid), verifier.generation, verifier.verifier.reveal(),
        QString::fromUtf8(verifier.keyId));
    return runWriting(m_put);
}

std::optional<PinVerifier> PinVerifiers::get(CardId card, int generation)
{
    m_get.query(idColumn(card.uuid), generation);
    std::optional<PinVerifier> found;
    if (m_get.next()) {
        found = PinVerifier{card, generation, Secret<QByteArray>(m_get.bytes(0)), m_get.bytes(1)};
    }
    m_get.finish();
    return found;
}

Result<Done, QString> PinVerifiers::eraseExcept(CardId card, int generation)
{
    m_erase.bind(idColumn(card.uuid), generation);
    return runWriting(m_erase);
}

} // namespace kontor::storage
