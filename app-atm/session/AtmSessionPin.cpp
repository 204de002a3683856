// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/AtmSession.h"

#include "foundation/LogCategories.h"

// What the bank is asked about PINs.

namespace kontor::atm {

using client::Answer;
using client::ApiError;

void AtmSession::checkPin(const CheckPin &effect)
{
    const Secret<QString> pin = m_tools.pad.takePin();
    const int visit = m_visit;
    client::CommandOptions options;
    options.key = "atm/" + m_tools.ids.next().toString() + "/pin";
    m_tools.client.openCardSession(effect.card, {pin.reveal(), m_tools.terminalId}, options)
        .then(this, [this, visit](const Answer<api::CardSession> &answer) {
            if (visit == m_visit) {
                takeCardSession(answer);
            }
        });
}

void AtmSession::takeCardSession(const Answer<api::CardSession> &answer)
{
    if (answer) {
        m_cardToken = Secret<QString>(answer->token);
        return post(PinAccepted{Customer{answer->accountId, answer->holderName.section(u' ', 0, 0),
            answer->maskedNumber, answer->currency}});
    }
    const ApiError &error = answer.error();
    if (!postPinRefused(error)) {
        qCWarning(logAtm) << "the PIN cannot be checked:" << error.technical;
        post(ServerUnavailable{});
    }
}

//! True where it was about the present PIN or its card.
bool AtmSession::postPinRefused(const ApiError &error)
{
    const bool lastTry = m_state.visit && m_state.visit->triesLeft == 1;
    if (error.is(api::ProblemCode::PinWrong)) {
        post(PinRejected{error.problem.triesLeft.value_or(0)});
    } else if (error.is(api::ProblemCode::CardBlocked) && lastTry) {
        post(PinRejected{0});
    } else if (error.is(api::ProblemCode::CardBlocked)
        || error.is(api::ProblemCode::CardNotFound)) {
        post(CardIsBlocked{});
    } else {
        return false;
    }
    return true;
}

void AtmSession::keepPin(const KeepPin &effect)
{
    (effect.as == PinPurpose::Current ? m_currentPin : m_newPin) = m_tools.pad.takePin();
}

void AtmSession::dropPins()
{
    m_currentPin = {};
    m_newPin = {};
}

void AtmSession::changePin(const ChangePin &effect)
{
    const Secret<QString> again = m_tools.pad.takePin();
    if (again.reveal() != m_newPin.reveal()) {
        return post(PinsDiffer{});
    }
    const int visit = m_visit;
    client::CommandOptions options;
    options.key = "atm/" + m_tools.ids.next().toString() + "/new-pin";
    options.cardSession = m_cardToken.reveal(); // this one goes on
    m_tools.client.changePin(effect.card, {m_currentPin.reveal(), m_newPin.reveal()}, options)
        .then(this, [this, visit](const Answer<Done> &answer) {
            if (visit == m_visit) {
                takePinChange(answer);
            }
        });
}

void AtmSession::takePinChange(const Answer<Done> &answer)
{
    if (answer) {
        return post(PinChangeDone{});
    }
    const ApiError &error = answer.error();
    if (postPinRefused(error)) {
        return;
    }
    if (error.is(api::ProblemCode::PinInvalid)) {
        post(PinEasyToGuess{});
    } else if (error.kind == ApiError::Kind::Unknown || error.kind == ApiError::Kind::Unreadable
        || error.is(api::ProblemCode::AnswerNotRepeatable)) {
        post(PinChangeUnclear{});
    } else {
        post(ServerUnavailable{});
    }
}

} // namespace kontor::atm
