// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kontor::testing {

int runTests(int argc, char **argv);

} // namespace kontor::testing
