// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "app-teller/DeskDay.h"

#include <QCoreApplication>
#include <QString>

namespace kontor::teller {

//! Words that several pages use for the same thing.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(kontor::teller::Words)

public:
    static QString deed(MoneyKind kind);
    //! "Active", "Not active", "Blocked, deposits only".
    static QString state(const api::AccountView &account);
    //! The same where there is little room: "Deposits only".
    static QString shortState(const api::AccountView &account);
    //! "Cash deposit", "Transfer to Chidi Okafor"; `counterparty` empty where it is not known yet.
    static QString movement(const api::Movement &movement, const QString &counterparty);
    //! What somebody wrote to it; empty where the server only names the kind, and in English.
    static QString reference(const api::Movement &movement);
    static QString movementIcon(const api::Movement &movement);
    //! Who did it: the person, or the machine's or programs' channel. Other systems are told from people,
    //! whose logins they might bear.
    static QString doer(const api::Movement &movement);
    static QString doer(const QString &kind, const QString &name);
    //! "K-1042": the movement's place in the log, unique in the bank and without gaps.
    static QString receiptNumber(qint64 position);
    //! "CPF 123.456.789-09", or that there is none.
    static QString cpf(const std::optional<QString> &digits);
    //! What was done, by its row in the table of rights: "Deposit", "Read an account".
    static QString act(const QString &action);
    //! "Done", "Not allowed", "Refused": what an answer's status says.
    static QString answer(int status);
    //! With the outer digits hidden, for lists that others may see.
    static QString maskedCpf(const std::optional<QString> &digits);
};

} // namespace kontor::teller
