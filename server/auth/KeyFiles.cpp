// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/KeyFiles.h"

#include "server/auth/Fingerprint.h"
#include "server/auth/TokenKeys.h"

#include <QFile>

namespace kontor::server {

Result<Done, storage::OpenError> checkKeys(const QString &directory)
{
    for (const auto &name : {u"/fingerprint.key"_s, u"/pin.key"_s}) {
        const QString path = directory + name;
        const auto key = keyFromFile(path, false);
        if (!key && QFile::exists(path)) {
            return Failure{key.error()};
        }
    }
    const QString path = TokenKeys::fileIn(directory);
    const auto tokens = TokenKeys::read(path);
    return tokens || !QFile::exists(path) ? Result<Done, storage::OpenError>(Done{})
                                          : Failure{tokens.error()};
}

} // namespace kontor::server
