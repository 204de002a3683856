// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace kontor::testing {

//! What the header of a ledger's write-ahead log has anew each time the log begins anew.
inline QByteArray logSalts(const QString &directory)
{
    QFile file(directory + QStringLiteral("/ledger.db-wal"));
    return file.open(QIODevice::ReadOnly) ? file.read(32).mid(16, 8) : QByteArray();
}

} // namespace kontor::testing
