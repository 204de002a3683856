// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/MetricsRoutes.h"

#include "server/delivery/Webhooks.h"
#include "server/metrics/Metrics.h"
#include "server/routes/Routes.h"

// What those who watch ask for every few seconds.

namespace kontor::server {

void addMetricsRoutes(Routes &routes, const MetricsSources &sources, Webhooks &webhooks)
{
    routes.add({.path = api::paths::metrics, .action = "health.read", .name = "getMetrics",
                   .summary = "What is measured, for Prometheus",
                   .details = "In the text format, version 0.0.4. Counters begin at 0 with each "
                              "start; what they are is in docs/operations.md.",
                   .answers = {{200,
                       {"text/plain", "# HELP kontor_ledger_head_position The last event.\n"
                                      "# TYPE kontor_ledger_head_position gauge\n"
                                      "kontor_ledger_head_position 4711\n"}}}},
        [sources, &webhooks](const CallPtr &call) {
            webhooks.figures([call, sources](const Result<DeliveryFigures, WebhookRefusal> &told) {
                call->answerAs("text/plain; version=0.0.4; charset=utf-8",
                    metricsPage(sources, told ? std::optional(*told) : std::nullopt));
            });
        });
}

} // namespace kontor::server
