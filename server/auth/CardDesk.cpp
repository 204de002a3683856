// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/CardDesk.h"

#include "server/auth/CardPins.h"

namespace kontor::server {

using application::CommandResult;
using namespace domain;

static constexpr qint64 sessionSeconds = 180;

void keepVerifier(Safe &safe, CardId card, int generation, const QByteArray &verifier,
    std::function<void(bool)> kept)
{
    if (verifier.isEmpty()) {
        kept(false);
        return;
    }
    safe.ask<Done>(
        [card, generation, verifier](SafeContents &contents) {
            return contents.pins.put({card, generation, Secret(verifier), "pin.key"});
        },
        [kept = std::move(kept)](const Result<Done, QString> &done) { kept(bool(done)); });
}

CardDesk::CardDesk(Branch &branch, Hasher &hasher, Safe &safe, QObject *parent)
    : QObject(parent), m_branch(branch), m_hasher(hasher), m_safe(safe)
{
}

static const Card &cardIn(const CommandResult &result)
{
    return std::get<Card>(*result.subject->state);
}

// The verifier is stored first: a card without one could never be used, one without a card is
// nobody's.
void CardDesk::issue(AccountId account, const Secret<QString> &pin, Prepare prepare,
    Answered<CommandResult> answer)
{
    if (!isAcceptablePin(pin.reveal())) {
        answer(refused(api::ProblemCode::PinInvalid));
        return;
    }
    const auto id = m_branch.ids().nextId<CardId>();
    const auto lastDigits
        = QByteArray::number(qulonglong(id.uuid.bytes[14] * 256u + id.uuid.bytes[15]) % 10'000)
              .rightJustified(4, '0');
    keep(id, 1, pin,
        [this, command = IssueCard{id, account, lastDigits}, prepare, answer](bool kept) {
            if (kept) {
                submitCard(command, prepare, answer);
            } else {
                answer(refused(api::ProblemCode::NotReady));
            }
        });
}

void CardDesk::keep(CardId card, int generation, const Secret<QString> &pin,
    std::function<void(bool)> kept)
{
    m_hasher.makeVerifier({card.uuid, generation}, pin,
        [this, card, generation, kept](const QByteArray &verifier) {
            keepVerifier(m_safe, card, generation, verifier, kept);
        });
}

void CardDesk::eraseExcept(CardId card, int generation)
{
    m_safe.tell(
        [card, generation](SafeContents &safe) { return safe.pins.eraseExcept(card, generation); });
}

void CardDesk::submitCard(const IssueCard &command, Prepare prepare, Answered<CommandResult> answer)
{
    m_branch.submit(prepare(command), [this, id = command.id, answer](CommandResult result) {
        const bool accepted = result.kind == CommandResult::Kind::Accepted;
        if (result.replayed || !(accepted || result.kind == CommandResult::Kind::Unknown)) {
            eraseExcept(id, 0); // no card has this id
        }
        if (accepted) {
            answer(std::move(result));
        } else {
            answer(Failure{Refused(std::move(result))});
        }
    });
}

void CardDesk::attempt(CardId card, const Secret<QString> &pin, const QByteArray &terminalId,
    Prepare prepare, Answered<Card> answer)
{
    if (m_hasher.isBusy()) {
        answer(refused(api::ProblemCode::Overloaded));
        return;
    }
    m_branch.submit(prepare(AttemptPin{card, terminalId}),
        [this, card, pin, terminalId, prepare, answer](CommandResult result) {
            if (result.kind != CommandResult::Kind::Accepted) {
                answer(Failure{Refused(std::move(result))});
                return;
            }
            if (result.replayed) {
                answer(refused(api::ProblemCode::AnswerNotRepeatable));
                return;
            }
            const VerifierOwner owner{card.uuid, cardIn(result).pinGeneration};
            const auto judged = [this, owner, terminalId, prepare, answer](bool right) {
                judge(owner, right, terminalId, prepare, answer);
            };
            m_safe.ask<std::optional<storage::PinVerifier>>(
                [card, generation = owner.generation](
                    SafeContents &safe) { return safe.pins.get(card, generation); },
                [this, owner, pin, judged, answer](const auto &kept) {
                    if (!kept) {
                        answer(refused(api::ProblemCode::NotReady));
                        return;
                    }
                    const auto verifier
                        = *kept ? std::optional((*kept)->verifier.reveal()) : std::nullopt;
                    m_hasher.check(owner, pin, verifier, judged);
                });
        });
}

// A PIN that was changed while it was looked at opens nothing any more.
void CardDesk::judge(const VerifierOwner &owner, bool right, const QByteArray &terminalId,
    Prepare prepare, Answered<Card> answer)
{
    auto submission = prepare(JudgePin{CardId{owner.id}, terminalId, right});
    submission.key.clear();
    m_branch.submit(std::move(submission), [owner, right, answer](CommandResult result) {
        if (result.kind != CommandResult::Kind::Accepted) {
            answer(Failure{Refused(std::move(result))});
        } else if (right && cardIn(result).pinGeneration == owner.generation) {
            answer(cardIn(result));
        } else if (cardIn(result).isBlocked) {
            answer(refused(api::ProblemCode::CardBlocked));
        } else {
            auto problem = api::Problem::of(api::ProblemCode::PinWrong);
            problem.triesLeft = cardIn(result).triesLeft();
            answer(Failure{Refused(std::move(problem))});
        }
    });
}

void CardDesk::openSession(CardId card, const Secret<QString> &pin, const QByteArray &terminalId,
    Prepare prepare, Answered<std::pair<QString, OpenCardSession>> answer)
{
    attempt(card, pin, terminalId, prepare,
        [this, card, terminalId, answer](Result<Card, Refused> checked) {
            if (!checked) {
                answer(Failure{checked.error()});
                return;
            }
            const OpenCardSession session{card, checked->accountId, terminalId,
                m_branch.now().plusSeconds(sessionSeconds)};
            answer(std::pair(m_sessions.open(session, m_branch.now()), session));
        });
}

void CardDesk::changePin(const PinChangeOf &change, Prepare prepare, Answered<Done> answer)
{
    const CardId card = change.card;
    if (!isAcceptablePin(change.next.reveal())) {
        answer(refused(api::ProblemCode::PinInvalid));
        return;
    }
    if (!m_changing.insert(card).second) {
        answer(refused(api::ProblemCode::Overloaded));
        return;
    }
    const auto ended = [this, card, token = change.token, answer](Result<Done, Refused> changed) {
        m_changing.erase(card);
        if (changed) {
            m_sessions.endAllBut(token, card);
        }
        answer(std::move(changed));
    };
    attempt(card, change.current, change.terminalId, prepare,
        [this, card, next = change.next, prepare, ended](Result<Card, Refused> checked) {
            if (checked) {
                setPin(card, checked->pinGeneration + 1, next, prepare, ended);
            } else {
                ended(Failure{checked.error()});
            }
        });
}

void CardDesk::setPin(CardId card, int generation, const Secret<QString> &pin, Prepare prepare,
    Answered<Done> answer)
{
    keep(card, generation, pin, [this, card, generation, prepare, answer](bool kept) {
        if (kept) {
            commitPin(card, generation, prepare, answer);
        } else {
            answer(refused(api::ProblemCode::NotReady));
        }
    });
}

void CardDesk::commitPin(CardId card, int generation, Prepare prepare, Answered<Done> answer)
{
    auto submission = prepare(ChangePin{card, generation});
    submission.key.clear();
    m_branch.submit(std::move(submission), [this, card, generation, answer](CommandResult result) {
        if (result.kind == CommandResult::Kind::Accepted) {
            eraseExcept(card, generation);
            // Behind it: a server that stops drops what has not begun.
            m_safe.ask<Done>([](SafeContents &) { return Done{}; },
                [answer](const Result<Done, QString> &) { answer(Done{}); });
        } else {
            answer(Failure{Refused(std::move(result))});
        }
    });
}

} // namespace kontor::server
