// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ConfigCheck.h"
#include "server/doctor/Finding.h"
#include "storage/sql/SqliteVersion.h"

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

Findings lookAtConfig(const Config &config)
{
    const auto checked = checkConfig(config);
    return {checked ? Finding::good(u"settings"_s, u"all can be used"_s)
                    : Finding::bad(u"settings"_s, checked.error(),
                        u"change it, and see kontor-server check-config"_s),
        descriptors(config),
        // There is nothing to expire: the server speaks plain HTTP, on loopback only.
        Finding::good(u"certificates"_s, u"none are configured"_s)};
}

} // namespace kontor::server
