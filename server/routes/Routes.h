// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/Branch.h"
#include "server/openapi/Operation.h"
#include "server/routes/Call.h"

namespace kontor::server {

class AccountCache;
class Audit;
class ApiDocs;
class CardDesk;
class EventWaiters;
class Identity;
class Once;
class WalletHub;
class Webhooks;

using Handler = std::function<void(const CallPtr &)>;

//! The handler that is a function of the branch.
inline Handler handling(Branch &branch, void (*route)(Branch &, const CallPtr &))
{
    return [&branch, route](const CallPtr &call) { route(branch, call); };
}

//! What every route of the API is entered with.
struct Routes
{
    RouteTable &table;
    const Secret<QByteArray> &fingerprintKey;
    Branch &branch;

    //! What the route is, and what runs: an entry without its description does not compile.
    void add(Operation operation, Handler handler);
};

void addAccountRoutes(Routes &routes, Branch &branch, AccountCache &cache);
void addMoneyRoutes(Routes &routes, Branch &branch);
void addBatchRoutes(Routes &routes, Branch &branch);
void addBalanceRoutes(Routes &routes, Branch &branch);
void addHistoryRoutes(Routes &routes, Branch &branch);
void addStatementRoutes(Routes &routes, Branch &branch);
void addCustomerRoutes(Routes &routes, Branch &branch);
void addCardRoutes(Routes &routes, Branch &branch, CardDesk &desk, Once &once);
void addEventRoutes(Routes &routes, Branch &branch, EventWaiters &waiters);
void addHubRoutes(Routes &routes, WalletHub &hub);
void addWebhookRoutes(Routes &routes, Webhooks &webhooks, Once &once);
void addSignInRoutes(Routes &routes, Branch &branch, Identity &identity, Once &once);
void addUserRoutes(Routes &routes, Branch &branch, Identity &identity, Once &once);
void addKeyRoutes(Routes &routes, Branch &branch, Identity &identity, Once &once);
void addAuditRoutes(Routes &routes, Audit &audit);
void addServiceRoutes(Routes &routes, Branch &branch, const AccountCache &cache);
void addDocsRoutes(Routes &routes, ApiDocs &docs);

//! A page of accounts by a filter; lists of accounts and accounts of a customer answer with it.
void answerAccountPage(Branch &branch, const CallPtr &call,
    const application::AccountFilter &filter);

} // namespace kontor::server
