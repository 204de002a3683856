// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/RunningServer.h"

#include <functional>
#include <vector>

namespace kontor::testing {

//! A request that would do something.
struct Ask
{
    QByteArray method;
    QByteArray path;
    QByteArray body = {};
    HttpHeaders headers = {};
};

struct WriteRow
{
    //! The operation's name in the API's document.
    QByteArray operation;
    std::function<Ask()> prepare;
    //! Its answer holds a secret and is not told twice.
    bool isSecret = false;
};

//! The writing routes about sessions, users and keys, on a server that outlives the rows.
std::vector<WriteRow> rowsAboutPeople(const RunningServer &server);

} // namespace kontor::testing
