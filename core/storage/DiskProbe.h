// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kontor::storage {

//! Tries whether the directory's disk takes a megabyte, durably, and gives it back.
bool hasRoom(const QString &directory);

} // namespace kontor::storage
