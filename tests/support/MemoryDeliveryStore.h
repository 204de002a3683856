// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/DeliveryStore.h"

#include <map>

namespace kontor::testing {

//! Deliveries in memory; outlives the dispatchers that a test makes and drops.
class MemoryDeliveryStore final : public application::DeliveryStore
{
public:
    std::vector<application::WebhookEndpoint> endpoints() override;
    Result<Done, QString> put(const application::WebhookEndpoint &endpoint) override;
    Result<Done, QString> remove(EndpointId id) override;
    std::optional<application::Checkpoint> checkpoint() override { return m_checkpoint; }
    Result<Done, QString> apply(const application::DeliveryChanges &changes) override;
    std::vector<application::Delivery> waiting() override;
    qint64 countParked() override;
    std::optional<application::Delivery> find(DeliveryId id) override;
    std::vector<application::ListedDelivery> list(
        const application::DeliveryFilter &filter) override;

    //! While set, nothing is written: as if the process had died before.
    bool frozen = false;
    //! While set, writing fails.
    bool failing = false;

private:
    qint64 sequenceOf(DeliveryId id);
    void prune(int keepDelivered);

    std::map<EndpointId, application::WebhookEndpoint> m_endpoints;
    std::map<qint64, application::Delivery> m_deliveries;
    std::map<DeliveryId, qint64> m_sequences;
    std::optional<application::Checkpoint> m_checkpoint;
    qint64 m_last = 0;
};

} // namespace kontor::testing
