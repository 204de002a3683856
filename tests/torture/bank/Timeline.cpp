// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/bank/Timeline.h"

#include <QtMath>

#include <limits>

namespace kontor::testing {

using namespace Qt::StringLiterals;

const char *nameOf(Law law)
{
    switch (law) {
    case Law::Conservation:
        return "conservation";
    case Law::Floor:
        return "floor";
    case Law::OncePerKey:
        return "once per key";
    case Law::SameAnswer:
        return "same answer";
    case Law::RealTimeOrder:
        return "real-time order";
    case Law::Gapless:
        return "gapless";
    case Law::FreshReads:
        return "fresh reads";
    case Law::Snapshot:
        return "snapshot";
    case Law::TrueAnswers:
        return "true answers";
    }
    return "";
}

qint64 centsOf(const QJsonValue &value)
{
    return qRound64(value.toDouble() * 100);
}

struct Timeline::Event
{
    QByteArray type;
    QByteArray key;
    int account = 0;
    qint64 version = 0;
    qint64 position = 0;
    QJsonObject payload;

    qint64 amount() const { return centsOf(payload["amount"_L1]); }
    QByteArray text(const char *member) const
    {
        return payload[QLatin1StringView(member)].toString().toLatin1();
    }
};

Timeline::Timeline(const QJsonArray &items, const std::vector<QByteArray> &accounts)
{
    for (const QByteArray &id : accounts) {
        m_index.emplace(id, int(m_index.size()));
    }
    m_steps.resize(accounts.size());
    for (const auto &item : items) {
        add(item.toObject());
    }
    if (!m_openTransfer.isEmpty()) {
        find(Law::Conservation, u"the last transfer has no other half"_s);
    }
}

const Timeline::Step *Timeline::step(int account, qint64 version) const
{
    return version >= 1 && version <= newest(account)
        ? &m_steps[std::size_t(account)][std::size_t(version - 1)]
        : nullptr;
}

qint64 Timeline::endOf(int account, qint64 version) const
{
    const Step *next = step(account, version + 1);
    return next ? next->position - 1 : std::numeric_limits<qint64>::max();
}

void Timeline::add(const QJsonObject &item)
{
    const auto known = m_index.find(item["aggregateId"_L1].toString().toLatin1());
    if (known == m_index.end()) {
        return;
    }
    const Event event{item["type"_L1].toString().toLatin1(),
        item["correlationId"_L1].toString().toLatin1(), known->second,
        item["version"_L1].toInteger(), item["position"_L1].toInteger(),
        item["payload"_L1].toObject()};
    auto &steps = m_steps[std::size_t(event.account)];
    if (event.type == "BalanceUpdated") {
        // Says again what the event before has said; of an account's first money it is the only
        // word.
        if (event.version == 1 && steps.size() == 1) {
            steps.back().balance = event.amount();
        }
        if (event.version != qint64(steps.size())
            || centsOf(event.payload["newBalance"_L1]) != steps.back().balance) {
            find(Law::TrueAnswers, u"position %1 announces another balance"_s.arg(event.position));
        }
        return;
    }
    if (event.version != qint64(steps.size()) + 1
        || (!steps.empty() && event.position <= steps.back().position)) {
        find(Law::Gapless,
            u"account %1 goes from version %2 to %3 at position %4"_s.arg(event.account)
                .arg(steps.size())
                .arg(event.version)
                .arg(event.position));
        return;
    }
    Step step = steps.empty() ? Step{} : steps.back();
    step.position = event.position;
    step.key = event.key;
    event.type.startsWith("Hold") ? hold(event, step) : move(event, step);
    if (step.available() < 0) {
        find(Law::Floor,
            u"account %1 has %2 left at version %3"_s.arg(event.account)
                .arg(step.available())
                .arg(event.version));
    }
    steps.push_back(step);
    if (event.type == "MoneyTransferred") {
        closeTransfer(event);
    }
}

void Timeline::move(const Event &event, Step &step)
{
    const bool isOut = event.type == "MoneyWithdrawn" || event.text("direction") == "out";
    const qint64 moved = isOut ? -event.amount() : event.amount();
    if (event.payload.contains("balanceBefore"_L1)
        && (centsOf(event.payload["balanceBefore"_L1]) != step.balance
            || centsOf(event.payload["balanceAfter"_L1]) != step.balance + moved)) {
        find(Law::TrueAnswers,
            u"position %1: %2 and %3 is not what the event says"_s.arg(event.position)
                .arg(step.balance)
                .arg(moved));
    }
    step.balance += moved;
    noteEffect(event, moved);
}

void Timeline::hold(const Event &event, Step &step)
{
    const QByteArray id = event.text("holdId");
    if (event.type == "HoldPlaced") {
        m_holds[id] = event.amount();
        step.held += event.amount();
    } else {
        step.held -= m_holds[id];
        m_holds.erase(id);
    }
    noteEffect(event, 0);
}

void Timeline::noteEffect(const Event &event, qint64 moved)
{
    Effect &effect = m_effects[event.key];
    effect.position = event.position;
    effect.type = event.type;
    effect.moves.emplace_back(event.account, moved);
}

// Both halves stand side by side, are equal, and take place at once.
void Timeline::closeTransfer(const Event &event)
{
    const QByteArray id = event.text("transferId");
    if (m_openTransfer.isEmpty()) {
        m_openTransfer = id;
        m_openHalf = {event.account, event.version};
        return;
    }
    Step &half = m_steps[std::size_t(m_openHalf.first)][std::size_t(m_openHalf.second - 1)];
    const auto &moves = m_effects[event.key].moves;
    const bool isPair = id == m_openTransfer && half.position == event.position - 1
        && moves.size() >= 2 && moves[moves.size() - 2].second == -moves.back().second;
    if (!isPair) {
        find(Law::Conservation,
            u"position %1 is not the other half of the transfer before it"_s.arg(event.position));
    }
    half.position = event.position;
    m_openTransfer.clear();
}

} // namespace kontor::testing
