// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/withdrawal/WithdrawalEvents.h"

namespace kontor::domain {

enum class WithdrawalPhase { Unknown, Authorised, Completed, PartlyCompleted, Voided, Suspect };

} // namespace kontor::domain

template<>
struct kontor::EnumNames<kontor::domain::WithdrawalPhase>
{
    static constexpr std::pair<domain::WithdrawalPhase, const char *> names[] = {
        {domain::WithdrawalPhase::Unknown, "Unknown"},
        {domain::WithdrawalPhase::Authorised, "Authorised"},
        {domain::WithdrawalPhase::Completed, "Completed"},
        {domain::WithdrawalPhase::PartlyCompleted, "PartlyCompleted"},
        {domain::WithdrawalPhase::Voided, "Voided"}, {domain::WithdrawalPhase::Suspect, "Suspect"}};
};

namespace kontor::domain {

//! A cash machine's withdrawal: Authorised → Completed | PartlyCompleted | Voided | Suspect.
struct Withdrawal
{
    WithdrawalPhase phase = WithdrawalPhase::Unknown;
    std::optional<AccountId> accountId;
    std::optional<CardId> cardId;
    std::optional<HoldId> holdId;
    QByteArray terminalId;
    qint64 authorised = 0;
    qint64 paid = 0;
    Currency currency;
    Timestamp expiresAt;
    bool forced = false;

    bool isOpen() const
    {
        return phase == WithdrawalPhase::Authorised || phase == WithdrawalPhase::Suspect;
    }

    template<class V>
    static void describe(V &&v)
    {
        v("phase", &Withdrawal::phase);
        v("accountId", &Withdrawal::accountId);
        v("cardId", &Withdrawal::cardId);
        v("holdId", &Withdrawal::holdId);
        v("terminalId", &Withdrawal::terminalId);
        v("authorised", &Withdrawal::authorised);
        v("paid", &Withdrawal::paid);
        v("currency", &Withdrawal::currency);
        v("expiresAt", &Withdrawal::expiresAt);
        v("forced", &Withdrawal::forced);
    }
    friend bool operator==(const Withdrawal &, const Withdrawal &) = default;
};

inline void evolve(Withdrawal &withdrawal, const WithdrawalAuthorised &event, Timestamp)
{
    withdrawal = {WithdrawalPhase::Authorised, event.accountId, event.cardId, event.holdId,
        event.terminalId, event.authorised, 0, event.currency, event.expiresAt, false};
}

inline void evolve(Withdrawal &withdrawal, const WithdrawalCompleted &event, Timestamp)
{
    withdrawal.phase = event.paid < withdrawal.authorised ? WithdrawalPhase::PartlyCompleted
                                                          : WithdrawalPhase::Completed;
    withdrawal.paid = event.paid;
    withdrawal.forced = event.forced;
}

inline void evolve(Withdrawal &withdrawal, const WithdrawalVoided &, Timestamp)
{
    withdrawal.phase = WithdrawalPhase::Voided;
}

inline void evolve(Withdrawal &withdrawal, const WithdrawalSuspected &, Timestamp)
{
    withdrawal.phase = WithdrawalPhase::Suspect;
}

} // namespace kontor::domain
