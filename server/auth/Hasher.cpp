// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Hasher.h"

#include "foundation/LogCategories.h"
#include "server/auth/OpaqueToken.h"

#include <sodium.h>

namespace kontor::server {

// 19 MiB and two passes: the floor that OWASP's password storage cheat sheet names for argon2id.
static constexpr std::size_t memoryBytes = 19 * 1024 * 1024;
static constexpr unsigned long long passes = 2;

// The MAC in hexadecimal, as argon2's input.
static QByteArray peppered(const Secret<QByteArray> &pepper, const Secret<QString> &secret)
{
    const QByteArray text = secret.reveal().toUtf8();
    QByteArray mac(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(mac.data()), 32,
        reinterpret_cast<const unsigned char *>(text.constData()),
        static_cast<unsigned long long>(text.size()),
        reinterpret_cast<const unsigned char *>(pepper.reveal().constData()),
        std::size_t(pepper.reveal().size()));
    return mac.toHex();
}

static QByteArray hashOf(const Secret<QByteArray> &pepper, const Secret<QString> &secret)
{
    const QByteArray input = peppered(pepper, secret);
    char out[crypto_pwhash_STRBYTES];
    const bool ok = crypto_pwhash_str(out, input.constData(),
                        static_cast<unsigned long long>(input.size()), passes, memoryBytes)
        == 0;
    return ok ? QByteArray(out) : QByteArray();
}

QByteArray verifierOf(const Secret<QByteArray> &pepper, const VerifierOwner &owner,
    const Secret<QString> &secret)
{
    const QByteArray hash = hashOf(pepper, secret);
    return hash.isEmpty() ? hash : bound(pepper, owner, hash);
}

Hasher::Hasher(Secret<QByteArray> pepper, QObject *parent)
    : QObject(parent), m_pepper(std::move(pepper))
{
    m_pool.setMaxThreadCount(2);
}

Hasher::~Hasher()
{
    m_pool.waitForDone();
}

void Hasher::run(std::function<std::function<void()>()> job)
{
    ++m_waiting;
    m_pool.start([this, job = std::move(job)]() mutable {
        auto finish = job();
        job = nullptr; // what it holds belongs to home, where it goes last
        QMetaObject::invokeMethod(
            this,
            [this, finish = std::move(finish)] {
                --m_waiting;
                finish();
            },
            Qt::QueuedConnection);
    });
}

void Hasher::makeVerifier(const VerifierOwner &owner, const Secret<QString> &secret,
    std::function<void(QByteArray)> done)
{
    run([this, owner, secret, done = std::move(done)]() -> std::function<void()> {
        return [done, verifier = verifierOf(m_pepper, owner, secret)] { done(verifier); };
    });
}

// Who has a verifier that is not their own is told like everybody else; the operator hears of it.
static std::optional<QByteArray> opened(const Secret<QByteArray> &pepper,
    const VerifierOwner &owner, const std::optional<QByteArray> &verifier)
{
    const auto hash = verifier ? unbound(pepper, owner, *verifier) : std::nullopt;
    if (verifier && !hash) {
        qCCritical(logServer,
            "service.db: the verifier of %s is not what was written, or another's",
            owner.id.toString().constData());
    }
    return hash;
}

bool Hasher::isRight(const VerifierOwner &owner, const Secret<QString> &secret,
    const std::optional<QByteArray> &verifier)
{
    std::call_once(m_standInMade, [this] {
        m_standIn = hashOf(m_pepper, Secret(QString::fromLatin1(freshToken().reveal())));
    });
    const auto hash = opened(m_pepper, owner, verifier);
    const QByteArray input = peppered(m_pepper, secret);
    const bool matches = crypto_pwhash_str_verify(hash.value_or(m_standIn).constData(),
                             input.constData(), static_cast<unsigned long long>(input.size()))
        == 0;
    return matches && hash;
}

void Hasher::check(const VerifierOwner &owner, const Secret<QString> &secret,
    const std::optional<QByteArray> &verifier, std::function<void(bool)> done)
{
    run([this, owner, secret, verifier, done = std::move(done)]() -> std::function<void()> {
        return [done, right = isRight(owner, secret, verifier)] { done(right); };
    });
}

} // namespace kontor::server
