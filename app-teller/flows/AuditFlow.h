// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"
#include "app-teller/models/AuditModel.h"

namespace kontor::teller {

//! Reads the audit page by page, the newest first, of everybody or of one person. Forgets answers to
//! questions that were overtaken.
class AuditFlow : public QObject
{
    Q_OBJECT

public:
    explicit AuditFlow(Session &session, QObject *parent = nullptr);

    AuditModel *model() { return &m_model; }
    struct Question
    {
        //! A login, a customer's id or the name of a key; everybody where it is empty.
        QString actor;
        //! What was only looked at, too.
        bool readings = false;
    };
    void ask(const Question &question);
    void askForOlder();
    bool hasOlder() const { return !m_next.isEmpty(); }
    bool isBusy() const { return m_busy; }
    //! Why there is no answer, in words; empty while there is one.
    const QString &problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    void send(const QString &after);
    void take(bool older, const client::Answer<api::AuditPage> &answer);

    Session *m_session;
    AuditModel m_model;
    Question m_asked;
    QString m_next;
    QString m_problem;
    int m_number = 0;
    bool m_busy = false;
};

} // namespace kontor::teller
