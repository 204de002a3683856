// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/publish/Publish.h"

namespace kontor::server {

//! A stored event that is published as the given type, with plausible, made-up content.
application::RecordedEvent exampleOf(PublishedType type, Timestamp at);

//! The body of a webhook that was asked for as an example; its data says so: "example": true.
QByteArray exampleBody(PublishedType type, EventId id, Timestamp at);

} // namespace kontor::server
