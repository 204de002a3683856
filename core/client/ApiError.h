// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "client/Distrust.h"

namespace kontor::client {

//! What can come of a call instead of an answer.
//! `Refused`: a definite no; no money has moved.
//! `Unknown`: the request may or may not have taken effect; its key will tell.
//! `Offline`: the request certainly never reached the server.
//! `Unreadable`: an answer that is not Kontor's.
struct ApiError
{
    enum class Kind { Refused, Unknown, Offline, Unreadable };

    Kind kind = Kind::Offline;
    //! With Refused.
    api::Problem problem;
    //! For the details fold-out and the log, never for people first.
    QString technical;
    //! With Offline.
    Distrust distrust = Distrust::None;

    //! Nobody answered: not even somebody who is not trusted.
    bool isSilence() const
    {
        return distrust == Distrust::None && (kind == Kind::Offline || kind == Kind::Unknown);
    }
    bool is(api::ProblemCode code) const
    {
        return kind == Kind::Refused && problem.knownCode() == code;
    }
    //! One or two plain sentences in the user's language: what happened and what to do.
    QString userMessage() const;
    //! The same for what was only read: nothing can have been recorded.
    QString readingMessage() const;
};

} // namespace kontor::client
