// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/openapi/Schema.h"

// What other systems are told, as the document says it: OpenAPI's webhooks.

namespace kontor::server {

//! A POST to an endpoint for each type of event.
JsonValue webhooksOf(Schemas &schemas);

//! Says in the schema of an envelope which types and payloads there are.
void describeEnvelope(Schemas &schemas);

} // namespace kontor::server
