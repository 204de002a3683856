// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/customer/CustomerEvents.h"

namespace kontor::domain {

struct Customer
{
    bool exists = false;
    QString name;
    std::optional<QByteArray> cpf;
    Timestamp createdAt;

    template<class V>
    static void describe(V &&v)
    {
        v("exists", &Customer::exists);
        v("name", &Customer::name);
        v("cpf", &Customer::cpf);
        v("createdAt", &Customer::createdAt);
    }
    friend bool operator==(const Customer &, const Customer &) = default;
};

inline void evolve(Customer &customer, const CustomerRegistered &event, Timestamp at)
{
    customer = {true, event.name, event.cpf, at};
}

} // namespace kontor::domain
