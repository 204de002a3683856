// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Secret.h"

#include <QByteArray>

namespace kontor::server {

//! A new signing secret: "whsec_" and 32 random bytes in base64.
Secret<QByteArray> newSigningSecret();

//! The webhook-signature header of Standard Webhooks 1.0: "v1," and the base64 of the HMAC-SHA256
//! over "id.timestamp.body". `timestamp` is the attempt's time in seconds since 1970.
QByteArray webhookSignature(const Secret<QByteArray> &secret, const QByteArray &id,
    qint64 timestamp, const QByteArray &body);

} // namespace kontor::server
