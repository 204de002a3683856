// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Dispatcher.h"

#include "foundation/LogCategories.h"

#include <algorithm>

namespace kontor::server {

using application::Delivery;
using application::WebhookEndpoint;
using std::chrono::milliseconds;

// What is noticed for a lane before it has to look things up in the log again.
static constexpr std::size_t noticesPerLane = 16;
// Stretches of the log read before other work gets its turn.
static constexpr int stretchesPerTurn = 64;
// Ended deliveries that may wait for a disk that does not take them.
static constexpr std::size_t endedLimit = 20'000;

static TypeMask wantedBy(const WebhookEndpoint &endpoint)
{
    TypeMask wanted = 0;
    for (const QByteArray &name : endpoint.types) {
        if (const auto type = fromName<PublishedType>(name.toStdString())) {
            wanted |= maskOf(*type);
        }
    }
    return wanted;
}

Dispatcher::Dispatcher(Parts parts, QObject *parent)
    : QObject(parent), m_parts(std::move(parts)),
      m_courier(m_parts.settings, m_parts.rules,
          m_parts.resolve ? m_parts.resolve : systemResolver(this, m_parts.settings.resolveDeadline)),
      m_scheduler(m_parts.settings.inFlight, m_parts.settings.inFlightPerHost)
{
    m_alarm.setSingleShot(true);
    m_alarm.setTimerType(Qt::PreciseTimer);
    connect(&m_alarm, &QTimer::timeout, this, &Dispatcher::pump);
    m_flush.setSingleShot(true);
    connect(&m_flush, &QTimer::timeout, this, &Dispatcher::flush);
}

Dispatcher::~Dispatcher() = default;

// ---- life -------------------------------------------------------------------------------------

void Dispatcher::start()
{
    for (WebhookEndpoint &endpoint : m_parts.store->endpoints()) {
        auto recipient = std::make_unique<Recipient>();
        recipient->data = std::move(endpoint);
        recipient->savedCursor = recipient->data.cursor;
        describeTarget(*recipient);
        const EndpointId id = recipient->data.id;
        m_recipients.emplace(id, std::move(recipient));
    }
    m_halted = verifyCheckpoint();
    if (!m_halted.isEmpty()) {
        qCCritical(logDelivery).noquote() << "webhooks stopped:" << m_halted;
        return;
    }
    for (const Delivery &delivery : m_parts.store->waiting()) {
        load(delivery);
    }
    m_running = true;
    notify(m_parts.backlog->head().position);
}

void Dispatcher::stop()
{
    flush();
    m_running = false;
    m_alarm.stop();
    m_flush.stop();
}

// A restored ledger has other events at the same positions; telling them as if they followed what
// was told before would be a lie.
QString Dispatcher::verifyCheckpoint()
{
    const auto checkpoint = m_parts.store->checkpoint();
    if (!checkpoint || checkpoint->position == 0) {
        return {};
    }
    if (checkpoint->generation != m_parts.generation) {
        return u"The ledger is not the one that was followed."_s;
    }
    const auto id = m_parts.backlog->idAt(checkpoint->position);
    if (!id || id->uuid != Uuid::fromDigest(checkpoint->eventHash)) {
        return u"The ledger does not hold what was told before: it was restored."_s;
    }
    return {};
}

void Dispatcher::adoptLedger()
{
    if (m_halted.isEmpty()) {
        return;
    }
    const qint64 head = m_parts.backlog->head().position;
    application::DeliveryChanges changes;
    changes.keepDelivered = m_parts.settings.keepDelivered;
    for (Delivery &delivery : m_parts.store->waiting()) {
        delivery.state = Delivery::State::Parked;
        delivery.lastError = "ledger-replaced";
        changes.deliveries.push_back(std::move(delivery));
    }
    for (auto &[id, recipient] : m_recipients) {
        recipient->data.cursor = std::min(recipient->data.cursor, head);
        changes.progress.push_back({id, recipient->data.cursor, recipient->data.proven});
    }
    const auto at = m_parts.backlog->head();
    changes.checkpoint = {m_parts.generation, at.position, at.outcome, at.eventHash};
    if (m_parts.store->apply(changes)) {
        m_halted.clear();
        m_running = true;
        notify(head);
    }
}

void Dispatcher::load(const Delivery &delivery)
{
    Recipient *recipient = find(delivery.endpointId);
    const auto notice = noticeOf(delivery);
    if (!recipient || !notice || (!delivery.again && recipient->lanes.contains(delivery.accountId))) {
        return;
    }
    auto &slot = delivery.again ? recipient->singles[delivery.id] : recipient->lanes[delivery.accountId];
    slot = std::make_unique<Lane>();
    Lane &lane = *slot;
    lane.to = recipient;
    lane.head = *notice;
    lane.again = delivery.again;
    lane.more = !delivery.again;
    lane.attempts = delivery.attempts;
    lane.lastStatus = delivery.lastStatus;
    lane.lastError = delivery.lastError;
    lane.lastAttemptAt = delivery.lastAttemptAt;
    lane.nextAttemptAt = delivery.nextAttemptAt;
    lane.changed = false;
    if (lane.nextAttemptAt) {
        m_scheduler.waitUntil(lane, *lane.nextAttemptAt);
    } else {
        m_scheduler.ready(lane);
    }
}

// ---- endpoints --------------------------------------------------------------------------------

Recipient *Dispatcher::find(EndpointId id)
{
    const auto found = m_recipients.find(id);
    return found == m_recipients.end() ? nullptr : found->second.get();
}

void Dispatcher::describeTarget(Recipient &recipient)
{
    const auto target = parseTarget(recipient.data.url, m_parts.rules);
    recipient.origin = target ? target->origin() : recipient.data.url;
    recipient.wanted = wantedBy(recipient.data);
}

bool Dispatcher::put(WebhookEndpoint endpoint)
{
    Recipient *recipient = find(endpoint.id);
    // Written down is the cursor whose lanes are written down too, which may be an older one.
    WebhookEndpoint stored = endpoint;
    if (recipient) {
        endpoint.cursor = recipient->data.cursor;
        stored.cursor = recipient->savedCursor;
    }
    if (!m_parts.store->put(stored)) {
        return false;
    }
    if (!recipient) {
        recipient = (m_recipients[endpoint.id] = std::make_unique<Recipient>()).get();
        recipient->savedCursor = endpoint.cursor;
    }
    recipient->data = std::move(endpoint);
    describeTarget(*recipient);
    hunger(*recipient);
    m_scheduler.wake(*recipient);
    schedulePump();
    return true;
}

bool Dispatcher::remove(EndpointId id)
{
    const auto found = m_recipients.find(id);
    if (found == m_recipients.end() || !m_parts.store->remove(id)) {
        return false;
    }
    m_scheduler.forget(*found->second);
    std::erase_if(m_ended, [id](const auto &entry) { return entry.second.endpointId == id; });
    m_recipients.erase(found);
    schedulePump();
    return true;
}

const WebhookEndpoint *Dispatcher::endpoint(EndpointId id) const
{
    const auto found = m_recipients.find(id);
    return found == m_recipients.end() ? nullptr : &found->second->data;
}

std::vector<const WebhookEndpoint *> Dispatcher::endpoints() const
{
    std::vector<const WebhookEndpoint *> all;
    for (const auto &[id, recipient] : m_recipients) {
        all.push_back(&recipient->data);
    }
    std::sort(all.begin(), all.end(), [](const auto *a, const auto *b) {
        return std::pair(a->createdAt, a->id) < std::pair(b->createdAt, b->id);
    });
    return all;
}

void Dispatcher::disable(Recipient &recipient, const QByteArray &reason)
{
    WebhookEndpoint endpoint = recipient.data;
    endpoint.enabled = false;
    endpoint.disabledReason = reason;
    recipient.data.enabled = false;
    if (!put(std::move(endpoint))) {
        qCWarning(logDelivery) << "an endpoint's state could not be saved";
    }
    qCWarning(logDelivery).noquote()
        << "endpoint" << recipient.data.id.toString() << "disabled:" << reason;
}

bool Dispatcher::sendAgain(const Delivery &delivery)
{
    Recipient *recipient = find(delivery.endpointId);
    const auto notice = noticeOf(delivery);
    const auto stored = m_parts.backlog->idAt(delivery.position);
    if (!recipient || !notice || !stored
        || publishedId(*stored, delivery.part, notice->type) != delivery.eventId) {
        return false;
    }
    if (find(delivery)) {
        return true;
    }
    auto &lane = recipient->singles[delivery.id];
    lane = std::make_unique<Lane>();
    lane->to = recipient;
    lane->head = *notice;
    lane->again = true;
    lane->lastStatus = delivery.lastStatus;
    lane->lastError = delivery.lastError;
    lane->lastAttemptAt = delivery.lastAttemptAt;
    m_ended.erase(delivery.id);
    touch(*recipient);
    m_scheduler.ready(*lane);
    schedulePump();
    return true;
}

// The lane that this delivery is the head of.
Lane *Dispatcher::find(const Delivery &delivery) const
{
    const auto recipient = m_recipients.find(delivery.endpointId);
    if (recipient == m_recipients.end()) {
        return nullptr;
    }
    const auto &lanes = recipient->second->lanes;
    const auto lane = lanes.find(delivery.accountId);
    if (lane != lanes.end() && lane->second->head.eventId == delivery.eventId) {
        return lane->second.get();
    }
    const auto &singles = recipient->second->singles;
    const auto single = singles.find(delivery.id);
    return single == singles.end() ? nullptr : single->second.get();
}

bool Dispatcher::isSending(const Delivery &delivery) const
{
    const Lane *lane = find(delivery);
    return lane && lane->state == Lane::State::Sending;
}

// ---- reading the log --------------------------------------------------------------------------

void Dispatcher::notify(qint64 position)
{
    m_head = std::max(m_head, position);
    for (auto &[id, recipient] : m_recipients) {
        hunger(*recipient);
    }
    schedulePump();
}

void Dispatcher::schedulePump()
{
    if (m_running && !std::exchange(m_pumpScheduled, true)) {
        QMetaObject::invokeMethod(this, &Dispatcher::pump, Qt::QueuedConnection);
    }
}

void Dispatcher::pump()
{
    m_pumpScheduled = false;
    if (!m_running || m_ended.size() > endedLimit) {
        return;
    }
    readOn();
    const Timestamp now = m_parts.clock->now();
    while (Lane *lane = m_scheduler.next(now)) {
        send(*lane);
    }
    armTimer();
    if (!m_hungry.empty()) {
        schedulePump();
    }
}

void Dispatcher::armTimer()
{
    if (const auto due = m_scheduler.nextDue()) {
        const qint64 wait = (due->micros - m_parts.clock->now().micros) / 1000 + 1;
        m_alarm.start(milliseconds(std::clamp<qint64>(wait, 0, 60'000)));
    }
}

void Dispatcher::hunger(Recipient &recipient)
{
    const bool may = recipient.data.enabled && !recipient.full && recipient.data.cursor < m_head;
    if (may && !std::exchange(recipient.hungry, true)) {
        m_hungry.push_back(recipient.data.id);
    }
}

void Dispatcher::readOn()
{
    for (int budget = stretchesPerTurn; budget > 0 && !m_hungry.empty(); --budget) {
        Recipient *recipient = find(m_hungry.front());
        m_hungry.pop_front();
        if (recipient) {
            recipient->hungry = false;
            if (feed(*recipient)) {
                hunger(*recipient);
            }
        }
    }
}

// One stretch of the log for one endpoint. False: nothing more can be read now.
bool Dispatcher::feed(Recipient &recipient)
{
    qint64 &cursor = recipient.data.cursor;
    const auto stretch = m_parts.backlog->after(cursor, m_head);
    if (stretch->last <= cursor) {
        return false;
    }
    auto notice = std::partition_point(stretch->notices.begin(), stretch->notices.end(),
        [cursor](const Notice &candidate) { return candidate.position <= cursor; });
    for (; notice != stretch->notices.end(); ++notice) {
        const bool wanted = (maskOf(notice->type) & recipient.wanted) != 0;
        if (wanted && !offer(recipient, *notice)) {
            cursor = notice->position - 1;
            recipient.full = true;
            return false;
        }
    }
    cursor = stretch->last;
    return true;
}

// Puts a notice into its account's lane. False: it would take a new lane and there is none left.
bool Dispatcher::offer(Recipient &recipient, const Notice &notice)
{
    const auto found = recipient.lanes.find(notice.account);
    if (found == recipient.lanes.end()) {
        if (recipient.lanes.size() >= laneShare()) {
            return false;
        }
        m_scheduler.ready(openLane(recipient, notice));
        return true;
    }
    Lane &lane = *found->second;
    const Notice &last = lane.next.empty() ? lane.head : lane.next.back();
    if (lane.more || !notice.isAfter(last)) {
        return true;
    }
    if (lane.next.size() < noticesPerLane) {
        lane.next.push_back(notice);
    } else {
        lane.more = true;
    }
    return true;
}

Lane &Dispatcher::openLane(Recipient &recipient, const Notice &notice)
{
    auto lane = std::make_unique<Lane>();
    lane->to = &recipient;
    lane->head = notice;
    touch(recipient);
    return *(recipient.lanes[notice.account] = std::move(lane));
}

std::size_t Dispatcher::laneShare() const
{
    const auto all = std::size_t(std::max(1, m_parts.settings.laneLimit));
    return std::clamp<std::size_t>(all / std::max<std::size_t>(1, m_recipients.size()), 16, 1'000);
}

// ---- sending ----------------------------------------------------------------------------------

void Dispatcher::send(Lane &lane)
{
    const WebhookEndpoint &endpoint = lane.to->data;
    const Timestamp now = m_parts.clock->now();
    lane.lastAttemptAt = now;
    lane.nextAttemptAt.reset();
    Delivery sent;
    sent.endpointId = endpoint.id;
    sent.accountId = lane.head.account;
    sent.eventId = lane.head.eventId;
    sent.id = deliveryId(endpoint.id, lane.head.eventId);
    m_courier.send({endpoint.url, lane.head.eventId.toString(), m_parts.backlog->body(lane.head),
                       endpoint.secret, now},
        [this, sent](const AttemptResult &result) { received(sent, result); });
}

void Dispatcher::received(const Delivery &sent, const AttemptResult &result)
{
    Lane *lane = find(sent);
    if (!m_running || !lane || lane->state != Lane::State::Sending) {
        return;
    }
    m_scheduler.finished(*lane);
    ++lane->attempts;
    lane->lastStatus = result.status;
    lane->changed = true;
    touch(*lane->to);
    const auto verdict = judge(result, lane->attempts, m_parts.settings, m_parts.clock->now(),
        *m_parts.random);
    lane->lastError = verdict.error;
    const bool delivered = verdict.kind == Verdict::Kind::Delivered;
    lane->to->failing = !delivered;
    lane->to->data.proven = delivered;
    apply(*lane, verdict);
    schedulePump();
}

void Dispatcher::apply(Lane &lane, const Verdict &verdict)
{
    Recipient &recipient = *lane.to;
    switch (verdict.kind) {
    case Verdict::Kind::Delivered:
        record(lane, Delivery::State::Delivered);
        advance(lane);
        return;
    case Verdict::Kind::Retry: {
        const Timestamp due{m_parts.clock->now().micros + verdict.pause.count() * 1000};
        lane.nextAttemptAt = due;
        if (verdict.pausesEndpoint) {
            m_scheduler.pause(recipient, due);
        }
        m_scheduler.waitUntil(lane, due);
        return;
    }
    case Verdict::Kind::Disable:
        disable(recipient, verdict.error);
        m_scheduler.ready(lane);
        return;
    case Verdict::Kind::ParkAndDisable:
        disable(recipient, verdict.error);
        [[fallthrough]];
    case Verdict::Kind::Park:
        record(lane, Delivery::State::Parked);
        advance(lane);
        return;
    }
}

// The head is done with: the account's next event, or the end of the lane.
void Dispatcher::advance(Lane &lane)
{
    Recipient &recipient = *lane.to;
    if (lane.next.empty() && std::exchange(lane.more, false)) {
        auto next = m_parts.backlog->following(lane.head, recipient.data.cursor, recipient.wanted);
        lane.next = std::move(next.notices);
        lane.more = next.more;
    }
    if (lane.next.empty()) {
        close(lane);
        return;
    }
    lane.head = lane.next.front();
    lane.next.erase(lane.next.begin());
    lane.attempts = 0;
    lane.lastStatus.reset();
    lane.lastError.clear();
    lane.lastAttemptAt.reset();
    lane.nextAttemptAt.reset();
    lane.changed = true;
    m_scheduler.ready(lane);
}

void Dispatcher::close(Lane &lane)
{
    Recipient &recipient = *lane.to;
    if (lane.again) {
        recipient.singles.erase(deliveryId(recipient.data.id, lane.head.eventId));
        return;
    }
    recipient.lanes.erase(AccountId(lane.head.account));
    // Not at the first free lane, or an endpoint at its limit would read the log event by event.
    if (recipient.full && recipient.lanes.size() * 4 <= laneShare() * 3) {
        recipient.full = false;
        hunger(recipient);
    }
}

// ---- writing down -----------------------------------------------------------------------------

void Dispatcher::touch(Recipient &recipient)
{
    recipient.touched = true;
    if (!m_flush.isActive()) {
        m_flush.start(m_parts.settings.flushEvery);
    }
}

void Dispatcher::record(const Lane &lane, Delivery::State state)
{
    const Delivery delivery = deliveryOf(lane, state);
    if (state == Delivery::State::Parked) {
        qCWarning(logDelivery).noquote() << "delivery" << delivery.id.toString() << "parked after"
                                         << delivery.attempts << "attempts:" << delivery.lastError;
    }
    m_ended[delivery.id] = delivery;
}

bool Dispatcher::flush()
{
    if (!m_running) {
        return m_halted.isEmpty();
    }
    m_flush.stop();
    // Cursors that only passed by what nobody wanted may be old: they are written now and then.
    const auto changes = collectChanges(m_flushes++ % 64 == 0);
    if (const auto saved = m_parts.store->apply(changes); !saved) {
        qCWarning(logDelivery).noquote() << "the state of deliveries could not be saved:" << saved.error();
        m_flush.start(milliseconds(1000));
        return false;
    }
    changesSaved(changes);
    schedulePump();
    return true;
}

application::DeliveryChanges Dispatcher::collectChanges(bool all)
{
    application::DeliveryChanges changes;
    const auto head = m_parts.backlog->head();
    changes.checkpoint = {m_parts.generation, head.position, head.outcome, head.eventHash};
    changes.keepDelivered = m_parts.settings.keepDelivered;
    for (const auto &[id, delivery] : m_ended) {
        changes.deliveries.push_back(delivery);
    }
    const auto collect = [&changes](const auto &lanes) {
        for (const auto &[key, lane] : lanes) {
            if (lane->changed) {
                changes.deliveries.push_back(deliveryOf(*lane, Delivery::State::Waiting));
            }
        }
    };
    for (const auto &[id, recipient] : m_recipients) {
        const auto &data = recipient->data;
        if (recipient->touched || (all && data.cursor != recipient->savedCursor)) {
            changes.progress.push_back({id, data.cursor, data.proven});
            collect(recipient->lanes);
            collect(recipient->singles);
        }
    }
    return changes;
}

void Dispatcher::changesSaved(const application::DeliveryChanges &changes)
{
    m_ended.clear();
    for (const auto &progress : changes.progress) {
        Recipient &recipient = *find(progress.endpoint);
        recipient.savedCursor = progress.cursor;
        recipient.touched = false;
        for (auto &[account, lane] : recipient.lanes) {
            lane->changed = false;
        }
        for (auto &[id, lane] : recipient.singles) {
            lane->changed = false;
        }
    }
}

} // namespace kontor::server
