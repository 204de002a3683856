// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kontor::testing {

//! What somebody with a SQLite shell can do, beside the server. Fails the test where it is refused.
void changeAsStranger(const QString &file, const QString &sql);

} // namespace kontor::testing
