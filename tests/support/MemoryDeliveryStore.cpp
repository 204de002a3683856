// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/MemoryDeliveryStore.h"

#include "foundation/Strings.h"

#include <algorithm>

namespace kontor::testing {

using namespace application;

std::vector<WebhookEndpoint> MemoryDeliveryStore::endpoints()
{
    std::vector<WebhookEndpoint> all;
    for (const auto &[id, endpoint] : m_endpoints) {
        all.push_back(endpoint);
    }
    return all;
}

Result<Done, QString> MemoryDeliveryStore::put(const WebhookEndpoint &endpoint)
{
    if (failing) {
        return Failure{u"the disk is full"_s};
    }
    m_endpoints[endpoint.id] = endpoint;
    return Done{};
}

Result<Done, QString> MemoryDeliveryStore::remove(EndpointId id)
{
    m_endpoints.erase(id);
    std::erase_if(m_sequences, [this, id](const auto &entry) {
        return m_deliveries.at(entry.second).endpointId == id;
    });
    std::erase_if(m_deliveries, [id](const auto &entry) { return entry.second.endpointId == id; });
    return Done{};
}

Result<Done, QString> MemoryDeliveryStore::apply(const DeliveryChanges &changes)
{
    if (failing) {
        return Failure{u"the disk is full"_s};
    }
    if (frozen) {
        return Done{};
    }
    for (const auto &progress : changes.progress) {
        if (const auto found = m_endpoints.find(progress.endpoint); found != m_endpoints.end()) {
            found->second.cursor = progress.cursor;
            found->second.proven = progress.proven;
        }
    }
    for (const auto &delivery : changes.deliveries) {
        m_deliveries[sequenceOf(delivery.id)] = delivery;
    }
    if (changes.checkpoint) {
        m_checkpoint = changes.checkpoint;
    }
    prune(changes.keepDelivered);
    return Done{};
}

qint64 MemoryDeliveryStore::sequenceOf(DeliveryId id)
{
    const auto [entry, isNew] = m_sequences.try_emplace(id, 0);
    if (isNew) {
        entry->second = ++m_last;
    }
    return entry->second;
}

void MemoryDeliveryStore::prune(int keepDelivered)
{
    int seen = 0;
    for (auto it = m_deliveries.rbegin(); it != m_deliveries.rend();) {
        if (it->second.state == Delivery::State::Delivered && ++seen > keepDelivered) {
            m_sequences.erase(it->second.id);
            it = std::make_reverse_iterator(m_deliveries.erase(std::next(it).base()));
        } else {
            ++it;
        }
    }
}

std::vector<Delivery> MemoryDeliveryStore::waiting()
{
    std::vector<Delivery> found;
    for (const auto &[sequence, delivery] : m_deliveries) {
        if (delivery.state == Delivery::State::Waiting) {
            found.push_back(delivery);
        }
    }
    std::sort(found.begin(), found.end(), [](const Delivery &a, const Delivery &b) {
        return std::pair(a.position, a.part) < std::pair(b.position, b.part);
    });
    return found;
}

qint64 MemoryDeliveryStore::countParked()
{
    return std::count_if(m_deliveries.begin(), m_deliveries.end(),
        [](const auto &entry) { return entry.second.state == Delivery::State::Parked; });
}

std::optional<Delivery> MemoryDeliveryStore::find(DeliveryId id)
{
    const auto found = m_sequences.find(id);
    return found == m_sequences.end() ? std::nullopt
                                      : std::optional(m_deliveries.at(found->second));
}

std::vector<ListedDelivery> MemoryDeliveryStore::list(const DeliveryFilter &filter)
{
    std::vector<ListedDelivery> found;
    for (auto it = m_deliveries.rbegin(); it != m_deliveries.rend(); ++it) {
        const Delivery &delivery = it->second;
        if ((filter.before == 0 || it->first < filter.before)
            && (!filter.endpoint || delivery.endpointId == *filter.endpoint)
            && (!filter.state || delivery.state == *filter.state)
            && int(found.size()) < filter.limit) {
            found.push_back({it->first, delivery});
        }
    }
    return found;
}

} // namespace kontor::testing
