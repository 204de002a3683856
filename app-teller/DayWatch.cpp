// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/DayWatch.h"

#include <QTimer>

namespace kontor::teller {

void watchDay(QObject *who, std::function<void()> look)
{
    constexpr int pauseMs = 2'000;
    auto *day = new QTimer(who);
    QObject::connect(day, &QTimer::timeout, who, std::move(look));
    day->start(pauseMs);
}

} // namespace kontor::teller
