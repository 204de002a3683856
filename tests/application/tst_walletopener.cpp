// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/WalletOpener.h"
#include "support/MemoryLedger.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::application;
using namespace kontor::testing;

// A customer registers, and an account opens: once, whatever happens in between.
class tst_WalletOpener : public QObject
{
    Q_OBJECT

    std::unique_ptr<MemoryLedger> m_ledger;
    std::vector<std::pair<Submission, Completion>> m_waiting;

    WalletOpener::Submit submit()
    {
        return [this](Submission submission, Completion completion) {
            m_waiting.emplace_back(std::move(submission), std::move(completion));
        };
    }
    //! Lets the ledger decide everything that was submitted.
    void settle()
    {
        while (!m_waiting.empty()) {
            auto [submission, completion] = std::move(m_waiting.front());
            m_waiting.erase(m_waiting.begin());
            completion(m_ledger->run(submission));
        }
    }
    void deliverAll(WalletOpener &opener)
    {
        for (const RecordedEvent &event : m_ledger->log.events()) {
            opener.take(event);
        }
        opener.caughtUp(m_ledger->log.head().position);
    }
    int accounts() const
    {
        const auto events = m_ledger->log.events();
        return int(std::count_if(events.begin(), events.end(), [](const RecordedEvent &event) {
            return std::holds_alternative<domain::AccountCreated>(event.event);
        }));
    }

private Q_SLOTS:
    void init()
    {
        m_ledger = std::make_unique<MemoryLedger>();
        m_waiting.clear();
        QVERIFY(m_ledger->run(registerUser()).kind == CommandResult::Kind::Accepted);
    }
    void theAccountBelongsToTheCustomerOfTheSameId()
    {
        WalletOpener opener(submit());
        deliverAll(opener);
        QCOMPARE(opener.size(), 1u);
        settle();
        QCOMPARE(opener.size(), 0u);
        const auto account = m_ledger->account(WalletOpener::walletOf(ursula));
        QVERIFY(account.exists);
        QCOMPARE(account.ownerId.uuid, ursula.uuid);
        QCOMPARE(account.name, u"Ursula Ames"_s);
        QCOMPARE(account.balance, 0);
    }
    void howeverOftenItIsDelivered()
    {
        WalletOpener opener(submit());
        deliverAll(opener);
        settle();
        deliverAll(opener);
        deliverAll(opener);
        settle();
        WalletOpener other(submit());
        deliverAll(other);
        settle();
        QCOMPARE(accounts(), 1);
    }
    // As if the process had died between the commit and its answer.
    void howeverOftenTheProcessDies()
    {
        {
            WalletOpener opener(submit());
            deliverAll(opener);
            m_ledger->run(m_waiting.front().first);
            m_waiting.clear();
        }
        m_ledger->reopen();
        WalletOpener opener(submit());
        deliverAll(opener);
        settle();
        QCOMPARE(opener.size(), 0u);
        QCOMPARE(accounts(), 1);
    }
    // The key's memory is finite; the ids are not.
    void whenTheKeyIsForgottenTheIdsAreNot()
    {
        WalletOpener opener(submit());
        deliverAll(opener);
        settle();
        deliverAll(opener);
        QCOMPARE(m_waiting.size(), 1u);
        m_waiting.front().first.key.clear();
        settle();
        QCOMPARE(opener.size(), 0u);
        QCOMPARE(accounts(), 1);
    }
    void staffGetNone()
    {
        auto command = registerUser();
        command.id = idOf<UserId>(62);
        command.login = u"teller"_s;
        command.role = domain::Role::Teller;
        m_ledger->run(command);
        WalletOpener opener(submit());
        deliverAll(opener);
        settle();
        QCOMPARE(accounts(), 1);
    }
    void aFullLedgerIsAskedAgain()
    {
        WalletOpener opener(submit());
        deliverAll(opener);
        CommandResult full;
        full.kind = CommandResult::Kind::Overloaded;
        const auto answer = m_waiting.front().second;
        m_waiting.clear();
        answer(full);
        QCOMPARE(opener.size(), 1u);
        QTRY_COMPARE_WITH_TIMEOUT(m_waiting.size(), 1u, 30'000);
        settle();
        QCOMPARE(accounts(), 1);
    }
    void whatIsSettledIsKnownAndNothingMore()
    {
        WalletOpener opener(submit());
        QCOMPARE(opener.settled(), 0);
        deliverAll(opener);
        const qint64 head = m_ledger->log.head().position;
        QVERIFY(opener.settled() < head);
        settle();
        QCOMPARE(opener.settled(), head);
    }
};

KONTOR_TEST(tst_WalletOpener)
#include "tst_walletopener.moc"
