// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/RefusalDetail.h"
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

static TransferMoney move(AccountId from, AccountId to, const char *text)
{
    TransferMoney command = transferTo(to, text);
    command.from = from;
    return command;
}

//! Transfers that happen together or not at all.
class tst_Batch : public QObject
{
    Q_OBJECT

    const History accounts = opened(alice, 100'00) + opened(bob);

private Q_SLOTS:
    void eachTransferSeesWhatThoseBeforeItDid()
    {
        // Bob has nothing of his own: his transfer lives on what alice sends first.
        const Outcome outcome = given(accounts).when(
            TransferAll{{move(alice, bob, "100"), move(bob, alice, "30"), move(alice, bob, "30")}});
        QVERIFY(!outcome.refusal);
        QCOMPARE(outcome.events.size(), std::size_t(6));
        FoldedStates after = given(accounts).states();
        for (const NewEvent &event : outcome.events) {
            after.apply(event, monday);
        }
        QCOMPARE(after.get<Account>(StreamName::of(alice)).balance, 0);
        QCOMPARE(after.get<Account>(StreamName::of(bob)).balance, 100'00);
    }
    void theEventsCarryTheBalancesInBetween()
    {
        const Outcome outcome = given(accounts).when(
            TransferAll{{move(alice, bob, "60"), move(alice, bob, "40")}});
        QCOMPARE(std::get<MoneyTransferred>(outcome.events[0].event).balanceAfter, 40'00);
        QCOMPARE(std::get<MoneyTransferred>(outcome.events[2].event).balanceAfter, 0);
        QCOMPARE(std::get<MoneyTransferred>(outcome.events[3].event).balanceAfter, 100'00);
    }
    void oneThatIsRefusedRefusesThemAllAndIsNamed()
    {
        QCOMPARE(
            given(accounts).when(TransferAll{{move(alice, bob, "60"), move(alice, bob, "40.01")}}),
            refused(InsufficientFunds, ofTransfer(1, 0)));
        QCOMPARE(
            given(accounts).when(TransferAll{{move(alice, alice, "1"), move(alice, bob, "1")}}),
            refused(SelfTransfer, ofTransfer(0, 0)));
        QCOMPARE(given(accounts).when(TransferAll{{move(alice, bob, "1"), move(bob, alice, "1"),
                     move(bob, idOf<AccountId>(9), "1")}}),
            refused(AccountNotFound, ofTransfer(2, aboutDestination)));
    }
    void aBatchDecidesAsItsTransfersOneByOneWould()
    {
        const std::vector<TransferMoney> transfers{
            move(alice, bob, "10"), move(bob, alice, "5"), move(alice, bob, "95")};
        FoldedStates states = given(accounts).states();
        std::vector<NewEvent> singly;
        for (const TransferMoney &transfer : transfers) {
            const auto decision = decide(Command(transfer), states, Context{monday, mondayDate, {}, {}, {}});
            QVERIFY(decision);
            for (const NewEvent &event : *decision) {
                states.apply(event, monday);
                singly.push_back(event);
            }
        }
        QCOMPARE(given(accounts).when(TransferAll{transfers}), happened(singly));
    }
};

KONTOR_TEST(tst_Batch)
#include "tst_batch.moc"
