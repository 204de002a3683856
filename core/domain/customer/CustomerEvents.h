// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::domain {

struct CustomerRegistered
{
    QString name;
    std::optional<QByteArray> cpf;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &CustomerRegistered::name);
        v("cpf", &CustomerRegistered::cpf);
    }
    friend bool operator==(const CustomerRegistered &, const CustomerRegistered &) = default;
};

} // namespace kontor::domain
