// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace kontor::api {

//! A route's path under the base, "{…}" where a value goes. Each path is written once, here.
struct Path
{
    const char *pattern;

    //! The request target: the base and the pattern, its gaps filled in order and percent-encoded.
    QByteArray with(const QByteArrayList &values = {}) const;
};

namespace paths {

inline constexpr const char *base = "/api/v1";

inline constexpr Path accounts{"/accounts"};
inline constexpr Path account{"/accounts/{id}"};
inline constexpr Path balance{"/accounts/{id}/balance"};
inline constexpr Path transactions{"/accounts/{id}/transactions"};
inline constexpr Path history{"/accounts/{id}/history"};
inline constexpr Path holds{"/accounts/{id}/holds"};
inline constexpr Path deposit{"/accounts/{id}/deposit"};
inline constexpr Path withdraw{"/accounts/{id}/withdraw"};
inline constexpr Path transfer{"/accounts/{id}/transfer"};
inline constexpr Path customers{"/customers"};
inline constexpr Path customer{"/customers/{id}"};
inline constexpr Path customerAccounts{"/customers/{id}/accounts"};
inline constexpr Path events{"/events"};
inline constexpr Path cards{"/cards"};
inline constexpr Path card{"/cards/{id}"};
inline constexpr Path cardSession{"/cards/{id}/session"};
inline constexpr Path cardPin{"/cards/{id}/pin"};
inline constexpr Path withdrawals{"/withdrawals"};
inline constexpr Path completeWithdrawal{"/withdrawals/{id}/complete"};
inline constexpr Path voidWithdrawal{"/withdrawals/{id}/void"};
inline constexpr Path version{"/version"};
inline constexpr Path health{"/health"};

} // namespace paths
} // namespace kontor::api
