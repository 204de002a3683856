// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Torture.h"

namespace kontor::testing {

Torture Torture::fromEnvironment()
{
    Torture torture;
    const auto read = [&](const char *name, auto set) {
        bool ok = false;
        const qulonglong value = qEnvironmentVariable(name).toULongLong(&ok);
        if (ok) {
            set(value);
            torture.whole = true;
        }
    };
    read("KONTOR_TORTURE_SECONDS",
        [&](qulonglong value) { torture.duration = std::chrono::seconds(value); });
    read("KONTOR_TORTURE_SEED", [&](qulonglong value) { torture.seed = value; });
    return torture;
}

QString Torture::recipe() const
{
    return QStringLiteral("seed %1").arg(seed);
}

} // namespace kontor::testing
