// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ConfigCheck.h"

#include "server/http/Tls.h"

namespace kontor::server {

std::optional<ListenAddress> parseListenAddress(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool ok = false;
    const int port = text.sliced(colon + 1).toInt(&ok);
    QString host = text.first(std::max<qsizetype>(0, colon));
    if (host.startsWith(u'[') && host.endsWith(u']')) {
        host = host.sliced(1, host.size() - 2);
    }
    if (host == "localhost"_L1) {
        host = u"127.0.0.1"_s;
    }
    const QHostAddress address(host);
    if (colon < 0 || !ok || port < 0 || port > 65535 || address.isNull()) {
        return std::nullopt;
    }
    return ListenAddress{address, quint16(port)};
}

static Result<Done, QString> checkAddress(const Config &config, const QString &text, bool isEncrypted)
{
    const auto address = parseListenAddress(text);
    if (!address) {
        return Failure{u"listen: \"%1\" is not HOST:PORT."_s.arg(text)};
    }
    if (address->host.isLoopback()) {
        return Done{};
    }
    if (config.open) {
        return Failure{
            u"listen: %1 is not a loopback address, and --open is for loopback only."_s.arg(text)};
    }
    if (!isEncrypted && !config.plainAnywhere) {
        return Failure{
            u"listen: %1 is not a loopback address, and what is said there would not be encrypted. "
            "Use tls.listen, or http.plain-anywhere behind a proxy that encrypts."_s.arg(text)};
    }
    return Done{};
}

static Result<Done, QString> checkTls(const Config &config)
{
    if (config.tlsListen.isEmpty()) {
        return Done{};
    }
    if (config.tlsCertificate.isEmpty() || config.tlsKey.isEmpty()) {
        return Failure{u"tls.listen: needs tls.certificate and tls.key."_s};
    }
    const auto tls = readTls(config.tlsCertificate, config.tlsKey, SystemClock().now());
    return tls ? Result<Done, QString>(Done{}) : Failure{tls.error()};
}

Result<Done, QString> checkConfig(const Config &config)
{
    if (config.listen.isEmpty() && config.tlsListen.isEmpty()) {
        return Failure{u"listen: name at least one address, HOST:PORT."_s};
    }
    for (const QStringList *addresses : {&config.listen, &config.tlsListen}) {
        for (const QString &text : *addresses) {
            if (auto checked = checkAddress(config, text, addresses == &config.tlsListen); !checked) {
                return checked;
            }
        }
    }
    if (config.idleSeconds > config.sessionSeconds) {
        return Failure{u"auth.idle-seconds: %1 is more than auth.session-seconds, %2."_s
                           .arg(config.idleSeconds)
                           .arg(config.sessionSeconds)};
    }
    return checkTls(config);
}

} // namespace kontor::server
