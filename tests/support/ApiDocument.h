// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/SchemaCheck.h"

#include <QByteArray>
#include <QList>

namespace kontor::testing {

//! One request and its answer, as some test made them.
struct Exchange
{
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    QByteArray method;
    QByteArray target;
    Headers sent;
    QByteArray body;
    int status = 0;
    Headers received;
    QByteArray answer;
    //! A stand-in for the server writes no headers of its own.
    bool hasHeaders = true;
};

//! The document that the server prints of its API, from the build directory.
const JsonValue &apiDocument();

//! What about the exchange the document does not say: a status, a problem's code, a header or a
//! member that it does not know; a body that it forbids and the server took.
QStringList brokenPromises(const Exchange &exchange);

//! Holds the exchange against the document. The tests' clients and stand-ins call it for everything
//! that passes them; a test program that has seen a broken promise fails at its end. From any thread.
void holdAgainstDocument(const Exchange &exchange);
//! The number of broken promises so far; each is printed.
int countBrokenPromises();

} // namespace kontor::testing
