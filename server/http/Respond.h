// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "server/http/Reply.h"

//! What is answered without a route's doing. Each call completes the reply; a second one does nothing.
namespace kontor::server::respond {

//! 204.
void noContent(Reply &reply, Headers headers = {});

//! The same as an answer that is not sent yet.
Answer problemAnswer(api::Problem problem, const QByteArray &requestId, Headers headers = {});

//! application/problem+json with the request's id as `instance`; Retry-After is added where the
//! code invites to try again.
void problem(Reply &reply, api::Problem problem, Headers headers = {});
void problem(Reply &reply, api::ProblemCode code, const QString &detail = {}, Headers headers = {});

} // namespace kontor::server::respond
