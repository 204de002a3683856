// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Transport.h"

namespace kontor::atm {

enum class LineState { Good, Cut, LosesRequests, LosesAnswers };

//! A line to the bank that can be cut: requests are refused before they leave, vanish on the way,
//! or arrive while their answers vanish.
class SimulatedLine final : public client::Transport
{
public:
    explicit SimulatedLine(client::Transport &real) : m_real(&real) {}
    QFuture<client::HttpResponse> send(client::HttpRequest request) override;

    void setState(LineState state) { m_state = state; }
    LineState state() const { return m_state; }

private:
    client::Transport *m_real;
    LineState m_state = LineState::Good;
};

} // namespace kontor::atm
