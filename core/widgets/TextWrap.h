// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFontMetrics;

namespace kontor::widgets {

//! How painted text is wrapped: between words and at hyphens, soft ones too. Only where a word has no room
//! on a line of its own, lines end anywhere.
int wrapOf(const QString &text, int room, const QFontMetrics &metrics);

} // namespace kontor::widgets
