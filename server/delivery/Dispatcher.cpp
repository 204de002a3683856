// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Dispatcher.h"

#include "foundation/LogCategories.h"

#include <algorithm>

namespace kontor::server {

using application::Delivery;
using application::WebhookEndpoint;
using std::chrono::milliseconds;

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
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_courier(m_parts.settings, m_parts.rules,
          m_parts.resolve ? m_parts.resolve
                          : systemResolver(this, m_parts.settings.resolveDeadline))
    , m_scheduler(m_parts.settings.inFlight, m_parts.settings.inFlightPerHost)
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
    tellListened();
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
    if (m_recipients.empty()) { // nobody was told anything, or nobody is left who was
        return {};
    }
    const qint64 head = m_parts.backlog->head().position;
    const bool isShorter = std::any_of(m_recipients.begin(), m_recipients.end(),
        [head](const auto &entry) { return entry.second->data.cursor > head; });
    if (isShorter) { // whoever was registered after the last checkpoint
        return u"The ledger ends before what an endpoint was told: it was restored."_s;
    }
    const auto checkpoint = m_parts.store->checkpoint();
    if (!checkpoint) {
        return {};
    }
    if (checkpoint->generation != m_parts.generation) {
        return u"The ledger is not the one that was followed."_s;
    }
    if (checkpoint->position == 0) {
        return {};
    }
    const auto id = m_parts.backlog->idAt(checkpoint->position);
    if (!id || id->uuid != Uuid::fromDigest(checkpoint->eventHash)) {
        return u"The ledger does not hold what was told before: it was restored."_s;
    }
    return {};
}

void Dispatcher::adoptLedger(qint64 position)
{
    if (m_halted.isEmpty()) {
        return;
    }
    application::DeliveryChanges changes;
    changes.keepDelivered = m_parts.settings.keepDelivered;
    for (Delivery &delivery : m_parts.store->waiting()) {
        delivery.state = Delivery::State::Parked;
        delivery.lastError = "ledger-replaced";
        changes.deliveries.push_back(std::move(delivery));
    }
    for (auto &[id, recipient] : m_recipients) {
        recipient->data.cursor = std::min(recipient->data.cursor, position);
        changes.progress.push_back({id, recipient->data.cursor, recipient->data.proven});
    }
    const auto at = m_parts.backlog->head();
    changes.checkpoint = {m_parts.generation, at.position, at.outcome, at.eventHash};
    if (m_parts.store->apply(changes)) {
        qCInfo(logDelivery,
            "webhooks go on with this ledger from event %lld on; %zu deliveries that waited are "
            "parked",
            static_cast<long long>(position), changes.deliveries.size());
        for (auto &[id, recipient] : m_recipients) {
            recipient->savedCursor = recipient->data.cursor;
        }
        m_halted.clear();
        m_running = true;
        notify(at.position);
    }
}

void Dispatcher::load(const Delivery &delivery)
{
    Recipient *recipient = find(delivery.endpointId);
    const auto notice = noticeOf(delivery);
    if (!recipient || !notice
        || (!delivery.again && recipient->lanes.contains(delivery.accountId))) {
        return;
    }
    auto &slot
        = delivery.again ? recipient->singles[delivery.id] : recipient->lanes[delivery.accountId];
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
    // An attempt in what is the future now: the clock has been set back since.
    const bool hasTime = lane.nextAttemptAt && lane.lastAttemptAt <= m_parts.clock->now();
    if (hasTime) {
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
    // A restore is noticed by the checkpoint: no endpoint is in a backup without one.
    if (m_running && m_recipients.empty() && !flush()) {
        return false;
    }
    if (!m_parts.store->put(stored)) {
        return false;
    }
    if (!recipient) {
        recipient = (m_recipients[endpoint.id] = std::make_unique<Recipient>()).get();
        recipient->savedCursor = endpoint.cursor;
        tellListened();
        m_head = std::max(m_head, m_parts.backlog->head().position); // nobody need have told so far
    }
    const bool anew
        = endpoint.url != recipient->data.url || (endpoint.enabled && !recipient->data.enabled);
    recipient->data = std::move(endpoint);
    describeTarget(*recipient);
    if (anew) {
        forgetPauses(*recipient);
    }
    hunger(*recipient);
    m_scheduler.wake(*recipient);
    schedulePump();
    return true;
}

// What failed at another address, or before somebody enabled it again, says nothing about now.
void Dispatcher::forgetPauses(Recipient &recipient)
{
    m_scheduler.resume(recipient);
    for (auto &[account, lane] : recipient.lanes) {
        hurry(*lane);
    }
    for (auto &[id, lane] : recipient.singles) {
        hurry(*lane);
    }
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
    tellListened();
    schedulePump();
    return true;
}

void Dispatcher::tellListened()
{
    if (m_parts.listened) {
        m_parts.listened(!m_recipients.empty());
    }
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
    m_scheduler.resume(*recipient);
    if (Lane *known = find(delivery)) {
        hurry(*known);
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

// Whoever asks for it does not mean: when its pause is over.
void Dispatcher::hurry(Lane &lane)
{
    if (lane.nextAttemptAt) {
        lane.nextAttemptAt.reset();
        lane.changed = true;
        touch(*lane.to);
        m_scheduler.hurry(lane);
        schedulePump();
    }
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
        qCWarning(logDelivery).noquote()
            << "the state of deliveries could not be saved:" << saved.error();
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
    // They are listed in the order in which they were first written down.
    std::sort(changes.deliveries.begin(), changes.deliveries.end(),
        [](const Delivery &a, const Delivery &b) {
            return std::pair(a.position, a.part) < std::pair(b.position, b.part);
        });
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

// Up to here the endpoint has got everything that it wants.
static qint64 reachedBy(const Recipient &recipient)
{
    qint64 reached = recipient.data.cursor;
    for (const auto &[account, lane] : recipient.lanes) {
        reached = std::min(reached, lane->head.position - 1);
    }
    return reached;
}

DeliveryFigures Dispatcher::figures() const
{
    DeliveryFigures figures;
    figures.endpoints = int(m_recipients.size());
    figures.parked = m_parts.store->countParked();
    figures.halted = !m_halted.isEmpty();
    for (const auto &[id, recipient] : m_recipients) {
        figures.waiting += qint64(recipient->lanes.size() + recipient->singles.size());
        if (recipient->data.enabled) {
            figures.lag = std::max(figures.lag, m_head - reachedBy(*recipient));
        } else {
            ++figures.disabled;
        }
    }
    if (figures.lag > 0 && !figures.halted) {
        figures.oldest = m_parts.backlog->timeOf(m_head - figures.lag + 1);
    }
    return figures;
}

} // namespace kontor::server
