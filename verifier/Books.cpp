// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Books.h"

#include <algorithm>
#include <utility>

namespace verifier {

static constexpr std::string_view accountPrefix = "account/";

static bool sum(std::int64_t &total, std::int64_t amount)
{
    return !__builtin_add_overflow(total, amount, &total);
}

static bool isAccount(std::string_view name)
{
    return name.starts_with(accountPrefix);
}

std::string Books::nameOf(std::int64_t stream) const
{
    const auto found = m_streams.find(stream);
    return found == m_streams.end() ? std::string() : found->second.name;
}

std::string Books::add(const Event &event)
{
    if (!m_meta.read(event.meta)) {
        return "meta is no JSON object";
    }
    if (!m_data.read(event.data)) {
        return "data is no JSON object";
    }
    if (std::string fault = cause(event); !fault.empty()) {
        return fault;
    }
    if (std::string fault = place(event, m_meta["stream"]); !fault.empty()) {
        return fault;
    }
    Stream &stream = m_streams.at(event.stream);
    if (event.amount.has_value() != event.balanceAfter.has_value()) {
        return "amount and balanceAfter come together or not at all";
    }
    if (event.amount) {
        return move(stream, event);
    }
    return claim(stream, event);
}

// Before a part's first event that says its own cause stands one that is not here.
std::string Books::cause(const Event &event)
{
    m_first = m_first == 0 ? event.position : m_first;
    if (!m_meta.has("as")) {
        m_told = event.position;
        return {};
    }
    const std::int64_t before = m_meta.integer("as").value_or(0);
    const std::int64_t told = before < 1 ? 0 : event.position - before;
    const bool fits = before >= 1
        && (m_told > 0 ? told == m_told : told >= 1 && told < m_first && !m_fromTheBeginning);
    m_told = m_told > 0 ? m_told : told;
    if (!fits) {
        return "its cause is said to be that of event " + std::to_string(told)
            + ", which is not the last that says one";
    }
    for (const char *own : {"by", "ch", "cor", "key"}) {
        if (m_meta.has(own)) {
            return "it says a cause of its own, and that it has the one of event "
                + std::to_string(told);
        }
    }
    return {};
}

std::string Books::place(const Event &event, const std::string &name)
{
    const auto found = m_streams.find(event.stream);
    if (event.version == 1) {
        if (event.stream != event.position || name.empty()) {
            return "the first event of a stream must be where the stream begins, and name it";
        }
        if (!m_names.insert(name).second) {
            return "the stream " + name + " begins a second time";
        }
        m_accounts += isAccount(name) ? 1 : 0;
        Stream stream{name, 1, {}, {}, {}};
        if (isAccount(name)) {
            stream.balance = 0;
        }
        m_streams.emplace(event.position, std::move(stream));
        return {};
    }
    if (found == m_streams.end()) {
        if (m_fromTheBeginning || event.stream < 1 || event.stream >= event.position
            || event.version < 1) {
            return "its stream does not begin at event " + std::to_string(event.stream);
        }
        m_streams.emplace(event.stream, Stream{{}, event.version, {}, {}, {}});
        return {};
    }
    const std::int64_t before = found->second.version;
    found->second.version = event.version;
    return event.version == before + 1 ? std::string()
                                       : "version " + std::to_string(event.version) + " follows "
            + std::to_string(before);
}

std::string Books::move(Stream &stream, const Event &event)
{
    if (!stream.name.empty() && !isAccount(stream.name)) {
        return "money moves in " + stream.name + ", which is no account";
    }
    const std::string &currency = m_data["currency"];
    if (currency.empty() || (!stream.currency.empty() && stream.currency != currency)) {
        return "its currency is \"" + currency + "\", the account's \"" + stream.currency + '"';
    }
    stream.currency = currency;
    std::int64_t after = stream.balance.value_or(0);
    if (stream.balance && (!sum(after, *event.amount) || after != *event.balanceAfter)) {
        return "balanceAfter is " + std::to_string(*event.balanceAfter) + ", but "
            + std::to_string(*stream.balance) + " and " + std::to_string(*event.amount)
            + " make something else";
    }
    stream.balance = event.balanceAfter;
    const bool isTransfer = event.type == "MoneyTransferred";
    Totals &totals = m_totals[currency];
    std::int64_t &total = isTransfer ? (*event.amount < 0 ? totals.transfersOut : totals.transfersIn)
                                     : (*event.amount < 0 ? totals.cashOut : totals.cashIn);
    if (!sum(total, *event.amount)) {
        return "the movements in " + currency + " no longer fit into 64 bits";
    }
    return isTransfer ? pair(stream, event) : std::string();
}

static bool isOrMayBe(const std::string &name, const std::string &id)
{
    return name.empty() || name == std::string(accountPrefix) + id;
}

std::string Books::pair(const Stream &stream, const Event &event)
{
    if (*event.amount == 0) {
        return "a transfer moves nothing";
    }
    if (stream.name == std::string(accountPrefix) + m_data["counterparty"]) {
        return "a transfer leads back to the account that it comes from";
    }
    if (event.schema == 1 && m_data["direction"] != (*event.amount < 0 ? "out" : "in")) {
        return "a transfer that goes \"" + m_data["direction"] + "\" moves "
            + std::to_string(*event.amount);
    }
    const auto found = m_transfers.find(m_data["transferId"]);
    if (found == m_transfers.end()) {
        m_transfers.emplace(m_data["transferId"],
            Side{stream.name, m_data["counterparty"], m_data["currency"], *event.amount,
                event.position});
        return {};
    }
    const Side other = std::move(found->second);
    m_transfers.erase(found);
    m_settled.push_back(blake2b(m_data["transferId"]));
    const bool fits = other.amount == -*event.amount && other.currency == m_data["currency"]
        && isOrMayBe(stream.name, other.counterparty)
        && isOrMayBe(other.account, m_data["counterparty"]);
    return fits ? std::string()
                : "the two sides of the transfer " + m_data["transferId"] + " do not fit together";
}

std::string Books::claim(Stream &stream, const Event &event) const
{
    if (event.type == "Claimed") {
        const std::string before = std::exchange(stream.holder, m_data["by"]);
        return before.empty() || before == m_data["by"]
            ? std::string()
            : stream.name + " is claimed although somebody holds it";
    }
    if (event.type == "Released") {
        const std::string before = std::exchange(stream.holder, {});
        return before == m_data["by"] || stream.name.empty() ? std::string()
                                                        : stream.name + " is released by somebody else";
    }
    return {};
}

std::string Books::add(const Outcome &outcome, std::int64_t lastEvent)
{
    if (!m_keys.insert(outcome.caller + '\0' + outcome.key).second) {
        return "its key was used before";
    }
    m_refusals += outcome.refusal ? 1 : 0;
    if (outcome.first.has_value() != outcome.last.has_value()) {
        return "first and last come together or not at all";
    }
    if (!outcome.first) {
        return {};
    }
    if (*outcome.first < 1 || *outcome.first > *outcome.last || *outcome.last > lastEvent) {
        return "it names events that are not there";
    }
    if (*outcome.first <= m_explained) {
        return "it names event " + std::to_string(*outcome.first)
            + ", which another outcome names too";
    }
    m_explained = *outcome.last;
    return {};
}

std::map<std::string, Totals> Books::totals() const
{
    std::map<std::string, Totals> totals = m_totals;
    for (const auto &[position, stream] : m_streams) {
        if (stream.balance && !stream.currency.empty()) {
            // What does not fit cannot equal the movements, which do.
            (void)sum(totals[stream.currency].balances, *stream.balance);
        }
    }
    return totals;
}

// The other side follows in the next part where the log was cut within what one request has caused: its
// outcome then stands in that part, too.
std::string Books::checkOpen() const
{
    for (const auto &[id, side] : m_transfers) {
        if (side.position <= m_explained) {
            return "the transfer " + id + " has only one side";
        }
    }
    return {};
}

bool Books::hasRepeatedTransfer()
{
    std::sort(m_settled.begin(), m_settled.end());
    return std::adjacent_find(m_settled.begin(), m_settled.end()) != m_settled.end();
}

std::map<std::string, std::int64_t> Books::sumsOfOpen() const
{
    std::map<std::string, std::int64_t> sums;
    for (const auto &[id, side] : m_transfers) {
        // Each is a part of the movements, which fit.
        (void)sum(sums[side.currency], side.amount);
    }
    return sums;
}

std::string Books::finish()
{
    if (hasRepeatedTransfer()) {
        return "a transfer happened twice: two pairs of movements have the same transferId";
    }
    if (!m_fromTheBeginning) {
        return {};
    }
    if (std::string fault = checkOpen(); !fault.empty()) {
        return fault;
    }
    std::map<std::string, std::int64_t> open = sumsOfOpen();
    for (const auto &[currency, total] : totals()) {
        std::int64_t cash = total.cashIn;
        std::int64_t transfers = total.transfersIn;
        std::int64_t moved = 0;
        if (!sum(cash, total.cashOut) || !sum(transfers, total.transfersOut)
            || transfers != open[currency] || !sum(moved, cash) || !sum(moved, transfers)
            || moved != total.balances) {
            return currency + ": cash makes " + std::to_string(cash) + " and transfers "
                + std::to_string(transfers) + ", but the balances are "
                + std::to_string(total.balances);
        }
    }
    return {};
}

} // namespace verifier
