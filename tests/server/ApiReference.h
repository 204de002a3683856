// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/openapi/DocumentReader.h"

namespace kontor::testing {

//! What sites that show Markdown call a heading in links to it.
QString anchorOfHeading(const QByteArray &heading);

//! docs/api.md: what the document says, as Markdown.
QByteArray apiReference(const server::DocumentReader &document);

} // namespace kontor::testing
