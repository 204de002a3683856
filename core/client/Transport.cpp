// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Transport.h"

namespace kontor::client {

QByteArray HttpResponse::header(const QByteArray &lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name.toLower() == lowerCaseName) {
            return value;
        }
    }
    return {};
}

} // namespace kontor::client
