// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Audit.h"
#include "api/Identity.h"
#include "api/Live.h"

// The part of the document's story in which people and programs sign in.

namespace kontor::server::examples {

api::RegisterRequest registerRequest();
api::SignInRequest signInRequest();
api::RefreshRequest refreshRequest();
api::SignOutRequest signOutRequest();
api::SetUpRequest setUpRequest();
api::SignedIn signedIn();
api::TokenView token();
api::Me me();

api::NewUserRequest newUserRequest();
api::UserView user();
api::UserPage users();
api::ChangePasswordRequest passwordChange();
api::SessionList sessions();

api::NewKeyRequest newKeyRequest();
api::KeyView key();
api::KeyView issuedKey();
api::KeyPage keys();

api::AuditPage audit();

api::Negotiation negotiation();

} // namespace kontor::server::examples
