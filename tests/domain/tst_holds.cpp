// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

class tst_Holds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHoldReservesWithoutMovingMoney()
    {
        auto command = placeHold("100");
        command.kind = HoldKind::Court;
        command.expiresAt = monday.plusSeconds(60);
        QCOMPARE(given(opened(alice, 500'00)).when(command),
            happened({{StreamName::of(alice),
                HoldPlaced{hold, 100'00, Currency::eur(), HoldKind::Court, monday.plusSeconds(60),
                    {}, u"hotel"_s}}}));
    }
    void theWholeAvailableBalanceCanBeHeld()
    {
        const auto history = opened(alice, 500'00) + held(alice, 100'00, idOf<HoldId>(99));
        QVERIFY(!given(history).when(placeHold("400")).refusal);
        QCOMPARE(given(history).when(placeHold("400.01")), refused(InsufficientFunds));
    }
    void aHoldThatHasExpiredAlreadyIsRefused()
    {
        auto command = placeHold("1");
        command.expiresAt = monday;
        QCOMPARE(given(opened(alice, 500'00)).when(command), refused(HoldInvalid));
    }
    void aHoldNeedsAReason()
    {
        auto command = placeHold("1");
        command.reason = u"  "_s;
        QCOMPARE(given(opened(alice, 500'00)).when(command), refused(InvalidDescription));
    }
    void anAccountHasRoomForSoManyHolds()
    {
        Policy policy;
        policy.holdsPerAccount = 2;
        const auto one = opened(alice, 500'00) + held(alice, 1, idOf<HoldId>(98));
        QVERIFY(!given(one).policy(policy).when(placeHold("1")).refusal);
        const auto two = one + held(alice, 1, idOf<HoldId>(99));
        QCOMPARE(given(two).policy(policy).when(placeHold("1")), refused(TooManyHolds));
        QCOMPARE(
            given(two + issued(card)).policy(policy).when(authorise(1)), refused(TooManyHolds));
    }
    void anIdIsHeldOnce()
    {
        const auto history = opened(alice, 500'00) + held(alice, 1);
        QCOMPARE(given(history).when(placeHold("1")), refused(IdTaken));
        QCOMPARE(given(history + issued(card)).when(authorise(1)), refused(IdTaken));
    }
    void releasingTellsWhatIsFreeAgain()
    {
        QCOMPARE(given(opened(alice, 500'00) + held(alice, 100'00)).when(ReleaseHold{hold, alice}),
            happened({{StreamName::of(alice),
                HoldReleased{hold, 100'00, Currency::eur(), ReleaseReason::Released}}}));
    }
    void whatIsNotHeldCannotBeReleased()
    {
        QCOMPARE(givenNothing().when(ReleaseHold{hold, alice}), refused(AccountNotFound));
        QCOMPARE(given(opened(alice)).when(ReleaseHold{hold, alice}), refused(HoldNotFound));
        const History released{{StreamName::of(alice),
            HoldReleased{hold, 100'00, Currency::eur(), ReleaseReason::Released}}};
        QCOMPARE(given(opened(alice, 500'00) + held(alice, 100'00) + released)
                     .when(ReleaseHold{hold, alice}),
            refused(HoldNotFound));
    }
    void aHoldOfAnInactiveAccountCanBeReleased()
    {
        const auto history = opened(alice, 500'00) + held(alice, 100'00) + deactivated(alice);
        QVERIFY(!given(history).when(ReleaseHold{hold, alice}).refusal);
    }
    void aHoldExpiresAtItsTimeAndNotBefore_data()
    {
        QTest::addColumn<std::optional<Timestamp>>("expiresAt");
        QTest::addColumn<bool>("released");
        QTest::newRow("no expiry") << std::optional<Timestamp>() << false;
        QTest::newRow("later") << std::optional(Timestamp{monday.micros + 1}) << false;
        QTest::newRow("now") << std::optional(monday) << true;
        QTest::newRow("before") << std::optional(monday.plusSeconds(-1)) << true;
    }
    void aHoldExpiresAtItsTimeAndNotBefore()
    {
        QFETCH(std::optional<Timestamp>, expiresAt);
        QFETCH(bool, released);
        const auto outcome = given(opened(alice, 500'00) + held(alice, 100'00, hold, expiresAt))
                                 .when(ReleaseHold{hold, alice, ReleaseReason::Expired});
        if (released) {
            QCOMPARE(outcome.event<HoldReleased>().reason, ReleaseReason::Expired);
        } else {
            QCOMPARE(outcome, refused(HoldInvalid));
        }
    }
    void aHoldWhoseCashMayBeOutIsNeverReleasedByItself()
    {
        const auto history = opened(alice, 500'00) + issued(card) + authorised(100'00);
        const auto later = monday.plusSeconds(86'400);
        QCOMPARE(given(history).at(later).when(ReleaseHold{hold, alice, ReleaseReason::Expired}),
            refused(HoldInvalid));
        QCOMPARE(given(history).at(later).when(ReleaseHold{hold, alice}), refused(HoldInvalid));
    }
    void anExpiredHoldCountsUntilItIsReleased()
    {
        const auto history
            = opened(alice, 500'00) + held(alice, 100'00, hold, monday.plusSeconds(-60));
        QCOMPARE(given(history).when(withdraw("400.01")), refused(InsufficientFunds));
    }
};

KONTOR_TEST(tst_Holds)
#include "tst_holds.moc"
