// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/HashChain.h"

#include <sodium.h>

namespace kontor::storage {

namespace {

class Encoder
{
public:
    Encoder(char kind, const QByteArray &previous)
    {
        KONTOR_ASSERT(previous.size() == hashSize);
        m_bytes += kind;
        m_bytes.append(previous.constData(), hashSize);
    }
    void integer(qint64 value)
    {
        m_bytes += 'i';
        raw(value);
    }
    void optional(std::optional<qint64> value) { value ? integer(*value) : null(); }
    void text(std::string_view value) { sized('t', value); }
    void blob(std::string_view value) { sized('b', value); }
    void null() { m_bytes += 'n'; }
    QByteArray digest() const
    {
        return blake2b({m_bytes.data(), qsizetype(m_bytes.size())}, hashSize);
    }

private:
    void sized(char tag, std::string_view value)
    {
        m_bytes += tag;
        raw(qint64(value.size()));
        m_bytes += value;
    }
    void raw(qint64 value)
    {
        char bytes[8];
        for (int i = 0; i < 8; ++i) {
            bytes[i] = char(quint64(value) >> (8 * i));
        }
        m_bytes.append(bytes, 8);
    }
    std::string &m_bytes = fresh();
    static std::string &fresh()
    {
        static thread_local std::string buffer;
        buffer.clear();
        return buffer;
    }
};

} // namespace

QByteArray emptyHash()
{
    return QByteArray(hashSize, '\0');
}

QByteArray blake2b(QByteArrayView bytes, int size)
{
    // Chooses the fastest code for this processor.
    static const bool ready = sodium_init() >= 0;
    KONTOR_ASSERT(ready);
    QByteArray digest(size, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(digest.data()), std::size_t(size),
        reinterpret_cast<const unsigned char *>(bytes.data()), std::size_t(bytes.size()), nullptr, 0);
    return digest;
}

QByteArray chainHash(const QByteArray &previous, const EventRow &row)
{
    Encoder encoder('E', previous);
    encoder.integer(row.position);
    encoder.integer(row.stream);
    encoder.integer(row.version);
    encoder.text(row.type);
    encoder.integer(row.schema);
    encoder.optional(row.money.amount);
    encoder.optional(row.money.balanceAfter);
    encoder.text(row.data);
    encoder.text(row.meta);
    encoder.integer(row.recordedAt);
    return encoder.digest();
}

static std::optional<qint64> orNull(qint64 position)
{
    return position ? std::optional(position) : std::nullopt;
}

QByteArray chainHash(const QByteArray &previous, const OutcomeRow &row)
{
    const application::OutcomeRecord &record = row.record;
    Encoder encoder('O', previous);
    encoder.integer(record.sequence);
    encoder.text(viewOf(record.key));
    encoder.text(viewOf(record.caller));
    encoder.blob(viewOf(record.fingerprint));
    record.refusal.isEmpty() ? encoder.null() : encoder.text(viewOf(record.refusal));
    encoder.integer(record.detail);
    encoder.optional(orNull(record.firstPosition));
    encoder.optional(orNull(record.lastPosition));
    return encoder.digest();
}

} // namespace kontor::storage
