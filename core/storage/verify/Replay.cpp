// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/Replay.h"

#include "foundation/AccountNumber.h"
#include "storage/log/HashChain.h"
#include "storage/verify/Plausible.h"

#include <algorithm>
#include <unordered_set>

namespace kontor::storage {

using domain::StreamKind;
using domain::StreamName;

static QString shown(const StreamName &name)
{
    return QString::fromUtf8(name.name());
}

static QByteArrayView view(const std::string &text)
{
    return {text.data(), qsizetype(text.size())};
}

Replay::Replay(const application::LogHead &before) : m_head(before), m_first(before.position + 1) {}

static std::optional<QString> checkMoney(ReplayedStream &stream, const domain::Event &event)
{
    const EventMoney money = moneyOf(event);
    if (!money.amount) {
        return std::nullopt;
    }
    const auto before = std::exchange(stream.balance, money.balanceAfter);
    const auto after = before ? checkedAdd(*before, *money.amount) : money.balanceAfter;
    return after == money.balanceAfter
        ? std::nullopt
        : std::optional(u"the balance after it is %1, but %2 and %3 make something else"_s.arg(
            *money.balanceAfter).arg(*before).arg(*money.amount));
}

std::optional<QString> Replay::check(const EventRow &row)
{
    if (auto fault = checkPlace(row)) {
        return fault;
    }
    const auto meta = decodeMeta(view(row.meta));
    if (!meta) {
        return meta.error();
    }
    if (auto fault = checkCause(row, *meta)) {
        return fault;
    }
    if (auto fault = checkStream(row, *meta)) {
        return fault;
    }
    const auto event = decodeEvent(view(row.type), row.schema, row.money, view(row.data));
    if (!event) {
        return event.error();
    }
    m_booked = bookedOf(*event);
    ReplayedStream &stream = m_streams.at(row.stream);
    if (auto fault = checkMoney(stream, *event)) {
        return fault;
    }
    if (auto fault = m_trial.add(stream.name, *event)) {
        return fault;
    }
    return stream.isWhole() ? fold(stream, *event, Timestamp{row.recordedAt}) : std::nullopt;
}

std::optional<QString> Replay::checkPlace(const EventRow &row)
{
    if (row.position != m_head.position + 1) {
        return u"event %1 is missing"_s.arg(m_head.position + 1);
    }
    ++m_head.position;
    m_head.eventHash = chainHash(m_head.eventHash, row);
    if (row.hash != m_head.eventHash) {
        return u"it is not what was written (its hash differs)"_s;
    }
    if (row.recordedAt < m_head.recordedAt.micros) {
        return u"it is older than the one before"_s;
    }
    m_head.recordedAt = {row.recordedAt};
    return std::nullopt;
}

// Who has the cause of somebody else's request would be blamed for it. Before a part's first event that
// says its own stands one that is not here.
std::optional<QString> Replay::checkCause(const EventRow &row, const EventMeta &meta)
{
    if (meta.sameAs == 0) {
        m_told = row.position;
        return std::nullopt;
    }
    const qint64 told = row.position - meta.sameAs;
    const bool fits = m_told > 0 ? told == m_told : told >= 1 && told < m_first;
    m_told = m_told > 0 ? m_told : told;
    if (!fits) {
        return u"its cause is said to be that of event %1, which is not the last that says one"_s
            .arg(told);
    }
    return meta.cause == domain::Cause{}
        ? std::nullopt
        : std::optional(
            u"it says a cause of its own, and that it has the one of event %1"_s.arg(told));
}

std::optional<QString> Replay::checkStream(const EventRow &row, const EventMeta &meta)
{
    if (row.version == 1) {
        return begin(row, meta);
    }
    const auto found = m_streams.find(row.stream);
    if (found != m_streams.end()) {
        const qint64 before = std::exchange(found->second.version, row.version);
        return row.version == before + 1
            ? std::nullopt
            : std::optional(u"version %1 of its stream follows version %2"_s.arg(row.version).arg(
                before));
    }
    if (row.stream >= m_first || row.stream < 1 || row.version < 1) {
        return u"its stream does not begin at event %1"_s.arg(row.stream);
    }
    m_streams.emplace(row.stream, ReplayedStream{{}, row.version, {}, {}});
    return std::nullopt;
}

std::optional<QString> Replay::begin(const EventRow &row, const EventMeta &meta)
{
    if (row.stream != row.position || meta.stream.name().isEmpty()) {
        return u"the first event of a stream must name it"_s;
    }
    if (!meta.stream.isWellFormed()) {
        return u"no stream can be called \"%1\""_s.arg(shown(meta.stream));
    }
    if (!m_names.emplace(meta.stream, row.position).second) {
        return u"the stream %1 begins a second time"_s.arg(shown(meta.stream));
    }
    const StreamKind kind = meta.stream.kind();
    const auto balance = kind == StreamKind::Account ? std::optional<qint64>(0) : std::nullopt;
    m_streams.emplace(row.position,
        ReplayedStream{meta.stream, 1, balance, domain::initialState(kind)});
    return std::nullopt;
}

std::optional<QString> Replay::fold(ReplayedStream &stream, const domain::Event &event, Timestamp at)
{
    if (!domain::fits(stream.state, event)) {
        return u"%1 cannot happen in the stream %2"_s.arg(
            QString::fromLatin1(domain::typeName(event)), shown(stream.name));
    }
    if (auto fault = implausible(stream.state, event)) {
        return fault;
    }
    domain::evolve(stream.state, event, at);
    const auto *withdrawn = std::get_if<domain::MoneyWithdrawn>(&event);
    m_forced += withdrawn && withdrawn->forced.value_or(false) ? 1 : 0;
    return overdraws(stream.state, event)
        ? std::optional(u"it takes the account below its floor"_s)
        : std::nullopt;
}

std::optional<QString> Replay::check(const OutcomeRow &row)
{
    const auto &record = row.record;
    if (record.sequence != m_head.outcome + 1) {
        return u"outcome %1 is missing"_s.arg(m_head.outcome + 1);
    }
    ++m_head.outcome;
    m_head.outcomeHash = chainHash(m_head.outcomeHash, row);
    if (row.hash != m_head.outcomeHash) {
        return u"it is not what was written (its hash differs)"_s;
    }
    quint64 slot = 0;
    std::memcpy(&slot, blake2b(record.caller + '\0' + record.key, 16).constData(), 8);
    m_keys.emplace_back(slot, record.sequence);
    m_refusals += record.refusal.isEmpty() ? 0 : 1;
    if (record.firstPosition == 0 && record.lastPosition == 0) {
        return std::nullopt;
    }
    if (record.firstPosition > record.lastPosition || record.lastPosition > m_head.position) {
        return u"it names events that are not there"_s;
    }
    if (record.firstPosition <= m_explained) {
        return u"it names event %1, which another outcome names too"_s.arg(record.firstPosition);
    }
    m_explained = record.lastPosition;
    return std::nullopt;
}

std::optional<QString> Replay::checkEnd()
{
    if (auto fault = checkKeys()) {
        return fault;
    }
    if (auto fault = m_trial.repeatedTransfer()) {
        return fault;
    }
    if (m_first > 1) {
        return std::nullopt;
    }
    if (auto fault = checkTotals()) {
        return fault;
    }
    if (auto fault = checkAccounts()) {
        return fault;
    }
    if (auto fault = checkUsers()) {
        return fault;
    }
    return checkClaims();
}

std::optional<QString> Replay::checkKeys()
{
    std::sort(m_keys.begin(), m_keys.end());
    qint64 repeated = 0;
    for (std::size_t i = 1; i < m_keys.size(); ++i) {
        if (m_keys[i].first == m_keys[i - 1].first
            && (repeated == 0 || m_keys[i].second < repeated)) {
            repeated = m_keys[i].second;
        }
    }
    return repeated == 0 ? std::nullopt
                         : std::optional(u"outcome %1 has a key that was used before"_s.arg(repeated));
}

std::optional<QString> Replay::checkTotals() const
{
    for (const auto &[currency, total] : totals()) {
        if (total.transfers() != 0 || total.cash() != total.balances) {
            return u"%1: cash makes %2 and transfers %3, but the balances are %4"_s.arg(
                QString::fromLatin1(currency.code())).arg(total.cash()).arg(total.transfers())
                .arg(total.balances);
        }
    }
    return m_trial.openTransfer();
}

const domain::State *Replay::stateOf(const StreamName &name) const
{
    const auto found = m_names.find(name);
    return found == m_names.end() ? nullptr : &m_streams.at(found->second).state;
}

bool Replay::holdsClaim(const StreamName &claim, const StreamName &holder) const
{
    const domain::State *state = stateOf(claim);
    return state && std::get<domain::Claim>(*state).holder == holder.id();
}

bool Replay::holdsAnyOf(const std::vector<StreamName> &claims, const StreamName &holder) const
{
    return std::any_of(claims.begin(), claims.end(),
        [&](const StreamName &claim) { return holdsClaim(claim, holder); });
}

// A number that the branch made itself comes from a counter and needs no claim.
std::optional<QString> Replay::checkAccounts() const
{
    std::unordered_set<std::string> numbers;
    for (const auto &[position, stream] : m_streams) {
        const auto *account = std::get_if<domain::Account>(&stream.state);
        if (!account) {
            continue;
        }
        if (!numbers.insert(account->number.toStdString()).second) {
            return u"two accounts have the number %1"_s.arg(QString::fromUtf8(account->number));
        }
        if (account->cpf && !holdsClaim(StreamName::cpfClaim(*account->cpf), stream.name)) {
            return u"the CPF of %1 is not claimed by it"_s.arg(shown(stream.name));
        }
        const auto number = AccountNumber::parse(account->number);
        if (!(number && number->isGeneratedShape())
            && !holdsAnyOf(numberClaims(*account), stream.name)) {
            return u"the number of %1 is not claimed by it"_s.arg(shown(stream.name));
        }
    }
    return std::nullopt;
}

// A login is the user's own as long as there is the user.
std::optional<QString> Replay::checkUsers() const
{
    for (const auto &[position, stream] : m_streams) {
        const auto *user = std::get_if<domain::User>(&stream.state);
        if (user && !holdsClaim(StreamName::loginClaim(user->login), stream.name)) {
            return u"the login of %1 is not claimed by it"_s.arg(shown(stream.name));
        }
    }
    return std::nullopt;
}

// Whoever holds a claim must use it.
std::optional<QString> Replay::checkClaims() const
{
    for (const auto &[position, stream] : m_streams) {
        const auto *claim = std::get_if<domain::Claim>(&stream.state);
        if (!claim || !claim->holder || !isOfAccounts(stream.name)) {
            continue;
        }
        const domain::State *holder = stateOf(StreamName::of(AccountId{*claim->holder}));
        const auto *account = holder ? std::get_if<domain::Account>(holder) : nullptr;
        if (!account || !usesClaim(*account, stream.name)) {
            return u"%1 is held by the account %2, which does not use it"_s.arg(shown(stream.name),
                QString::fromLatin1(claim->holder->toString()));
        }
    }
    return std::nullopt;
}

const ReplayedStream *Replay::stream(qint64 position) const
{
    const auto found = m_streams.find(position);
    return found == m_streams.end() ? nullptr : &found->second;
}

qint64 Replay::count(StreamKind kind) const
{
    return std::count_if(m_streams.begin(), m_streams.end(), [kind](const auto &item) {
        return item.second.isWhole() && item.second.name.kind() == kind;
    });
}

CurrencyTotals Replay::totals() const
{
    CurrencyTotals totals = m_trial.totals();
    for (const auto &[position, stream] : m_streams) {
        const auto *account = std::get_if<domain::Account>(&stream.state);
        if (account && stream.isWhole()) {
            totals[account->currency].balances += account->balance;
        }
    }
    return totals;
}

} // namespace kontor::storage
