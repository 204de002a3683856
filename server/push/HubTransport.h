// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/routes/Call.h"

namespace kontor::server {

//! How records of a hub get to their client. Destroying it ends what is open.
class HubTransport
{
public:
    virtual ~HubTransport() = default;
    //! Whether something can be sent now.
    virtual bool isReady() const = 0;
    //! False: the client is gone, or does not read.
    virtual bool send(const QByteArray &records) = 0;
    //! The client has left, and will not come back to this connection.
    virtual bool isLost() const = 0;
};

//! Server-Sent Events: one answer without an end.
class EventStream final : public HubTransport
{
public:
    explicit EventStream(Call &call);
    bool isReady() const override { return m_stream.isOpen(); }
    bool send(const QByteArray &records) override;
    bool isLost() const override { return !m_stream.isOpen(); }

private:
    ReplyStream m_stream;
};

//! Long polling: an answer each time there is something, and the client asks again.
class LongPoll final : public HubTransport
{
public:
    //! Waits; nullptr between two polls.
    explicit LongPoll(CallPtr call) : m_call(std::move(call)) {}
    ~LongPoll() override;
    bool isReady() const override { return m_call && m_call->isConnected(); }
    bool send(const QByteArray &records) override;
    //! Who polls is never seen to leave; who does not come back is silent for too long.
    bool isLost() const override { return false; }

private:
    CallPtr m_call;
};

} // namespace kontor::server
