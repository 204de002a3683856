// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/bank/BankClient.h"

#include "torture/bank/Timeline.h"

#include <chrono>
#include <thread>

namespace kontor::testing {

using namespace Qt::StringLiterals;

static int indexOf(const std::vector<QByteArray> &accounts, const QJsonValue &id)
{
    const auto found = std::find(accounts.begin(), accounts.end(), id.toString().toLatin1());
    return int(found - accounts.begin());
}

std::vector<Sighting> sightingsIn(
    const Attempt &attempt, const HttpAnswer &answer, const std::vector<QByteArray> &accounts)
{
    const QJsonObject json = answer.json();
    std::vector<Sighting> seen;
    const auto add = [&](int account, const QJsonObject &o, const char *balance) {
        const auto amount = [&](QLatin1StringView member) {
            const QJsonValue value = o[member];
            return value.isDouble() ? centsOf(value) : Sighting::noAmount;
        };
        seen.push_back({account, o["version"_L1].toInteger(), amount(QLatin1StringView(balance)),
            amount("available"_L1)});
    };
    switch (attempt.act) {
    case Act::Deposit:
    case Act::Withdraw:
    case Act::Transfer:
        add(attempt.account, json, "balanceAfter");
        break;
    case Act::ReadBalance:
        add(attempt.account, json, "balance");
        break;
    case Act::ReadHistory:
        for (const auto &item : json["items"_L1].toArray()) {
            add(attempt.account, item.toObject(), "balanceAfter");
        }
        break;
    case Act::ReadList:
        for (const auto &item : json["items"_L1].toArray()) {
            const QJsonObject account = item.toObject();
            add(indexOf(accounts, account["id"_L1]), account, "balance");
        }
        break;
    case Act::Hold:
    case Act::Release:
        break;
    }
    return seen;
}

static Outcome outcomeOf(const HttpAnswer &answer)
{
    if (answer.status / 100 == 2) {
        return Outcome::Ok;
    }
    if (answer.status == 408 || (answer.status == 503 && answer.code() != "outcome-unknown"_L1)) {
        return Outcome::NotDone;
    }
    return answer.status / 100 == 4 ? Outcome::Refused : Outcome::Unknown;
}

void BankClient::run()
{
    m_connection = std::make_unique<KeptConnection>();
    while (!m_world.finish) {
        doSomething();
    }
    m_connection.reset();
}

void BankClient::doSomething()
{
    const int dice = below(100);
    if (dice < 40) {
        write(Act::Transfer);
    } else if (dice < 50) {
        write(Act::Deposit);
    } else if (dice < 60) {
        write(Act::Withdraw);
    } else if (dice < 66) {
        write(Act::Hold);
    } else if (dice < 72) {
        release();
    } else if (dice < 78) {
        repeat();
    } else if (dice < 86) {
        read(Act::ReadBalance);
    } else if (dice < 94) {
        read(Act::ReadList);
    } else {
        read(Act::ReadHistory);
    }
}

void BankClient::write(Act act)
{
    Attempt attempt;
    attempt.act = act;
    attempt.key = freshKey();
    attempt.account = below(m_world.accounts.size());
    attempt.other
        = (attempt.account + 1 + below(m_world.accounts.size() - 1)) % int(m_world.accounts.size());
    attempt.amount = 1 + below(60'000);
    const QByteArray amount = QByteArray::number(attempt.amount / 100) + '.'
        + QByteArray::number(attempt.amount % 100).rightJustified(2, '0');
    const QByteArray path = pathOf(attempt.account);
    const QByteArray plain = "{\"amount\":" + amount + '}';
    switch (act) {
    case Act::Deposit:
        return insist(attempt, {"POST", path + "/deposit", plain});
    case Act::Withdraw:
        return insist(attempt, {"POST", path + "/withdraw", plain});
    case Act::Hold:
        return insist(attempt,
            {"POST", path + "/holds",
                "{\"amount\":" + amount + ",\"kind\":\"other\",\"reason\":\"x\"}"});
    default:
        break;
    }
    insist(attempt,
        {"POST", path + "/transfer",
            "{\"destinationAccountId\":\"" + m_world.accounts[std::size_t(attempt.other)]
                + "\",\"amount\":" + amount + '}'});
}

void BankClient::release()
{
    if (m_holds.empty()) {
        return;
    }
    const Held held = m_holds.back();
    m_holds.pop_back();
    Attempt attempt;
    attempt.act = Act::Release;
    attempt.key = freshKey();
    attempt.account = held.account;
    insist(attempt, {"DELETE", pathOf(held.account) + "/holds/" + held.id, {}});
}

// The same again, which must have the same answer; or something else under a key that is taken.
void BankClient::repeat()
{
    if (m_taken.empty()) {
        return;
    }
    Sent sent = m_taken[std::size_t(below(m_taken.size()))];
    sent.attempt.isAltered = below(3) == 0 && sent.attempt.act != Act::Release;
    if (sent.attempt.isAltered) {
        sent.request.body.insert(1, "\"description\":\"x\",");
    }
    send(sent.attempt, sent.request);
}

void BankClient::read(Act act)
{
    Attempt attempt;
    attempt.act = act;
    attempt.account = below(m_world.accounts.size());
    switch (act) {
    case Act::ReadList:
        send(attempt, {"GET", "/accounts?pageSize=100", {}});
        break;
    case Act::ReadBalance:
        send(attempt, {"GET", pathOf(attempt.account) + "/balance", {}});
        break;
    default: {
        const auto known
            = send(attempt, {"GET", pathOf(attempt.account) + "/history?limit=30", {}});
        if (known.outcome == Outcome::Ok && known.seen.size() == 30) {
            send(attempt,
                {"GET",
                    pathOf(attempt.account) + "/history?limit=100&after="
                        + QByteArray::number(known.seen.back().version + below(50)),
                    {}});
        }
    }
    }
}

Attempt BankClient::send(Attempt attempt, const Request &request)
{
    HttpHeaders headers;
    if (!attempt.key.isEmpty()) {
        headers = {{"Idempotency-Key", attempt.key}, {"X-Request-Id", attempt.key}};
    }
    attempt.invoked = ++m_world.clock;
    const HttpAnswer answer
        = m_connection->send(m_port, request.method, request.path, request.body, headers);
    attempt.completed = ++m_world.clock;
    attempt.outcome = outcomeOf(answer);
    attempt.code = answer.code();
    attempt.isReplayed = answer.header("Idempotency-Replayed") == "true";
    if (attempt.outcome == Outcome::Ok) {
        attempt.answer = attempt.key.isEmpty() ? QByteArray() : answer.body;
        attempt.seen = sightingsIn(attempt, answer, m_world.accounts);
        attempt.reachesEnd = answer.json()["next"_L1].isNull();
    }
    m_history.push_back(attempt);
    return attempt;
}

void BankClient::insist(const Attempt &attempt, const Request &request)
{
    for (;;) {
        const Attempt sent = send(attempt, request);
        if (sent.outcome == Outcome::Ok) {
            m_taken.push_back({attempt, request});
            if (sent.act == Act::Hold) {
                const auto json = QJsonDocument::fromJson(sent.answer).object();
                m_holds.push_back({sent.account, json["id"_L1].toString().toLatin1()});
            }
        }
        if (sent.outcome == Outcome::Ok || sent.outcome == Outcome::Refused || !rest()) {
            return;
        }
    }
}

// Some never learn what became of their money.
bool BankClient::rest()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(5 + below(30)));
    return below(12) != 0 && !m_world.finish;
}

} // namespace kontor::testing
