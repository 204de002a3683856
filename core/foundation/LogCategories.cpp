// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/LogCategories.h"

namespace kontor {

Q_LOGGING_CATEGORY(logLedger, "kontor.ledger", QtInfoMsg)
Q_LOGGING_CATEGORY(logStorage, "kontor.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(logHttp, "kontor.http", QtInfoMsg)
Q_LOGGING_CATEGORY(logDelivery, "kontor.delivery", QtInfoMsg)
Q_LOGGING_CATEGORY(logServer, "kontor.server", QtInfoMsg)
Q_LOGGING_CATEGORY(logClient, "kontor.client", QtInfoMsg)
Q_LOGGING_CATEGORY(logTeller, "kontor.teller", QtInfoMsg)
Q_LOGGING_CATEGORY(logAtm, "kontor.atm", QtInfoMsg)

} // namespace kontor
