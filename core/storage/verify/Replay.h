// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/State.h"
#include "storage/Verify.h"
#include "storage/log/LogRow.h"

#include <unordered_map>
#include <unordered_set>

namespace kontor::storage {

struct ReplayedStream
{
    domain::StreamName name;
    qint64 version = 0;
    domain::State state;
};

//! Folds the log anew and holds each row against what came before it.
class Replay
{
public:
    Replay();
    //! What is wrong with the row, if anything.
    std::optional<QString> check(const EventRow &row);
    std::optional<QString> check(const OutcomeRow &row);
    //! What must hold at the end.
    std::optional<QString> checkClaims() const;
    const std::unordered_map<qint64, ReplayedStream> &streams() const { return m_streams; }
    qint64 accounts() const;
    std::map<QByteArray, CurrencyTotal> totals() const;

private:
    std::optional<QString> checkStream(const EventRow &row, const EventMeta &meta);
    std::optional<QString> checkMoney(const ReplayedStream &stream, const domain::Event &event) const;

    QByteArray m_eventHash;
    QByteArray m_outcomeHash;
    qint64 m_position = 0;
    qint64 m_sequence = 0;
    qint64 m_recordedAt = 0;
    std::unordered_map<qint64, ReplayedStream> m_streams;
    std::unordered_map<domain::StreamName, qint64> m_names;
    std::unordered_set<qint64> m_keys;
    std::map<QByteArray, qint64> m_movements;
};

} // namespace kontor::storage
