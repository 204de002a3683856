// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

class tst_Withdrawals : public QObject
{
    Q_OBJECT

    static History accounts() { return opened(alice, 500'00) + issued(card); }
    static History withAuthorised() { return accounts() + authorised(150'00); }
    static History with(const History &history, const Command &command, Timestamp at = monday)
    {
        return history + given(history).at(at).when(command).events;
    }
    static Account accountAfter(const History &history)
    {
        return folded<Account>(history, StreamName::of(alice));
    }
    static Withdrawal withdrawalAfter(const History &history)
    {
        return folded<Withdrawal>(history, StreamName::of(withdrawal));
    }
    static Timestamp late() { return monday.plusSeconds(180); }

private Q_SLOTS:
    void authorisingReserves()
    {
        const auto expiry = monday.plusSeconds(180);
        QCOMPARE(given(accounts()).when(authorise(3)),
            happened({{StreamName::of(alice),
                          HoldPlaced{hold, 150'00, Currency::eur(), HoldKind::Card, expiry,
                              withdrawal, u"atm-1"_s}},
                {StreamName::of(withdrawal),
                    WithdrawalAuthorised{
                        alice, card, hold, "atm-1", 150'00, Currency::eur(), {{50, 3}}, expiry}}}));
    }
    void completingBooksAndUsesUpTheHold()
    {
        const auto outcome = given(withAuthorised()).when(complete(3));
        QCOMPARE(outcome.event<MoneyWithdrawn>().amount, -150'00);
        QCOMPARE(outcome.event<MoneyWithdrawn>().holdId, std::optional(hold));
        QCOMPARE(outcome.event<MoneyWithdrawn>().withdrawalId, std::optional(withdrawal));
        QVERIFY(!outcome.event<MoneyWithdrawn>().forced);
        const auto account = accountAfter(withAuthorised() + outcome.events);
        QCOMPARE(account.balance, 350'00);
        QCOMPARE(account.available(), 350'00);
        QVERIFY(account.holds.empty());
        const auto after = withdrawalAfter(withAuthorised() + outcome.events);
        QCOMPARE(after.phase, WithdrawalPhase::Completed);
        QCOMPARE(after.paid, 150'00);
    }
    void aPartlyPaidOneFreesTheRest()
    {
        const auto after = with(withAuthorised(), complete(2));
        QCOMPARE(accountAfter(after).balance, 400'00);
        QCOMPARE(accountAfter(after).available(), 400'00);
        QCOMPARE(withdrawalAfter(after).phase, WithdrawalPhase::PartlyCompleted);
        QVERIFY(!withdrawalAfter(after).forced);
    }
    void voidingReleases()
    {
        const auto outcome = given(withAuthorised()).when(VoidWithdrawal{withdrawal, u"jam"_s});
        QCOMPARE(outcome,
            happened({{StreamName::of(alice),
                          HoldReleased{hold, 150'00, Currency::eur(), ReleaseReason::Voided}},
                {StreamName::of(withdrawal), WithdrawalVoided{u"jam"_s}}}));
        QCOMPARE(accountAfter(withAuthorised() + outcome.events).available(), 500'00);
    }
    void voidingTheUnknownLeavesATombstone()
    {
        const auto tombstone = with(accounts(), VoidWithdrawal{withdrawal, u"no answer"_s});
        QCOMPARE(withdrawalAfter(tombstone).phase, WithdrawalPhase::Voided);
        QCOMPARE(given(tombstone).when(authorise(3)), refused(WithdrawalIsVoid));
    }
    void aVoidedOneIsNotAuthorisedAgain()
    {
        const auto voided = with(withAuthorised(), VoidWithdrawal{withdrawal, u"jam"_s});
        QCOMPARE(given(voided).when(authorise(3)), refused(WithdrawalIsVoid));
    }
    void anIdIsAuthorisedOnce()
    {
        auto again = authorise(1);
        again.holdId = idOf<HoldId>(99);
        QCOMPARE(given(withAuthorised()).when(again), refused(IdTaken));
        QCOMPARE(given(with(withAuthorised(), complete(3))).when(again), refused(IdTaken));
    }
    void advicesAreRepeatSafe()
    {
        const auto completed = with(withAuthorised(), complete(3));
        QCOMPARE(given(completed).when(complete(3)), nothingHappened());
        const auto partly = with(withAuthorised(), complete(2));
        QCOMPARE(given(partly).when(complete(2)), nothingHappened());
        const auto voided = with(withAuthorised(), VoidWithdrawal{withdrawal, u"jam"_s});
        QCOMPARE(given(voided).when(VoidWithdrawal{withdrawal, u"again"_s}), nothingHappened());
    }
    void whatIsSettledStaysSettled()
    {
        const auto completed = with(withAuthorised(), complete(3));
        QCOMPARE(given(completed).when(complete(2)), refused(WithdrawalSettled));
        QCOMPARE(given(completed).when(VoidWithdrawal{withdrawal, u"jam"_s}),
            refused(WithdrawalSettled));
        QCOMPARE(
            given(with(withAuthorised(), complete(2))).when(VoidWithdrawal{withdrawal, u"jam"_s}),
            refused(WithdrawalSettled));
    }
    void nobodyCanBeChargedForAnUnknownWithdrawal()
    {
        QCOMPARE(given(accounts()).when(complete(3)), refused(WithdrawalNotFound));
        const auto tombstone = with(accounts(), VoidWithdrawal{withdrawal, u"no answer"_s});
        QCOMPARE(given(tombstone).when(complete(3)), refused(WithdrawalNotFound));
    }
    void expiryMakesSuspectAndKeepsTheHold()
    {
        const auto outcome = given(withAuthorised()).at(late()).when(SuspectWithdrawal{withdrawal});
        QCOMPARE(outcome.summary(), u"withdrawal WithdrawalSuspected"_s);
        const auto after = withAuthorised() + outcome.events;
        QCOMPARE(withdrawalAfter(after).phase, WithdrawalPhase::Suspect);
        QCOMPARE(accountAfter(after).available(), 350'00);
    }
    void suspicionNeedsAnOpenWithdrawalThatIsOverdue()
    {
        const Command suspect = SuspectWithdrawal{withdrawal};
        const Timestamp early{late().micros - 1};
        QCOMPARE(given(withAuthorised()).at(early).when(suspect), nothingHappened());
        QCOMPARE(givenNothing().at(late()).when(suspect), nothingHappened());
        QCOMPARE(
            given(with(withAuthorised(), complete(3))).at(late()).when(suspect), nothingHappened());
        QCOMPARE(given(with(withAuthorised(), VoidWithdrawal{withdrawal, u"jam"_s}))
                     .at(late())
                     .when(suspect),
            nothingHappened());
        QCOMPARE(given(with(withAuthorised(), suspect, late())).at(late()).when(suspect),
            nothingHappened());
    }
    void aSuspectOneCanStillBeSettled()
    {
        const auto suspect = with(withAuthorised(), SuspectWithdrawal{withdrawal}, late());
        const auto completed = with(suspect, complete(3));
        QCOMPARE(accountAfter(completed).balance, 350'00);
        QVERIFY(accountAfter(completed).holds.empty());
        QVERIFY(withdrawalAfter(completed).forced);
        const auto voided = with(suspect, VoidWithdrawal{withdrawal, u"counted"_s});
        QCOMPARE(accountAfter(voided).available(), 500'00);
    }
    void cashThatIsOutIsBookedWhateverHappened_data()
    {
        QTest::addColumn<History>("since");
        QTest::addColumn<CompleteWithdrawal>("command");
        QTest::addColumn<qint64>("balance");
        const auto base = withAuthorised();
        const auto row
            = [&](const char *name, const History &since, const CompleteWithdrawal &command,
                  qint64 balance) { QTest::newRow(name) << since << command << balance; };
        row("late", given(base).at(late()).when(SuspectWithdrawal{withdrawal}).events, complete(3),
            350'00);
        const auto voided = given(base).when(VoidWithdrawal{withdrawal, u"jam"_s}).events;
        row("after a void", voided, complete(3), 350'00);
        row("after a void, money gone", voided + withdrawn(alice, 500'00, 0), complete(3), -150'00);
        row("more than authorised", {}, complete(4), 300'00);
        row("beyond the balance", {}, complete(11), -50'00);
        row("inactive", deactivated(alice), complete(3), 350'00);
        auto odd = complete(3);
        odd.notes = {{50, 2}, {20, 1}};
        row("notes that do not add up", {}, odd, 350'00);
        odd.notes = {{50, -3}};
        row("senseless notes", {}, odd, 350'00);
        row("below the floor", withdrawn(alice, 400'00, 100'00), complete(3), -50'00);
    }
    void cashThatIsOutIsBookedWhateverHappened()
    {
        QFETCH(History, since);
        QFETCH(CompleteWithdrawal, command);
        const auto outcome = given(withAuthorised() + since).when(command);
        QCOMPARE(outcome.event<MoneyWithdrawn>().forced, std::optional(true));
        QCOMPARE(outcome.event<WithdrawalCompleted>().forced, true);
        QTEST(accountAfter(withAuthorised() + since + outcome.events).balance, "balance");
    }
    void notesMustAddUpToWhatIsAuthorised_data()
    {
        QTest::addColumn<std::vector<Notes>>("mix");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("one row") << std::vector<Notes>{{50, 3}} << true;
        QTest::newRow("two rows") << std::vector<Notes>{{50, 2}, {10, 5}} << true;
        QTest::newRow("an empty row") << std::vector<Notes>{{50, 3}, {20, 0}} << true;
        QTest::newRow("nothing") << std::vector<Notes>{} << false;
        QTest::newRow("too little") << std::vector<Notes>{{50, 2}} << false;
        QTest::newRow("too much") << std::vector<Notes>{{50, 4}} << false;
        QTest::newRow("negative count") << std::vector<Notes>{{50, 4}, {50, -1}} << false;
        QTest::newRow("negative value") << std::vector<Notes>{{50, 4}, {-50, 1}} << false;
        QTest::newRow("no value") << std::vector<Notes>{{50, 3}, {0, 7}} << false;
        QTest::newRow("absurd count") << std::vector<Notes>{{1'000'000, 1001}} << false;
    }
    void notesMustAddUpToWhatIsAuthorised()
    {
        QFETCH(std::vector<Notes>, mix);
        QFETCH(bool, accepted);
        auto command = authorise(3);
        command.mix = mix;
        const auto outcome = given(accounts()).when(command);
        QCOMPARE(outcome.refusal.has_value(), !accepted);
        QVERIFY(accepted || outcome == refused(MixMismatch));
    }
    void noMachineHoldsMoreThanAThousandOfOneNote()
    {
        for (const int count : {1000, 1001}) {
            auto command = authorise(1);
            command.amount = Decimal(count * 5, 0);
            command.mix = {{5, count}};
            QCOMPARE(given(opened(alice, 9'000'00) + issued(card)).when(command).refusal.has_value(),
                count > 1000);
        }
    }
    void aCardOfAnotherAccountIsUnknown()
    {
        const auto history = opened(alice, 500'00) + opened(bob) + issued(card, bob);
        QCOMPARE(given(history).when(authorise(1)), refused(CardNotFound));
    }
    void anotherCashMachineCannotReserveTheSameMoneyTwice()
    {
        auto second = authorise(8);
        second.id = idOf<WithdrawalId>(99);
        second.holdId = idOf<HoldId>(99);
        QCOMPARE(given(withAuthorised()).when(second), refused(InsufficientFunds));
    }
    // Cash that is out is booked, however little there is, but no account can owe more than that.
    void anAdviceEndsWhereNoAccountCanOwe()
    {
        const auto owing = withAuthorised() + withdrawn(alice, 1, -(maxMinor - 150'00));
        QCOMPARE(accountAfter(with(owing, complete(3))).balance, -maxMinor);
        const auto more = withAuthorised() + withdrawn(alice, 1, -(maxMinor - 149'99));
        QCOMPARE(given(more).when(complete(3)), refused(BalanceLimit));
    }
    void advicesNeedAnAmountAndAReason()
    {
        auto none = complete(3);
        none.amount = amount("0");
        QCOMPARE(given(withAuthorised()).when(none), refused(AmountNotPositive));
        none.amount = amount("0.001");
        QCOMPARE(given(withAuthorised()).when(none), refused(AmountFormat));
        QCOMPARE(given(withAuthorised()).when(VoidWithdrawal{withdrawal, u" "_s}),
            refused(InvalidDescription));
    }
};

KONTOR_TEST(tst_Withdrawals)
#include "tst_withdrawals.moc"
