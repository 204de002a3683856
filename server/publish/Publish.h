// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Events.h"
#include "application/ports/EventLog.h"
#include "foundation/Describe.h"

#include <vector>

// What other systems are told. A pure function of one stored event: every replay, today or in ten
// years, through the feed, a webhook or a broker, gives the same ids and the same bytes.

namespace kontor::server {

enum class PublishedType {
    AccountCreated, AccountUpdated, AccountNameChanged, AccountCpfChanged, AccountActivated,
    AccountDeactivated, AccountDeleted, AccountRestored, MoneyDeposited, MoneyWithdrawn,
    MoneyTransferred, BalanceUpdated, HoldPlaced, HoldReleased, BlockChanged,
};

} // namespace kontor::server

template<>
struct kontor::EnumNames<kontor::server::PublishedType>
{
    using T = server::PublishedType;
    static constexpr std::pair<T, const char *> names[] = {
        {T::AccountCreated, "AccountCreatedDomainEvent"},
        {T::AccountUpdated, "AccountUpdatedDomainEvent"},
        {T::AccountNameChanged, "AccountNameChangedDomainEvent"},
        {T::AccountCpfChanged, "AccountCpfChangedDomainEvent"},
        {T::AccountActivated, "AccountActivatedDomainEvent"},
        {T::AccountDeactivated, "AccountDeactivatedDomainEvent"},
        {T::AccountDeleted, "AccountDeletedDomainEvent"},
        {T::AccountRestored, "AccountRestoredDomainEvent"},
        {T::MoneyDeposited, "MoneyDeposited"}, {T::MoneyWithdrawn, "MoneyWithdrawn"},
        {T::MoneyTransferred, "MoneyTransferred"}, {T::BalanceUpdated, "BalanceUpdated"},
        {T::HoldPlaced, "HoldPlaced"}, {T::HoldReleased, "HoldReleased"},
        {T::BlockChanged, "AccountBlockChanged"}};
};

namespace kontor::server {

//! The one topic; its key is the account's id, and order is kept per key.
inline constexpr const char *eventsTopic = "bank.account.events.v1";

//! What an event is published as: parts 1…n in this order; empty for everything that is not about
//! an account. Cheap: no text is made.
std::vector<PublishedType> publishedTypes(const domain::Event &event);

//! The envelopes of an event, all parts, in order.
std::vector<api::Envelope> published(const application::RecordedEvent &recorded);

//! The event without whose order a block is: what somebody sees who may not know that.
application::RecordedEvent withoutOrder(application::RecordedEvent recorded);

//! The id of one part: derived from the stored event's id, so that it never changes.
EventId publishedId(EventId stored, int part, PublishedType type);

//! The derived "the balance is now …" of an event that moved money, or nothing.
std::optional<api::BalanceUpdated> balanceUpdated(const application::RecordedEvent &recorded);

} // namespace kontor::server
