// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/State.h"
#include "storage/log/LogRow.h"
#include "storage/verify/TrialBalance.h"

#include <unordered_map>

namespace kontor::storage {

struct ReplayedStream
{
    //! Empty where the stream began before the first event that was read.
    domain::StreamName name;
    qint64 version = 0;
    //! Of an account, once it is known.
    std::optional<qint64> balance;
    //! Folded from the first event; initial where that was not read.
    domain::State state;

    bool isWhole() const { return !name.name().isEmpty(); }
};

//! Folds the log anew and holds each row against what came before it.
class Replay
{
public:
    //! Begins after `before`; what came earlier is taken on trust. Without it: from the first event.
    explicit Replay(const application::LogHead &before = {});

    //! What is wrong with the row, if anything.
    std::optional<QString> check(const EventRow &row);
    std::optional<QString> check(const OutcomeRow &row);
    //! What must hold once everything was read: no key used twice, no transfer twice and, in a whole
    //! log, none with one side, cash that makes up the balances, claims that fit their holders.
    std::optional<QString> checkEnd();

    //! By the position of its first event; nullptr where none was read.
    const ReplayedStream *stream(qint64 position) const;
    const std::unordered_map<qint64, ReplayedStream> &streams() const { return m_streams; }
    const application::LogHead &head() const { return m_head; }
    //! When the event that was checked last was booked, where it moved money.
    std::optional<QDate> booked() const { return m_booked; }
    qint64 count(domain::StreamKind kind) const;
    qint64 refusals() const { return m_refusals; }
    //! Cash that was out before it was booked, in another way than authorised.
    qint64 forcedBookings() const { return m_forced; }
    CurrencyTotals totals() const;
    std::size_t openTransfers() const { return m_trial.openTransfers(); }

private:
    std::optional<QString> checkPlace(const EventRow &row);
    std::optional<QString> checkCause(const EventRow &row, const EventMeta &meta);
    std::optional<QString> checkStream(const EventRow &row, const EventMeta &meta);
    std::optional<QString> begin(const EventRow &row, const EventMeta &meta);
    std::optional<QString> fold(ReplayedStream &stream, const domain::Event &event, Timestamp at);
    std::optional<QString> checkKeys();
    std::optional<QString> checkTotals() const;
    std::optional<QString> checkAccounts() const;
    std::optional<QString> checkUsers() const;
    std::optional<QString> checkClaims() const;
    const domain::State *stateOf(const domain::StreamName &name) const;
    bool holdsClaim(const domain::StreamName &claim, const domain::StreamName &holder) const;
    bool holdsAnyOf(const std::vector<domain::StreamName> &claims,
        const domain::StreamName &holder) const;

    application::LogHead m_head;
    std::optional<QDate> m_booked;
    qint64 m_first;
    std::unordered_map<qint64, ReplayedStream> m_streams;
    std::unordered_map<domain::StreamName, qint64> m_names;
    //! A digest of each key, with its outcome.
    std::vector<std::pair<quint64, qint64>> m_keys;
    //! The last event that says its cause itself.
    qint64 m_told = 0;
    //! The last event that an outcome has named.
    qint64 m_explained = 0;
    qint64 m_refusals = 0;
    qint64 m_forced = 0;
    TrialBalance m_trial;
};

} // namespace kontor::storage
