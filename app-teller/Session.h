// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/ReceiptPrinter.h"
#include "client/CommandSender.h"
#include "client/EventFeed.h"
#include "client/KontorClient.h"
#include "client/PendingCommands.h"
#include "client/SessionTransport.h"

#include <QObject>
#include <QSet>
#include <QUrl>

#include <memory>

namespace kontor::teller {

//! The connection to one branch server and what hangs on it. Pages and flows get it by reference;
//! it outlives them.
class Session : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        std::unique_ptr<client::Transport> transport;
        QUrl server;
        api::ServerInfo info;
        //! Who stands at this counter, as an open server is told.
        QString actor;
        QString pendingDirectory;
        client::SendingPace sendingPace;
        client::FeedPace feedPace;
        //! Nothing on an open server.
        std::optional<api::SignedIn> signedIn = {};
        std::optional<api::Me> who = {};
        //! Nothing where there is no paper.
        PrintReceipt print = {};
        PrintStatement printStatement = {};
    };

    Session(Parts parts, const Clock &clock, Random &random);

    client::KontorClient &client() { return m_client; }
    client::CommandSender &sender() { return m_sender; }
    client::EventFeed &feed() { return m_feed; }
    const Clock &clock() const { return *m_clock; }
    const api::ServerInfo &info() const { return m_parts.info; }
    const QUrl &server() const { return m_parts.server; }
    const QString &actor() const { return m_parts.actor; }
    //! Somebody has signed in; an open server asks nobody.
    bool isSignedIn() const { return m_parts.who.has_value(); }
    QString login() const { return isSignedIn() ? m_parts.signedIn->user.username : QString(); }
    //! False while the line to the server is known to be cut: posting is paused then.
    bool isLineUp() const { return m_feed.isOnline() || m_feed.since().micros == 0; }
    //! How long to wait before what could not be read is asked for again.
    std::chrono::milliseconds readAgainAfter() const { return m_parts.feedPace.reconnect.cap; }
    //! Whether the user's role has it, such as "money.deposit"; all is possible on an open server.
    bool mayDo(QLatin1StringView action) const;
    const PrintReceipt &printer() const { return m_parts.print; }
    const PrintStatement &statementPrinter() const { return m_parts.printStatement; }
    //! The same user is here again, perhaps with another role.
    void goOn(const api::SignedIn &session, const api::Me &who);
    //! Below the session: the line as it is for who has not signed in.
    client::Transport &line() { return *m_parts.transport; }
    QFuture<void> signOut();

Q_SIGNALS:
    //! Something was booked on these accounts, or they changed: figures are to be read again.
    void accountsChanged(const QSet<QByteArray> &accountIds);
    //! Whatever was read may be out of date: the line was cut, or the history is another one.
    void everythingChanged();
    //! What the server says of itself is different since it began anew.
    void infoChanged();
    //! The same address, but other books, or people have to sign in now, or no longer.
    void otherServer(const kontor::api::ServerInfo &info);
    //! The server does not know who is here any more.
    void ended();

private:
    void connectFeed();
    void readInfo();
    void takeInfo(const api::ServerInfo &info);

    Parts m_parts;
    const Clock *m_clock;
    IdGenerator m_ids;
    client::SessionTransport m_identity;
    client::KontorClient m_client;
    client::PendingCommands m_files;
    client::CommandSender m_sender;
    client::EventFeed m_feed;
};

} // namespace kontor::teller
