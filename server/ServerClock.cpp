// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ServerClock.h"

#include <QFile>

namespace kontor::server {

Timestamp ServerClock::now() const
{
    if (const qint64 fixed = m_fixed) {
        return {fixed};
    }
    if (!m_file.isEmpty()) {
        QFile file(m_file);
        if (file.open(QIODevice::ReadOnly)) {
            if (const auto time = Timestamp::parse(file.readAll().trimmed())) {
                return *time;
            }
        }
    }
    return m_system.now();
}

} // namespace kontor::server
