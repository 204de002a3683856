// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/Authenticator.h"
#include "server/auth/RateLimits.h"
#include "server/http/RequestDispatcher.h"

namespace kontor::server {

//! Knows who makes each request, and turns away who asks too often, and who may not do at all what
//! the route does. What belongs to whom is not its business: that is decided by the rules, and by the queries.
class Gatekeeper
{
public:
    //! The account whose card is in that machine.
    using CardAccount = std::function<std::optional<AccountId>(const QByteArray &terminal)>;

    Gatekeeper(Authenticator &authenticator, const RateLimits::Rates &rates,
        CardAccount cardAccount)
        : m_authenticator(authenticator), m_limits(rates), m_cardAccount(std::move(cardAccount))
    {
    }

    std::optional<Rejection> admit(RequestContext &context);

private:
    using Found = Result<CallerPtr, api::ProblemCode>;
    std::optional<int> secondsToWait(const RequestContext &context, const Found &caller);

    Authenticator &m_authenticator;
    RateLimits m_limits;
    CardAccount m_cardAccount;
};

} // namespace kontor::server
