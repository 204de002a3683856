// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kontor::client {

//! Why an encrypted connection did not come about; nothing was sent then.
//! `Authority`: nobody whom this computer trusts vouches for the certificate. `Name`: it is for another
//! name than the address. `Time`: not now, by this computer's clock. `NoTls`: no certificate was shown.
enum class Distrust { None, Authority, Name, Time, NoTls };

//! One or two plain sentences in the user's language: what happened and what to do.
QString messageOf(Distrust distrust);

} // namespace kontor::client
