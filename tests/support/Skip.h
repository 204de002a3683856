// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTest>

namespace kontor::testing {

//! Whether tests/skips.txt lets this test function be skipped where CI=true. A line is
//! "Class::function  why it may be".
inline bool mayBeSkipped(const QByteArray &test)
{
    QFile list(QStringLiteral(KONTOR_SOURCE_DIR "/tests/skips.txt"));
    if (!list.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QList<QByteArray> lines = list.readAll().split('\n');
    return std::any_of(lines.begin(), lines.end(),
        [&](const QByteArray &line) { return line.startsWith(test + ' '); });
}

} // namespace kontor::testing

//! Leaves the test function with a reason. In CI only what tests/skips.txt names may be skipped: a
//! test that silently stops running proves nothing.
#define KONTOR_SKIP(reason)                                                                        \
    do {                                                                                           \
        const QByteArray test                                                                      \
            = QByteArray(metaObject()->className()) + "::" + QTest::currentTestFunction();         \
        if (qgetenv("CI") == "true" && !kontor::testing::mayBeSkipped(test)) {                     \
            QFAIL(qPrintable(QStringLiteral("skipped (%1), and tests/skips.txt does not allow it") \
                                 .arg(QString::fromUtf8(reason))));                                \
        }                                                                                          \
        QSKIP(reason);                                                                             \
    } while (false)
