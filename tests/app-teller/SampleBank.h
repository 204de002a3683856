// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "api/Events.h"
#include "api/Service.h"
#include "client/Transport.h"
#include "foundation/Clock.h"

#include <QHash>
#include <QObject>
#include <QPromise>

#include <map>
#include <memory>
#include <vector>

namespace kontor::testing {

//! Stands still until it is moved.
class StillClock final : public Clock
{
public:
    explicit StillClock(Timestamp start) : at(start) {}
    Timestamp now() const override { return at; }
    Timestamp at;
};

//! A tiny bank in memory behind the client's Transport port: enough for every page of the teller,
//! with the faults that a line can have. Answers at once, from the event loop.
class SampleBank
{
public:
    //! What happens to a command on its way. Silent: nothing is answered until the line is another.
    enum class Line { Good, LosesAnswers, NeverArrives, Cut, Silent };

    explicit SampleBank(const Clock &clock);

    //! Many connections to the one bank.
    std::unique_ptr<client::Transport> connectTo();
    void setLine(Line line);
    //! Another channel moves money.
    void depositElsewhere(const QString &number, qint64 minor);
    void withdrawElsewhere(const QString &number, qint64 minor);
    void deactivate(const QString &number);
    //! By order of somebody; the version stays.
    void block(const QString &number, bool debits, bool credits);
    //! A backup is restored in which the account has another balance under the same version.
    void restoreWith(const QString &number, qint64 minor);
    api::AccountView *find(const QString &number);

    api::ServerInfo info;
    //! Why the line is cut, where somebody answers who is not trusted.
    client::Distrust distrust = client::Distrust::None;
    //! So many readings of a customer's accounts are turned away; the line is good.
    int busyReadings = 0;
    //! Commands that took effect.
    int effects = 0;
    //! Commands that were received, repeated ones too.
    int commandsSeen = 0;

    AccountId addAccount(const CustomerId &owner, const QString &name, const QString &number,
        const QString &cpf, qint64 openedDaysAgo);
    void book(AccountId id, api::MovementType type, qint64 minor, double daysAgo,
        const QString &description = {}, const QString &channel = QStringLiteral("teller"),
        const QString &actor = QStringLiteral("T. Adler"), std::optional<AccountId> other = {});

private:
    class Connection;
    struct Waiting
    {
        qint64 after;
        std::shared_ptr<QPromise<client::HttpResponse>> promise;
    };

    struct Held
    {
        client::HttpRequest request;
        std::shared_ptr<QPromise<client::HttpResponse>> promise;
    };

    void open();
    //! From the event loop.
    void answerSoon(const Held &held);
    client::HttpResponse answer(const client::HttpRequest &request);
    client::HttpResponse query(const QByteArray &path, const QHash<QByteArray, QString> &query);
    client::HttpResponse command(const client::HttpRequest &request);
    client::HttpResponse execute(const QByteArray &path, const client::HttpRequest &request);
    client::HttpResponse move(api::AccountView &account, api::MovementType type,
        const Decimal &amount, const std::optional<QString> &description,
        std::optional<AccountId> other = {});
    client::HttpResponse openAccount(const QByteArray &body);
    api::EventPage eventsAfter(qint64 after) const;
    void publish(const api::Movement &movement, const QString &type, const QByteArray &body);
    void wakeWaiting();
    CustomerId newCustomer();
    Uuid nextId();

    const Clock *m_clock;
    Line m_line = Line::Good;
    std::vector<api::AccountView> m_accounts;
    std::map<AccountId, std::vector<api::Movement>> m_movements;
    std::vector<api::Envelope> m_events;
    std::map<QByteArray, client::HttpResponse> m_outcomes;
    std::vector<Waiting> m_waiting;
    std::vector<Held> m_held;
    //! What was put off ends with the bank.
    QObject m_soon;
    qint64 m_position = 1000;
    QString m_generation = QStringLiteral("first");
    int m_serial = 0;
    int m_ids = 0;
};

} // namespace kontor::testing
