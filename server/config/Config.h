// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Decide.h"
#include "foundation/Result.h"
#include "server/auth/TokenAlgorithm.h"
#include "storage/OpenError.h"

#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <functional>
#include <vector>

namespace kontor::server {

//! Every setting of the server. Where a value comes from, the later wins: default, kontor.toml,
//! environment (KONTOR_…), command line.
struct Config
{
    QString dataDirectory = u"kontor-data"_s;
    QStringList listen = {u"127.0.0.1:8080"_s};
    bool open = false;
    bool demo = false;
    bool acceptHead = false;
    QString branchName = u"Main branch"_s;
    //! What accounting software knows the bank by.
    QString bankId = u"KONTOR"_s;
    QTimeZone timeZone = QTimeZone::utc();
    Currency currency;
    CpfValidation cpfValidation = CpfValidation::Strict;
    qint64 depositLimit = 1'000'000;
    int withdrawalSeconds = 180;
    int maxConnections = 1024;
    int maxConnectionsPerPeer = 128;
    QStringList hosts;
    //! Whose X-Forwarded-For is believed.
    QStringList trustedProxies;
    int deliveryBaseMs = 2'000;
    int deliveryCapMs = 300'000;
    int deliveryAttempts = 22;
    int deliveryTimeoutMs = 15'000;
    int viewFlushMs = 2'000;
    int checkpointPages = 1'000;
    QString cacheKind = u"memory"_s;
    int cacheEntries = 10'000;
    QString cacheRedis = u"127.0.0.1:6379"_s;
    QString cachePrefix;
    int cachePatienceMs = 50;
    int scrubRowsPerSecond = 2'000;
    QString backupDirectory;
    int backupMaxAgeHours = 26;
    //! Whether customers may register by themselves.
    bool registration = true;
    TokenAlgorithm tokenAlgorithm = TokenAlgorithm::Hs256;
    qint64 accessSeconds = 600;
    qint64 sessionSeconds = 43'200;
    qint64 idleSeconds = 1'800;
    QStringList tlsListen;
    QString tlsCertificate;
    QString tlsKey;
    //! Whether the addresses in `listen` may be others than loopback.
    bool plainAnywhere = false;
    //! Requests a second; 0: as many as they like.
    int callerRate = 2'000;
    int sourceRate = 100;
    //! A minute.
    int signInRate = 60;
    QStringList rateExempt = {u"127.0.0.0/8"_s, u"::1/128"_s};
    int auditDays = 400;

    domain::Policy policy() const;
};

//! One row of the table that the command line, the file, the environment, --print-config and the
//! documentation are made from.
struct Setting
{
    const char *key;
    //! What stands after the flag in --help; nullptr for a switch.
    const char *argument;
    const char *help;
    std::function<QString(const Config &)> get;
    //! False where the text does not fit.
    std::function<bool(Config &, const QString &)> set;
    //! What would fit, for whoever gave what does not; empty where `help` says it.
    QString fits = {};
    //! May hold a password, which is nothing for an error.
    bool isSecret = false;
};

//! Why a value was refused, and `where` it stood: a place in a file, a variable, a flag.
QString unusable(const QString &where, const Setting &setting, const QString &value);

const std::vector<Setting> &settings();

//! "http.max-connections" ↔ "--http-max-connections" and "KONTOR_HTTP_MAX_CONNECTIONS".
QString flagOf(const Setting &setting);
QByteArray variableOf(const Setting &setting);

//! Applies the file (where it exists), then the environment. Unknown keys are refused by name.
Result<Config, storage::OpenError> readConfig(const QString &tomlFile);
//! Applies one flag of the command line; `value` is empty for a switch.
Result<Done, QString> applyFlag(Config &config, const Setting &setting, const QStringList &values);

} // namespace kontor::server
