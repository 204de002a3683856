// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "api/Cards.h"
#include "api/Customers.h"
#include "api/Events.h"
#include "api/Explanations.h"
#include "api/Service.h"
#include "api/Transfers.h"
#include "api/Statements.h"
#include "api/Webhooks.h"

// The examples of the API's document tell one story: Ana opens an account, Bruno registers, money
// moves between them, a cash machine pays, a webhook is told. A test plays it on a real server.

namespace kontor::server::examples {

//! The id of the story's one thing of a kind, named as in paths: id<AccountId>("accounts") is the
//! {id} of /accounts/{id}.
template<class Id>
Id id(const char *kind)
{
    return Id{Uuid::nameBased(Uuid{}, kind)};
}
Timestamp time();
Decimal amount(const char *text);

api::OpenAccountRequest opening();
api::AccountView account();
api::AccountPage accounts();
api::ReplaceAccountRequest replacement();

api::RegisterCustomerRequest registration();
api::RegisteredCustomer registered();
api::CustomerView customer();
api::CustomerPage customers();

api::CashRequest cash();
api::CashByIdRequest cashById();
api::Movement deposit();
api::Movement withdrawal();
api::TransferRequest transfer();
api::TransferByIdRequest transferById();
api::Movement transferred();
api::TransferBatchRequest transferBatch();
api::TransferBatchAnswer transferredBatch();
api::HoldRequest hold();
api::HoldView placedHold();
api::HoldList holds();

api::BalanceView balance();
api::Explanation explanation();
api::Statement statement();
api::HistoryPage history();
api::MovementPage transactions();

api::IssueCardRequest cardIssue();
api::CardView card();
api::CardSessionRequest pinEntry();
api::CardSession cardSession();
api::AuthoriseWithdrawalRequest authorisation();
api::CompleteWithdrawalRequest completion();
api::WithdrawalView authorised();
api::WithdrawalView completed();
api::WithdrawalView voided();

api::EventPage events();
api::EndpointRequest endpointRequest();
api::EndpointView createdEndpoint();
api::EndpointView endpoint();
api::EndpointList endpoints();
api::DeliveryView exampleDelivery();
api::DeliveryView delivery();
api::DeliveryPage deliveries();

api::Health health();
api::ServerInfo serverInfo();

} // namespace kontor::server::examples
