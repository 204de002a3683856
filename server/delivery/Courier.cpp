// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Courier.h"

#include "server/delivery/Signature.h"

#include <QHostInfo>
#include <QPointer>
#include <QTimer>

namespace kontor::server {

namespace {

constexpr auto pinTime = std::chrono::seconds(15);
constexpr qsizetype pinLimit = 4'096;

AttemptError errorOf(TargetFault fault)
{
    return fault == TargetFault::NotResolved ? AttemptError::NameNotResolved
                                             : AttemptError::TargetNotAllowed;
}

QByteArray hostHeader(const Target &target)
{
    const bool v6 = target.literal && target.literal->protocol() == QAbstractSocket::IPv6Protocol;
    QByteArray host = v6 ? '[' + target.host.toLatin1() + ']' : target.host.toLatin1();
    if (target.port != (target.tls ? 443 : 80)) {
        host += ':' + QByteArray::number(target.port);
    }
    return host;
}

QByteArray pathOf(const QUrl &url)
{
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty()) {
        path = "/";
    }
    return url.hasQuery() ? path + '?' + url.query(QUrl::FullyEncoded).toLatin1() : path;
}

// One question to the resolver, with a deadline of its own: the system's may be minutes.
class Lookup final : public QObject
{
public:
    using Done = std::function<void(const QList<QHostAddress> &)>;

    Lookup(const QString &host, std::chrono::milliseconds deadline, Done done, QObject *parent)
        : QObject(parent), m_done(std::move(done))
    {
        m_id = QHostInfo::lookupHost(host, this,
            [this](const QHostInfo &info) { end(info.addresses()); });
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            QHostInfo::abortHostLookup(m_id);
            end({});
        });
        m_deadline.start(deadline);
    }

private:
    void end(const QList<QHostAddress> &addresses)
    {
        if (const auto done = std::exchange(m_done, nullptr)) {
            m_deadline.stop();
            deleteLater();
            done(addresses);
        }
    }

    Done m_done;
    QTimer m_deadline;
    int m_id = -1;
};

} // namespace

ResolveName systemResolver(QObject *owner, std::chrono::milliseconds deadline)
{
    return [owner, deadline](const QString &host, Lookup::Done done) {
        new Lookup(host, deadline, std::move(done), owner);
    };
}

Courier::Courier(DeliverySettings settings, TargetRules rules, ResolveName resolve, QObject *parent)
    : QObject(parent), m_settings(std::move(settings)), m_rules(std::move(rules)),
      m_resolve(std::move(resolve)), m_connections(this)
{
}

void Courier::send(const Parcel &parcel, Done done)
{
    check(parcel.url,
        [this, parcel, done = std::move(done)](const Result<Checked, TargetFault> &checked) {
            if (checked) {
                post(parcel, *checked, done);
            } else {
                done({std::nullopt, errorOf(checked.error()), {}});
            }
        });
}

void Courier::check(const QString &url, CheckDone done)
{
    const auto target = parseTarget(url, m_rules);
    if (!target) {
        later([done = std::move(done), fault = target.error()] { done(Failure{fault}); });
        return;
    }
    const auto pin = m_pins.constFind(target->host);
    if (target->literal || (pin != m_pins.constEnd() && !pin->validity.hasExpired())) {
        const auto address = target->literal ? *target->literal : pin->addresses.front();
        later([done = std::move(done), target = *target, address] {
            done(Checked{target, address});
        });
        return;
    }
    m_resolve(target->host,
        [self = QPointer(this), target = *target, done = std::move(done)](
            const QList<QHostAddress> &found) {
            if (self) {
                done(self->pinned(target, found));
            }
        });
}

Result<Courier::Checked, TargetFault> Courier::pinned(const Target &target,
    const QList<QHostAddress> &addresses)
{
    if (const auto checked = checkAddresses(addresses, m_rules); !checked) {
        return Failure{checked.error()};
    }
    if (m_pins.size() >= pinLimit) {
        m_pins.clear();
    }
    m_pins.insert(target.host, {addresses, QDeadlineTimer(pinTime)});
    return Checked{target, addresses.front()};
}

// Where a name has several addresses, the next attempt takes the next one.
void Courier::rotate(const QString &host)
{
    if (const auto pin = m_pins.find(host); pin != m_pins.end()) {
        pin->addresses.append(pin->addresses.takeFirst());
    }
}

void Courier::later(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

// Nothing of a browser's habits: no redirects, cookies, caches, passwords, compression, HTTP/2.
QByteArray Courier::request(const Parcel &parcel, const Target &target) const
{
    const qint64 seconds = parcel.now.micros / 1'000'000;
    const std::pair<const char *, QByteArray> headers[] = {{"Host", hostHeader(target)},
        {"User-Agent", "Kontor/" KONTOR_VERSION}, {"Accept-Encoding", "identity"},
        {"Content-Type", "application/json"},
        {"Content-Length", QByteArray::number(parcel.body.size())}, {"webhook-id", parcel.id},
        {"webhook-timestamp", QByteArray::number(seconds)},
        {"webhook-signature", webhookSignature(parcel.secret, parcel.id, seconds, parcel.body)}};
    QByteArray request = "POST " + pathOf(target.url) + " HTTP/1.1\r\n";
    for (const auto &[name, value] : headers) {
        request += name + QByteArray(": ") + value + "\r\n";
    }
    return request + "\r\n" + parcel.body;
}

void Courier::post(const Parcel &parcel, const Checked &to, Done done)
{
    // The address instead of the name: nobody may look the name up again and find another one.
    new Post(
        m_connections, {to.address.toString(), to.target.port, to.target.tls, to.target.host},
        request(parcel, to.target), m_settings,
        [this, host = to.target.host, done = std::move(done)](const AttemptResult &result) {
            if (result.error != AttemptError::None) {
                rotate(host);
            }
            done(result);
        },
        this);
}

} // namespace kontor::server
