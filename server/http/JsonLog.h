// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"

#include <QByteArray>
#include <QString>

namespace kontor::server {

//! One log message as one line: {"time":…,"level":…,"category":…,"message":…} with its line break.
//! Longer messages are cut so that a line stays within logLineLimit bytes.
QByteArray logLine(Timestamp time, QtMsgType level, const char *category, const QString &message);

inline constexpr qsizetype logLineLimit = 4096;

//! From now on every Qt message goes to stderr in that form. `clock` must outlive the program's
//! last message.
void installJsonLog(const Clock &clock);

} // namespace kontor::server
