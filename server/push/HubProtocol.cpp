// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/push/HubProtocol.h"

#include "foundation/Describe.h"
#include "server/openapi/JsonTree.h"

namespace kontor::server::hub {

namespace {

struct Message
{
    int type = 0;
    std::optional<QString> invocationId;

    template<class V>
    static void describe(V &&v)
    {
        v("type", &Message::type, "the kind of message");
        v("invocationId", &Message::invocationId, "of a call that wants an answer");
    }
};

struct Greeting
{
    QString protocol;
    int version = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("protocol", &Greeting::protocol, "json");
        v("version", &Greeting::version, "1");
    }
};

// A newer client may say more.
template<class T>
std::optional<T> readRecord(const QByteArray &record)
{
    const auto json = parseJson(record);
    auto value = json ? fromJson<T>(*json, UnknownMembers::Ignore) : Failure{FieldErrors()};
    return value ? std::optional(std::move(*value)) : std::nullopt;
}

QByteArray recordOf(const JsonValue &message)
{
    return message.toJson() + recordEnd;
}

} // namespace

std::optional<Said> said(const QByteArray &record)
{
    const auto message = readRecord<Message>(record);
    return message ? std::optional(Said{message->type, message->invocationId}) : std::nullopt;
}

std::optional<QString> faultOfGreeting(const QByteArray &record)
{
    const auto greeting = readRecord<Greeting>(record);
    if (!greeting) {
        return u"The first record must be a handshake: {\"protocol\":\"json\",\"version\":1}."_s;
    }
    if (greeting->protocol != u"json"_s || greeting->version != 1) {
        return u"Only version 1 of the protocol json is spoken here."_s;
    }
    return std::nullopt;
}

QByteArray greeting()
{
    return recordOf(jsonObject());
}

QByteArray refusedGreeting(const QString &error)
{
    return recordOf(jsonObject({{"error", error.toUtf8()}}));
}

// Put together as text, because there may be thousands a second.
QByteArray invocation(const char *target, const QByteArray &argument)
{
    return R"({"type":1,"target":")" + QByteArray(target) + R"(","arguments":[)" + argument + "]}"
        + recordEnd;
}

QByteArray failure(const QString &invocationId, const QString &error)
{
    return recordOf(jsonObject({{"type", 3}, {"invocationId", invocationId.toUtf8()},
        {"error", error.toUtf8()}}));
}

QByteArray ping()
{
    return recordOf(jsonObject({{"type", int(Kind::Ping)}}));
}

QByteArray close(const QString &error, bool mayReconnect)
{
    return recordOf(jsonObject({{"type", int(Kind::Close)}, {"error", error.toUtf8()},
        {"allowReconnect", mayReconnect}}));
}

std::optional<QByteArrayList> RecordReader::read(QByteArrayView bytes)
{
    QByteArrayList records;
    for (qsizetype end = bytes.indexOf(recordEnd); end >= 0; end = bytes.indexOf(recordEnd)) {
        m_begun.append(bytes.first(end));
        if (m_begun.size() > longest) {
            return std::nullopt;
        }
        records << std::exchange(m_begun, {});
        bytes = bytes.sliced(end + 1);
    }
    m_begun.append(bytes);
    return m_begun.size() > longest ? std::nullopt : std::optional(records);
}

} // namespace kontor::server::hub
