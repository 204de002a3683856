// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "api/Page.h"
#include "foundation/Describe.h"

namespace kontor::api {

//! Registers a customer and opens the first account in one commit. `pin` is a personal number (a
//! CPF), never a card PIN.
struct RegisterCustomerRequest
{
    QString pin;
    QString name;
    std::optional<Decimal> initialAmount;
    std::optional<Currency> currency;

    template<class V>
    static void describe(V &&v)
    {
        v("pin", &RegisterCustomerRequest::pin, "the personal number, a CPF", facts::typedCpf);
        v("name", &RegisterCustomerRequest::name, "the customer's name", facts::holderName);
        v("initialAmount", &RegisterCustomerRequest::initialAmount, "paid in at once");
        v("currency", &RegisterCustomerRequest::currency, "ISO 4217");
    }
};

struct RegisteredCustomer
{
    CustomerId customerId;
    QString name;
    std::optional<QString> cpf;
    AccountId accountId;
    Decimal currentBalance;
    Currency currency;

    template<class V>
    static void describe(V &&v)
    {
        v("customerId", &RegisteredCustomer::customerId, "the customer's id");
        v("name", &RegisteredCustomer::name, "the customer's name");
        v("cpf", &RegisteredCustomer::cpf, "the personal number", facts::cpf);
        v("accountId", &RegisteredCustomer::accountId, "the first account");
        v("currentBalance", &RegisteredCustomer::currentBalance, "its balance");
        v("currency", &RegisteredCustomer::currency, "ISO 4217");
    }
};

struct CustomerView
{
    CustomerId id;
    QString name;
    std::optional<QString> cpf;
    Timestamp createdAt;
    int accountCount = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &CustomerView::id, "the customer's id");
        v("name", &CustomerView::name, "the customer's name");
        v("cpf", &CustomerView::cpf, "the personal number", facts::cpf);
        v("createdAt", &CustomerView::createdAt, "UTC");
        v("accountCount", &CustomerView::accountCount, "accounts of this customer, deleted ones too",
            facts::count);
    }
};

using CustomerPage = Page<CustomerView>;

} // namespace kontor::api
