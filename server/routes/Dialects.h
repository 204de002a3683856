// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"
#include "server/openapi/Operation.h"

// Several documents describe the same actions with other words. A dialect is only another way to
// write a body: here it becomes the canonical one, and nothing behind this file knows of it.

namespace kontor::server {

//! The members of an opening: ownerName and owner mean name, amount means initialBalance.
const Synonyms &openingSynonyms();
//! The parties of a transfer: source-/fromAccountId and destination-/target-/toAccountId.
const Synonyms &transferSynonyms();

//! A body of name and cpf alone needs both.
Result<JsonValue, FieldErrors> canonicalOpening(JsonValue body);
Result<JsonValue, FieldErrors> canonicalTransfer(JsonValue body);

} // namespace kontor::server
