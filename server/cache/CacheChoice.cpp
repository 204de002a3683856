// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/CacheChoice.h"

#include "server/cache/MemoryCache.h"
#include "server/config/Config.h"

#ifdef KONTOR_REDIS
#include "server/cache/RedisCache.h"
#endif

namespace kontor::server {

using MadeCache = Result<std::unique_ptr<Cache>, QString>;

#ifdef KONTOR_REDIS

bool isRedisTarget(const QString &text)
{
    return parseRedisTarget(text).has_value();
}

static MadeCache makeRedisCache(const Config &config)
{
    auto target = parseRedisTarget(config.cacheRedis);
    KONTOR_ASSERT(target);
    target->prefix = config.cachePrefix.toUtf8();
    target->patience = std::chrono::milliseconds(config.cachePatienceMs);
    return std::unique_ptr<Cache>(std::make_unique<RedisCache>(std::move(*target)));
}

#else

bool isRedisTarget(const QString &)
{
    return true;
}

static MadeCache makeRedisCache(const Config &)
{
    return Failure{u"cache.kind: this program was built without Redis (libhiredis was not found)"_s};
}

#endif

MadeCache makeCache(const Config &config, const Clock &clock)
{
    if (config.cacheKind == u"off"_s) {
        return std::unique_ptr<Cache>();
    }
    if (config.cacheKind == u"redis"_s) {
        return makeRedisCache(config);
    }
    return std::unique_ptr<Cache>(std::make_unique<MemoryCache>(clock, config.cacheEntries));
}

} // namespace kontor::server
