// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/Books.h"

#include "app-atm/session/AtmMachine.h"
#include "foundation/Strings.h"

namespace kontor::testing {

using namespace kontor::atm;

static QString bookError(const ModelBank &bank, const TakenByHand &takenByHand, WithdrawalId id,
    bool hasCase)
{
    const auto hand = takenByHand.find(id);
    const int taken = hand == takenByHand.end() ? 0 : hand->second;
    const auto found = bank.withdrawals().find(id);
    const int paid = found == bank.withdrawals().end() ? 0 : found->second.paid;
    const bool held = found != bank.withdrawals().end()
        && (found->second.state == api::WithdrawalState::Authorised
            || found->second.state == api::WithdrawalState::Suspect);
    if (hasCase) {
        return paid > taken         ? u"booked more than was taken; "_s
            : taken > paid && !held ? u"hold released for cash that is out; "_s
                                    : QString();
    }
    return taken != paid ? u"taken %1, booked %2, no case; "_s.arg(taken).arg(paid)
        : held           ? u"hold left without a case; "_s
                         : QString();
}

QString bookErrors(const std::vector<JournalEntry> &journal, const ModelBank &bank,
    const TakenByHand &takenByHand)
{
    QString errors;
    const JournalSummary summary = summarise(journal);
    for (const JournalEntry &entry : journal) {
        if (entry.step == JournalStep::Intent) {
            errors += bookError(bank, takenByHand, *entry.withdrawal,
                summary.cases.contains(*entry.withdrawal));
        }
    }
    for (const auto &[id, taken] : takenByHand) {
        if (bank.withdrawals().find(id) == bank.withdrawals().end()) {
            errors += u"cash for a withdrawal that the bank does not know; "_s;
        }
    }
    return errors;
}

} // namespace kontor::testing
