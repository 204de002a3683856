// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "client/Transport.h"

#include <QHash>

#include <vector>

namespace kontor::testing {

//! A month of an account of the sample bank, in pieces where a limit is asked for.
client::HttpResponse sampleStatement(const api::AccountView &account,
    const std::vector<api::Movement> &newestFirst, const QByteArray &month,
    const QHash<QByteArray, QString> &query);

//! A page of them, from the position that the query names.
api::MovementPage samplePage(const std::vector<api::Movement> &newestFirst,
    const QHash<QByteArray, QString> &query);

} // namespace kontor::testing
