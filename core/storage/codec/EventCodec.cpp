// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/codec/EventCodec.h"

#include "storage/codec/CompactJson.h"
#include "storage/codec/Upcasters.h"

#include <array>

namespace kontor::storage {

EventMoney moneyOf(const domain::Event &event)
{
    return std::visit(
        [](const auto &e) -> EventMoney {
            if constexpr (domain::MoneyEvent<std::decay_t<decltype(e)>>) {
                return {e.amount, e.balanceAfter};
            } else {
                return {};
            }
        },
        event);
}

std::optional<QDate> bookedOf(const domain::Event &event)
{
    return std::visit(
        [](const auto &e) -> std::optional<QDate> {
            if constexpr (domain::MoneyEvent<std::decay_t<decltype(e)>>) {
                return e.bookingDate;
            } else {
                return std::nullopt;
            }
        },
        event);
}

void appendEventData(std::string &out, const domain::Event &event)
{
    std::visit([&out](const auto &e) { appendCompact(out, e); }, event);
}

template<class E>
static bool readSlowly(int schema, const EventMoney &money, QByteArrayView data, E &event)
{
    auto json = parseJson(data);
    if (!json || !upcast<E>(schema, money, *json)) {
        return false;
    }
    auto read = fromJson<E>(*json);
    if (!read) {
        return false;
    }
    event = std::move(*read);
    return true;
}

template<std::size_t Index>
static bool decodeAs(int schema, const EventMoney &money, QByteArrayView data, domain::Event &result)
{
    using E = std::variant_alternative_t<Index, domain::Event>;
    E &event = result.emplace<Index>();
    if (schema != currentSchema<E> || !fromCompact(data, event)) {
        event = {};
        if (!readSlowly(schema, money, data, event)) {
            return false;
        }
    }
    if constexpr (domain::MoneyEvent<E>) {
        if (!money.amount || !money.balanceAfter) {
            return false;
        }
        event.amount = *money.amount;
        event.balanceAfter = *money.balanceAfter;
        return true;
    } else {
        return !money.amount && !money.balanceAfter;
    }
}

using Decoder = bool (*)(int, const EventMoney &, QByteArrayView, domain::Event &);

template<std::size_t... Index>
static constexpr auto makeDecoders(std::index_sequence<Index...>)
{
    return std::array<Decoder, sizeof...(Index)>{&decodeAs<Index>...};
}

static std::optional<std::size_t> indexOf(QByteArrayView type)
{
    static const auto table = [] {
        std::unordered_map<std::string_view, std::size_t> names;
        for (std::size_t i = 0; i < std::size(domain::eventTypeNames); ++i) {
            names.emplace(domain::eventTypeNames[i], i);
        }
        return names;
    }();
    const auto found = table.find(std::string_view(type.data(), std::size_t(type.size())));
    return found == table.end() ? std::nullopt : std::optional(found->second);
}

Result<domain::Event, QString> decodeEvent(QByteArrayView type, int schema, const EventMoney &money,
    QByteArrayView data)
{
    static constexpr auto decoders
        = makeDecoders(std::make_index_sequence<std::variant_size_v<domain::Event>>());
    const auto index = indexOf(type);
    if (!index) {
        return Failure{u"the event type \"%1\" is not known here"_s.arg(QString::fromUtf8(type))};
    }
    domain::Event event;
    if (!decoders[*index](schema, money, data, event)) {
        return Failure{u"the data of this %1 (schema %2) cannot be read"_s.arg(
            QString::fromUtf8(type)).arg(schema)};
    }
    return event;
}

namespace {

struct MetaJson
{
    std::optional<QByteArray> by;
    std::optional<QByteArray> ch;
    std::optional<QByteArray> cor;
    std::optional<QByteArray> key;
    std::optional<qint64> as;
    std::optional<QByteArray> stream;

    template<class V>
    static void describe(V &&v)
    {
        v("by", &MetaJson::by, "who, as kind:name; the system itself where absent");
        v("ch", &MetaJson::ch, "the channel; api where absent");
        v("cor", &MetaJson::cor, "the correlation id; the key where absent");
        v("key", &MetaJson::key, "the command's idempotency key");
        v("as", &MetaJson::as, "instead of all these: as the event so many positions before");
        v("stream", &MetaJson::stream, "the stream's name, in its first event");
    }
};

} // namespace

void appendMeta(std::string &out, const domain::Cause &cause, const domain::StreamName *stream)
{
    MetaJson json;
    if (cause.actor != domain::Actor{}) {
        json.by = cause.actor.kind + ':' + cause.actor.name.toUtf8();
    }
    if (cause.channel != domain::Channel::Api) {
        json.ch = nameOf(cause.channel);
    }
    if (cause.correlationId != cause.causationId.value_or(QByteArray())) {
        json.cor = cause.correlationId;
    }
    json.key = cause.causationId;
    if (stream) {
        json.stream = stream->name();
    }
    appendCompact(out, json);
}

void appendMeta(std::string &out, qint64 sameAs, const domain::StreamName *stream)
{
    MetaJson json;
    json.as = sameAs;
    if (stream) {
        json.stream = stream->name();
    }
    appendCompact(out, json);
}

static bool readMeta(QByteArrayView text, MetaJson &json)
{
    if (fromCompact(text, json)) {
        return true;
    }
    const auto parsed = parseJson(text);
    auto read = parsed ? fromJson<MetaJson>(*parsed) : Failure{FieldErrors{}};
    if (!read) {
        return false;
    }
    json = std::move(*read);
    return true;
}

Result<EventMeta, QString> decodeMeta(QByteArrayView text)
{
    MetaJson json;
    if (!readMeta(text, json) || json.as.value_or(1) < 1) {
        return Failure{u"the meta data cannot be read"_s};
    }
    EventMeta meta;
    if (json.by) {
        const qsizetype colon = json.by->indexOf(':');
        meta.cause.actor.kind = json.by->left(colon);
        meta.cause.actor.name = QString::fromUtf8(json.by->sliced(colon + 1));
    }
    if (json.ch) {
        const auto channel = fromName<domain::Channel>(json.ch->toStdString());
        if (!channel) {
            return Failure{u"the channel is not known here"_s};
        }
        meta.cause.channel = *channel;
    }
    meta.sameAs = json.as.value_or(0);
    meta.cause.correlationId = json.cor ? *json.cor : json.key.value_or(QByteArray());
    meta.cause.causationId = std::move(json.key);
    if (json.stream) {
        meta.stream = domain::StreamName::text(*json.stream);
    }
    return meta;
}

void appendState(std::string &out, const domain::State &state)
{
    std::visit([&out](const auto &s) { appendCompact(out, s); }, state);
}

std::optional<domain::State> decodeState(domain::StreamKind kind, QByteArrayView json)
{
    domain::State state = domain::initialState(kind);
    const bool ok = std::visit([json](auto &s) { return fromCompact(json, s); }, state);
    return ok ? std::optional(std::move(state)) : std::nullopt;
}

} // namespace kontor::storage
