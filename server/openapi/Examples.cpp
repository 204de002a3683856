// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/Examples.h"

#include "api/Problem.h"

#include "foundation/Assert.h"
#include "server/delivery/Example.h"

namespace kontor::server::examples {

Timestamp time()
{
    return *Timestamp::parse("2026-03-02T10:42:00Z");
}

Decimal amount(const char *text)
{
    const auto parsed = Decimal::parse(text);
    KONTOR_ASSERT(parsed);
    return *parsed;
}

static Decimal euros(qint64 cents)
{
    return Decimal(cents, 2);
}

// ---- accounts ----------------------------------------------------------------------------------

api::OpenAccountRequest opening()
{
    api::OpenAccountRequest request;
    request.name = u"Ana Souza"_s;
    request.cpf = u"529.982.247-25"_s;
    request.initialBalance = amount("500.00");
    return request;
}

api::AccountView account()
{
    api::AccountView view;
    view.id = id<AccountId>("accounts");
    view.accountNumber = u"0000001-8"_s;
    view.name = u"Ana Souza"_s;
    view.cpf = u"52998224725"_s;
    view.ownerId = id<CustomerId>("customers");
    view.balance = euros(500'00);
    view.available = euros(500'00);
    view.version = 1;
    view.createdAt = time();
    return view;
}

api::AccountPage accounts()
{
    return {{account()}, 1, 10, 1, 1};
}

api::ReplaceAccountRequest replacement()
{
    return {u"Ana Souza"_s, u"52998224725"_s, true, false};
}

// ---- customers ---------------------------------------------------------------------------------

api::RegisterCustomerRequest registration()
{
    return {u"23100299981"_s, u"Bruno Lima"_s, amount("100.00"), Currency::eur()};
}

api::RegisteredCustomer registered()
{
    return {id<CustomerId>("customers/bruno"), u"Bruno Lima"_s, u"23100299981"_s,
        id<AccountId>("accounts/bruno"), euros(100'00), Currency::eur()};
}

api::CustomerView customer()
{
    return {id<CustomerId>("customers"), u"Ana Souza"_s, u"52998224725"_s, time(), 1};
}

api::CustomerPage customers()
{
    return {{customer()}, 1, 10, 1, 1};
}

// ---- money -------------------------------------------------------------------------------------

api::CashRequest cash()
{
    return {amount("25.50"), Currency::eur(), u"Birthday money"_s};
}

api::CashByIdRequest cashById()
{
    api::CashByIdRequest request{cash(), id<AccountId>("accounts")};
    request.customerId = id<CustomerId>("customers");
    return request;
}

static api::Movement movement(api::MovementType type, qint64 cents, qint64 after)
{
    const bool out = type == api::MovementType::Withdrawal || type == api::MovementType::TransferSent;
    api::Movement line;
    line.transactionId = QString::fromLatin1(id<EventId>("transactions").toString());
    line.accountId = id<AccountId>("accounts");
    line.type = type;
    line.amount = euros(cents);
    line.balanceBefore = euros(out ? after + cents : after - cents);
    line.balanceAfter = euros(after);
    line.description = u"Birthday money"_s;
    line.channel = u"api"_s;
    line.actorKind = u"key"_s;
    line.actor = u"web-shop"_s;
    line.version = 2;
    line.position = 7;
    line.createdAt = time();
    return line;
}

api::Movement deposit()
{
    return movement(api::MovementType::Deposit, 25'50, 525'50);
}

api::Movement withdrawal()
{
    return movement(api::MovementType::Withdrawal, 25'50, 500'00);
}

api::TransferRequest transfer()
{
    return {id<AccountId>("accounts/bruno"), amount("250"), Currency::eur(), u"Rent for March"_s};
}

api::TransferByIdRequest transferById()
{
    return {transfer(), id<AccountId>("accounts")};
}

api::Movement transferred()
{
    auto line = movement(api::MovementType::TransferSent, 250'00, 250'00);
    line.counterpartyAccountId = id<AccountId>("accounts/bruno");
    line.description = u"Rent for March"_s;
    return line;
}

api::TransferBatchRequest transferBatch()
{
    auto second = transferById();
    second.amount = amount("12.5");
    second.description = u"Water"_s;
    return {{transferById(), second}, false};
}

api::TransferBatchAnswer transferredBatch()
{
    const auto refusal = api::Problem::of(api::ProblemCode::InsufficientFunds);
    return {1, 1,
        {{200, id<TransferId>("transfers"), 7, 2, euros(250'00), {}, {}},
            {422, {}, {}, {}, {}, refusal.code, refusal.title}}};
}

api::HoldRequest hold()
{
    return {amount("40.00"), api::HoldKind::Check, std::nullopt, u"Cheque 4711 to clear"_s};
}

api::HoldView placedHold()
{
    return {id<HoldId>("holds"), id<AccountId>("accounts"), euros(40'00), api::HoldKind::Check,
        std::nullopt, u"Cheque 4711 to clear"_s, time(), std::nullopt};
}

api::HoldList holds()
{
    return {{placedHold()}, std::nullopt};
}

// ---- what happened -----------------------------------------------------------------------------

api::BalanceView balance()
{
    return {id<AccountId>("accounts"), euros(500'00), euros(460'00), Currency::eur(), 3, time()};
}

static api::ExplanationLine explanationLine(api::ExplanationKind kind, const char16_t *text,
    qint64 cents, qint64 sum)
{
    api::ExplanationLine line;
    line.kind = kind;
    line.description = QString::fromUtf16(text);
    line.amount = euros(cents);
    line.subtotal = euros(sum);
    return line;
}

api::Explanation explanation()
{
    using enum api::ExplanationKind;
    api::Explanation view;
    view.accountId = id<AccountId>("accounts");
    view.version = 3;
    view.asOf = time();
    view.lines = {explanationLine(Opening, u"Opening balance", 500'00, 500'00),
        explanationLine(Movement, u"Birthday money", 25'50, 525'50),
        explanationLine(Hold, u"Hotel", -40'00, 485'50), explanationLine(Floor, u"Floor", 0, 485'50)};
    for (int i = 0; i < 3; ++i) {
        auto &line = view.lines[std::size_t(i)];
        line.eventId = id<EventId>("transactions");
        line.type = i == 0 ? u"AccountCreated"_s : i == 1 ? u"MoneyDeposited"_s : u"HoldPlaced"_s;
        line.version = i + 1;
        line.position = 4 + i;
        line.occurredAt = time();
    }
    view.balance = euros(525'50);
    view.available = euros(485'50);
    return view;
}

api::Statement statement()
{
    api::StatementLine line;
    line.bookingDate = QDate(2026, 1, 15);
    line.description = u"Birthday money"_s;
    line.transactionId = QString::fromLatin1(id<EventId>("transactions").toString());
    line.amount = euros(25'50);
    line.balance = euros(525'50);
    line.version = 2;
    line.createdAt = time();
    api::Statement view;
    view.accountId = id<AccountId>("accounts");
    view.accountNumber = u"0000001-8"_s;
    view.name = u"Ana Souza"_s;
    view.month = u"2026-01"_s;
    view.firstDay = QDate(2026, 1, 1);
    view.lastDay = QDate(2026, 1, 31);
    view.opening = euros(500'00);
    view.credits = euros(25'50);
    view.closing = euros(525'50);
    view.lineCount = 1;
    view.lines = {line};
    return view;
}

api::HistoryPage history()
{
    api::HistoryEntry entry;
    entry.eventId = id<EventId>("transactions");
    entry.type = u"MoneyDeposited"_s;
    entry.version = 2;
    entry.position = 7;
    entry.occurredAt = time();
    entry.amount = euros(25'50);
    entry.balanceBefore = euros(500'00);
    entry.balanceAfter = euros(525'50);
    entry.correlationId = u"order-4711"_s;
    entry.actorKind = u"key"_s;
    entry.actor = u"web-shop"_s;
    entry.channel = u"api"_s;
    entry.data.json = R"({"description":"Birthday money"})";
    return {{entry}, u"2"_s};
}

api::MovementPage transactions()
{
    return {{deposit()}, std::nullopt};
}

// ---- cards and the cash machine ----------------------------------------------------------------

api::IssueCardRequest cardIssue()
{
    return {id<AccountId>("accounts"), u"2580"_s};
}

api::CardView card()
{
    return {id<CardId>("cards"), id<AccountId>("accounts"), u"•••• 4417"_s, false, time()};
}

api::CardSessionRequest pinEntry()
{
    return {u"2580"_s, u"ATM-1"_s};
}

api::CardSession cardSession()
{
    return {u"pFEGuIYv3PSkf1zzKZbv0hPSsnCxSBrSyPWdrfoBQs8"_s, time().plusSeconds(180),
        id<CardId>("cards"), id<AccountId>("accounts"), u"Ana Souza"_s, u"•••• 4417"_s,
        Currency::eur()};
}

api::AuthoriseWithdrawalRequest authorisation()
{
    return {id<WithdrawalId>("withdrawals"), u"ATM-1"_s, amount("70"), {{50, 1}, {20, 1}}};
}

api::CompleteWithdrawalRequest completion()
{
    return {amount("70"), {{50, 1}, {20, 1}}};
}

api::WithdrawalView authorised()
{
    api::WithdrawalView view;
    view.id = id<WithdrawalId>("withdrawals");
    view.accountId = id<AccountId>("accounts");
    view.state = api::WithdrawalState::Authorised;
    view.authorised = euros(70'00);
    view.currency = Currency::eur();
    view.expiresAt = time().plusSeconds(180);
    return view;
}

api::WithdrawalView completed()
{
    auto view = authorised();
    view.state = api::WithdrawalState::Completed;
    view.paid = euros(70'00);
    view.balanceAfter = euros(430'00);
    return view;
}

api::WithdrawalView voided()
{
    auto view = authorised();
    view.state = api::WithdrawalState::Voided;
    return view;
}

// ---- telling others ----------------------------------------------------------------------------

static RawJson payload()
{
    api::BalanceUpdated updated;
    updated.accountId = id<AccountId>("accounts");
    updated.type = u"Deposit"_s;
    updated.amount = euros(25'50);
    updated.balanceBefore = euros(500'00);
    updated.balanceAfter = euros(525'50);
    updated.newBalance = euros(525'50);
    updated.version = 2;
    updated.timestamp = time();
    return {toJson(updated)};
}

api::EventPage events()
{
    const QString account = QString::fromLatin1(id<AccountId>("accounts").toString());
    const api::Envelope envelope{u"BalanceUpdated"_s, id<EventId>("events"), time(),
        u"order-4711"_s, account, account, payload(), 2, 2, 7};
    return {{envelope}, 7, u"5d0f8a4e3b1c4f7d9a6e2c8b7f1d3e50"_s};
}

api::EndpointRequest endpointRequest()
{
    return {u"http://127.0.0.1:9000/kontor"_s,
        std::vector<QString>{u"BalanceUpdated"_s, u"AccountCreatedDomainEvent"_s},
        u"Fraud department"_s, true};
}

api::EndpointView endpoint()
{
    api::EndpointView view;
    view.id = id<EndpointId>("endpoints");
    view.url = u"http://127.0.0.1:9000/kontor"_s;
    view.types = {u"BalanceUpdated"_s, u"AccountCreatedDomainEvent"_s};
    view.description = u"Fraud department"_s;
    view.createdAt = time();
    return view;
}

api::EndpointView createdEndpoint()
{
    auto view = endpoint();
    view.secret = u"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"_s;
    return view;
}

api::EndpointList endpoints()
{
    return {{endpoint()}, std::nullopt};
}

api::DeliveryView exampleDelivery()
{
    api::DeliveryView view;
    view.id = id<DeliveryId>("example deliveries"); // stored nowhere
    view.endpointId = id<EndpointId>("endpoints");
    view.eventId = id<EventId>("events");
    view.type = u"BalanceUpdated"_s;
    const auto event = exampleOf(PublishedType::BalanceUpdated, time());
    view.accountId = event.stream.accountId();
    view.position = event.position;
    return view;
}

api::DeliveryView delivery()
{
    auto view = exampleDelivery();
    view.id = id<DeliveryId>("deliveries");
    view.accountId = id<AccountId>("accounts");
    view.position = 7;
    view.attempts = 1;
    view.lastError = u"connection-refused"_s;
    view.lastAttemptAt = time();
    view.nextAttemptAt = time().plusSeconds(2);
    return view;
}

api::DeliveryPage deliveries()
{
    return {{delivery()}, std::nullopt};
}

// ---- service -----------------------------------------------------------------------------------

api::Health health()
{
    return {u"up"_s, {{u"ledger"_s, u"up"_s, u"position 7"_s},
                         {u"views"_s, u"up"_s, u"0 events behind"_s}}};
}

api::ServerInfo serverInfo()
{
    return {u"kontor-server"_s, QStringLiteral(KONTOR_VERSION), u"Main branch"_s, false, true,
        Currency::eur(), time(), u"Europe/Berlin"_s, u"8c1e5b7a9d3f4e20a6c4f81b2d7e9035"_s};
}

} // namespace kontor::server::examples
