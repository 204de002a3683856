// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/CardPins.h"

#include <algorithm>

namespace kontor::server {

bool isAcceptablePin(const QString &pin)
{
    const bool digits = std::all_of(pin.begin(), pin.end(),
        [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || pin.size() < 4 || pin.size() > 12) {
        return false;
    }
    const int step = pin[1].unicode() - pin[0].unicode();
    bool simple = step >= -1 && step <= 1;
    for (qsizetype i = 2; i < pin.size() && simple; ++i) {
        simple = pin[i].unicode() - pin[i - 1].unicode() == step;
    }
    return !simple;
}

} // namespace kontor::server
