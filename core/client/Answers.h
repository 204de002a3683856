// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ApiError.h"
#include "client/Transport.h"

#include <optional>

namespace kontor::client {

//! Whether a request that may have arrived may have changed something.
enum class CallKind { Query, Command };

//! The one place where an HTTP answer becomes an ApiError; nothing for a 2xx.
std::optional<ApiError> errorOf(const HttpResponse &response, CallKind kind);
ApiError unreadable(CallKind kind, const QString &technical);

//! Answers may be longer than requests, and a newer server may say more than is known here.
template<class T>
Result<T, ApiError> readBody(const QByteArray &body, CallKind kind = CallKind::Query)
{
    const auto json = parseJson(body, {.depth = 64, .values = 500'000, .stringBytes = 1 << 20});
    if (!json) {
        return Failure{unreadable(kind, json.error().detail)};
    }
    auto value = fromJson<T>(*json, UnknownMembers::Ignore);
    if (!value) {
        const FieldError &first = value.error().front();
        return Failure{unreadable(kind, first.pointer + u": "_s + first.detail)};
    }
    return std::move(value).value();
}

//! A command without an answer's body (204) gives Done; what is no JSON is given as it came.
template<class T>
Result<T, ApiError> readAnswer(const HttpResponse &response, CallKind kind)
{
    if (auto error = errorOf(response, kind)) {
        return Failure{std::move(*error)};
    }
    if constexpr (std::is_same_v<T, Done>) {
        // Anybody on the way may answer 200 with a page of their own.
        if (response.status != 204) {
            return Failure{unreadable(kind, u"HTTP %1, not 204"_s.arg(response.status))};
        }
        return Done{};
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        return response.body;
    } else {
        return readBody<T>(response.body, kind);
    }
}

} // namespace kontor::client
