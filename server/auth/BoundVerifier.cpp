// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/BoundVerifier.h"

#include "foundation/LogCategories.h"
#include "storage/service/FormerVerifiers.h"

#include <sodium.h>

namespace kontor::server {

static constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

static const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

static unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

// Each of its own, as the pepper keys the verifiers' digests already.
static Secret<QByteArray> derived(const Secret<QByteArray> &pepper,
    const char (&context)[crypto_kdf_CONTEXTBYTES + 1])
{
    KONTOR_ASSERT(pepper.reveal().size() == crypto_kdf_KEYBYTES);
    QByteArray key(32, '\0');
    crypto_kdf_derive_from_key(raw(key), std::size_t(key.size()), 1, context, raw(pepper.reveal()));
    return Secret(key);
}

static Secret<QByteArray> keyOf(const Secret<QByteArray> &pepper)
{
    static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);
    return derived(pepper, "verifier");
}

Secret<QByteArray> sessionSealKey(const Secret<QByteArray> &pepper)
{
    return derived(pepper, "sessions");
}

static QByteArray labelOf(const VerifierOwner &owner)
{
    return owner.id.toString() + '/' + QByteArray::number(owner.generation);
}

QByteArray bound(const Secret<QByteArray> &pepper, const VerifierOwner &owner,
    const QByteArray &verifier)
{
    const QByteArray label = labelOf(owner);
    QByteArray nonce(nonceBytes, '\0');
    randombytes_buf(nonce.data(), std::size_t(nonce.size()));
    QByteArray box(verifier.size() + tagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(box), nullptr, raw(verifier),
        static_cast<unsigned long long>(verifier.size()), raw(label),
        static_cast<unsigned long long>(label.size()), nullptr, raw(nonce),
        raw(keyOf(pepper).reveal()));
    return nonce + box;
}

std::optional<QByteArray> unbound(const Secret<QByteArray> &pepper, const VerifierOwner &owner,
    const QByteArray &box)
{
    if (box.size() < nonceBytes + tagBytes) {
        return std::nullopt;
    }
    const QByteArray label = labelOf(owner);
    const QByteArray inside = box.sliced(nonceBytes);
    QByteArray verifier(inside.size() - tagBytes, '\0');
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(verifier), nullptr, nullptr,
        raw(inside), static_cast<unsigned long long>(inside.size()), raw(label),
        static_cast<unsigned long long>(label.size()), raw(box), raw(keyOf(pepper).reveal()));
    return opened == 0 ? std::optional(verifier) : std::nullopt;
}

Result<Done, QString> bindFormerVerifiers(storage::ServiceDb &service,
    const Secret<QByteArray> &pepper)
{
    const auto bindings = storage::FormerVerifiers(service).replaceAll(
        [&pepper](const storage::FormerVerifier &former) {
            return bound(pepper, {former.owner, former.generation}, former.verifier.reveal());
        });
    if (!bindings) {
        return Failure{bindings.error()};
    }
    // Whoever can write the file can make it look like one of an earlier program.
    if (*bindings > 0) {
        qCWarning(logServer,
            "service.db: %d PINs, passwords and keys that an earlier program wrote were bound to"
            " their owners. This happens once, with the upgrade; at any other time somebody else has"
            " written there",
            *bindings);
    }
    return Done{};
}

} // namespace kontor::server
