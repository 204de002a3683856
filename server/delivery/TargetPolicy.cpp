// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/TargetPolicy.h"

#include <algorithm>

namespace kontor::server {

namespace {

using Network = std::pair<QHostAddress, int>;
using Ranges = std::vector<Network>;

Ranges networks(std::initializer_list<const char *> list)
{
    Ranges parsed;
    for (const char *network : list) {
        parsed.push_back(QHostAddress::parseSubnet(QString::fromLatin1(network)));
        KONTOR_ASSERT(parsed.back().second >= 0);
    }
    return parsed;
}

bool isIn(const QHostAddress &address, const Ranges &list)
{
    return std::any_of(list.begin(), list.end(),
        [&address](const Network &network) { return address.isInSubnet(network); });
}

bool isPublicV4(const QHostAddress &address)
{
    static const Ranges special
        = networks({"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"});
    return !isIn(address, special);
}

QHostAddress embeddedV4(const Q_IPV6ADDR &v6, int offset)
{
    quint32 v4 = 0;
    for (int i = 0; i < 4; ++i) {
        v4 = (v4 << 8) | v6[offset + i];
    }
    return QHostAddress(v4);
}

// ::ffff:0:0/96. Qt takes such an address for IPv4 in some comparisons and not in others, so its
// bytes are looked at.
std::optional<QHostAddress> mappedV4(const Q_IPV6ADDR &v6)
{
    const bool zeros = std::all_of(std::begin(v6.c), std::begin(v6.c) + 10,
        [](quint8 byte) { return byte == 0; });
    return zeros && v6[10] == 0xFF && v6[11] == 0xFF ? std::optional(embeddedV4(v6, 12))
                                                     : std::nullopt;
}

// Mapped addresses and NAT64 carry IPv4 in their last four bytes, 6to4 behind its prefix.
std::optional<QHostAddress> carriedV4(const QHostAddress &address)
{
    static const Ranges nat64 = networks({"64:ff9b::/96"});
    static const Ranges sixToFour = networks({"2002::/16"});
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    if (const auto mapped = mappedV4(v6)) {
        return mapped;
    }
    if (isIn(address, nat64)) {
        return embeddedV4(v6, 12);
    }
    return isIn(address, sixToFour) ? std::optional(embeddedV4(v6, 2)) : std::nullopt;
}

bool isPublicV6(const QHostAddress &address)
{
    static const Ranges global = networks({"2000::/3"});
    static const Ranges special = networks({"2001::/23", "2001:db8::/32", "3fff::/20"});
    if (const auto v4 = carriedV4(address)) {
        return isPublicV4(*v4);
    }
    return isIn(address, global) && !isIn(address, special);
}

bool isLoopback(const QHostAddress &address)
{
    static const Ranges loopback = networks({"127.0.0.0/8", "::1/128"});
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        if (const auto v4 = mappedV4(address.toIPv6Address())) {
            return isIn(*v4, loopback);
        }
    }
    return isIn(address, loopback);
}

// Written as IPv6 an IPv4 address leads to the same place.
bool isOneOf(const QHostAddress &address, const std::vector<QHostAddress> &list)
{
    const auto carried
        = address.protocol() == QAbstractSocket::IPv6Protocol ? carriedV4(address) : std::nullopt;
    return std::any_of(list.begin(), list.end(), [&](const QHostAddress &other) {
        return other == address || (carried && other == *carried);
    });
}

// What a URL parser somewhere might take for an IPv4 address: its last label is a number, be it
// decimal, octal or hexadecimal. No name under a real top-level domain looks like that.
bool endsInANumber(const QString &host)
{
    const QString label = host.mid(host.lastIndexOf(u'.') + 1);
    const bool digits = !label.isEmpty() && std::all_of(label.begin(), label.end(), [](QChar c) {
        return c >= u'0' && c <= u'9';
    });
    return digits || label.startsWith(u"0x"_s);
}

bool hasOnlyPlainCharacters(const QString &url)
{
    return std::all_of(url.begin(), url.end(), [](QChar c) {
        return c > u' ' && c != u'\\' && c != u'\x7F' && !c.isSpace() && c.isPrint();
    });
}

// The text between "//" and the path, as it was written: parsers disagree about what it means.
QString hostAndPortOf(const QString &url)
{
    const qsizetype start = url.indexOf(u"//"_s) + 2;
    const auto end = std::find_if(url.begin() + start, url.end(), [](QChar c) {
        return c == u'/' || c == u'?' || c == u'#';
    });
    return url.mid(start, (end - url.begin()) - start);
}

Result<Done, TargetFault> checkText(const QString &text, const QUrl &url)
{
    if (text.size() > 2048) {
        return Failure{TargetFault::TooLong};
    }
    if (!hasOnlyPlainCharacters(text) || !url.isValid() || url.host().isEmpty()
        || !text.contains(u"://"_s)) {
        return Failure{TargetFault::Malformed};
    }
    if (!url.userInfo().isEmpty() || hostAndPortOf(text).contains(u'@')) {
        return Failure{TargetFault::Credentials};
    }
    if (url.hasFragment()) {
        return Failure{TargetFault::Fragment};
    }
    return Done{};
}

Result<Done, TargetFault> checkSchemeAndPort(const Target &target, const TargetRules &rules)
{
    const QString scheme = target.url.scheme();
    if (scheme != u"https" && !(rules.open && scheme == u"http")) {
        return Failure{TargetFault::Scheme};
    }
    const bool listed = std::find(rules.ports.begin(), rules.ports.end(), target.port)
        != rules.ports.end();
    if (target.port == 0 || !(rules.open || listed)) {
        return Failure{TargetFault::Port};
    }
    return Done{};
}

// An address instead of a name hides who is meant, so it takes open mode or the operator's word.
Result<Done, TargetFault> checkLiteral(Target &target, const TargetRules &rules)
{
    const QHostAddress address(target.host);
    if (address.isNull()) {
        return endsInANumber(target.host) || target.host.contains(u':')
            ? Result<Done, TargetFault>(Failure{TargetFault::AddressLiteral})
            : Result<Done, TargetFault>(Done{});
    }
    if (!isIn(address, rules.allowed) && !(rules.open && isLoopback(address))) {
        return Failure{TargetFault::AddressLiteral};
    }
    target.literal = address;
    return Done{};
}

} // namespace

