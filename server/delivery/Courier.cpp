// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Courier.h"

#include "server/delivery/Signature.h"

#include <QHostInfo>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

namespace kontor::server {

namespace {

constexpr auto pinTime = std::chrono::seconds(15);
constexpr qsizetype pinLimit = 4'096;

AttemptError errorOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError: return AttemptError::TlsFailed;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: return AttemptError::TimedOut;
    default: return AttemptError::ConnectionFailed;
    }
}

AttemptError errorOf(TargetFault fault)
{
    return fault == TargetFault::NotResolved ? AttemptError::NameNotResolved
                                             : AttemptError::TargetNotAllowed;
}

// One request and its deadline. Ends exactly once: answered, failed, too long or too late.
class Exchange final : public QObject
{
public:
    Exchange(
        QNetworkReply *reply, const DeliverySettings &settings, Courier::Done done, QObject *parent)
        : QObject(parent)
        , m_reply(reply)
        , m_limit(settings.answerLimit)
        , m_done(std::move(done))
    {
        reply->setParent(this);
        reply->setReadBufferSize(m_limit);
        connect(reply, &QNetworkReply::readyRead, this, [this] { read(); });
        connect(reply, &QNetworkReply::finished, this, [this] { end(resultOf()); });
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this,
            [this] { end({std::nullopt, AttemptError::TimedOut, {}}); });
        m_deadline.start(settings.totalDeadline);
    }

private:
    // The body is of no interest: read so that the connection can be used again, up to the limit.
    void read()
    {
        m_received += m_reply->readAll().size();
        if (m_received > m_limit) {
            end(resultOf());
        }
    }
    AttemptResult resultOf() const
    {
        const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
        if (status.isValid()) {
            return {status.toInt(), AttemptError::None, m_reply->rawHeader("Retry-After")};
        }
        return {std::nullopt, errorOf(m_reply->error()), {}};
    }
    void end(const AttemptResult &result)
    {
        if (!m_done) {
            return;
        }
        const auto done = std::exchange(m_done, nullptr);
        m_deadline.stop();
        m_reply->disconnect(this);
        m_reply->abort();
        deleteLater();
        done(result);
    }

    QNetworkReply *m_reply;
    qint64 m_limit;
    qint64 m_received = 0;
    Courier::Done m_done;
    QTimer m_deadline;
};

QByteArray hostHeader(const Target &target)
{
    const bool v6 = target.literal && target.literal->protocol() == QAbstractSocket::IPv6Protocol;
    QByteArray host = v6 ? '[' + target.host.toLatin1() + ']' : target.host.toLatin1();
    if (target.port != (target.tls ? 443 : 80)) {
        host += ':' + QByteArray::number(target.port);
    }
    return host;
}

// Nothing of a browser's habits: no redirects, cookies, caches, passwords, compression, HTTP/2.
void forbidExtras(QNetworkRequest &request)
{
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(
        QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Set by hand, it also keeps Qt from unpacking what might be a bomb.
    request.setRawHeader("Accept-Encoding", "identity");
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
      m_resolve(std::move(resolve)), m_network(this)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
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

QNetworkRequest Courier::request(const Parcel &parcel, const Checked &to) const
{
    QUrl url = to.target.url;
    // The address instead of the name: nobody may look the name up again and find another one.
    url.setHost(to.address.toString());
    QNetworkRequest request(url);
    forbidExtras(request);
    request.setPeerVerifyName(to.target.host);
    request.setTransferTimeout(int(m_settings.totalDeadline.count()));
    const qint64 seconds = parcel.now.micros / 1'000'000;
    request.setRawHeader("Host", hostHeader(to.target));
    request.setRawHeader("User-Agent", "Kontor/" KONTOR_VERSION);
    request.setRawHeader("Content-Type", "application/json");
    request.setRawHeader("webhook-id", parcel.id);
    request.setRawHeader("webhook-timestamp", QByteArray::number(seconds));
    request.setRawHeader("webhook-signature",
        webhookSignature(parcel.secret, parcel.id, seconds, parcel.body));
    return request;
}

void Courier::post(const Parcel &parcel, const Checked &to, Done done)
{
    new Exchange(m_network.post(request(parcel, to), parcel.body), m_settings,
        [this, host = to.target.host, done = std::move(done)](const AttemptResult &result) {
            if (result.error != AttemptError::None) {
                rotate(host);
            }
            done(result);
        },
        this);
}

} // namespace kontor::server
