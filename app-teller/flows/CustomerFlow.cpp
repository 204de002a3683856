// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/CustomerFlow.h"

#include "app-teller/DayWatch.h"
#include "app-teller/flows/AccountsOf.h"

#include <algorithm>
#include <utility>

namespace kontor::teller {

static constexpr int movementsAsked = 100;

CustomerFlow::CustomerFlow(Session &session, CustomerId id, const QString &name,
    const std::optional<api::AccountView> &known, QObject *parent)
    : QObject(parent), m_session(&session), m_id(id), m_name(name),
      m_readAgain(
          session, [this] { refresh(); }, this)
{
    if (known) {
        m_accounts.setAccounts({*known});
        m_cpf = known->cpf;
        m_chosen = known->id;
        m_readAt = session.clock().now();
    }
    connect(&session, &Session::accountsChanged, this, [this](const QSet<QByteArray> &ids) {
        for (int row = 0; row < m_accounts.rowCount(); ++row) {
            if (ids.contains(m_accounts.at(row)->id.toString())) {
                refreshSoon();
                return;
            }
        }
    });
    connect(&session, &Session::everythingChanged, this, &CustomerFlow::refresh);
    // Other movements may stand under the same version.
    connect(&session.feed(), &client::EventFeed::historyReplaced, this,
        &CustomerFlow::forgetMovements);
    watchDay(this, [this] { m_movements.followDay(m_session->clock().now()); });
    refresh();
}

void CustomerFlow::refresh()
{
    m_readAgain.stop();
    m_isAsking = true;
    m_asksAgain = false;
    readAccountsOf(*m_session, m_id, this,
        [this, question = ++m_question](const client::Answer<api::AccountPage> &answer) {
            if (question == m_question) {
                m_isAsking = false;
                takeAccounts(answer);
                if (std::exchange(m_asksAgain, false)) {
                    refresh();
                }
            }
        });
}

//! One question at a time, however much is booked.
void CustomerFlow::refreshSoon()
{
    m_isAsking ? void(m_asksAgain = true) : refresh();
}

void CustomerFlow::takeAccounts(const client::Answer<api::AccountPage> &answer)
{
    m_problem = answer ? QString() : answer.error().readingMessage();
    if (!answer) {
        m_readAgain.after(answer.error());
        Q_EMIT changed();
        return;
    }
    m_readAt = m_session->clock().now();
    m_accounts.setAccounts(answer->items);
    if (!answer->items.empty()) {
        m_name = answer->items.front().name;
        m_cpf = answer->items.front().cpf;
    }
    if (!account() && m_accounts.rowCount() > 0) {
        m_chosen = m_accounts.at(0)->id;
        forgetMovements();
    }
    Q_EMIT changed();
    const bool isOther = account() && account()->version != m_movementsVersion;
    if (account() && (isOther || !m_movementsRead || !m_movementsProblem.isEmpty())) {
        readMovements();
    }
}

void CustomerFlow::choose(AccountId id)
{
    if (m_chosen == id) {
        return;
    }
    m_chosen = id;
    forgetMovements();
    if (!account()) {
        return; // Known as soon as the accounts are read.
    }
    Q_EMIT changed();
    readMovements();
}

void CustomerFlow::forgetMovements()
{
    ++m_reading;
    beginMovements();
    m_movementsRead = false;
    m_movementsProblem.clear();
    m_movements.setMovements({}, m_session->clock().now());
}

void CustomerFlow::readMovements()
{
    const AccountId id = m_chosen;
    const qint64 version = account() ? account()->version : -1;
    m_session->client()
        .transactions(id, {}, movementsAsked)
        .then(this,
            [this, version, reading = ++m_reading](
                const client::Answer<api::MovementPage> &answer) {
                if (reading == m_reading) {
                    takeMovements(version, answer);
                }
            });
}

void CustomerFlow::takeMovements(qint64 version, const client::Answer<api::MovementPage> &answer)
{
    m_movementsProblem = answer ? QString() : answer.error().readingMessage();
    if (answer) {
        m_movementsRead = true;
        m_movementsVersion = version;
        if (!m_movements.takeNewest(answer->items, m_session->clock().now())) {
            beginMovements();
            m_next = answer->next;
        }
        nameCounterparties(answer->items);
    } else {
        m_readAgain.after(answer.error());
    }
    Q_EMIT movementsChanged();
}

//! What older ones were asked for is no longer what comes next.
void CustomerFlow::beginMovements()
{
    m_next.reset();
    m_loadsMore = false;
    ++m_beginning;
}

void CustomerFlow::loadMore()
{
    if (!m_next || m_loadsMore) {
        return;
    }
    m_loadsMore = true;
    m_session->client()
        .transactions(m_chosen, *m_next, movementsAsked)
        .then(this,
            [this, beginning = m_beginning](const client::Answer<api::MovementPage> &answer) {
                if (beginning != m_beginning) {
                    return;
                }
                m_loadsMore = false;
                m_movementsProblem = answer ? QString() : answer.error().readingMessage();
                if (answer) {
                    m_next = answer->next;
                    m_movements.append(answer->items);
                    nameCounterparties(answer->items);
                }
                Q_EMIT olderCame();
            });
}

void CustomerFlow::nameCounterparties(const std::vector<api::Movement> &movements)
{
    for (const api::Movement &movement : movements) {
        const auto other = movement.counterpartyAccountId;
        if (!other || m_asked.contains(other->toString())) {
            continue;
        }
        m_asked.insert(other->toString());
        m_session->client().account(*other).then(this,
            [this, other](const client::Answer<api::AccountView> &answer) {
                if (answer) {
                    m_movements.setCounterparty(*other, answer->name);
                }
            });
    }
}

} // namespace kontor::teller
