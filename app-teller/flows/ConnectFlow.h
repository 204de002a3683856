// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/KontorClient.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace kontor::teller {

//! Finds out whether a bank server answers at an address. What it found is handed on in
//! connected().
class ConnectFlow : public QObject
{
    Q_OBJECT

public:
    using MakeTransport = std::function<std::unique_ptr<client::Transport>(const QUrl &)>;

    explicit ConnectFlow(MakeTransport makeTransport, QObject *parent = nullptr);

    //! `address` as typed: "bank.example", "127.0.0.1:8080" and full URLs are all right.
    void connectTo(const QString &address);
    bool isBusy() const { return m_busy; }
    //! Nothing where no server can be meant.
    static std::optional<QUrl> urlOf(const QString &address);

Q_SIGNALS:
    void busyChanged(bool busy);
    void connected(const QUrl &server, const kontor::api::ServerInfo &info);
    void failed(const QString &message);

private:
    void finish(const QUrl &server, const client::Answer<api::ServerInfo> &answer);
    void setBusy(bool busy);
    MakeTransport m_makeTransport;
    std::unique_ptr<client::Transport> m_transport;
    std::unique_ptr<client::KontorClient> m_client;
    bool m_busy = false;
};

} // namespace kontor::teller
