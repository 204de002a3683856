// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/Branch.h"
#include "server/auth/CardSessions.h"
#include "server/auth/Hasher.h"

#include <QObject>

#include <set>

namespace kontor::server {

//! Where PIN verifiers are kept; service.db behind it. Answers come later, at home.
struct PinVerifiers
{
    using Stored = std::function<void(bool)>;
    std::function<void(CardId, int generation, const QByteArray &verifier, Stored)> put;
    //! A failure: it cannot be read.
    using Found = std::function<void(const Result<std::optional<QByteArray>, QString> &)>;
    std::function<void(CardId, int generation, Found)> get;
    //! All of the card but this one; 0: every one.
    std::function<void(CardId, int generation)> eraseExcept;
};

//! Issues cards, checks and changes PINs. A try is committed before the PIN is looked at, and its
//! result after: neither a crash nor a race buys another guess.
class CardDesk final : public QObject
{
    Q_OBJECT

public:
    CardDesk(Branch &branch, Hasher &hasher, PinVerifiers verifiers, QObject *parent = nullptr);

    struct Refused
    {
        api::ProblemCode code;
        std::optional<int> triesLeft;
        //! Where the ledger itself said something else than a plain refusal.
        std::optional<application::CommandResult> result;
    };
    template<class T>
    using Answered = std::function<void(Result<T, Refused>)>;
    //! Everything of a submission but its command.
    using Prepare = std::function<application::Submission(domain::Command)>;

    void issue(AccountId account, const Secret<QString> &pin, Prepare prepare,
        Answered<application::CommandResult> answer);
    //! `terminalId` and the card in the session are the ones given here.
    void openSession(CardId card, const Secret<QString> &pin, const QByteArray &terminalId,
        Prepare prepare, Answered<std::pair<QString, OpenCardSession>> answer);
    //! One change of a card at a time: two would both make the next generation, and the PIN of the one
    //! that is refused could be the one that stays.
    void changePin(CardId card, const QByteArray &terminalId, const Secret<QString> &current,
        const Secret<QString> &next, Prepare prepare, Answered<Done> answer);
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
    void keep(CardId card, int generation, const Secret<QString> &pin, PinVerifiers::Stored kept);
    void attempt(CardId card, const Secret<QString> &pin, const QByteArray &terminalId,
        Prepare prepare, Answered<domain::Card> answer);
    void setPin(CardId card, int generation, const Secret<QString> &pin, Prepare prepare,
        Answered<Done> answer);
    void commitPin(CardId card, int generation, Prepare prepare, Answered<Done> answer);
    void judge(CardId card, bool right, const QByteArray &terminalId, Prepare prepare,
        Answered<domain::Card> answer);

    Branch &m_branch;
    Hasher &m_hasher;
    PinVerifiers m_verifiers;
    CardSessions m_sessions;
    std::set<CardId> m_changing;
};

} // namespace kontor::server
