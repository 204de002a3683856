// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/ConnectFlow.h"

#include "foundation/Strings.h"

#include <QHostAddress>

namespace kontor::teller {

ConnectFlow::ConnectFlow(MakeTransport makeTransport, QObject *parent)
    : QObject(parent), m_makeTransport(std::move(makeTransport))
{}

static bool isOnThisComputer(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

std::optional<QUrl> ConnectFlow::urlOf(const QString &address)
{
    QString text = address.trimmed();
    if (text.isEmpty() || text.contains(u' ')) {
        return std::nullopt;
    }
    const bool isBare = !text.contains(u"://"_s);
    QUrl url(isBare ? u"https://"_s + text : text, QUrl::StrictMode);
    const bool web = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
    // A password has no place in an address that is shown and saved, and paths go behind it.
    const bool more = url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty();
    if (!url.isValid() || !web || more || url.host().isEmpty()) {
        return std::nullopt;
    }
    if (isBare && isOnThisComputer(url.host())) {
        url.setScheme(u"http"_s);
    }
    return url;
}

void ConnectFlow::connectTo(const QString &address)
{
    if (m_busy) {
        return;
    }
    const auto url = urlOf(address);
    if (!url) {
        Q_EMIT failed(address.trimmed().isEmpty()
                ? tr("Enter the server address")
                : tr("Write the server address like 127.0.0.1:8080 or https://bank.example"));
        return;
    }
    setBusy(true);
    m_client.reset();
    m_transport = m_makeTransport(*url);
    m_client = std::make_unique<client::KontorClient>(*m_transport, QString(), u"teller"_s);
    m_client->serverInfo().then(this, [this, url](const client::Answer<api::ServerInfo> &answer) {
        finish(*url, answer);
    });
}

void ConnectFlow::finish(const QUrl &server, const client::Answer<api::ServerInfo> &answer)
{
    setBusy(false);
    if (answer) {
        Q_EMIT connected(server, *answer);
        return;
    }
    Q_EMIT failed(answer.error().isSilence()
            ? tr("No bank server answers at %1. Check the address, or ask who runs it.")
                  .arg(server.toDisplayString())
            : answer.error().userMessage());
}

void ConnectFlow::setBusy(bool busy)
{
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace kontor::teller
