// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ConfigCheck.h"
#include "server/doctor/Finding.h"
#include "storage/sql/SqliteVersion.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSysInfo>

#include <sys/resource.h>

namespace kontor::server {

// Connections, the files of the ledger, and what the program itself needs.
static constexpr rlim_t spareDescriptors = 128;

Findings lookAtProgram()
{
    const QString versions = u"kontor-server %1, Qt %2, SQLite %3, %4"_s.arg(
        QStringLiteral(KONTOR_VERSION), QString::fromLatin1(qVersion()), storage::sqliteVersion(),
        QSysInfo::prettyProductName());
    return {Finding::good(u"versions"_s, versions)};
}

static Finding descriptors(const Config &config)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t wanted = rlim_t(config.maxConnections) + spareDescriptors;
    const QString what = u"%1 files may be open, %2 are needed for %3 connections"_s.arg(
        limit.rlim_cur).arg(wanted).arg(config.maxConnections);
    return limit.rlim_cur >= wanted
        ? Finding::good(u"descriptors"_s, what)
        : Finding::warning(u"descriptors"_s, what,
            u"raise the limit (ulimit -n, LimitNOFILE), or lower http.max-connections"_s);
}

static Finding certificates(const Config &config)
{
    static constexpr qint64 soon = 30;
    static constexpr qint64 verySoon = 7;
    const QString name = u"certificates"_s;
    if (config.tlsCertificate.isEmpty()) {
        return Finding::good(name, u"none are configured"_s);
    }
    if (config.tlsListen.isEmpty()) {
        return Finding::warning(name, u"there is one, and nothing listens with TLS"_s,
            u"set tls.listen, or take tls.certificate away"_s);
    }
    const auto chain = QSslCertificate::fromPath(config.tlsCertificate);
    if (chain.isEmpty()) {
        return Finding::bad(name, u"%1 cannot be read"_s.arg(config.tlsCertificate),
            u"put a PEM file there that this user may read"_s);
    }
    const QDateTime end = chain.first().expiryDate();
    const qint64 left = end.toMSecsSinceEpoch() * 1'000 - SystemClock().now().micros;
    const qint64 days = left / 86'400'000'000;
    const QString what = u"good until %1"_s.arg(end.toUTC().toString(Qt::ISODate));
    const QString remedy = u"put a new one in its place and send the server SIGHUP"_s;
    if (left < 0) {
        return Finding::bad(name, u"it has run out: "_s + what, remedy);
    }
    if (days < verySoon) {
        return Finding::bad(name, what, remedy);
    }
    return days < soon ? Finding::warning(name, what, remedy) : Finding::good(name, what);
}

static Finding settings(const Config &config)
{
    const QString name = u"settings"_s;
    if (const auto checked = checkConfig(config); !checked) {
        return Finding::bad(name, checked.error(),
            u"change it, and see kontor-server check-config"_s);
    }
    return config.acceptHead
        ? Finding::warning(name,
            u"accept-head is set: a ledger that has lost events is taken as it is at each start"_s,
            u"set it for one start only"_s)
        : Finding::good(name, u"all can be used"_s);
}

Findings lookAtConfig(const Config &config)
{
    return {settings(config), descriptors(config), certificates(config)};
}

} // namespace kontor::server
