// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/LogBuilder.h"

namespace kontor::testing {

LogBuilder::LogBuilder(application::LogHead head) : m_head(std::move(head)) {}

LogBuilder::~LogBuilder() = default;

Uuid LogBuilder::uuid(int n)
{
    Uuid uuid;
    uuid.bytes = {1, 0x93, 0x5e, 0x0a, 0, 0, 0x70, 0, 0x80};
    uuid.bytes[14] = std::uint8_t(n >> 8);
    uuid.bytes[15] = std::uint8_t(n);
    return uuid;
}

LogBuilder &LogBuilder::at(Timestamp now)
{
    m_now = now;
    return *this;
}

LogBuilder &LogBuilder::open(int n, qint64 balance, const QString &name)
{
    domain::AccountCreated event;
    event.name = name;
    event.number = QByteArray::number(1'000'000 + n) + "-0";
    event.ownerId = {uuid(n + 1000)};
    event.bookingDate = today();
    event.amount = balance;
    event.balanceAfter = balance;
    return add(domain::StreamName::of(account(n)), event);
}

LogBuilder &LogBuilder::deposit(int n, qint64 amount)
{
    domain::MoneyDeposited event;
    event.bookingDate = today();
    event.amount = amount;
    event.balanceAfter = balanceOf(n) + amount;
    return add(domain::StreamName::of(account(n)), event);
}

LogBuilder &LogBuilder::transfer(int from, int to, qint64 amount)
{
    domain::MoneyTransferred event;
    event.transferId = {uuid(int(9000 + m_head.position))};
    event.bookingDate = today();
    event.counterparty = account(to);
    event.amount = -amount;
    event.balanceAfter = balanceOf(from) - amount;
    add(domain::StreamName::of(account(from)), event);
    event.counterparty = account(from);
    event.amount = amount;
    event.balanceAfter = balanceOf(to) + amount;
    return append(domain::StreamName::of(account(to)), event);
}

LogBuilder &LogBuilder::rename(int n, const QString &name)
{
    const auto &state
        = std::get<domain::Account>(*m_states[domain::StreamName::of(account(n))].state);
    domain::AccountNameChanged event{state.name, state.identity()};
    event.after.name = name;
    return add(domain::StreamName::of(account(n)), event);
}

LogBuilder &LogBuilder::add(const domain::StreamName &name, const domain::Event &event)
{
    m_head.recordedAt
        = m_now.value_or(Timestamp{1'770'000'000'000'000 + (m_head.position + 1) * 1'000});
    return append(name, event);
}

LogBuilder &LogBuilder::append(const domain::StreamName &name, const domain::Event &event)
{
    const qint64 position = ++m_head.position;
    const auto found
        = m_states
              .try_emplace(name,
                  application::ChangedStream{name, position, 0, 0,
                      std::make_shared<const domain::State>(domain::initialState(name.kind()))})
              .first;
    application::ChangedStream &stream = found->second;
    stream.state = domain::evolved(*stream.state, event, m_head.recordedAt);
    ++stream.version;
    stream.position = position;
    m_touched[name] = true;
    if (stream.version % application::snapshotEvery == 0) {
        m_snapshots[name] = stream;
    }
    if (stream.version % application::milestoneEvery == 0) {
        m_batch.milestones.push_back(stream);
    }
    m_batch.events.push_back(
        {position, stream.streamPosition, name, stream.version, m_head.recordedAt, {}, event,
            {{"open", u"Zoë"_s}, domain::Channel::Teller, "cor-1", std::nullopt}});
    return *this;
}

LogBuilder &LogBuilder::outcome(const QByteArray &key, const QByteArray &refusal)
{
    m_batch.outcomes.push_back(
        {++m_head.outcome, key, "open", QByteArray(32, 'f'), refusal, refusal.isEmpty() ? 0 : 7,
            refusal.isEmpty() ? m_head.position : 0, refusal.isEmpty() ? m_head.position : 0});
    return *this;
}

application::CommittedBatchPtr LogBuilder::appendTo(application::EventLog &log)
{
    const auto appended = log.append(m_batch.events, m_batch.outcomes);
    KONTOR_ASSERT(appended && log.sync());
    for (const auto &[name, touched] : m_touched) {
        m_batch.changed.push_back(m_states[name]);
    }
    for (const auto &[name, snapshot] : m_snapshots) {
        m_batch.snapshots.push_back(snapshot);
    }
    m_head = log.head();
    m_batch.head = m_head;
    auto batch = std::make_shared<const application::CommittedBatch>(std::exchange(m_batch, {}));
    m_touched.clear();
    m_snapshots.clear();
    return batch;
}

qint64 LogBuilder::balanceOf(int n)
{
    const auto found = m_states.find(domain::StreamName::of(account(n)));
    return found == m_states.end() ? 0 : std::get<domain::Account>(*found->second.state).balance;
}

const application::ChangedStream &LogBuilder::stream(int n)
{
    return m_states[domain::StreamName::of(account(n))];
}

QDate LogBuilder::today() const
{
    return m_now ? m_now->dateUtc() : QDate(2026, 3, 2);
}

} // namespace kontor::testing
