// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/push/WalletHub.h"

#include "api/Live.h"
#include "foundation/LogCategories.h"
#include "server/auth/OpaqueToken.h"
#include "server/publish/Publish.h"

#include <chrono>

namespace kontor::server {

// Of one user or key; the oldest makes room for another.
static constexpr std::ptrdiff_t mostOfOne = 16;
// In the place of an owner: no owner is so.
static constexpr Uuid everything{};

WalletHub::WalletHub(Branch &branch, const Authenticator &authenticator, QObject *parent)
    : QObject(parent), m_branch(branch), m_authenticator(authenticator)
{
    m_tick.setInterval(std::chrono::seconds(1));
    m_tick.callOnTimeout(this, &WalletHub::tick);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    m_soon.callOnTimeout(this, &WalletHub::look);
    connect(&authenticator, &Authenticator::rightsChanged, this, [this] {
        m_isInDoubt = true;
        lookSoon();
    });
}

// ---- what clients ask -------------------------------------------------------------------------

static api::Negotiation negotiation(const Uuid &id, const QByteArray &token)
{
    const std::vector<QString> text{u"Text"_s};
    return {QString::fromLatin1(id.toString()), QString::fromLatin1(token), 1,
        {{u"ServerSentEvents"_s, text}, {u"LongPolling"_s, text}}};
}

void WalletHub::negotiate(const CallPtr &call)
{
    if (!call->noBody()) {
        return;
    }
    if (m_isFinished) {
        return call->refuse(api::ProblemCode::NotReady);
    }
    if (m_lines.size() >= m_capacity) {
        return call->refuse(api::ProblemCode::TooManyConnections,
            u"Too many others are listening."_s);
    }
    if (call->caller()) {
        makeRoom(call->ownSpace());
    }
    const auto token = freshToken();
    Line line;
    line.listener = call->ownSpace();
    line.caller = call->caller();
    line.owner = call->onlyOwn().value_or(everything);
    KONTOR_ASSERT(line.owner != everything || !call->onlyOwn());
    add(token.reveal(), std::move(line));
    call->answer(200, toJson(negotiation(m_branch.ids().next(), token.reveal())));
}

// What is asked for first is whether the connection is there; whoever asks anew takes its place.
void WalletHub::listen(const CallPtr &call)
{
    Line *line = lineOf(*call);
    if (!line || call->isHead()) {
        return line ? call->answerAs(call->preferredType(), {}) : void();
    }
    line->connection.noteSignOfLife();
    if (call->preferredType() == "text/event-stream") {
        line->transport = std::make_unique<EventStream>(*call);
    } else if (!line->transport) {
        line->transport = std::make_unique<LongPoll>(nullptr);
        call->answerAs("text/plain", {});
    } else {
        line->transport = std::make_unique<LongPoll>(call);
    }
    lookSoon();
}

void WalletHub::hear(const CallPtr &call)
{
    if (Line *line = lineOf(*call)) {
        line->connection.hear(call->bodyBytes());
        lookSoon();
        call->noContent();
    }
}

void WalletHub::hangUp(const CallPtr &call)
{
    if (call->noBody() && lineOf(*call)) {
        remove(m_lines.find(digestOf(call->queryText("id").toLatin1())));
        call->noContent();
    }
}

// ---- connections ------------------------------------------------------------------------------

WalletHub::Line *WalletHub::lineOf(Call &call)
{
    const auto found = m_lines.find(digestOf(call.queryText("id").toLatin1()));
    if (found == m_lines.end()) {
        call.refuse(api::ProblemCode::ConnectionNotFound);
        return nullptr;
    }
    return &found->second;
}

void WalletHub::add(const QByteArray &token, Line line)
{
    line.number = ++m_lastNumber;
    Line &kept = m_lines.emplace(digestOf(token), std::move(line)).first->second;
    m_listeners.emplace(kept.owner, &kept);
    if (!m_tick.isActive()) {
        m_sinceTick.start();
        m_tick.start();
    }
}

WalletHub::Lines::iterator WalletHub::remove(Lines::iterator at)
{
    const auto [first, last] = m_listeners.equal_range(at->second.owner);
    m_listeners.erase(std::find_if(first, last,
        [at](const auto &listener) { return listener.second == &at->second; }));
    const auto next = m_lines.erase(at);
    if (m_lines.empty()) {
        m_tick.stop();
    }
    return next;
}

void WalletHub::makeRoom(const QByteArray &listener)
{
    Line *oldest = nullptr;
    std::ptrdiff_t count = 0;
    for (auto &[digest, line] : m_lines) {
        if (line.listener == listener && !line.connection.isEnded()) {
            ++count;
            oldest = oldest && oldest->number < line.number ? oldest : &line;
        }
    }
    if (count >= mostOfOne) {
        oldest->connection.end({u"There are too many connections of one user."_s});
        lookSoon();
    }
}

// ---- what they hear ---------------------------------------------------------------------------

void WalletHub::follow(const application::CommittedBatch &batch)
{
    if (m_lines.empty()) {
        return;
    }
    for (const application::RecordedEvent &event : batch.events) {
        tell(event);
    }
}

std::vector<WalletHub::Line *> WalletHub::listenersTo(const Uuid &owner) const
{
    std::vector<Line *> lines;
    const auto [first, last] = m_listeners.equal_range(owner);
    std::transform(first, last, std::back_inserter(lines),
        [](const auto &listener) { return listener.second; });
    return lines;
}

static QByteArray messageOf(const api::BalanceUpdated &update)
{
    return hub::invocation("BalanceUpdated",
        toJson(api::BalanceMessage{update.accountId, update.type, update.amount, update.currency,
            update.newBalance, update.version, update.timestamp}));
}

void WalletHub::tell(const application::RecordedEvent &event)
{
    const auto update = balanceUpdated(event);
    if (!update) {
        return;
    }
    const auto account = m_branch.account(update->accountId);
    const Uuid owner = account ? account->account.ownerId.uuid : everything;
    std::vector<Line *> lines = listenersTo(everything);
    if (owner != everything) {
        const auto own = listenersTo(owner);
        lines.insert(lines.end(), own.begin(), own.end());
    }
    const QByteArray record = lines.empty() ? QByteArray() : messageOf(*update);
    for (Line *line : lines) {
        m_figures.messages.add(line->connection.isOpen());
        line->connection.tell(record);
        lookSoon();
    }
}

// Not within the commit: its answers come first.
void WalletHub::lookSoon()
{
    if (!m_soon.isActive()) {
        m_soon.start();
    }
}

void WalletHub::tick()
{
    const int ms = int(m_sinceTick.restart());
    for (auto &[digest, line] : m_lines) {
        line.connection.pass(ms);
        const auto end = line.caller ? line.caller->expiresAt : std::nullopt;
        if (end && *end <= m_branch.now()) {
            line.connection.end({u"The access token has run out."_s, true});
        }
    }
    look();
}

void WalletHub::checkRights(Line &line) const
{
    if (line.caller && !m_authenticator.isStill(*line.caller)) {
        line.connection.end({u"The session has ended."_s});
    }
}

// False once nothing more can come of it.
bool WalletHub::pass(Line &line)
{
    HubTransport *transport = line.transport.get();
    if (transport && transport->isReady() && line.connection.hasMore()
        && !transport->send(line.connection.take())) {
        m_figures.dropped.add();
        return false;
    }
    if (line.connection.wasTooSlow() && line.connection.isOver()) {
        m_figures.dropped.add();
    }
    return !line.connection.isOver() && !(transport && transport->isLost());
}

void WalletHub::look()
{
    // Whose rights cannot be read stays in doubt, and is looked at again.
    m_isInDoubt = m_isInDoubt && !m_branch.reading([this] {
        for (auto &[digest, line] : m_lines) {
            checkRights(line);
        }
    });
    for (auto it = m_lines.begin(); it != m_lines.end();) {
        it = pass(it->second) ? std::next(it) : remove(it);
    }
}

void WalletHub::finish()
{
    m_isFinished = true;
    while (!m_lines.empty()) {
        Line &line = m_lines.begin()->second;
        line.connection.end({u"The server is going down."_s, true});
        pass(line);
        remove(m_lines.begin());
    }
}

} // namespace kontor::server