QString explain(TargetFault fault)
{
    switch (fault) {
    case TargetFault::Malformed: return u"This is not a complete URL."_s;
    case TargetFault::TooLong: return u"The URL is longer than 2048 characters."_s;
    case TargetFault::Scheme: return u"The URL has to start with https."_s;
    case TargetFault::Credentials: return u"The URL must not carry a user name."_s;
    case TargetFault::Fragment: return u"The URL must not have a fragment."_s;
    case TargetFault::Port: return u"This port is not allowed."_s;
    case TargetFault::AddressLiteral: return u"The URL has to name a host, not an address."_s;
    case TargetFault::NotPublic: return u"The host is not on the public network."_s;
    case TargetFault::NotResolved: return u"The host is not known."_s;
    }
    KONTOR_ASSERT(!"a fault without a text");
}

Result<Target, TargetFault> parseTarget(const QString &text, const TargetRules &rules)
{
    Target target;
    target.url = QUrl(text, QUrl::StrictMode);
    if (const auto checked = checkText(text, target.url); !checked) {
        return Failure{checked.error()};
    }
    target.host = target.url.host(QUrl::FullyEncoded).toLower();
    if (target.host.endsWith(u'.')) {
        target.host.chop(1);
    }
    if (target.host.isEmpty() || target.host.endsWith(u'.')) {
        return Failure{TargetFault::Malformed};
    }
    target.tls = target.url.scheme() == u"https";
    target.port = static_cast<quint16>(target.url.port(target.tls ? 443 : 80));
    if (const auto checked = checkSchemeAndPort(target, rules); !checked) {
        return Failure{checked.error()};
    }
    if (const auto checked = checkLiteral(target, rules); !checked) {
        return Failure{checked.error()};
    }
    return target;
}

bool isPublic(const QHostAddress &address)
{
    switch (address.protocol()) {
    case QAbstractSocket::IPv4Protocol: return isPublicV4(address);
    case QAbstractSocket::IPv6Protocol: return isPublicV6(address);
    default: return false;
    }
}

bool mayConnect(const QHostAddress &address, const TargetRules &rules)
{
    if (rules.open && isLoopback(address)) {
        return true;
    }
    if (isIn(address, rules.allowed)) {
        return true;
    }
    return isPublic(address) && !isOneOf(address, rules.own);
}

Result<Done, TargetFault> checkAddresses(const QList<QHostAddress> &addresses,
    const TargetRules &rules)
{
    if (addresses.isEmpty()) {
        return Failure{TargetFault::NotResolved};
    }
    const bool all = std::all_of(addresses.begin(), addresses.end(),
        [&rules](const QHostAddress &address) { return mayConnect(address, rules); });
    return all ? Result<Done, TargetFault>(Done{})
               : Result<Done, TargetFault>(Failure{TargetFault::NotPublic});
}

} // namespace kontor::server
