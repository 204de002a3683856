// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Histogram.h"
#include "server/auth/Authenticator.h"
#include "server/push/HubConnection.h"
#include "server/push/HubTransport.h"

#include <QElapsedTimer>
#include <QTimer>

#include <map>
#include <unordered_map>

namespace kontor::server {

//! Live push: tells the owners of accounts who are connected what has moved, after it is committed
//! and in that order. It keeps nothing for those who are not.
class WalletHub final : public QObject
{
    Q_OBJECT

public:
    WalletHub(Branch &branch, const Authenticator &authenticator, QObject *parent = nullptr);

    //! The clients' requests.
    void negotiate(const CallPtr &call);
    void listen(const CallPtr &call);
    void hear(const CallPtr &call);
    void hangUp(const CallPtr &call);

    //! After each commit; does nothing where nobody is connected.
    void follow(const application::CommittedBatch &batch);
    //! Connections in all.
    void setCapacity(int capacity) { m_capacity = std::size_t(std::max(1, capacity)); }
    //! Ends every connection: the server is going down.
    void finish();

    struct Figures
    {
        Counter messages;
        //! Clients that did not read what they were sent.
        Counter dropped;
    };
    const Figures &figures() const { return m_figures; }
    std::size_t connections() const { return m_lines.size(); }

private:
    struct Line
    {
        qint64 number = 0;
        //! Who listens.
        QByteArray listener;
        //! nullptr while the server runs open.
        CallerPtr caller;
        //! Whose accounts it hears of; null: everybody's.
        Uuid owner;
        HubConnection connection;
        std::unique_ptr<HubTransport> transport;
    };
    //! By the digest of the token.
    using Lines = std::map<QByteArray, Line>;

    Line *lineOf(Call &call);
    void add(const QByteArray &token, Line line);
    Lines::iterator remove(Lines::iterator at);
    void makeRoom(const QByteArray &listener);
    void tell(const application::RecordedEvent &event);
    std::vector<Line *> listenersTo(const Uuid &owner) const;
    void tick();
    void lookSoon();
    void look();
    void checkRights(Line &line) const;
    bool pass(Line &line);

    Branch &m_branch;
    const Authenticator &m_authenticator;
    std::size_t m_capacity = 512;
    Lines m_lines;
    std::unordered_multimap<Uuid, Line *> m_listeners;
    qint64 m_lastNumber = 0;
    bool m_isFinished = false;
    bool m_isInDoubt = false;
    Figures m_figures;
    QElapsedTimer m_sinceTick;
    QTimer m_tick;
    QTimer m_soon;
};

} // namespace kontor::server
