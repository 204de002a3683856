// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/SqliteDeliveryStore.h"

#include "foundation/LogCategories.h"

#include <algorithm>
#include <limits>

namespace kontor::storage {

using application::Delivery;
using application::DeliveryChanges;
using application::WebhookEndpoint;

namespace {

template<class Id>
QByteArray column(Id id)
{
    return QByteArray(reinterpret_cast<const char *>(id.uuid.bytes.data()), 16);
}

template<class Id>
Id idAt(const Statement &statement, int index)
{
    const QByteArray bytes = statement.bytes(index);
    Id id;
    std::copy_n(bytes.begin(), std::min<qsizetype>(16, bytes.size()), id.uuid.bytes.begin());
    return id;
}

std::optional<Timestamp> timeAt(const Statement &statement, int index)
{
    const auto micros = statement.optionalInteger(index);
    return micros ? std::optional(Timestamp{*micros}) : std::nullopt;
}

std::optional<qint64> column(const std::optional<Timestamp> &time)
{
    return time ? std::optional(time->micros) : std::nullopt;
}

bool run(Statement &statement)
{
    const bool ok = statement.run();
    if (!ok) {
        qCWarning(logStorage).noquote() << "deliveries:" << statement.error().text();
    }
    statement.finish();
    return ok;
}

constexpr char deliveryColumns[]
    = "sequence, id, endpoint, account, event, type, position, part, stream_position, version, "
      "state,"
      " again, attempts, last_status, last_error, last_attempt_at, next_attempt_at";

QString selectDeliveries(const char *rest)
{
    return u"SELECT %1 FROM deliveries %2"_s.arg(QLatin1StringView(deliveryColumns),
        QLatin1StringView(rest));
}

application::ListedDelivery deliveryAt(const Statement &row)
{
    Delivery delivery;
    delivery.id = idAt<DeliveryId>(row, 1);
    delivery.endpointId = idAt<EndpointId>(row, 2);
    delivery.accountId = idAt<AccountId>(row, 3);
    delivery.eventId = idAt<EventId>(row, 4);
    delivery.type = row.text(5).toUtf8();
    delivery.position = row.integer(6);
    delivery.part = int(row.integer(7));
    delivery.streamPosition = row.integer(8);
    delivery.version = row.integer(9);
    delivery.state = Delivery::State(row.integer(10));
    delivery.again = row.integer(11) != 0;
    delivery.attempts = int(row.integer(12));
    if (const auto status = row.optionalInteger(13)) {
        delivery.lastStatus = int(*status);
    }
    delivery.lastError = row.text(14).toUtf8();
    delivery.lastAttemptAt = timeAt(row, 15);
    delivery.nextAttemptAt = timeAt(row, 16);
    return {row.integer(0), delivery};
}

WebhookEndpoint endpointAt(const Statement &row)
{
    WebhookEndpoint endpoint;
    endpoint.id = idAt<EndpointId>(row, 0);
    endpoint.url = row.text(1);
    for (const QByteArray &type : row.text(2).toUtf8().split(' ')) {
        endpoint.types.push_back(type);
    }
    endpoint.description = row.text(3);
    endpoint.enabled = row.integer(4) != 0;
    endpoint.disabledReason = row.text(5).toUtf8();
    endpoint.createdAt = {row.integer(6)};
    endpoint.secret = Secret<QByteArray>(row.bytes(7));
    endpoint.cursor = row.integer(8);
    endpoint.proven = row.integer(9) != 0;
    return endpoint;
}

QString joined(const std::vector<QByteArray> &types)
{
    QString text;
    for (const QByteArray &type : types) {
        text += (text.isEmpty() ? u""_s : u" "_s) + QString::fromUtf8(type);
    }
    return text;
}

// Null text would be SQL's NULL.
QString plain(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

} // namespace

SqliteDeliveryStore::SqliteDeliveryStore(std::unique_ptr<ServiceDb> service)
    : m_service(std::move(service))
    , m_checkpoints(*m_service)
    , m_endpoints(m_service->database(),
          u"SELECT id, url, types, description, enabled, disabled_reason, created_at, secret, "
          u"cursor,"
          " proven FROM webhook_endpoints ORDER BY created_at, id"_s)
    , m_putEndpoint(m_service->database(),
          u"INSERT INTO webhook_endpoints VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
          " url=excluded.url, types=excluded.types, description=excluded.description,"
          " enabled=excluded.enabled, disabled_reason=excluded.disabled_reason,"
          " created_at=excluded.created_at, secret=excluded.secret, cursor=excluded.cursor,"
          " proven=excluded.proven"_s)
    , m_removeEndpoint(m_service->database(), u"DELETE FROM webhook_endpoints WHERE id = ?"_s)
    , m_removeDeliveries(m_service->database(), u"DELETE FROM deliveries WHERE endpoint = ?"_s)
    , m_progress(m_service->database(),
          u"UPDATE webhook_endpoints SET cursor = ?, proven = ? WHERE id = ?"_s)
    , m_putDelivery(m_service->database(),
          u"INSERT INTO deliveries(id, endpoint, account, event, type, position, part,"
          " stream_position, version, state, again, attempts, last_status, last_error,"
          " last_attempt_at, next_attempt_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
          " ON CONFLICT(id) DO UPDATE SET state=excluded.state, again=excluded.again,"
          " attempts=excluded.attempts, last_status=excluded.last_status,"
          " last_error=excluded.last_error, last_attempt_at=excluded.last_attempt_at,"
          " next_attempt_at=excluded.next_attempt_at"_s)
    , m_prune(m_service->database(),
          u"DELETE FROM deliveries WHERE state = ? AND sequence <= (SELECT sequence FROM deliveries"
          " WHERE state = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?)"_s)
    , m_waiting(m_service->database(), selectDeliveries("WHERE state = 0 ORDER BY position, part"))
    , m_countParked(m_service->database(), u"SELECT COUNT(*) FROM deliveries WHERE state = 2"_s)
    , m_find(m_service->database(), selectDeliveries("WHERE id = ?"))
    , m_list(m_service->database(),
          selectDeliveries(
              "WHERE sequence < ? AND (? IS NULL OR endpoint = ?) AND (? < 0 OR state = ?)"
              " ORDER BY sequence DESC LIMIT ?"))
{}

std::vector<WebhookEndpoint> SqliteDeliveryStore::endpoints()
{
    std::vector<WebhookEndpoint> all;
    m_endpoints.start();
    while (m_endpoints.next()) {
        all.push_back(endpointAt(m_endpoints));
    }
    return all;
}

Result<Done, QString> SqliteDeliveryStore::put(const WebhookEndpoint &endpoint)
{
    return m_service->transaction([&] {
        m_putEndpoint.bind(column(endpoint.id), plain(endpoint.url), joined(endpoint.types),
            plain(endpoint.description), endpoint.enabled,
            plain(QString::fromUtf8(endpoint.disabledReason)), endpoint.createdAt.micros,
            endpoint.secret.reveal(), endpoint.cursor, endpoint.proven);
        return run(m_putEndpoint);
    });
}

Result<Done, QString> SqliteDeliveryStore::remove(EndpointId id)
{
    return m_service->transaction([&] {
        m_removeDeliveries.bind(column(id));
        m_removeEndpoint.bind(column(id));
        return run(m_removeDeliveries) && run(m_removeEndpoint);
    });
}

std::optional<application::Checkpoint> SqliteDeliveryStore::checkpoint()
{
    return m_checkpoints.get(u"webhooks"_s);
}

Result<Done, QString> SqliteDeliveryStore::apply(const DeliveryChanges &changes)
{
    return m_service->transaction([&] { return write(changes); });
}

bool SqliteDeliveryStore::write(const DeliveryChanges &changes)
{
    for (const auto &progress : changes.progress) {
        m_progress.bind(progress.cursor, progress.proven, column(progress.endpoint));
        if (!run(m_progress)) {
            return false;
        }
    }
    for (const Delivery &delivery : changes.deliveries) {
        if (!write(delivery)) {
            return false;
        }
    }
    const int delivered = int(Delivery::State::Delivered);
    m_prune.bind(delivered, delivered, changes.keepDelivered);
    return run(m_prune)
        && (!changes.checkpoint || m_checkpoints.put(u"webhooks"_s, *changes.checkpoint));
}

bool SqliteDeliveryStore::write(const Delivery &delivery)
{
    const auto status
        = delivery.lastStatus ? std::optional<qint64>(*delivery.lastStatus) : std::nullopt;
    m_putDelivery.bind(column(delivery.id), column(delivery.endpointId), column(delivery.accountId),
        column(delivery.eventId), QString::fromUtf8(delivery.type), delivery.position,
        delivery.part, delivery.streamPosition, delivery.version, int(delivery.state),
        delivery.again, delivery.attempts, status, plain(QString::fromUtf8(delivery.lastError)),
        column(delivery.lastAttemptAt), column(delivery.nextAttemptAt));
    return run(m_putDelivery);
}

std::vector<Delivery> SqliteDeliveryStore::waiting()
{
    std::vector<Delivery> found;
    m_waiting.start();
    while (m_waiting.next()) {
        found.push_back(deliveryAt(m_waiting).delivery);
    }
    return found;
}

qint64 SqliteDeliveryStore::countParked()
{
    m_countParked.start();
    const qint64 count = m_countParked.next() ? m_countParked.integer(0) : 0;
    m_countParked.finish();
    return count;
}

std::optional<Delivery> SqliteDeliveryStore::find(DeliveryId id)
{
    m_find.query(column(id));
    std::optional<Delivery> found;
    if (m_find.next()) {
        found = deliveryAt(m_find).delivery;
    }
    m_find.finish();
    return found;
}

std::vector<application::ListedDelivery> SqliteDeliveryStore::list(
    const application::DeliveryFilter &filter)
{
    const QVariant endpoint = filter.endpoint ? QVariant(column(*filter.endpoint)) : QVariant();
    const int state = filter.state ? int(*filter.state) : -1;
    const qint64 before = filter.before > 0 ? filter.before : std::numeric_limits<qint64>::max();
    m_list.query(before, endpoint, endpoint, state, state, filter.limit);
    std::vector<application::ListedDelivery> found;
    while (m_list.next()) {
        found.push_back(deliveryAt(m_list));
    }
    return found;
}

} // namespace kontor::storage
