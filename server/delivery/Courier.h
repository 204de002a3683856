// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Secret.h"
#include "server/delivery/DeliveryPolicy.h"
#include "server/delivery/Post.h"
#include "server/delivery/TargetPolicy.h"

#include <QDeadlineTimer>
#include <QHash>

#include <functional>

namespace kontor::server {

//! Looks up a name; `done` gets no address where there is none, or none in time.
using ResolveName =
    std::function<void(const QString &host, std::function<void(const QList<QHostAddress> &)> done)>;

//! Asks the operating system, and waits for `deadline` at most.
ResolveName systemResolver(QObject *owner, std::chrono::milliseconds deadline);

//! One message on its way.
struct Parcel
{
    QString url;
    //! The webhook-id header: the same at each attempt.
    QByteArray id;
    QByteArray body;
    Secret<QByteArray> secret;
    Timestamp now;
};

//! Carries one message to a stranger's server, once: checks the target anew, connects to exactly
//! the address that was checked, follows nothing, remembers nothing, and always comes back in time.
class Courier final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const AttemptResult &)>;

    Courier(DeliverySettings settings, TargetRules rules, ResolveName resolve,
        QObject *parent = nullptr);

    //! `done` is called once, later, in this thread; never after the courier is gone.
    void send(const Parcel &parcel, Done done);
    //! A target that passed, and the address to connect to.
    struct Checked
    {
        Target target;
        QHostAddress address;
    };
    using CheckDone = std::function<void(const Result<Checked, TargetFault> &)>;
    //! Looks a target up and checks it, as each attempt does.
    void check(const QString &url, CheckDone done);

private:
    struct Pin
    {
        QList<QHostAddress> addresses;
        QDeadlineTimer validity;
    };
    Result<Checked, TargetFault> pinned(const Target &target, const QList<QHostAddress> &addresses);
    void rotate(const QString &host);
    void later(std::function<void()> call);
    QByteArray request(const Parcel &parcel, const Target &target) const;
    void post(const Parcel &parcel, const Checked &to, Done done);

    DeliverySettings m_settings;
    TargetRules m_rules;
    ResolveName m_resolve;
    IdleConnections m_connections;
    // Checked addresses for some seconds, so that a busy target is not looked up per message.
    QHash<QString, Pin> m_pins;
};

} // namespace kontor::server
