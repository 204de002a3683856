// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "domain/Refusal.h"

#include <QByteArrayList>

namespace kontor::server {

//! The one map from the rules' refusals to the wire's problems.
api::ProblemCode problemOf(domain::RefusalCode code);
api::Problem problemOf(const domain::Refusal &refusal);

//! Stands in membersOf for what names the account that the path is about.
inline constexpr const char *pathAccount = "{id}";

//! Which members of a body, in the routes' own words, a refusal may be about: the first that was given
//! is the one. None where it is about no member.
QByteArrayList membersOf(const domain::Refusal &refusal);

} // namespace kontor::server
