// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"

namespace kontor::api {

inline constexpr int transfersInBatch = 10'000;

//! Many transfers in one request and one commit, in their order.
struct TransferBatchRequest
{
    std::vector<TransferByIdRequest> items;
    std::optional<bool> atomic;

    template<class V>
    static void describe(V &&v)
    {
        v("items", &TransferBatchRequest::items, "the transfers, in the order of their booking",
            Facts{.minLength = 1, .maxLength = transfersInBatch});
        v("atomic", &TransferBatchRequest::atomic,
            "true: all or none; false or absent: each is decided alone");
    }
};

//! What became of one transfer of a batch; `code` and `detail` say why it was refused.
struct TransferOutcome
{
    int status = 200;
    std::optional<TransferId> transferId;
    std::optional<qint64> position;
    std::optional<qint64> version;
    std::optional<Decimal> balanceAfter;
    std::optional<QString> code;
    std::optional<QString> detail;

    template<class V>
    static void describe(V &&v)
    {
        v("status", &TransferOutcome::status, "200, or what the transfer alone would be answered");
        v("transferId", &TransferOutcome::transferId, "stands in both accounts' histories");
        v("position", &TransferOutcome::position, "of the source's event in the whole log");
        v("version", &TransferOutcome::version, "the source's version after it");
        v("balanceAfter", &TransferOutcome::balanceAfter, "the source's balance after it");
        v("code", &TransferOutcome::code, "why it is refused, as in a problem");
        v("detail", &TransferOutcome::detail, "the same in words");
    }
};

struct TransferBatchAnswer
{
    int accepted = 0;
    int refused = 0;
    std::vector<TransferOutcome> items;

    template<class V>
    static void describe(V &&v)
    {
        v("accepted", &TransferBatchAnswer::accepted, "how many were booked", facts::count);
        v("refused", &TransferBatchAnswer::refused, "how many were not", facts::count);
        v("items", &TransferBatchAnswer::items, "one for each transfer, in their order");
    }
};

} // namespace kontor::api
