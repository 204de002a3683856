// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Result.h"

#include <QSslConfiguration>
#include <QString>

namespace kontor::server {

//! With the certificate chain and the private key in two PEM files, TLS 1.2 and later. Refused, with
//! the reason: what cannot be read, a key that others can read, that is not the certificate's or that
//! the TLS library does not take, and a certificate out of its time.
Result<QSslConfiguration, QString> readTls(const QString &certificateFile, const QString &keyFile,
    Timestamp now);

} // namespace kontor::server
