// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Paths.h"

#include "foundation/Assert.h"

namespace kontor::api {

QByteArray Path::with(const QByteArrayList &values) const
{
    QByteArray target = paths::base;
    const QByteArray text = pattern;
    qsizetype at = 0;
    for (const QByteArray &value : values) {
        const qsizetype gap = text.indexOf('{', at);
        KONTOR_ASSERT(gap >= 0);
        target += text.mid(at, gap - at) + value.toPercentEncoding();
        at = text.indexOf('}', gap) + 1;
    }
    KONTOR_ASSERT(text.indexOf('{', at) < 0);
    return target + text.mid(at);
}

} // namespace kontor::api
