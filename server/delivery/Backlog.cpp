// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Backlog.h"

#include <algorithm>

namespace kontor::server {

namespace {

constexpr qint64 stretchLength = 256;
constexpr qsizetype stretchesInMemory = 64;
constexpr qsizetype bodiesInMemory = 2'048;
constexpr int fewNotices = 16;

bool isWanted(const Notice &notice, TypeMask wanted)
{
    return (maskOf(notice.type) & wanted) != 0;
}

} // namespace

// Collects the account's notices behind a given one, up to a handful of events.
struct Backlog::Following
{
    const Notice &after;
    qint64 limit;
    TypeMask wanted;
    std::vector<Notice> found;

    bool isFull() const { return found.size() >= std::size_t(fewNotices); }
    bool take(const application::RecordedEvent &event)
    {
        if (event.streamPosition == after.streamPosition) {
            for (const Notice &notice : noticesOf(event)) {
                if (notice.isAfter(after) && notice.position <= limit && isWanted(notice, wanted)) {
                    found.push_back(notice);
                }
            }
        }
        return !isFull();
    }
};

std::vector<Notice> noticesOf(const application::RecordedEvent &recorded)
{
    const auto types = publishedTypes(recorded.event);
    std::vector<Notice> notices(types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
        const int part = int(i) + 1;
        notices[i] = {recorded.position, part, types[i], publishedId(recorded.id, part, types[i]),
            recorded.stream.accountId(), recorded.streamPosition, recorded.version};
    }
    return notices;
}

// `data` is the envelope's payload and what tells it apart; members stand there once.
QByteArray webhookBody(const api::Envelope &envelope)
{
    std::string out = R"({"type":)";
    writeJsonValue(out, envelope.type);
    out += R"(,"timestamp":)";
    writeJsonValue(out, envelope.occurredOnUtc);
    out += R"(,"data":{"eventId":)";
    writeJsonValue(out, envelope.eventId);
    out += R"(,"correlationId":)";
    writeJsonValue(out, envelope.correlationId);
    out += R"(,"position":)";
    writeJsonValue(out, envelope.position);
    out += R"(,"part":)";
    writeJsonValue(out, envelope.part);
    if (envelope.type != QLatin1StringView(nameOf(PublishedType::BalanceUpdated))) {
        out += R"(,"version":)";
        writeJsonValue(out, envelope.version);
    }
    out += ',';
    out.append(
        envelope.payload.json.constData() + 1, std::size_t(envelope.payload.json.size() - 1));
    out += '}';
    return QByteArray(out.data(), qsizetype(out.size()));
}

Backlog::Backlog(std::unique_ptr<application::LogReader> reader,
    std::unique_ptr<application::StreamIndex> index)
    : m_reader(std::move(reader)), m_index(std::move(index)), m_stretches(stretchesInMemory),
      m_bodies(bodiesInMemory)
{}

std::shared_ptr<const Backlog::Stretch> Backlog::after(qint64 position, qint64 head)
{
    const qint64 number = position / stretchLength;
    const qint64 first = number * stretchLength + 1;
    const qint64 last = std::min(head, first + stretchLength - 1);
    if (const auto *known = m_stretches.object(number); known && (*known)->last >= last) {
        return *known;
    }
    auto stretch = std::make_shared<Stretch>();
    // The newest stretch grows; what was read of it stays.
    if (const auto *known = m_stretches.object(number)) {
        *stretch = **known;
    }
    m_reader->events(std::max(first, stretch->last + 1), last, [&stretch](const auto &event) {
        const auto notices = noticesOf(event);
        stretch->notices.insert(stretch->notices.end(), notices.begin(), notices.end());
        stretch->last = event.position;
        return true;
    });
    m_stretches.insert(number, new std::shared_ptr<const Stretch>(stretch));
    return stretch;
}

Backlog::Next Backlog::following(const Notice &notice, qint64 limit, TypeMask wanted)
{
    Following next{notice, limit, wanted, {}};
    qint64 from = notice.position;
    if (m_index) {
        const qint64 covered = m_index->position();
        if (notice.position <= covered) {
            indexed(next);
            from = covered + 1;
        }
    }
    if (!next.isFull() && from <= limit) {
        m_reader->events(from, limit, [&next](const auto &event) { return next.take(event); });
    }
    const bool more = next.isFull();
    return {std::move(next.found), more};
}

// From the notice's own version on, because its event may have further parts.
void Backlog::indexed(Following &next)
{
    auto version = next.after.version - 1;
    while (!next.isFull()) {
        const auto positions
            = m_index->positionsAfter(next.after.streamPosition, version, fewNotices);
        for (const auto &event : m_reader->at(positions)) {
            if (!next.take(event)) {
                return;
            }
        }
        if (positions.empty() || positions.back() > next.limit) {
            return;
        }
        version += qint64(positions.size());
    }
}

QByteArray Backlog::body(const Notice &notice)
{
    if (const QByteArray *known = m_bodies.object(notice.eventId)) {
        return *known;
    }
    const auto events = m_reader->at({notice.position});
    KONTOR_ASSERT(events.size() == 1);
    QByteArray wanted;
    for (const auto &envelope : published(events.front())) {
        const QByteArray body = webhookBody(envelope);
        if (envelope.part == notice.part) {
            wanted = body;
        }
        m_bodies.insert(envelope.eventId, new QByteArray(body));
    }
    return wanted;
}

std::optional<EventId> Backlog::idAt(qint64 position)
{
    if (position < 1 || position > m_reader->head().position) {
        return std::nullopt;
    }
    const auto events = m_reader->at({position});
    return events.empty() ? std::nullopt : std::optional(events.front().id);
}

std::optional<Timestamp> Backlog::timeOf(qint64 position)
{
    const bool isThere = position >= 1 && position <= m_reader->head().position;
    return isThere ? std::optional(m_reader->recordedAt(position)) : std::nullopt;
}

} // namespace kontor::server
