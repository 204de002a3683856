// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kontor::server {

//! How access tokens are signed. Symmetric, because the server that gives them out is the only one
//! that reads them.
enum class TokenAlgorithm { Hs256, Hs384, Hs512 };

} // namespace kontor::server
