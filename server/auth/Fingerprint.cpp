// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Fingerprint.h"

#include "foundation/Strings.h"
#include "server/auth/PrivateFile.h"

#include <QFile>
#include <QFileInfo>

#include <sodium.h>

namespace kontor::server {

static constexpr qsizetype keyBytes = 32;

using storage::OpenError;

static Result<Secret<QByteArray>, OpenError> makeKey(const QString &path)
{
    QByteArray key(keyBytes, '\0');
    randombytes_buf(key.data(), std::size_t(key.size()));
    if (const auto written = writePrivately(path, key); !written) {
        return Failure{OpenError{OpenError::Io, written.error()}};
    }
    return Secret(key);
}

Result<Secret<QByteArray>, OpenError> keyFromFile(const QString &path, bool mayMake)
{
    if (!QFile::exists(path)) {
        if (mayMake) {
            return makeKey(path);
        }
        return Failure{OpenError{OpenError::NoInput,
            u"%1: is missing, and the ledger is not new. Put it back from a backup: without it "
            "neither PINs nor repeated requests can be recognised."_s.arg(path)}};
    }
    if (!QFileInfo(path).isFile()) {
        return Failure{OpenError{OpenError::Config, u"%1 is not a file"_s.arg(path)}};
    }
    // Who else may read it is doctor's business: a ledger does not stay shut for that.
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Failure{OpenError{OpenError::Io, u"%1: %2"_s.arg(path, file.errorString())}};
    }
    const QByteArray key = file.readAll();
    if (key.size() != keyBytes) {
        return Failure{OpenError{OpenError::Data, u"%1: expected %2 bytes"_s.arg(path).arg(keyBytes)}};
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
