// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Fingerprint.h"

#include "foundation/Strings.h"

#include <QFile>
#include <QSaveFile>

#include <sodium.h>

namespace kontor::server {

static constexpr qsizetype keyBytes = 32;

using storage::OpenError;

static Failure<OpenError> refuse(OpenError::Code code, const QString &path, const QString &what)
{
    return Failure{OpenError{code, u"%1: %2"_s.arg(path, what)}};
}

static Result<Secret<QByteArray>, OpenError> makeKey(const QString &path)
{
    QByteArray key(keyBytes, '\0');
    randombytes_buf(key.data(), std::size_t(key.size()));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(key) != key.size() || !file.commit()) {
        return refuse(OpenError::Io, path, file.errorString());
    }
    return Secret(key);
}

Result<Secret<QByteArray>, OpenError> keyFromFile(const QString &path, bool mayMake)
{
    if (!QFile::exists(path)) {
        if (mayMake) {
            return makeKey(path);
        }
        return refuse(OpenError::NoInput, path,
            u"is missing, and the ledger is not new. Put it back from a backup: without it neither "
            "PINs nor repeated requests can be recognised."_s);
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return refuse(OpenError::Io, path, file.errorString());
    }
    const QByteArray key = file.readAll();
    if (key.size() != keyBytes) {
        return refuse(OpenError::Data, path, u"expected %1 bytes"_s.arg(keyBytes));
    }
    return Secret(key);
}

QByteArray fingerprint(const Secret<QByteArray> &key, std::initializer_list<QByteArrayView> parts)
{
    const auto *raw = reinterpret_cast<const unsigned char *>(key.reveal().constData());
    crypto_generichash_state state;
    crypto_generichash_init(&state, raw, std::size_t(key.reveal().size()), 16);
    for (const QByteArrayView part : parts) {
        const qint64 size = part.size();
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(&size), sizeof size);
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(part.data()),
            std::size_t(part.size()));
    }
    QByteArray digest(16, '\0');
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(digest.data()), 16);
    return digest;
}

} // namespace kontor::server
