// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Ids.h"
#include "foundation/Strings.h"

#include <QByteArray>
#include <QHash>

#include <optional>

namespace kontor::domain {

//! What a stream is about. The names are part of the log's format.
enum class StreamKind { Account, Claim, Customer, Card, Withdrawal, Branch, User, Key };

//! The name of a stream: "account/01935e0a-…", "claim/cpf/12345678909", "branch/serials".
//! Each stream is one consistency boundary: its versions are 1, 2, 3 … without gaps. Names are made,
//! compared and copied several times for each command, so one that ends in an id holds the id alone.
class StreamName
{
public:
    StreamName() = default;
    static StreamName of(AccountId id) { return {StreamKind::Account, id.uuid}; }
    static StreamName of(CustomerId id) { return {StreamKind::Customer, id.uuid}; }
    static StreamName of(CardId id) { return {StreamKind::Card, id.uuid}; }
    static StreamName of(WithdrawalId id) { return {StreamKind::Withdrawal, id.uuid}; }
    static StreamName of(UserId id) { return {StreamKind::User, id.uuid}; }
    static StreamName of(KeyId id) { return {StreamKind::Key, id.uuid}; }
    static StreamName cpfClaim(const QByteArray &digits) { return text("claim/cpf/" + digits); }
    static StreamName numberClaim(const QByteArray &n) { return text("claim/account-number/" + n); }
    static StreamName loginClaim(const QByteArray &login) { return text("claim/login/" + login); }
    //! Held by the user who set the branch up.
    static StreamName firstAdminClaim() { return text("claim/first-admin"); }
    //! The branch's counters: the next account serial.
    static StreamName serials() { return text("branch/serials"); }
    //! A name as it stands in the log.
    static StreamName text(QByteArray name);

    QByteArray name() const;
    //! Every name made above is; one from a file that somebody edited need not be, and then has
    //! neither kind nor id.
    bool isWellFormed() const;
    StreamKind kind() const;
    //! The id behind the slash of all but claims and the branch.
    Uuid id() const;
    AccountId accountId() const { return {id()}; }

    friend bool operator==(const StreamName &, const StreamName &) = default;
    friend size_t qHash(const StreamName &name, size_t seed = 0) { return name.hash() ^ seed; }

private:
    StreamName(StreamKind kind, const Uuid &id) : m_kind(kind), m_id(id) {}
    bool hasId() const { return m_kind && m_text.isNull(); }
    std::size_t hash() const;

    //! Nothing where the name begins like none of ours.
    std::optional<StreamKind> m_kind;
    Uuid m_id;
    //! The whole name, where it does not end in an id.
    QByteArray m_text;
};

} // namespace kontor::domain

template<>
struct std::hash<kontor::domain::StreamName>
{
    std::size_t operator()(const kontor::domain::StreamName &n) const noexcept { return qHash(n); }
};
