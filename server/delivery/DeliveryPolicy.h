// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Backoff.h"
#include "foundation/Describe.h"

#include <chrono>
#include <optional>

namespace kontor::server {

struct DeliverySettings
{
    //! With these 22 attempts a delivery is tried for about 73 minutes (2, 4, 8 … 256, then 300 s
    //! thirteen times) before it is parked.
    Backoff retry{std::chrono::seconds(2), std::chrono::seconds(300), 0.2};
    int attemptLimit = 22;
    //! A target's Retry-After is obeyed up to here.
    std::chrono::seconds retryAfterCap{24 * 3600};

    //! Looking up the name, and the whole attempt from there to the answer's last byte.
    std::chrono::milliseconds resolveDeadline{5'000};
    std::chrono::milliseconds totalDeadline{15'000};
    //! Bytes of an answer's body that are read; it is thrown away.
    qint64 answerLimit = 64 * 1024;

    //! Attempts at once, in all and for one host and port.
    int inFlight = 64;
    int inFlightPerHost = 6;
    //! Lanes in memory: (endpoint, account) pairs with something to deliver. An endpoint that uses
    //! up its share stops reading the log until lanes get free.
    int laneLimit = 100'000;
    int endpointLimit = 10'000;
    //! Delivered ones that stay listed.
    int keepDelivered = 10'000;
    //! How long finished deliveries may wait to be written down; what a crash in between loses is
    //! sent again.
    std::chrono::milliseconds flushEvery{200};
};

//! Why an attempt got no answer. Coarse on purpose: told to whoever registered the endpoint, it
//! must not make a port scanner.
enum class AttemptError
{
    None,
    TargetNotAllowed,
    NameNotResolved,
    ConnectionFailed,
    TlsFailed,
    TimedOut
};

} // namespace kontor::server

template<>
struct kontor::EnumNames<kontor::server::AttemptError>
{
    using E = server::AttemptError;
    static constexpr std::pair<E, const char *> names[] = {{E::None, "none"},
        {E::TargetNotAllowed, "target-not-allowed"}, {E::NameNotResolved, "name-not-resolved"},
        {E::ConnectionFailed, "connection-failed"}, {E::TlsFailed, "tls-failed"},
        {E::TimedOut, "timed-out"}};
};

namespace kontor::server {

//! What came back from one attempt: a status, or the reason why there is none.
struct AttemptResult
{
    std::optional<int> status;
    AttemptError error = AttemptError::None;
    //! The header of that name, as it came.
    QByteArray retryAfter;
};

//! What follows from it.
struct Verdict
{
    enum class Kind {
        Delivered,
        //! Again after `pause`.
        Retry,
        //! Given up; listed until somebody asks for it again.
        Park,
        //! The target is gone (410): no more to this endpoint until it is enabled again.
        Disable,
        //! The target turned out to be forbidden: parked, and the endpoint disabled.
        ParkAndDisable,
    };
    Kind kind = Kind::Retry;
    std::chrono::milliseconds pause{0};
    //! The target asked for the pause (429, 503): it holds for everything to this endpoint.
    bool pausesEndpoint = false;
    //! Empty when delivered.
    QByteArray error;
};

//! `attempts` counts this one.
Verdict judge(const AttemptResult &result, int attempts, const DeliverySettings &settings,
    Timestamp now, Random &random);

//! Retry-After as a pause: seconds or an HTTP date; nothing where it is neither.
std::optional<std::chrono::seconds> readRetryAfter(QByteArrayView header, Timestamp now);

} // namespace kontor::server
