// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/AccountsOf.h"

namespace kontor::teller {

static void readOn(Session &session, CustomerId id, api::AccountPage before, QObject *receiver,
    TakeAccounts take)
{
    const int page = before.page + 1;
    session.client().accountsOf(id, page).then(receiver,
        [&session, id, page, before = std::move(before), receiver, take = std::move(take)](
            const client::Answer<api::AccountPage> &answer) {
            if (!answer) {
                take(answer);
                return;
            }
            api::AccountPage all = *answer;
            all.items.insert(all.items.begin(), before.items.begin(), before.items.end());
            if (all.page == page && page < all.totalPages) {
                readOn(session, id, std::move(all), receiver, take);
            } else {
                take(all);
            }
        });
}

void readAccountsOf(Session &session, CustomerId id, QObject *receiver, TakeAccounts take)
{
    api::AccountPage none;
    none.page = 0;
    readOn(session, id, std::move(none), receiver, std::move(take));
}

} // namespace kontor::teller
