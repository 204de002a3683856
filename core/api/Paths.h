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
inline constexpr Path accountCpf{"/accounts/{id}/cpf"};
inline constexpr Path accountName{"/accounts/{id}/name"};
inline constexpr Path activateAccount{"/accounts/{id}/activate"};
inline constexpr Path deactivateAccount{"/accounts/{id}/deactivate"};
inline constexpr Path restoreAccount{"/accounts/{id}/restore"};
inline constexpr Path balance{"/accounts/{id}/balance"};
inline constexpr Path explanation{"/accounts/{id}/explanation"};
inline constexpr Path statement{"/accounts/{id}/statements/{month}"};
inline constexpr Path block{"/accounts/{id}/block"};
inline constexpr Path transactions{"/accounts/{id}/transactions"};
inline constexpr Path history{"/accounts/{id}/history"};
inline constexpr Path holds{"/accounts/{id}/holds"};
inline constexpr Path hold{"/accounts/{id}/holds/{holdId}"};
inline constexpr Path deposit{"/accounts/{id}/deposit"};
inline constexpr Path withdraw{"/accounts/{id}/withdraw"};
inline constexpr Path transfer{"/accounts/{id}/transfer"};
inline constexpr Path depositById{"/accounts/deposit"};
inline constexpr Path withdrawById{"/accounts/withdraw"};
inline constexpr Path transferById{"/accounts/transfer"};
inline constexpr Path transferBatch{"/transfers/batch"};
inline constexpr Path customers{"/customers"};
inline constexpr Path customer{"/customers/{id}"};
inline constexpr Path customerAccounts{"/customers/{id}/accounts"};
inline constexpr Path events{"/events"};
inline constexpr Path hub{"/hubs/wallet"};
inline constexpr Path negotiate{"/hubs/wallet/negotiate"};
inline constexpr Path cards{"/cards"};
inline constexpr Path card{"/cards/{id}"};
inline constexpr Path cardSession{"/cards/{id}/session"};
inline constexpr Path cardPin{"/cards/{id}/pin"};
inline constexpr Path withdrawals{"/withdrawals"};
inline constexpr Path withdrawal{"/withdrawals/{id}"};
inline constexpr Path completeWithdrawal{"/withdrawals/{id}/complete"};
inline constexpr Path voidWithdrawal{"/withdrawals/{id}/void"};
inline constexpr Path endpoints{"/webhooks/endpoints"};
inline constexpr Path endpoint{"/webhooks/endpoints/{id}"};
inline constexpr Path endpointExample{"/webhooks/endpoints/{id}/example"};
inline constexpr Path deliveries{"/webhooks/deliveries"};
inline constexpr Path delivery{"/webhooks/deliveries/{id}"};
inline constexpr Path redeliver{"/webhooks/deliveries/{id}/redeliver"};
inline constexpr Path registerUser{"/auth/register"};
inline constexpr Path signIn{"/auth/login"};
inline constexpr Path shortSignIn{"/account"};
inline constexpr Path refresh{"/auth/refresh"};
inline constexpr Path signOut{"/auth/logout"};
inline constexpr Path setUp{"/auth/setup"};
inline constexpr Path me{"/auth/me"};
inline constexpr Path users{"/users"};
inline constexpr Path user{"/users/{id}"};
inline constexpr Path userRole{"/users/{id}/role"};
inline constexpr Path userPassword{"/users/{id}/password"};
inline constexpr Path suspendUser{"/users/{id}/suspend"};
inline constexpr Path reinstateUser{"/users/{id}/reinstate"};
inline constexpr Path unlockUser{"/users/{id}/unlock"};
inline constexpr Path userSessions{"/users/{id}/sessions"};
inline constexpr Path userSession{"/users/{id}/sessions/{sessionId}"};
inline constexpr Path keys{"/keys"};
inline constexpr Path key{"/keys/{id}"};
inline constexpr Path revokeKey{"/keys/{id}/revoke"};
inline constexpr Path audit{"/audit"};
inline constexpr Path version{"/version"};
inline constexpr Path health{"/health"};
inline constexpr Path ready{"/health/ready"};
inline constexpr Path live{"/health/live"};
inline constexpr Path metrics{"/metrics"};
inline constexpr Path openApi{"/openapi.json"};
inline constexpr Path docs{"/docs"};
inline constexpr Path docsUi{"/docs/ui"};
inline constexpr Path docsUiFile{"/docs/ui/{file}"};
inline constexpr Path swagger{"/swagger"};
inline constexpr Path swaggerIndex{"/swagger/index.html"};
inline constexpr Path problem{"/problems/{code}"};

} // namespace paths
} // namespace kontor::api
