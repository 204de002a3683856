// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Json.h"

#include <QStringList>

namespace kontor::testing {

//! What is wrong with a document as OpenAPI 3.1: members that are missing, that nobody knows or that
//! have the wrong kind; references that lead nowhere; operations named twice; segments of paths and
//! their parameters that do not fit.
QStringList openApiFaults(const JsonValue &document);

} // namespace kontor::testing
