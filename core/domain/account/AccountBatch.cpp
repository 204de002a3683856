// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/RefusalDetail.h"
#include "domain/Rules.h"

#include <unordered_map>

// Transfers that happen together or not at all.

namespace kontor::domain {

namespace {

// The states after what has been decided so far, over those that were there before.
class StatesAfter final : public States
{
public:
    StatesAfter(const States &before, Timestamp now) : m_before(before), m_now(now) {}

    const State &of(const StreamName &stream) const override
    {
        const auto found = m_after.find(stream);
        return found != m_after.end() ? found->second.state : m_before.of(stream);
    }
    qint64 versionOf(const StreamName &stream) const override
    {
        const auto found = m_after.find(stream);
        return found != m_after.end() ? found->second.version : m_before.versionOf(stream);
    }
    void fold(const NewEvent &event)
    {
        auto found = m_after.find(event.stream);
        if (found == m_after.end()) {
            const After before{m_before.of(event.stream), m_before.versionOf(event.stream)};
            found = m_after.emplace(event.stream, before).first;
        }
        evolve(found->second.state, event.event, m_now);
        ++found->second.version;
    }

private:
    struct After
    {
        State state;
        qint64 version = 0;
    };
    const States &m_before;
    Timestamp m_now;
    std::unordered_map<StreamName, After> m_after;
};

} // namespace

Decision decide(const TransferAll &command, const States &states, const Context &context)
{
    StatesAfter after(states, context.now);
    std::vector<NewEvent> all;
    all.reserve(2 * command.transfers.size());
    for (std::size_t i = 0; i < command.transfers.size(); ++i) {
        auto decision = decide(command.transfers[i], after, context);
        if (!decision) {
            const Refusal &refusal = decision.error();
            return refuse(refusal.code, ofTransfer(qint64(i), refusal.detail));
        }
        for (NewEvent &event : *decision) {
            after.fold(event);
            all.push_back(std::move(event));
        }
    }
    return all;
}

} // namespace kontor::domain
