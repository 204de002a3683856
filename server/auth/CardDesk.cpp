// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/CardDesk.h"

#include "server/auth/CardPins.h"
#include "server/routes/Refusals.h"

namespace kontor::server {

using application::CommandResult;
using namespace domain;

static constexpr qint64 sessionSeconds = 180;

CardDesk::CardDesk(Branch &branch, Hasher &hasher, PinVerifiers verifiers, QObject *parent)
    : QObject(parent), m_branch(branch), m_hasher(hasher), m_verifiers(std::move(verifiers))
{
}

static Failure<CardDesk::Refused> refused(api::ProblemCode code)
{
    return Failure{CardDesk::Refused{code, {}, {}}};
}

static Failure<CardDesk::Refused> refused(CommandResult result)
{
    const auto code = result.kind == CommandResult::Kind::Refused ? problemOf(result.refusal.code)
                                                                  : api::ProblemCode::Internal;
    return Failure{CardDesk::Refused{code, {}, std::move(result)}};
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
    m_hasher.makeVerifier(pin, [this, account, prepare, answer](const QByteArray &verifier) {
        const auto id = m_branch.ids().nextId<CardId>();
        if (verifier.isEmpty() || !m_verifiers.put(id, 1, verifier)) {
            answer(refused(api::ProblemCode::NotReady));
            return;
        }
        const auto lastDigits = QByteArray::number(qulonglong(id.uuid.bytes[14] * 256u
            + id.uuid.bytes[15]) % 10'000).rightJustified(4, '0');
        m_branch.submit(prepare(IssueCard{id, account, lastDigits}), [answer](CommandResult result) {
            if (result.kind == CommandResult::Kind::Accepted) {
                answer(std::move(result));
            } else {
                answer(refused(std::move(result)));
            }
        });
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
                answer(refused(std::move(result)));
                return;
            }
            if (result.replayed) {
                answer(refused(api::ProblemCode::AnswerNotRepeatable));
                return;
            }
            const auto verifier = m_verifiers.get(card, cardIn(result).pinGeneration);
            const auto judged = [this, card, terminalId, prepare, answer](bool right) {
                judge(card, right, terminalId, prepare, answer);
            };
            m_hasher.check(pin, verifier, judged);
        });
}

void CardDesk::judge(CardId card, bool right, const QByteArray &terminalId, Prepare prepare,
    Answered<Card> answer)
{
    auto submission = prepare(JudgePin{card, terminalId, right});
    submission.key.clear();
    m_branch.submit(std::move(submission), [right, answer](CommandResult result) {
        if (result.kind != CommandResult::Kind::Accepted) {
            answer(refused(std::move(result)));
        } else if (right) {
            answer(cardIn(result));
        } else if (cardIn(result).isBlocked) {
            answer(refused(api::ProblemCode::CardBlocked));
        } else {
            answer(Failure{Refused{api::ProblemCode::PinWrong, cardIn(result).triesLeft(), {}}});
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

void CardDesk::changePin(CardId card, const Secret<QString> &current, const Secret<QString> &next,
    Prepare prepare, Answered<Done> answer)
{
    if (!isAcceptablePin(next.reveal())) {
        answer(refused(api::ProblemCode::PinInvalid));
        return;
    }
    attempt(card, current, "pin-change", prepare,
        [this, card, next, prepare, answer](Result<Card, Refused> checked) {
            if (!checked) {
                answer(Failure{checked.error()});
                return;
            }
            const int generation = checked->pinGeneration + 1;
            m_hasher.makeVerifier(next, [=, this](const QByteArray &verifier) {
                if (verifier.isEmpty() || !m_verifiers.put(card, generation, verifier)) {
                    answer(refused(api::ProblemCode::NotReady));
                    return;
                }
                auto submission = prepare(ChangePin{card, generation});
                submission.key.clear();
                m_branch.submit(std::move(submission), [answer](CommandResult result) {
                    if (result.kind == CommandResult::Kind::Accepted) {
                        answer(Done{});
                    } else {
                        answer(refused(std::move(result)));
                    }
                });
            });
        });
}

} // namespace kontor::server
