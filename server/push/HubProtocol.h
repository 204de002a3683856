// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <optional>

// The JSON hub protocol of SignalR, as bytes: records of JSON that end in 0x1E.

namespace kontor::server::hub {

inline constexpr char recordEnd = '\x1e';

enum class Kind { Invocation = 1, StreamInvocation = 4, Ping = 6, Close = 7 };

//! What a client says. Kinds that are not in the list are for others, and no mistake.
struct Said
{
    int type = 0;
    //! Of an invocation that wants an answer.
    std::optional<QString> invocationId;

    bool is(Kind kind) const { return type == int(kind); }
};
//! Nothing where it is no record of the protocol.
std::optional<Said> said(const QByteArray &record);

//! Why a greeting cannot be accepted; nothing where it can.
std::optional<QString> faultOfGreeting(const QByteArray &record);

// Each is a whole record.

QByteArray greeting();
QByteArray refusedGreeting(const QString &error);
//! A call of a method of the client with one argument, JSON already.
QByteArray invocation(const char *target, const QByteArray &argument);
//! The answer to a call that failed.
QByteArray failure(const QString &invocationId, const QString &error);
QByteArray ping();
QByteArray close(const QString &error, bool mayReconnect);

//! Cuts what comes in pieces into records.
class RecordReader
{
public:
    //! Longer ones are refused.
    static constexpr qsizetype longest = 32 * 1024;

    //! The records that are whole now, without their ends; nothing where one is too long.
    std::optional<QByteArrayList> read(QByteArrayView bytes);

private:
    QByteArray m_begun;
};

} // namespace kontor::server::hub
