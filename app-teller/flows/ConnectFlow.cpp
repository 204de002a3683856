// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/ConnectFlow.h"

#include "foundation/Strings.h"

namespace kontor::teller {

ConnectFlow::ConnectFlow(MakeTransport makeTransport, QObject *parent)
    : QObject(parent), m_makeTransport(std::move(makeTransport))
{}

std::optional<QUrl> ConnectFlow::urlOf(const QString &address)
{
    QString text = address.trimmed();
    if (text.isEmpty() || text.contains(u' ')) {
        return std::nullopt;
    }
    if (!text.contains(u"://"_s)) {
        const bool local = text.startsWith(u"127."_s) || text.startsWith(u"localhost"_s);
        text.prepend(local ? u"http://"_s : u"https://"_s);
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
    return url.isValid() && web && !url.host().isEmpty() ? std::optional(url) : std::nullopt;
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
    const bool silent = answer.error().kind == client::ApiError::Kind::Offline
        || answer.error().kind == client::ApiError::Kind::Unknown;
    Q_EMIT failed(silent
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
