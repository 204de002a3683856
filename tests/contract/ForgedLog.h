// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/HashChain.h"
#include "storage/log/LogRow.h"
#include "support/LogBuilder.h"

namespace kontor::testing {

//! The rows of a log that anybody may change at will: seal() makes every hash fit again, as somebody
//! would who holds the machine. What then still tells is what the rows say.
struct ForgedLog
{
    std::vector<storage::EventRow> events;
    std::vector<storage::OutcomeRow> outcomes;

    static ForgedLog of(const application::CommittedBatch &batch)
    {
        ForgedLog log;
        storage::RowFiller filler;
        filler.begin();
        for (const application::RecordedEvent &event : batch.events) {
            log.events.push_back(filler.fill(event));
        }
        for (const application::OutcomeRecord &outcome : batch.outcomes) {
            log.outcomes.push_back({outcome, {}});
        }
        log.seal();
        return log;
    }
    void seal()
    {
        QByteArray hash = storage::emptyHash();
        for (storage::EventRow &row : events) {
            row.hash = hash = storage::chainHash(hash, row);
        }
        hash = storage::emptyHash();
        for (storage::OutcomeRow &row : outcomes) {
            row.hash = hash = storage::chainHash(hash, row);
        }
    }
    application::LogHead head() const
    {
        application::LogHead head;
        if (!events.empty()) {
            head.position = events.back().position;
            head.eventHash = events.back().hash;
        }
        if (!outcomes.empty()) {
            head.outcome = outcomes.back().record.sequence;
            head.outcomeHash = outcomes.back().hash;
        }
        return head;
    }
    //! In the data of one event.
    void replace(std::size_t event, const std::string &what, const std::string &by)
    {
        std::string &data = events[event - 1].data;
        const std::size_t at = data.find(what);
        KONTOR_ASSERT(at != std::string::npos);
        data.replace(at, what.size(), by);
    }
};

//! Two accounts with a CPF claim each, in euro: six events, then a deposit (7), a transfer (8, 9), a
//! renaming (10) and a withdrawal (11), with three outcomes, the second a refusal.
inline LogBuilder smallBank()
{
    LogBuilder builder;
    const auto claim = [&builder](const char *cpf, int account) {
        builder.add(domain::StreamName::cpfClaim(cpf), domain::Claimed{LogBuilder::account(account).uuid});
    };
    const auto open = [&builder](const char *cpf, int account, qint64 balance, const QString &name) {
        domain::AccountCreated event;
        event.name = name;
        event.cpf = cpf;
        event.number = QByteArray::number(1'000'000 + account) + "-0";
        event.ownerId = {LogBuilder::uuid(account + 1000)};
        event.bookingDate = QDate(2026, 3, 2);
        event.amount = event.balanceAfter = balance;
        builder.add(domain::StreamName::of(LogBuilder::account(account)), event);
    };
    claim("12345678909", 1);
    open("12345678909", 1, 50'000, QStringLiteral("Zoë \"Z\" \u0001\u007f Ávila\t😀"));
    claim("98765432100", 2);
    open("98765432100", 2, 0, QStringLiteral("Ada Lovelace"));
    const auto customer = domain::StreamName::of(CustomerId{LogBuilder::uuid(1001)});
    builder.add(customer, domain::CustomerRegistered{QStringLiteral("Zoë"), {}});
    builder.add(domain::StreamName::serials(), domain::AccountSerialIssued{1});
    builder.deposit(1, 2'500).outcome("key \"1\"\n").transfer(1, 2, 12'300).outcome("key-2", "InsufficientFunds");
    builder.rename(2, QStringLiteral("Ada King"));
    domain::MoneyWithdrawn out;
    out.bookingDate = QDate(2026, 3, 3);
    out.amount = -300;
    out.balanceAfter = builder.balanceOf(2) - 300;
    builder.add(domain::StreamName::of(LogBuilder::account(2)), out).outcome("key-3");
    return builder;
}

} // namespace kontor::testing
