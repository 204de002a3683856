// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/TokenKeys.h"

#include "foundation/Describe.h"
#include "server/auth/PrivateFile.h"

#include <QFile>

#include <algorithm>

#include <sodium.h>

namespace kontor::server {

using storage::OpenError;

// The one that signs, and the one that did.
static constexpr std::size_t keysKept = 2;
static constexpr qsizetype secretBytes = 64;

namespace {

struct StoredKey
{
    QByteArray id;
    QByteArray secret;
    Timestamp madeAt;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &StoredKey::id);
        v("secret", &StoredKey::secret);
        v("madeAt", &StoredKey::madeAt);
    }
};

struct StoredKeys
{
    std::vector<StoredKey> keys;

    template<class V>
    static void describe(V &&v) { v("keys", &StoredKeys::keys, "newest first"); }
};

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), std::size_t(count));
    return bytes;
}

TokenKey freshKey(Timestamp now)
{
    return {randomBytes(6).toHex(), Secret(randomBytes(secretBytes)), now};
}

Result<std::vector<TokenKey>, OpenError> readKeys(const QString &path)
{
    if (!QFile::exists(path)) {
        return Failure{OpenError{OpenError::NoInput, u"%1 is missing"_s.arg(path)}};
    }
    const auto text = readPrivate(path);
    if (!text) {
        return Failure{text.error()};
    }
    const auto json = parseJson(*text);
    const auto stored = json ? fromJson<StoredKeys>(*json) : Failure{FieldErrors{}};
    std::vector<TokenKey> keys;
    for (const StoredKey &key : stored ? stored->keys : std::vector<StoredKey>()) {
        keys.push_back({key.id, Secret(QByteArray::fromBase64(key.secret)), key.madeAt});
    }
    const bool usable = !keys.empty() && std::all_of(keys.begin(), keys.end(), [](const auto &key) {
        return !key.id.isEmpty() && key.secret.reveal().size() == secretBytes;
    });
    if (!usable) {
        return Failure{
            OpenError{OpenError::Data, u"%1: holds no keys that can be used"_s.arg(path)}};
    }
    return keys;
}

} // namespace

Result<TokenKeys, OpenError> TokenKeys::open(const QString &path, const Clock &clock)
{
    if (QFile::exists(path)) {
        return read(path);
    }
    TokenKeys keys(path);
    if (const auto made = keys.rotate(clock.now()); !made) {
        return Failure{OpenError{OpenError::Io, made.error()}};
    }
    return keys;
}

Result<TokenKeys, OpenError> TokenKeys::read(const QString &path)
{
    TokenKeys keys(path);
    const auto read = keys.reload();
    return read ? Result<TokenKeys, OpenError>(keys) : Failure{read.error()};
}

QString TokenKeys::fileIn(const QString &directory)
{
    return directory + u"/token.key"_s;
}

const TokenKey *TokenKeys::find(QByteArrayView id) const
{
    const auto found = std::find_if(m_keys.begin(), m_keys.end(),
        [id](const TokenKey &key) { return QByteArrayView(key.id) == id; });
    return found == m_keys.end() ? nullptr : &*found;
}

Result<Done, QString> TokenKeys::write() const
{
    StoredKeys stored;
    for (const TokenKey &key : m_keys) {
        stored.keys.push_back({key.id, key.secret.reveal().toBase64(), key.madeAt});
    }
    return writePrivately(m_path, toJson(stored) + '\n');
}

Result<Done, QString> TokenKeys::rotate(Timestamp now)
{
    const auto before = m_keys;
    m_keys.insert(m_keys.begin(), freshKey(now));
    m_keys.resize(std::min(m_keys.size(), keysKept));
    const auto written = write();
    if (!written) {
        m_keys = before;
    }
    return written;
}

Result<Done, OpenError> TokenKeys::reload()
{
    auto keys = readKeys(m_path);
    if (!keys) {
        return Failure{keys.error()};
    }
    m_keys = std::move(*keys);
    return Done{};
}

} // namespace kontor::server
