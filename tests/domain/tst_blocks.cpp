// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

class tst_Blocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBlockSaysWhatMayNotHappenAndWhoseOrderItIs()
    {
        auto command = blockAccount(true, false);
        command.reference = u"  court order 7 "_s;
        QCOMPARE(given(opened(alice)).when(command), happened(blocked(alice, true, false)));
        const auto account
            = folded<Account>(opened(alice) + blocked(alice, true, false), StreamName::of(alice));
        QCOMPARE(account.block, std::optional(Block{true, false, u"court order 7"_s}));
    }
    void noMoneyLeavesAnAccountWhoseDebitsAreBlocked()
    {
        const auto history
            = opened(alice, 500'00) + opened(bob) + issued(card) + blocked(alice, true, false);
        QCOMPARE(given(history).when(withdraw("1")), refused(DebitsBlocked));
        QCOMPARE(given(history).when(transferTo(bob, "1")), refused(DebitsBlocked));
        QCOMPARE(given(history).when(authorise(1)), refused(DebitsBlocked));
        QVERIFY(!given(history).when(deposit("1")).refusal);
    }
    void noMoneyComesToAnAccountWhoseCreditsAreBlocked()
    {
        const auto history
            = opened(alice, 500'00) + opened(bob) + blocked(alice, false, true);
        QCOMPARE(given(history).when(deposit("1")), refused(CreditsBlocked));
        QVERIFY(!given(history).when(withdraw("1")).refusal);
        QVERIFY(!given(history).when(transferTo(bob, "1")).refusal);
        const auto receiver = opened(alice, 500'00) + opened(bob) + blocked(bob, false, true);
        QCOMPARE(given(receiver).when(transferTo(bob, "1")), refused(CreditsBlocked));
    }
    void aBlockThatIsThereAlreadyChangesNothing()
    {
        QCOMPARE(given(opened(alice) + blocked(alice, true, true)).when(blockAccount(true, true)),
            nothingHappened());
        QCOMPARE(given(opened(alice)).when(blockAccount(false, false)), nothingHappened());
    }
    void anotherReferenceIsAnotherBlock()
    {
        auto command = blockAccount(true, true);
        command.reference = u"court order 8"_s;
        QVERIFY(given(opened(alice) + blocked(alice, true, true))
                    .when(command)
                    .event<AccountBlockChanged>()
                    .reference == u"court order 8"_s);
    }
    void aLiftedBlockIsGone()
    {
        const auto history
            = opened(alice, 500'00) + blocked(alice, true, true) + blocked(alice, false, false);
        QVERIFY(!folded<Account>(history, StreamName::of(alice)).block);
        QVERIFY(!given(history).when(withdraw("1")).refusal);
    }
    void moneyCanStillBeHeldOnABlockedAccount()
    {
        QVERIFY(!given(opened(alice, 500'00) + blocked(alice, true, true))
                     .when(placeHold("1"))
                     .refusal);
    }
    // The notes are out; somebody has to look at it.
    void aWithdrawalThatWasPaidIsBookedByForceOnABlockedAccount()
    {
        const auto history = opened(alice, 500'00) + issued(card) + authorised(50'00)
            + blocked(alice, true, false);
        QCOMPARE(given(history).when(complete(1)).event<MoneyWithdrawn>().forced,
            std::optional(true));
    }
    void deletedAndUnknownAccountsAreNotBlocked()
    {
        QCOMPARE(givenNothing().when(blockAccount(true, true)), refused(AccountNotFound));
        QCOMPARE(given(opened(alice) + deleted(alice)).when(blockAccount(true, true)),
            refused(AccountIsDeleted));
    }
    void anInactiveAccountCanBeBlocked()
    {
        QVERIFY(!given(opened(alice) + deactivated(alice)).when(blockAccount(true, true)).refusal);
    }
};

KONTOR_TEST(tst_Blocks)
#include "tst_blocks.moc"
