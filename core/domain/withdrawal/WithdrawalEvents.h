// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::domain {

//! Notes of one face value, in major units.
struct Notes
{
    int value = 0;
    int count = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("value", &Notes::value);
        v("count", &Notes::count);
    }
    friend bool operator==(const Notes &, const Notes &) = default;
};

struct WithdrawalAuthorised
{
    AccountId accountId;
    CardId cardId;
    HoldId holdId;
    QByteArray terminalId;
    qint64 authorised = 0;
    Currency currency;
    std::vector<Notes> mix;
    Timestamp expiresAt;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &WithdrawalAuthorised::accountId);
        v("cardId", &WithdrawalAuthorised::cardId);
        v("holdId", &WithdrawalAuthorised::holdId);
        v("terminalId", &WithdrawalAuthorised::terminalId);
        v("authorised", &WithdrawalAuthorised::authorised);
        v("currency", &WithdrawalAuthorised::currency);
        v("mix", &WithdrawalAuthorised::mix);
        v("expiresAt", &WithdrawalAuthorised::expiresAt);
    }
    friend bool operator==(const WithdrawalAuthorised &, const WithdrawalAuthorised &) = default;
};

//! An advice of what the customer got. It is a fact, so it is never refused.
struct WithdrawalCompleted
{
    qint64 paid = 0;
    std::vector<Notes> notes;
    bool forced = false;

    template<class V>
    static void describe(V &&v)
    {
        v("paid", &WithdrawalCompleted::paid);
        v("notes", &WithdrawalCompleted::notes);
        v("forced", &WithdrawalCompleted::forced);
    }
    friend bool operator==(const WithdrawalCompleted &, const WithdrawalCompleted &) = default;
};

//! No cash was paid. As the first event of its stream it is a tombstone: an authorisation that
//! arrives later is refused.
struct WithdrawalVoided
{
    QString reason;

    template<class V>
    static void describe(V &&v) { v("reason", &WithdrawalVoided::reason); }
    friend bool operator==(const WithdrawalVoided &, const WithdrawalVoided &) = default;
};

//! The time for an answer is over and cash may be out: the hold stays until somebody knows.
struct WithdrawalSuspected
{
    QString reason;

    template<class V>
    static void describe(V &&v) { v("reason", &WithdrawalSuspected::reason); }
    friend bool operator==(const WithdrawalSuspected &, const WithdrawalSuspected &) = default;
};

} // namespace kontor::domain
