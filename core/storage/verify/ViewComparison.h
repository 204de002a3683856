// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/verify/Replay.h"

#include <unordered_map>

namespace kontor::storage {

//! Holds views.db against a replay of the log: its entries, keys and snapshots as they come by, and
//! every row of its other tables, and what can be searched, once the replay is where the views are.
class ViewComparison
{
public:
    //! Sees one state of the views from here to the end, although the follower may go on.
    ViewComparison(const QString &directory, const QByteArray &generation);

    //! Where the views stand; nothing where there are none of this ledger, and why.
    std::optional<qint64> position() const { return m_position; }
    const QString &whyNot() const { return m_whyNot; }
    //! Whether the replay has come to where the views are, with events and outcomes, and found them
    //! equal.
    bool isEqual() const { return m_eventsCompared && m_keysCompared && !m_differs; }
    bool differs() const { return m_differs; }

    //! Before the first row.
    std::optional<QString> begin(const Replay &replay);
    //! To be told of every row in order, after the replay has taken it in.
    std::optional<QString> follow(const EventRow &row, const Replay &replay);
    std::optional<QString> follow(const OutcomeRow &row);

private:
    struct KeptSnapshot
    {
        int kind = 0;
        quint64 digest = 0;
        //! Its version has come by, and it was the log's.
        bool isSeen = false;
    };
    bool open(const QString &directory, const QByteArray &generation);
    std::optional<QString> noted(std::optional<QString> fault);
    std::optional<QString> compareBefore(const Replay &replay);
    void addEntries();
    void addKeys();
    //! By the position of the stream's first event and the version.
    using Place = std::pair<qint64, qint64>;
    struct PlaceHash
    {
        std::size_t operator()(const Place &place) const
        {
            return qHashMulti(0, place.first, place.second);
        }
    };
    using KeptSnapshots = std::unordered_map<Place, KeptSnapshot, PlaceHash>;
    std::optional<QString> readSnapshots(const QString &table, KeptSnapshots &kept);
    std::optional<QString> compareSnapshots(const EventRow &row, const Replay &replay);
    std::optional<QString> compareAll(const Replay &replay);
    std::optional<QString> missingSnapshot(const Replay &replay) const;
    std::optional<QString> compareEntries(const Replay &replay);
    std::optional<QString> compareStreams(const Replay &replay);
    std::optional<QString> compareRows(const Replay &replay, domain::StreamKind kind);
    std::optional<QString> compareSearch(const Replay &replay, domain::StreamKind kind);
    std::optional<QString> compareKeys();
    std::optional<QString> orDamage(std::optional<QString> fault) const;

    std::unique_ptr<Database> m_views;
    std::unique_ptr<ReadTransaction> m_transaction;
    QString m_whyNot;
    std::optional<qint64> m_position;
    qint64 m_outcome = 0;
    //! Of the event at m_position.
    QByteArray m_hash;
    // Sums over all rows, of the views and of the log: equal whatever the order.
    quint64 m_entries = 0;
    quint64 m_events = 0;
    quint64 m_keys = 0;
    quint64 m_outcomes = 0;
    KeptSnapshots m_snapshots;
    KeptSnapshots m_milestones;
    bool m_eventsCompared = false;
    bool m_keysCompared = false;
    bool m_differs = false;
};

} // namespace kontor::storage
