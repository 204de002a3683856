// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/Cache.h"

namespace kontor::server {

struct Config;

//! Whether `cache.redis` can be understood; in builds without Redis every text can.
bool isRedisTarget(const QString &text);

//! The cache that the settings ask for, nullptr for none; or why there is no such cache here.
Result<std::unique_ptr<Cache>, QString> makeCache(const Config &config, const Clock &clock);

} // namespace kontor::server
