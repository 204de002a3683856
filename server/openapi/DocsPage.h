// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/openapi/DocumentReader.h"

namespace kontor::server {

//! The API on one page, made from its document: without script, with its style inside.
QByteArray docsPage(const DocumentReader &document, bool hasInteractivePage);

//! The Content-Security-Policy under which the page works: nothing but its own style, told by hash.
QByteArray docsPagePolicy();

//! A file of resources/docs.
QByteArray docsFile(const QString &name);

} // namespace kontor::server
