// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/Fold.h"

namespace kontor::storage {

QString folded(const QString &text)
{
    QString plain;
    const QString parts = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (const QChar c : parts) {
        if (!c.isMark()) {
            plain += c;
        }
    }
    return plain.simplified();
}

} // namespace kontor::storage
