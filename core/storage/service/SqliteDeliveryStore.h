// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/DeliveryStore.h"
#include "storage/service/Checkpoints.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

//! Webhook endpoints and the state of their deliveries, in service.db.
class SqliteDeliveryStore final : public application::DeliveryStore
{
public:
    explicit SqliteDeliveryStore(std::unique_ptr<ServiceDb> service);

    std::vector<application::WebhookEndpoint> endpoints() override;
    Result<Done, QString> put(const application::WebhookEndpoint &endpoint) override;
    Result<Done, QString> remove(EndpointId id) override;
    std::optional<application::Checkpoint> checkpoint() override;
    Result<Done, QString> apply(const application::DeliveryChanges &changes) override;
    std::vector<application::Delivery> waiting() override;
    qint64 countParked() override;
    std::optional<application::Delivery> find(DeliveryId id) override;
    std::vector<application::ListedDelivery> list(
        const application::DeliveryFilter &filter) override;

private:
    bool write(const application::Delivery &delivery);
    bool write(const application::DeliveryChanges &changes);

    std::unique_ptr<ServiceDb> m_service;
    Checkpoints m_checkpoints;
    Statement m_endpoints;
    Statement m_putEndpoint;
    Statement m_removeEndpoint;
    Statement m_removeDeliveries;
    Statement m_progress;
    Statement m_putDelivery;
    Statement m_prune;
    Statement m_waiting;
    Statement m_countParked;
    Statement m_find;
    Statement m_list;
};

} // namespace kontor::storage
