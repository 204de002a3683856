// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Secret.h"

#include <QByteArray>

namespace kontor::server {

//! A token that means nothing by itself: 256 random bits in URL-safe base 64, behind `prefix`.
Secret<QByteArray> freshToken(QByteArrayView prefix = {});

//! What is kept of such a token: BLAKE2b-256. Without a salt, because nobody guesses 256 bits.
QByteArray digestOf(QByteArrayView token);

} // namespace kontor::server
