// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Actor.h"
#include "domain/Event.h"
#include "domain/State.h"
#include "domain/Stream.h"

namespace kontor::storage {

//! The amounts of an event, where it moves money; they stand in columns of their own.
struct EventMoney
{
    std::optional<qint64> amount;
    std::optional<qint64> balanceAfter;
};
EventMoney moneyOf(const domain::Event &event);
//! When it was booked, where it moves money.
std::optional<QDate> bookedOf(const domain::Event &event);

//! Appends the event's data as canonical JSON: see CompactJson.h.
void appendEventData(std::string &out, const domain::Event &event);

//! An event from its columns; the failure says what is wrong with them.
Result<domain::Event, QString> decodeEvent(QByteArrayView type, int schema, const EventMoney &money,
    QByteArrayView data);

//! What stands beside the data: the cause, and in a stream's first event the stream's name.
struct EventMeta
{
    domain::Cause cause;
    //! Where not 0, the cause is that of the event so many positions before.
    qint64 sameAs = 0;
    domain::StreamName stream;
};
//! Short, because it stands in every event: what is usual is left out, and of the events of one
//! append that have a cause in common only the first tells it.
void appendMeta(std::string &out, const domain::Cause &cause, const domain::StreamName *stream);
void appendMeta(std::string &out, qint64 sameAs, const domain::StreamName *stream);
Result<EventMeta, QString> decodeMeta(QByteArrayView json);

//! A state for a snapshot, and back; nothing if it is not whole.
void appendState(std::string &out, const domain::State &state);
std::optional<domain::State> decodeState(domain::StreamKind kind, QByteArrayView json);

} // namespace kontor::storage
