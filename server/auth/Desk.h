// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "application/Submission.h"

#include <functional>
#include <variant>

namespace kontor::server {

// What the desks have in common, which do what is done for one request over several turns.

//! Everything of a submission but its command.
using Prepare = std::function<application::Submission(domain::Command)>;

//! Why a desk says no: something of its own, or what the ledger said.
using Refused = std::variant<api::Problem, application::CommandResult>;

template<class T>
using Answered = std::function<void(Result<T, Refused>)>;

inline Failure<Refused> refused(api::ProblemCode code, const QString &detail = {})
{
    return Failure{Refused(api::Problem::of(code, detail))};
}

} // namespace kontor::server
