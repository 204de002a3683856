// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TextWrap.h"

#include <QFontMetrics>
#include <QRegularExpression>

#include <algorithm>

namespace kontor::widgets {

int wrapOf(const QString &text, int room, const QFontMetrics &metrics)
{
    static const QRegularExpression gaps(QStringLiteral("[ \\x{AD}]|(?<=-)"));
    const QStringList words = text.split(gaps);
    const int hyphen = text.contains(QChar::SoftHyphen) ? metrics.horizontalAdvance(u'-') : 0;
    const bool fit = std::all_of(words.begin(), words.end(),
        [&](const QString &word) { return metrics.horizontalAdvance(word) + hyphen <= room; });
    return fit ? Qt::TextWordWrap : Qt::TextWrapAnywhere;
}

} // namespace kontor::widgets
