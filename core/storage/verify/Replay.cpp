// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/Replay.h"

#include "storage/log/HashChain.h"

namespace kontor::storage {

Replay::Replay() : m_eventHash(emptyHash()), m_outcomeHash(emptyHash()) {}

static std::optional<qint64> balanceOf(const domain::State &state)
{
    const auto *account = std::get_if<domain::Account>(&state);
    return account ? std::optional(account->balance) : std::nullopt;
}

std::optional<QString> Replay::check(const EventRow &row)
{
    if (row.position != m_position + 1) {
        return u"event %1 is missing"_s.arg(m_position + 1);
    }
    ++m_position;
    m_eventHash = chainHash(m_eventHash, row);
    if (row.hash != m_eventHash) {
        return u"it is not what was written (its hash differs)"_s;
    }
    if (row.recordedAt < m_recordedAt) {
        return u"it is older than the one before"_s;
    }
    m_recordedAt = row.recordedAt;
    const auto meta = decodeMeta({row.meta.data(), qsizetype(row.meta.size())});
    if (!meta) {
        return meta.error();
    }
    if (meta->sameAs >= row.position) {
        return u"its cause is said to stand before the first event"_s;
    }
    if (auto fault = checkStream(row, *meta)) {
        return fault;
    }
    const auto event = decodeEvent({row.type.data(), qsizetype(row.type.size())}, row.schema,
        row.money, {row.data.data(), qsizetype(row.data.size())});
    if (!event) {
        return event.error();
    }
    ReplayedStream &stream = m_streams.at(row.stream);
    if (auto fault = checkMoney(stream, *event)) {
        return fault;
    }
    if (const auto *claimed = std::get_if<domain::Claimed>(&*event)) {
        const auto &claim = std::get<domain::Claim>(stream.state);
        if (claim.holder && *claim.holder != claimed->by) {
            return u"%1 is claimed although somebody holds it"_s.arg(
                QString::fromUtf8(stream.name.name()));
        }
    }
    domain::evolve(stream.state, *event, Timestamp{row.recordedAt});
    if (row.money.amount) {
        m_movements[std::get<domain::Account>(stream.state).currency.code()] += *row.money.amount;
    }
    return std::nullopt;
}

std::optional<QString> Replay::checkStream(const EventRow &row, const EventMeta &meta)
{
    if (row.version == 1) {
        if (row.stream != row.position || meta.stream.name().isEmpty()) {
            return u"the first event of a stream must name it"_s;
        }
        if (!m_names.emplace(meta.stream, row.position).second) {
            return u"the stream %1 begins a second time"_s.arg(
                QString::fromUtf8(meta.stream.name()));
        }
        m_streams.emplace(row.position,
            ReplayedStream{meta.stream, 1, domain::initialState(meta.stream.kind())});
        return std::nullopt;
    }
    const auto found = m_streams.find(row.stream);
    if (found == m_streams.end()) {
        return u"its stream does not begin at event %1"_s.arg(row.stream);
    }
    if (row.version != found->second.version + 1) {
        return u"version %1 of its stream follows version %2"_s.arg(row.version).arg(
            found->second.version);
    }
    ++found->second.version;
    return std::nullopt;
}

std::optional<QString> Replay::checkMoney(const ReplayedStream &stream,
    const domain::Event &event) const
{
    const EventMoney money = moneyOf(event);
    if (!money.amount) {
        return std::nullopt;
    }
    const auto before = balanceOf(stream.state);
    const auto after = before ? checkedAdd(*before, *money.amount) : std::nullopt;
    if (!after || *after != *money.balanceAfter) {
        return u"the balance after it is %1, but %2 and %3 make something else"_s.arg(
            *money.balanceAfter).arg(before.value_or(0)).arg(*money.amount);
    }
    return std::nullopt;
}

std::optional<QString> Replay::check(const OutcomeRow &row)
{
    const auto &record = row.record;
    if (record.sequence != m_sequence + 1) {
        return u"outcome %1 is missing"_s.arg(m_sequence + 1);
    }
    ++m_sequence;
    m_outcomeHash = chainHash(m_outcomeHash, row);
    if (row.hash != m_outcomeHash) {
        return u"outcome %1 is not what was written (its hash differs)"_s.arg(m_sequence);
    }
    const QByteArray digest = blake2b(record.caller + '\0' + record.key, 16);
    qint64 slot = 0;
    std::memcpy(&slot, digest.constData(), 8);
    if (!m_keys.insert(slot).second) {
        return u"outcome %1 has a key that was used before"_s.arg(m_sequence);
    }
    if (record.firstPosition > record.lastPosition || record.lastPosition > m_position
        || (record.firstPosition == 0) != (record.lastPosition == 0)) {
        return u"outcome %1 names events that are not there"_s.arg(m_sequence);
    }
    return std::nullopt;
}

std::optional<QString> Replay::checkClaims() const
{
    for (const auto &[position, stream] : m_streams) {
        const auto *account = std::get_if<domain::Account>(&stream.state);
        if (!account || !account->cpf) {
            continue;
        }
        const auto claim = m_names.find(domain::StreamName::cpfClaim(*account->cpf));
        const bool held = claim != m_names.end()
            && std::get<domain::Claim>(m_streams.at(claim->second).state).holder
                == stream.name.accountId();
        if (!held) {
            return u"the CPF of %1 is not claimed by it"_s.arg(
                QString::fromUtf8(stream.name.name()));
        }
    }
    return std::nullopt;
}

qint64 Replay::accounts() const
{
    return std::count_if(m_streams.begin(), m_streams.end(), [](const auto &item) {
        return std::holds_alternative<domain::Account>(item.second.state);
    });
}

std::map<QByteArray, CurrencyTotal> Replay::totals() const
{
    std::map<QByteArray, CurrencyTotal> totals;
    for (const auto &[code, sum] : m_movements) {
        totals[code].movements = sum;
    }
    for (const auto &[position, stream] : m_streams) {
        if (const auto *account = std::get_if<domain::Account>(&stream.state)) {
            totals[account->currency.code()].balances += account->balance;
        }
    }
    return totals;
}

} // namespace kontor::storage
