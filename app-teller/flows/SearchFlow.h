// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"
#include "app-teller/flows/ReadAgain.h"
#include "app-teller/models/SearchModel.h"

#include <QHash>
#include <QTimer>

namespace kontor::teller {

//! One field finds customers by name, account number or CPF. Asks a moment after the last key, and
//! forgets answers to questions that were overtaken.
class SearchFlow : public QObject
{
    Q_OBJECT

public:
    explicit SearchFlow(Session &session, QObject *parent = nullptr);

    SearchModel *model() { return &m_model; }
    //! What the results shown answer; what was typed since is still on its way.
    const QString &query() const { return m_model.query(); }
    //! What was typed.
    const QString &asked() const { return m_query; }
    //! The results shown answer something else than what was typed, or there are none yet.
    bool isStale() const { return !m_answered || m_query != m_model.query(); }
    //! The answer takes so long that its absence must be shown.
    bool isLate() const { return isStale() && !isSettled() && !m_patience.isActive(); }
    //! How many accounts there are, where nothing is searched for.
    qint64 total() const { return m_total; }
    //! More was found than the model shows.
    bool isCut() const { return m_cut; }
    //! What is shown answers what was typed.
    bool isSettled() const { return !m_busy && !m_pause.isActive(); }
    //! Why there is no answer, in words; empty while there is one.
    const QString &problem() const { return m_problem; }

    void setQuery(const QString &query);
    //! Asks at once.
    void searchNow();
    //! Does not wait for further keys.
    void hurry();
    //! Reads all accounts of a found customer, also those that did not match.
    void completeAccounts(CustomerId id);

Q_SIGNALS:
    //! There is a new answer, or none for a reason, or something else was typed.
    void changed();

private:
    void take(int question, const QString &asked, const client::Answer<api::AccountPage> &answer);
    static std::vector<FoundCustomer> byCustomer(const std::vector<api::AccountView> &accounts);
    void takeCompletion(CustomerId id, const client::Answer<api::AccountPage> &answer);
    void refreshShown(const QSet<QByteArray> &accountIds);

    Session *m_session;
    SearchModel m_model;
    QTimer m_pause;
    QTimer m_patience;
    QString m_query;
    QString m_problem;
    qint64 m_total = 0;
    bool m_cut = false;
    int m_question = 0;
    //! The customers whose accounts are being read, and whether something was booked meanwhile.
    QHash<QByteArray, bool> m_completing;
    int m_completion = 0;
    ReadAgain m_readAgain;
    bool m_busy = false;
    bool m_answered = false;
};

} // namespace kontor::teller
