// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "domain/Refusal.h"

namespace kontor::server {

//! The one map from the rules' refusals to the wire's problems.
api::ProblemCode problemOf(domain::RefusalCode code);
api::Problem problemOf(const domain::Refusal &refusal);

} // namespace kontor::server
