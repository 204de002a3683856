// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/Config.h"

#include "server/cache/CacheChoice.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

namespace kontor::server {

domain::Policy Config::policy() const
{
    domain::Policy policy;
    policy.defaultCurrency = currency;
    policy.depositLimit = depositLimit;
    policy.cpfValidation = cpfValidation;
    policy.withdrawalSeconds = withdrawalSeconds;
    return policy;
}

namespace {

Setting text(const char *key, const char *help, QString Config::*member)
{
    return {key, "TEXT", help, [member](const Config &c) { return c.*member; },
        [member](Config &c, const QString &value) {
            c.*member = value;
            return !value.isEmpty() && !value.contains(QChar::Null);
        }};
}

//! A line of text that a program can show.
Setting shortText(const char *key, const char *help, QString Config::*member)
{
    static constexpr qsizetype longest = 100;
    Setting setting = text(key, help, member);
    setting.set = [member](Config &c, const QString &value) {
        c.*member = value;
        return !value.trimmed().isEmpty() && value.size() <= longest
            && std::all_of(value.begin(), value.end(), [](QChar each) { return each.isPrint(); });
    };
    return setting;
}

//! May be empty.
Setting anyText(const char *key, const char *help, QString Config::*member)
{
    Setting setting = text(key, help, member);
    setting.set = [member](Config &c, const QString &value) {
        c.*member = value;
        return true;
    };
    return setting;
}

QStringList itemsOf(const QString &value)
{
    QStringList items;
    for (const QString &item : value.split(u',', Qt::SkipEmptyParts)) {
        items << item.trimmed();
    }
    return items;
}

Setting list(const char *key, const char *help, QStringList Config::*member)
{
    return {key, "LIST", help, [member](const Config &c) { return (c.*member).join(u','); },
        [member](Config &c, const QString &value) {
            c.*member = itemsOf(value);
            return true;
        }};
}

//! As they stand in a request: without scheme and path.
Setting hosts(const char *key, const char *help, QStringList Config::*member)
{
    Setting setting = list(key, help, member);
    setting.set = [member](Config &c, const QString &value) {
        static const QRegularExpression host(u"^[A-Za-z0-9._:\\[\\]-]+$"_s);
        c.*member = itemsOf(value);
        return std::all_of((c.*member).begin(), (c.*member).end(),
            [](const QString &text) { return host.match(text).hasMatch(); });
    };
    setting.fits = u"names such as bank.example"_s;
    return setting;
}

//! Networks are no wider than `leastPrefix` bits allow.
Setting networks(const char *key, const char *help, QStringList Config::*member, int leastPrefix)
{
    return {key, "LIST", help,
        [member](
            const Config &c) { return (c.*member).isEmpty() ? u"none"_s : (c.*member).join(u','); },
        [member, leastPrefix](Config &c, const QString &value) {
            c.*member = value == u"none"_s ? QStringList() : itemsOf(value);
            return std::all_of((c.*member).begin(), (c.*member).end(),
                [leastPrefix](const QString &text) {
                    return QHostAddress::parseSubnet(text).second >= leastPrefix;
                });
        }};
}

Setting toggle(const char *key, const char *help, bool Config::*member)
{
    return {key, nullptr, help,
        [member](const Config &c) { return c.*member ? u"true"_s : u"false"_s; },
        [member](Config &c, const QString &value) {
            c.*member = value == u"true"_s;
            return value == u"true"_s || value == u"false"_s;
        }};
}

template<class Int>
Setting number(const char *key, const char *help, Int Config::*member, qint64 min, qint64 max)
{
    return {key, "NUMBER", help, [member](const Config &c) { return QString::number(c.*member); },
        [member, min, max](Config &c, const QString &value) {
            bool ok = false;
            const qint64 parsed = value.toLongLong(&ok);
            c.*member = static_cast<Int>(parsed);
            return ok && parsed >= min && parsed <= max;
        },
        u"%1 to %2"_s.arg(min).arg(max)};
}

bool setBankId(Config &config, const QString &value)
{
    static const QRegularExpression code(u"^[A-Za-z0-9]{1,9}\\z"_s);
    config.bankId = value;
    return code.match(value).hasMatch();
}

bool setTimeZone(Config &config, const QString &value)
{
    // Of an empty name Qt makes the zone of the machine, and of one that it does not know, such as
    // Berlin, a rule of its own that never leaves UTC.
    const QByteArray name = value.toLatin1();
    config.timeZone = QTimeZone(name);
    return QTimeZone::isTimeZoneIdAvailable(name) && config.timeZone.isValid();
}

bool setCurrency(Config &config, const QString &value)
{
    const auto currency = Currency::fromCode(value.toLatin1());
    config.currency = currency.value_or(Currency());
    return currency.has_value();
}

bool setCpfValidation(Config &config, const QString &value)
{
    config.cpfValidation
        = value == u"length"_s ? CpfValidation::Length : CpfValidation::Strict;
    return value == u"length"_s || value == u"strict"_s;
}

QString cpfValidationName(const Config &config)
{
    return config.cpfValidation == CpfValidation::Length ? u"length"_s : u"strict"_s;
}

bool setCacheKind(Config &config, const QString &value)
{
    config.cacheKind = value;
    return QStringList{u"memory"_s, u"redis"_s, u"off"_s}.contains(value);
}

bool setCacheRedis(Config &config, const QString &value)
{
    config.cacheRedis = value;
    return isRedisTarget(value);
}

// The password stays here.
QString cacheRedisShown(const Config &config)
{
    const qsizetype at = config.cacheRedis.lastIndexOf(u'@');
    return at < 0 ? config.cacheRedis : u"redis://:***"_s + config.cacheRedis.sliced(at);
}

bool setRegistration(Config &config, const QString &value)
{
    config.registration = value == u"open"_s;
    return value == u"open"_s || value == u"closed"_s;
}

constexpr std::pair<const char *, TokenAlgorithm> algorithms[] = {{"HS256", TokenAlgorithm::Hs256},
    {"HS384", TokenAlgorithm::Hs384}, {"HS512", TokenAlgorithm::Hs512}};

bool setAlgorithm(Config &config, const QString &value)
{
    for (const auto &[name, algorithm] : algorithms) {
        if (value == QLatin1StringView(name)) {
            config.tokenAlgorithm = algorithm;
            return true;
        }
    }
    return false;
}

QString algorithmName(const Config &config)
{
    return QString::fromLatin1(algorithms[std::size_t(config.tokenAlgorithm)].first);
}

std::vector<Setting> securitySettings()
{
    return {
        {"auth.registration", "MODE", "open: customers may register by themselves; closed: not",
            [](const Config &c) { return c.registration ? u"open"_s : u"closed"_s; },
            setRegistration},
        {"auth.algorithm", "NAME", "how access tokens are signed: HS256, HS384 or HS512",
            algorithmName, setAlgorithm},
        number("auth.access-seconds", "how long an access token lives", &Config::accessSeconds, 1,
            3'600),
        number("auth.session-seconds", "how long a session lives, however often it is refreshed",
            &Config::sessionSeconds, 1, 31'536'000),
        number("auth.idle-seconds", "how long a session lives without a refresh",
            &Config::idleSeconds, 1, 31'536'000),
        list("tls.listen", "addresses to listen on with TLS, HOST:PORT", &Config::tlsListen),
        anyText("tls.certificate", "file of the certificate and those above it, PEM",
            &Config::tlsCertificate),
        anyText("tls.key", "file of its private key, PEM", &Config::tlsKey),
        toggle("http.plain-anywhere", "listen without TLS beyond loopback, behind a proxy that has it",
            &Config::plainAnywhere),
        number("rate.caller", "requests a second of one user or key; 0: no limit",
            &Config::callerRate, 0, 1'000'000),
        number("rate.source", "requests a second of one address that has not signed in; 0: no limit",
            &Config::sourceRate, 0, 1'000'000),
        number("rate.sign-ins", "sign-ins and registrations a minute from one address; 0: no limit",
            &Config::signInRate, 0, 1'000'000),
        networks("rate.exempt", "addresses and networks that no limit by address holds for, or none",
            &Config::rateExempt, 0),
        number("audit.days", "how long the audit is kept", &Config::auditDays, 1, 36'500),
    };
}

std::vector<Setting> branchSettings()
{
    return {
        text("data", "directory of the ledger and all that belongs to it", &Config::dataDirectory),
        list("listen", "addresses to listen on, HOST:PORT; may be given several times",
            &Config::listen),
        toggle("open", "no sign-in: on loopback only, for trying out", &Config::open),
        toggle("demo", "fill an empty ledger with a demo branch", &Config::demo),
        toggle("accept-head", "take the ledger as it is: without its anchor, or after a restore",
            &Config::acceptHead),
        shortText("branch.name", "shown in the programs, up to 100 characters",
            &Config::branchName),
        {"branch.bank-id", "CODE",
            "the bank's code in files for accounting software, 1 to 9 letters and digits",
            [](const Config &c) { return c.bankId; }, setBankId},
        {"branch.time-zone", "ZONE", "IANA name; booking dates follow it",
            [](const Config &c) { return QString::fromLatin1(c.timeZone.id()); }, setTimeZone},
        {"branch.currency", "CODE", "of accounts that name none, ISO 4217",
            [](const Config &c) { return QString::fromLatin1(c.currency.code()); }, setCurrency},
        {"cpf.validation", "MODE", "strict checks both check digits, length only counts",
            cpfValidationName, setCpfValidation},
        number("limits.deposit", "largest deposit in one operation, major units",
            &Config::depositLimit, 1, 99'999'999'999),
        number("limits.withdrawal-seconds", "how long an authorised withdrawal may be paid",
            &Config::withdrawalSeconds, 1, 3600),
        number("http.max-connections", "connections in all", &Config::maxConnections, 1, 100'000),
        number("http.max-connections-per-peer", "per address; loopback is exempt",
            &Config::maxConnectionsPerPeer, 1, 100'000),
        hosts("http.hosts", "further Host names that are answered to", &Config::hosts),
        networks("http.trusted-proxies",
            "addresses and networks whose X-Forwarded-For is believed, or none; never everybody",
            &Config::trustedProxies, 1),
        number("delivery.base-ms", "first pause before a delivery is repeated",
            &Config::deliveryBaseMs, 1, 3'600'000),
        number("delivery.cap-ms", "longest such pause", &Config::deliveryCapMs, 1, 86'400'000),
        number("delivery.attempts", "tries before a delivery is parked", &Config::deliveryAttempts,
            1, 1'000),
        number("delivery.timeout-ms", "total time for one try", &Config::deliveryTimeoutMs, 100,
            120'000),
        number("scrub.rows-per-second", "how fast the books are looked through; 0 not at all",
            &Config::scrubRowsPerSecond, 0, 10'000'000),
        number("ledger.checkpoint-pages",
            "pages of 4 KiB that the write-ahead log grows by before they are copied",
            &Config::checkpointPages, 1, 1'000'000),
        number("views.flush-ms", "how long the views may gather changes", &Config::viewFlushMs, 1,
            60'000),
        {"cache.kind", "KIND", "what remembers accounts: memory, redis or off",
            [](const Config &c) { return c.cacheKind; }, setCacheKind},
        number("cache.entries", "accounts that the memory cache remembers", &Config::cacheEntries,
            1, 10'000'000),
        {"cache.redis", "TARGET", "HOST:PORT, or redis://:PASSWORD@HOST:PORT/DATABASE",
            cacheRedisShown, setCacheRedis, {}, true},
        anyText("cache.prefix", "stands before every key of the cache", &Config::cachePrefix),
        number("cache.patience-ms", "how long a look into Redis may take; then it is a miss",
            &Config::cachePatienceMs, 1, 10'000),
        anyText("backup.directory", "where backups are kept, each in a directory of its own",
            &Config::backupDirectory),
        number("backup.max-age-hours", "how old the newest backup may be; doctor tells",
            &Config::backupMaxAgeHours, 1, 100'000),
    };
}

std::vector<Setting> makeSettings()
{
    std::vector<Setting> all = branchSettings();
    const std::vector<Setting> security = securitySettings();
    all.insert(all.end(), security.begin(), security.end());
    return all;
}

} // namespace

const std::vector<Setting> &settings()
{
    static const std::vector<Setting> rows = makeSettings();
    return rows;
}

QString flagOf(const Setting &setting)
{
    return QString::fromLatin1(setting.key).replace(u'.', u'-');
}

QByteArray variableOf(const Setting &setting)
{
    QByteArray name = QByteArray("KONTOR_") + QByteArray(setting.key).toUpper();
    return name.replace('.', '_').replace('-', '_');
}

QString unusable(const QString &where, const Setting &setting, const QString &value)
{
    const QString shown = setting.isSecret ? u"what is given"_s : u'"' + value + u'"';
    const QString fits = setting.fits.isEmpty() ? QString() : u": %1 can"_s.arg(setting.fits);
    return u"%1: %2 cannot be used for %3 (%4)%5"_s.arg(where, shown,
        QString::fromLatin1(setting.key), QString::fromLatin1(setting.help), fits);
}

Result<Done, QString> applyFlag(Config &config, const Setting &setting, const QStringList &values)
{
    const QString value = setting.argument ? values.join(u',') : u"true"_s;
    return setting.set(config, value)
        ? Result<Done, QString>(Done{})
        : Failure{unusable(u"--"_s + flagOf(setting), setting, value)};
}

} // namespace kontor::server
