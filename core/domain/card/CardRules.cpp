// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"

namespace kontor::domain {

using enum RefusalCode;

static Result<const Card *, Refusal> usableCard(const States &states, CardId id)
{
    const auto &card = states.get<Card>(StreamName::of(id));
    if (!card.exists) {
        return refuse(CardNotFound);
    }
    if (card.isBlocked) {
        return refuse(CardIsBlocked);
    }
    return &card;
}

Decision decide(const IssueCard &command, const States &states, const Context &)
{
    KONTOR_CHECK(activeAccount(states, command.accountId));
    if (states.versionOf(StreamName::of(command.id)) != 0) {
        return refuse(IdTaken);
    }
    return std::vector<NewEvent>{
        {StreamName::of(command.id), CardIssued{command.accountId, command.lastDigits}}};
}

Decision decide(const AttemptPin &command, const States &states, const Context &)
{
    KONTOR_TRY(card, usableCard(states, command.id));
    if (card->triesLeft() == 0) {
        return refuse(CardIsBlocked);
    }
    return std::vector<NewEvent>{{StreamName::of(command.id), PinAttempted{command.terminalId}}};
}

Decision decide(const JudgePin &command, const States &states, const Context &)
{
    KONTOR_TRY(card, usableCard(states, command.id));
    if (command.right) {
        return std::vector<NewEvent>{{StreamName::of(command.id), PinVerified{command.terminalId}}};
    }
    if (card->triesLeft() == 0) {
        return std::vector<NewEvent>{
            {StreamName::of(command.id), CardBlocked{"wrong-pin"}}};
    }
    return std::vector<NewEvent>{};
}

Decision decide(const ChangePin &command, const States &states, const Context &)
{
    KONTOR_TRY(card, usableCard(states, command.id));
    if (command.generation != card->pinGeneration + 1) {
        return refuse(IdTaken);
    }
    return std::vector<NewEvent>{{StreamName::of(command.id), PinChanged{command.generation}}};
}

} // namespace kontor::domain
