// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/SearchFlow.h"

#include "app-teller/flows/AccountsOf.h"
#include "foundation/Strings.h"
#include "foundation/Text.h"

#include <algorithm>
#include <numeric>

namespace kontor::teller {

namespace {
constexpr int accountsAsked = 40;
constexpr std::size_t customersShown = 8;
constexpr int pauseMs = 90;
//! Old results may stay as long as nobody would notice.
constexpr int patienceMs = 250;
}

SearchFlow::SearchFlow(Session &session, QObject *parent)
    : QObject(parent), m_session(&session), m_readAgain(
                                                session, [this] { searchNow(); }, this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SearchFlow::searchNow);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &SearchFlow::changed);
    m_patience.start();
    connect(&session, &Session::accountsChanged, this, &SearchFlow::refreshShown);
    connect(&session, &Session::everythingChanged, this, &SearchFlow::searchNow);
}

void SearchFlow::setQuery(const QString &query)
{
    const QString trimmed = withoutUnseen(query).simplified();
    if (trimmed == m_query && m_question > 0) {
        return;
    }
    const bool wasStale = isStale();
    m_query = trimmed;
    m_problem.clear();
    m_pause.start();
    if (!isStale()) {
        m_patience.stop();
    } else if (!wasStale) {
        m_patience.start();
    }
    Q_EMIT changed();
}

void SearchFlow::hurry()
{
    if (m_pause.isActive()) {
        searchNow();
    }
}

void SearchFlow::searchNow()
{
    m_pause.stop();
    m_readAgain.stop();
    m_busy = true;
    client::AccountQuery query;
    query.search = m_query;
    query.pageSize = accountsAsked;
    // How many match is of no use where nobody can look through them.
    query.countLimit = m_query.isEmpty() ? 0 : accountsAsked + 1;
    const int question = ++m_question;
    m_session->client().accounts(query).then(
        this, [this, question, asked = m_query](const client::Answer<api::AccountPage> &answer) {
            take(question, asked, answer);
        });
}

void SearchFlow::take(int question, const QString &asked,
    const client::Answer<api::AccountPage> &answer)
{
    if (question != m_question) {
        return;
    }
    m_busy = false;
    m_problem = answer ? QString() : answer.error().readingMessage();
    if (answer) {
        m_answered = true;
        m_total = answer->totalCount;
        const auto customers = byCustomer(answer->items);
        m_cut = m_total > std::accumulate(customers.begin(), customers.end(), qint64(0),
            [](qint64 shown, const FoundCustomer &customer) {
                return shown + qint64(customer.accounts.size());
            });
        // What was asked for before is older than this.
        m_completing.clear();
        ++m_completion;
        m_model.setCustomers(customers, asked);
    } else {
        m_readAgain.after(answer.error());
    }
    Q_EMIT changed();
}

std::vector<FoundCustomer> SearchFlow::byCustomer(const std::vector<api::AccountView> &accounts)
{
    std::vector<FoundCustomer> customers;
    for (const api::AccountView &account : accounts) {
        auto found = std::find_if(customers.begin(), customers.end(),
            [&](const FoundCustomer &customer) { return customer.id == account.ownerId; });
        if (found == customers.end()) {
            if (customers.size() == customersShown) {
                continue;
            }
            customers.push_back(
                {account.ownerId, account.name, account.cpf, account.createdAt, {}, 0});
            found = std::prev(customers.end());
        }
        if (!found->cpf) {
            found->cpf = account.cpf;
        }
        found->accounts.push_back(account);
    }
    return customers;
}

void SearchFlow::completeAccounts(CustomerId id)
{
    const QByteArray key = id.toString();
    if (m_completing.contains(key)) {
        m_completing[key] = true;
        return;
    }
    m_completing.insert(key, false);
    readAccountsOf(*m_session, id, this,
        [this, id, completion = m_completion](const client::Answer<api::AccountPage> &answer) {
            if (completion == m_completion) {
                takeCompletion(id, answer);
            }
        });
}

void SearchFlow::takeCompletion(CustomerId id, const client::Answer<api::AccountPage> &answer)
{
    const bool again = m_completing.take(id.toString());
    if (!answer) {
        // Figures that are shown may be out of date; the search says so, or brings new ones.
        m_readAgain.after(answer.error());
        return;
    }
    m_model.setAccounts(id, answer->items);
    Q_EMIT changed();
    if (again) {
        completeAccounts(id);
    }
}

void SearchFlow::refreshShown(const QSet<QByteArray> &accountIds)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        for (const api::AccountView &account : m_model.at(row)->accounts) {
            if (accountIds.contains(account.id.toString())) {
                completeAccounts(m_model.at(row)->id);
                break;
            }
        }
    }
}

} // namespace kontor::teller
