// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kontor::server {

//! 4–12 digits that are not all equal and no simple run up or down.
bool isAcceptablePin(const QString &pin);

} // namespace kontor::server
