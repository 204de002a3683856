// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/Plausible.h"

#include "foundation/AccountNumber.h"

#include <algorithm>

namespace kontor::storage {

using namespace domain;

namespace {

template<class S, class E>
std::optional<QString> against(const S &, const E &)
{
    return std::nullopt;
}

template<class E>
    requires MoneyEvent<E>
std::optional<QString> against(const Account &account, const E &event)
{
    if (!account.exists) {
        return u"the account is not open yet"_s;
    }
    if (account.currency != event.currency) {
        return u"it moves %1 on an account in %2"_s.arg(QString::fromLatin1(event.currency.code()),
            QString::fromLatin1(account.currency.code()));
    }
    return std::nullopt;
}

std::optional<QString> against(const Account &account, const AccountCreated &)
{
    return account.exists ? std::optional(u"the account is opened a second time"_s) : std::nullopt;
}

std::optional<QString> against(const Claim &claim, const Claimed &event)
{
    return claim.holder && *claim.holder != event.by
        ? std::optional(u"it is claimed although somebody holds it"_s)
        : std::nullopt;
}

std::optional<QString> against(const Claim &claim, const Released &event)
{
    return claim.holder != event.by ? std::optional(u"it is released by somebody else"_s)
                                    : std::nullopt;
}

std::optional<QString> against(const Serials &serials, const AccountSerialIssued &event)
{
    return event.serial != serials.lastAccountSerial + 1
        ? std::optional(u"serial %1 follows %2"_s.arg(event.serial).arg(serials.lastAccountSerial))
        : std::nullopt;
}

} // namespace

std::optional<QString> implausible(const State &state, const Event &event)
{
    return std::visit([](const auto &s, const auto &e) { return against(s, e); }, state, event);
}

// A withdrawal that settles a hold may leave other holds uncovered, where something was forced.
bool overdraws(const State &state, const Event &event)
{
    const auto *account = std::get_if<Account>(&state);
    if (const auto *transferred = std::get_if<MoneyTransferred>(&event)) {
        return transferred->amount < 0 && account->available() < 0;
    }
    const auto *withdrawn = std::get_if<MoneyWithdrawn>(&event);
    if (!withdrawn || withdrawn->forced.value_or(false)) {
        return false;
    }
    return (withdrawn->holdId ? account->balance - account->floor : account->available()) < 0;
}

static const QByteArray cpfPrefix = QByteArrayLiteral("claim/cpf/");
static const QByteArray numberPrefix = QByteArrayLiteral("claim/account-number/");

bool isOfAccounts(const StreamName &claim)
{
    return claim.name().startsWith(cpfPrefix) || claim.name().startsWith(numberPrefix);
}

std::vector<StreamName> numberClaims(const Account &account)
{
    std::vector<StreamName> claims{StreamName::numberClaim(account.number)};
    if (const auto number = AccountNumber::parse(account.number)) {
        claims.push_back(StreamName::numberClaim(number->withoutSeparators()));
    }
    return claims;
}

bool usesClaim(const Account &account, const StreamName &claim)
{
    if (account.cpf && claim == StreamName::cpfClaim(*account.cpf)) {
        return true;
    }
    const auto claims = numberClaims(account);
    return std::find(claims.begin(), claims.end(), claim) != claims.end();
}

} // namespace kontor::storage
