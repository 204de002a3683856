// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/metrics/Metrics.h"

namespace kontor::server {

struct Routes;
class Webhooks;

void addMetricsRoutes(Routes &routes, const MetricsSources &sources, Webhooks &webhooks);

} // namespace kontor::server
