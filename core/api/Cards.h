// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "api/Page.h"
#include "foundation/Describe.h"

namespace kontor::api {

enum class WithdrawalState { Authorised, Completed, PartlyCompleted, Voided, Suspect };

} // namespace kontor::api

template<>
struct kontor::EnumNames<kontor::api::WithdrawalState>
{
    static constexpr std::pair<api::WithdrawalState, const char *> names[] = {
        {api::WithdrawalState::Authorised, "Authorised"},
        {api::WithdrawalState::Completed, "Completed"},
        {api::WithdrawalState::PartlyCompleted, "PartlyCompleted"},
        {api::WithdrawalState::Voided, "Voided"}, {api::WithdrawalState::Suspect, "Suspect"}};
};

namespace kontor::api {

struct IssueCardRequest
{
    AccountId accountId;
    QString pin;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &IssueCardRequest::accountId, "the account it draws on");
        v("pin", &IssueCardRequest::pin, "stored only as a keyed argon2id verifier", facts::pin);
    }
};

struct CardView
{
    CardId id;
    AccountId accountId;
    QString maskedNumber;
    bool isBlocked = false;
    Timestamp issuedAt;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &CardView::id, "the card's id; what a card reader reads");
        v("accountId", &CardView::accountId, "the account it draws on");
        v("maskedNumber", &CardView::maskedNumber, "as printed on receipts");
        v("isBlocked", &CardView::isBlocked, "after three wrong PINs");
        v("issuedAt", &CardView::issuedAt, "UTC");
    }
};

struct CardSessionRequest
{
    QString pin;
    QString terminalId;

    template<class V>
    static void describe(V &&v)
    {
        v("pin", &CardSessionRequest::pin, "as typed", facts::secret);
        v("terminalId", &CardSessionRequest::terminalId, "the machine", facts::terminal);
    }
};

//! A checked PIN: good for three minutes at one terminal. The token is a secret; ids are not.
struct CardSession
{
    QString token;
    Timestamp expiresAt;
    CardId cardId;
    AccountId accountId;
    QString holderName;
    QString maskedNumber;
    Currency currency;

    template<class V>
    static void describe(V &&v)
    {
        v("token", &CardSession::token, "goes into X-Card-Session; 256 random bits");
        v("expiresAt", &CardSession::expiresAt, "UTC");
        v("cardId", &CardSession::cardId, "the card");
        v("accountId", &CardSession::accountId, "the account it draws on");
        v("holderName", &CardSession::holderName, "for the greeting");
        v("maskedNumber", &CardSession::maskedNumber, "as printed on receipts");
        v("currency", &CardSession::currency, "ISO 4217");
    }
};

struct ChangePinRequest
{
    QString currentPin;
    QString newPin;

    template<class V>
    static void describe(V &&v)
    {
        v("currentPin", &ChangePinRequest::currentPin, "as typed", facts::secret);
        v("newPin", &ChangePinRequest::newPin, "not easy to guess", facts::pin);
    }
};

//! Notes of one kind: `value` in major units (50), `count` of them.
struct NoteCount
{
    int value = 0;
    int count = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("value", &NoteCount::value, "face value in major units", facts::count);
        v("count", &NoteCount::count, "how many", facts::count);
    }
    friend bool operator==(const NoteCount &, const NoteCount &) = default;
};

struct AuthoriseWithdrawalRequest
{
    WithdrawalId withdrawalId;
    QString terminalId;
    Decimal amount;
    std::vector<NoteCount> mix;

    template<class V>
    static void describe(V &&v)
    {
        v("withdrawalId", &AuthoriseWithdrawalRequest::withdrawalId, "made by the machine");
        v("terminalId", &AuthoriseWithdrawalRequest::terminalId, "the machine", facts::terminal);
        v("amount", &AuthoriseWithdrawalRequest::amount, "what is asked for");
        v("mix", &AuthoriseWithdrawalRequest::mix, "the notes that would be paid");
    }
};

struct CompleteWithdrawalRequest
{
    Decimal amount;
    std::vector<NoteCount> notes;

    template<class V>
    static void describe(V &&v)
    {
        v("amount", &CompleteWithdrawalRequest::amount, "what the customer got");
        v("notes", &CompleteWithdrawalRequest::notes, "the notes that the customer got");
    }
};

struct VoidWithdrawalRequest
{
    QString reason;

    template<class V>
    static void describe(V &&v)
    {
        v("reason", &VoidWithdrawalRequest::reason, "why no cash was paid", facts::reason);
    }
};

struct WithdrawalView
{
    WithdrawalId id;
    std::optional<AccountId> accountId;
    WithdrawalState state = WithdrawalState::Authorised;
    std::optional<Decimal> authorised;
    std::optional<Decimal> paid;
    std::optional<Currency> currency;
    std::optional<Timestamp> expiresAt;
    std::optional<Decimal> balanceAfter;
    bool forced = false;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &WithdrawalView::id, "the withdrawal's id");
        v("accountId", &WithdrawalView::accountId, "null for a void that came first");
        v("state", &WithdrawalView::state, "where it stands");
        v("authorised", &WithdrawalView::authorised, "what was held");
        v("paid", &WithdrawalView::paid, "what was booked");
        v("currency", &WithdrawalView::currency, "ISO 4217");
        v("expiresAt", &WithdrawalView::expiresAt, "until when notes may be staged");
        v("balanceAfter", &WithdrawalView::balanceAfter, "after completion");
        v("forced", &WithdrawalView::forced, "booked without a valid hold");
    }
};

} // namespace kontor::api
