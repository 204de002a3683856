// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "verifier/Lines.h"
#include "verifier/Members.h"

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace verifier {

//! Of one currency, in minor units.
struct Totals
{
    std::int64_t cashIn = 0;
    std::int64_t cashOut = 0;
    std::int64_t transfersIn = 0;
    std::int64_t transfersOut = 0;
    std::int64_t balances = 0;
};

//! What the events say about money, versions and names; the chain is somebody else's matter.
class Books
{
public:
    //! Whether what came before the first event is in the books: else streams may begin earlier.
    explicit Books(bool fromTheBeginning) : m_fromTheBeginning(fromTheBeginning) {}

    //! What is wrong with the event; empty where nothing is.
    std::string add(const Event &event);
    std::string add(const Outcome &outcome, std::int64_t lastEvent);
    //! What must hold after the last one.
    std::string finish();

    bool isFromTheBeginning() const { return m_fromTheBeginning; }
    //! Nothing reaches beyond what was read.
    bool isWhole() const { return m_fromTheBeginning && m_transfers.empty(); }
    std::size_t streams() const { return m_streams.size(); }
    std::size_t accounts() const { return m_accounts; }
    std::size_t openTransfers() const { return m_transfers.size(); }
    std::int64_t refusals() const { return m_refusals; }
    std::map<std::string, Totals> totals() const;
    //! Of the stream that begins at a position; empty where it is not known.
    std::string nameOf(std::int64_t stream) const;

private:
    struct Stream
    {
        std::string name;
        std::int64_t version = 0;
        std::optional<std::int64_t> balance;
        std::string currency;
        //! Of a claim.
        std::string holder;
    };
    struct Side
    {
        std::string account;
        std::string counterparty;
        std::string currency;
        std::int64_t amount = 0;
        std::int64_t position = 0;
    };

    std::string cause(const Event &event);
    std::string place(const Event &event, const std::string &name);
    std::string move(Stream &stream, const Event &event);
    std::string pair(const Stream &stream, const Event &event);
    std::string claim(Stream &stream, const Event &event) const;
    std::string checkOpen() const;
    bool hasRepeatedTransfer();
    std::map<std::string, std::int64_t> sumsOfOpen() const;

    bool m_fromTheBeginning;
    std::unordered_map<std::int64_t, Stream> m_streams;
    std::unordered_set<std::string> m_names;
    std::unordered_map<std::string, Side> m_transfers;
    //! Digests of the ids of transfers that have both sides.
    std::vector<Hash> m_settled;
    std::unordered_set<std::string> m_keys;
    std::map<std::string, Totals> m_totals;
    std::size_t m_accounts = 0;
    //! The first event that was read, and the last that says its cause itself.
    std::int64_t m_first = 0;
    std::int64_t m_told = 0;
    std::int64_t m_explained = 0;
    std::int64_t m_refusals = 0;
    //! Of the event at hand.
    Members m_meta;
    Members m_data;
};

} // namespace verifier
