// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/Branch.h"
#include "server/auth/CardSessions.h"
#include "server/auth/Desk.h"
#include "server/auth/Hasher.h"
#include "server/auth/Safe.h"

#include <QObject>

#include <set>

namespace kontor::server {

//! Puts what a Hasher made of a PIN into the safe; false where it made nothing, or the safe refuses.
void keepVerifier(Safe &safe, CardId card, int generation, const QByteArray &verifier,
    std::function<void(bool)> kept);

struct PinChangeOf
{
    CardId card;
    QByteArray terminalId;
    Secret<QString> current;
    Secret<QString> next;
    //! Of the session in which it is changed; may be empty.
    QString token;
};

//! Issues cards, checks and changes PINs. A try is committed before the PIN is looked at, and its
//! result after: neither a crash nor a race buys another guess.
class CardDesk final : public QObject
{
    Q_OBJECT

public:
    CardDesk(Branch &branch, Hasher &hasher, Safe &safe, QObject *parent = nullptr);

    void issue(AccountId account, const Secret<QString> &pin, Prepare prepare,
        Answered<application::CommandResult> answer);
    //! `terminalId` and the card in the session are the ones given here.
    void openSession(CardId card, const Secret<QString> &pin, const QByteArray &terminalId,
        Prepare prepare, Answered<std::pair<QString, OpenCardSession>> answer);
    //! Ends all sessions of the card but the one with this token. One change of a card at a time: two
    //! would both make the next generation, and the PIN of the one that is refused could be the one
    //! that stays.
    void changePin(const PinChangeOf &change, Prepare prepare, Answered<Done> answer);
    std::optional<OpenCardSession> session(const QString &token) const
    {
        return m_sessions.find(token, m_branch.now());
    }

    std::optional<AccountId> accountAt(const QByteArray &terminalId) const
    {
        return m_sessions.accountAt(terminalId, m_branch.now());
    }
    qint64 countSessions() const { return m_sessions.countAlive(m_branch.now()); }

private:
    void submitCard(const domain::IssueCard &command, Prepare prepare,
        Answered<application::CommandResult> answer);
    void keep(CardId card, int generation, const Secret<QString> &pin,
        std::function<void(bool)> kept);
    //! All verifiers of the card but this one; 0: every one.
    void eraseExcept(CardId card, int generation);
    void attempt(CardId card, const Secret<QString> &pin, const QByteArray &terminalId,
        Prepare prepare, Answered<domain::Card> answer);
    void setPin(CardId card, int generation, const Secret<QString> &pin, Prepare prepare,
        Answered<Done> answer);
    void commitPin(CardId card, int generation, Prepare prepare, Answered<Done> answer);
    void judge(const VerifierOwner &owner, bool right, const QByteArray &terminalId,
        Prepare prepare, Answered<domain::Card> answer);

    Branch &m_branch;
    Hasher &m_hasher;
    Safe &m_safe;
    CardSessions m_sessions;
    std::set<CardId> m_changing;
};

} // namespace kontor::server
