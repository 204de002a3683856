// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "application/ports/StreamIndex.h"
#include "server/publish/Publish.h"

#include <QCache>

#include <memory>

namespace kontor::server {

//! One published event without its text: enough to know whom it concerns, in 80 bytes.
struct Notice
{
    qint64 position = 0;
    int part = 1;
    PublishedType type{};
    EventId eventId;
    AccountId account;
    qint64 streamPosition = 0;
    qint64 version = 0;

    bool isAfter(const Notice &other) const
    {
        return std::pair(position, part) > std::pair(other.position, other.part);
    }
};

//! The types that an endpoint wants, as bits.
using TypeMask = quint32;
inline TypeMask maskOf(PublishedType type) { return TypeMask(1) << int(type); }

//! What a follower of the log needs of it, without ever holding more than some stretches of it.
//! Bound to one thread.
class Backlog
{
public:
    //! Without an index the next event of an account is looked for by reading on.
    Backlog(std::unique_ptr<application::LogReader> reader,
        std::unique_ptr<application::StreamIndex> index);

    //! Consecutive notices, and the position that they reach to.
    struct Stretch
    {
        std::vector<Notice> notices;
        qint64 last = 0;
    };
    //! What follows `position`, up to `head` at most. Many endpoints at nearly the same place share
    //! one reading.
    std::shared_ptr<const Stretch> after(qint64 position, qint64 head);

    //! Some notices, and whether there may be more.
    struct Next
    {
        std::vector<Notice> notices;
        bool more = false;
    };
    //! The next notices of the same account after `notice` and up to the position `limit`, of the
    //! wanted types; a handful of them.
    Next following(const Notice &notice, qint64 limit, TypeMask wanted);

    //! The body of a webhook (Standard Webhooks): {"type", "timestamp", "data"}.
    QByteArray body(const Notice &notice);

    application::LogHead head() { return m_reader->head(); }
    //! The id of a stored event, or nothing where the log does not reach that far.
    std::optional<EventId> idAt(qint64 position);
    //! Likewise, when it was written.
    std::optional<Timestamp> timeOf(qint64 position);

private:
    struct Following;
    void indexed(Following &next);

    std::unique_ptr<application::LogReader> m_reader;
    std::unique_ptr<application::StreamIndex> m_index;
    QCache<qint64, std::shared_ptr<const Stretch>> m_stretches;
    QCache<EventId, QByteArray> m_bodies;
};

//! Of one stored event, in order of parts.
std::vector<Notice> noticesOf(const application::RecordedEvent &recorded);

//! The body for one envelope.
QByteArray webhookBody(const api::Envelope &envelope);

} // namespace kontor::server
