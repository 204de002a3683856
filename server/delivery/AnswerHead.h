// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"

#include <QByteArray>

#include <optional>

namespace kontor::server {

//! What counts of the head of a target's answer.
struct AnswerHead
{
    int status = 0;
    //! The header of that name, as it came.
    QByteArray retryAfter;
    //! How long the body is, where the head says so.
    std::optional<qint64> length;
    bool chunked = false;
    //! Another request may follow on the connection, once the body has been read.
    bool keeps = false;
};

//! Longer heads are no answer.
constexpr qsizetype answerHeadLimit = 16 * 1024;

//! Why something is no answer.
enum class AnswerFault { Malformed, TooLong };

//! Takes the head from the front of `received`; nothing while it is not all there. Heads that only
//! announce another one (1xx) are passed over.
Result<std::optional<AnswerHead>, AnswerFault> takeAnswerHead(QByteArray &received);

} // namespace kontor::server
