// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ListLog.h"

#include "foundation/Strings.h"

#include <QCryptographicHash>

#include <algorithm>

namespace kontor::testing {

using application::RecordedEvent;

// Stands for the chain hash, whose first half is the event's id.
static QByteArray digestOf(qint64 position)
{
    return QCryptographicHash::hash(QByteArray::number(position), QCryptographicHash::Sha256);
}

class ListLogReader final : public application::LogReader
{
public:
    explicit ListLogReader(const ListLog &log) : m_log(log) {}

    void events(qint64 first, qint64 last,
        const std::function<bool(const RecordedEvent &)> &visit) override
    {
        for (qint64 p = std::max<qint64>(1, first); p <= std::min(last, m_log.head()); ++p) {
            if (!visit(m_log.at(p))) {
                return;
            }
        }
    }
    std::vector<RecordedEvent> at(const std::vector<qint64> &positions) override
    {
        std::vector<RecordedEvent> found;
        for (const qint64 position : positions) {
            found.push_back(m_log.at(position));
        }
        return found;
    }
    void outcomes(qint64, qint64, const std::function<bool(const application::OutcomeRecord &)> &)
        override
    {}
    std::optional<application::OutcomeRecord> outcome(qint64) override { return std::nullopt; }
    application::LogHead head() override
    {
        application::LogHead head;
        head.position = m_log.head();
        head.eventHash = digestOf(head.position);
        return head;
    }

private:
    const ListLog &m_log;
};

class ListLogIndex final : public application::StreamIndex
{
public:
    explicit ListLogIndex(const ListLog &log) : m_log(log) {}

    qint64 position() override
    {
        const std::lock_guard lock(m_log.m_mutex);
        return covered();
    }
    std::optional<qint64> find(const domain::StreamName &stream) override
    {
        const std::lock_guard lock(m_log.m_mutex);
        const auto found = m_log.m_streams.find(stream.name());
        if (found == m_log.m_streams.end() || found->second.front() > covered()) {
            return std::nullopt;
        }
        return found->second.front();
    }
    std::optional<application::Snapshot> snapshot(qint64, qint64) override { return std::nullopt; }
    std::vector<qint64> positionsAfter(qint64 streamPosition, qint64 version, int limit) override
    {
        const std::lock_guard lock(m_log.m_mutex);
        const auto &name = m_log.m_events[std::size_t(streamPosition - 1)].stream.name();
        std::vector<qint64> found;
        const auto &positions = m_log.m_streams.at(name);
        for (auto i = std::size_t(version); i < positions.size() && limit > 0; ++i, --limit) {
            if (positions[i] <= covered()) {
                found.push_back(positions[i]);
            }
        }
        return found;
    }
    std::vector<qint64> outcomesOf(const QByteArray &, const QByteArray &) override { return {}; }

private:
    qint64 covered() const
    {
        return m_log.m_indexed < 0 ? qint64(m_log.m_events.size()) : m_log.m_indexed;
    }
    const ListLog &m_log;
};

qint64 ListLog::append(AccountId account, domain::Event event)
{
    return append(domain::StreamName::of(account), std::move(event));
}

qint64 ListLog::append(const domain::StreamName &stream, domain::Event event)
{
    const std::lock_guard lock(m_mutex);
    RecordedEvent recorded;
    recorded.position = qint64(m_events.size()) + 1;
    auto &positions = m_streams[stream.name()];
    positions.push_back(recorded.position);
    recorded.streamPosition = positions.front();
    recorded.stream = stream;
    recorded.version = qint64(positions.size());
    recorded.recordedAt = Timestamp{1'767'225'600'000'000 + recorded.position * 1'000'000};
    recorded.id = EventId{Uuid::fromDigest(digestOf(recorded.position))};
    recorded.event = std::move(event);
    recorded.cause.correlationId = "request-" + QByteArray::number(recorded.position);
    m_events.push_back(recorded);
    return recorded.position;
}

qint64 ListLog::head() const
{
    const std::lock_guard lock(m_mutex);
    return qint64(m_events.size());
}

RecordedEvent ListLog::at(qint64 position) const
{
    const std::lock_guard lock(m_mutex);
    return m_events.at(std::size_t(position - 1));
}

void ListLog::setIndexed(qint64 position)
{
    const std::lock_guard lock(m_mutex);
    m_indexed = position;
}

std::unique_ptr<application::LogReader> ListLog::openReader()
{
    return std::make_unique<ListLogReader>(*this);
}

std::unique_ptr<application::StreamIndex> ListLog::openIndex()
{
    return std::make_unique<ListLogIndex>(*this);
}

domain::MoneyDeposited deposited(qint64 amount, qint64 balanceAfter)
{
    domain::MoneyDeposited event;
    event.bookingDate = QDate(2026, 1, 2);
    event.amount = amount;
    event.balanceAfter = balanceAfter;
    return event;
}

domain::AccountCreated created(const QString &name, qint64 amount)
{
    domain::AccountCreated event;
    event.name = name;
    event.cpf = "12345678909";
    event.number = "0000001-9";
    event.bookingDate = QDate(2026, 1, 1);
    event.amount = amount;
    event.balanceAfter = amount;
    return event;
}

AccountId accountNumbered(int n)
{
    return AccountId{Uuid::nameBased(Uuid{}, "account " + QByteArray::number(n))};
}

} // namespace kontor::testing
