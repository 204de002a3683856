// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Stream.h"

#include "foundation/Assert.h"

namespace kontor::domain {

StreamName StreamName::make(const char *prefix, const Uuid &id)
{
    std::string name(prefix);
    id.appendTo(name);
    return text(QByteArray(name.data(), qsizetype(name.size())));
}

StreamName StreamName::text(QByteArray name)
{
    StreamName stream;
    stream.m_name = std::move(name);
    return stream;
}

StreamKind StreamName::kind() const
{
    switch (m_name.isEmpty() ? '\0' : m_name[0]) {
    case 'a': return StreamKind::Account;
    case 'b': return StreamKind::Branch;
    case 'w': return StreamKind::Withdrawal;
    default: break;
    }
    if (m_name.startsWith("claim/")) {
        return StreamKind::Claim;
    }
    if (m_name.startsWith("customer/")) {
        return StreamKind::Customer;
    }
    KONTOR_ASSERT(m_name.startsWith("card/"));
    return StreamKind::Card;
}

Uuid StreamName::id() const
{
    const auto parsed = Uuid::parse(QByteArrayView(m_name).sliced(m_name.indexOf('/') + 1));
    KONTOR_ASSERT(parsed);
    return *parsed;
}

} // namespace kontor::domain
