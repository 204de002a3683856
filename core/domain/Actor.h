// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::domain {

enum class Channel { Api, Teller, Atm, System };

} // namespace kontor::domain

template<>
struct kontor::EnumNames<kontor::domain::Channel>
{
    static constexpr std::pair<domain::Channel, const char *> names[] = {
        {domain::Channel::Api, "api"}, {domain::Channel::Teller, "teller"},
        {domain::Channel::Atm, "atm"}, {domain::Channel::System, "system"}};
};

namespace kontor::domain {

//! Who does something: `kind` open (running without sign-in), customer, user (of the staff), key,
//! terminal, nobody (not signed in) or system.
struct Actor
{
    QByteArray kind = "system";
    QString name;

    template<class V>
    static void describe(V &&v)
    {
        v("kind", &Actor::kind);
        v("name", &Actor::name);
    }
    friend bool operator==(const Actor &, const Actor &) = default;
};

//! What every event keeps about its cause.
struct Cause
{
    Actor actor;
    Channel channel = Channel::Api;
    QByteArray correlationId;
    //! The command's idempotency key, where it had one.
    std::optional<QByteArray> causationId;

    template<class V>
    static void describe(V &&v)
    {
        v("actor", &Cause::actor);
        v("channel", &Cause::channel);
        v("correlationId", &Cause::correlationId);
        v("causationId", &Cause::causationId);
    }
    friend bool operator==(const Cause &, const Cause &) = default;
};

} // namespace kontor::domain
