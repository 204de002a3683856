// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/AuditFlow.h"

namespace kontor::teller {

AuditFlow::AuditFlow(Session &session, QObject *parent) : QObject(parent), m_session(&session)
{
    connect(&session, &Session::everythingChanged, this, [this] {
        if (!m_problem.isEmpty()) {
            send({});
        }
    });
}

void AuditFlow::ask(const Question &question)
{
    m_asked = question;
    send({});
}

void AuditFlow::askForOlder()
{
    if (hasOlder() && !m_busy) {
        send(m_next);
    }
}

void AuditFlow::send(const QString &after)
{
    m_busy = true;
    const int number = ++m_number;
    m_session->client()
        .audit({m_asked.actor, !m_asked.readings, after})
        .then(this,
            [this, number, older = !after.isEmpty()](const client::Answer<api::AuditPage> &page) {
                if (number == m_number) {
                    take(older, page);
                }
            });
    Q_EMIT changed();
}

void AuditFlow::take(bool older, const client::Answer<api::AuditPage> &answer)
{
    m_busy = false;
    m_problem = answer ? QString() : answer.error().readingMessage();
    if (answer) {
        m_next = answer->next.value_or(QString());
        older ? m_model.append(answer->items)
              : m_model.setEntries(answer->items, SystemClock().now());
    }
    Q_EMIT changed();
}

} // namespace kontor::teller
