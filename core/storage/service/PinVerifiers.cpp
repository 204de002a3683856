// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/PinVerifiers.h"

namespace kontor::storage {

static QByteArray column(CardId card)
{
    return QByteArray(reinterpret_cast<const char *>(card.uuid.bytes.data()), 16);
}

static Result<Done, QString> run(Statement &statement)
{
    if (!statement.run()) {
        return Failure{statement.error().text()};
    }
    statement.finish();
    return Done{};
}

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
    m_put.bind(column(verifier.card), verifier.generation, verifier.verifier.reveal(),
        QString::fromUtf8(verifier.keyId));
    return run(m_put);
}

std::optional<PinVerifier> PinVerifiers::get(CardId card, int generation)
{
    m_get.query(column(card), generation);
    std::optional<PinVerifier> found;
    if (m_get.next()) {
        found = PinVerifier{card, generation, Secret<QByteArray>(m_get.bytes(0)), m_get.bytes(1)};
    }
    m_get.finish();
    return found;
}

Result<Done, QString> PinVerifiers::eraseExcept(CardId card, int generation)
{
    m_erase.bind(column(card), generation);
    return run(m_erase);
}

} // namespace kontor::storage
