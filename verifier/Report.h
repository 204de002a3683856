// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "verifier/Export.h"

namespace verifier {

//! What was read, for people.
std::string reportOf(const ExportReader &reader);

//! 1234567 → "1,234,567".
std::string grouped(std::int64_t number);

} // namespace verifier
