// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"
#include "app-teller/flows/ReadAgain.h"
#include "app-teller/models/AccountsModel.h"
#include "app-teller/models/MovementsModel.h"

#include <QSet>

namespace kontor::teller {

//! One customer with accounts and movements, kept up to date by the feed.
class CustomerFlow : public QObject
{
    Q_OBJECT

public:
    //! `known` is an account that a list has read already; it is shown until all are there.
    CustomerFlow(Session &session, CustomerId id, const QString &name,
        const std::optional<api::AccountView> &known, QObject *parent = nullptr);

    CustomerId id() const { return m_id; }
    const QString &name() const { return m_name; }
    const std::optional<QString> &cpf() const { return m_cpf; }
    AccountsModel *accounts() { return &m_accounts; }
    MovementsModel *movements() { return &m_movements; }
    //! The account whose movements are shown and that F4 to F7 act on.
    const api::AccountView *account() const { return m_accounts.at(m_accounts.rowOf(m_chosen)); }
    //! The movements of the chosen account are there, even if there are none.
    bool hasMovements() const { return m_movementsRead; }
    //! There are older ones than those that were read.
    bool hasOlder() const { return m_next.has_value(); }
    //! Why the movements could not be read.
    const QString &movementsProblem() const { return m_movementsProblem; }
    //! When the figures were read.
    Timestamp readAt() const { return m_readAt; }
    const QString &problem() const { return m_problem; }

    //! The figures are those of the server, as far as anybody knows.
    bool isLive() const { return m_session->feed().isOnline() && m_problem.isEmpty(); }

    void choose(AccountId id);
    //! An answer to an earlier question does not count any more.
    void refresh();
    void readMovements();
    //! Older movements, where there are any.
    void loadMore();

Q_SIGNALS:
    void changed();
    //! Other movements are shown than before.
    void movementsChanged();
    //! What loadMore() asked for is there, or could not be read.
    void olderCame();

private:
    void refreshSoon();
    void takeAccounts(const client::Answer<api::AccountPage> &answer);
    void takeMovements(qint64 version, const client::Answer<api::MovementPage> &answer);
    void beginMovements();
    void forgetMovements();
    void nameCounterparties(const std::vector<api::Movement> &movements);

    Session *m_session;
    CustomerId m_id;
    QString m_name;
    std::optional<QString> m_cpf;
    AccountsModel m_accounts;
    MovementsModel m_movements;
    AccountId m_chosen;
    std::optional<QString> m_next;
    QSet<QByteArray> m_asked;
    Timestamp m_readAt;
    QString m_problem;
    QString m_movementsProblem;
    //! The account's version of which the movements were read.
    qint64 m_movementsVersion = -1;
    bool m_movementsRead = false;
    bool m_loadsMore = false;
    //! Answers to questions that were asked before these are of no use any more.
    int m_question = 0;
    int m_reading = 0;
    int m_beginning = 0;
    bool m_isAsking = false;
    //! Something was booked since the question was asked.
    bool m_asksAgain = false;
    ReadAgain m_readAgain;
};

} // namespace kontor::teller
