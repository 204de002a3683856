// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

class tst_Cards : public QObject
{
    Q_OBJECT

    static History cards() { return opened(alice) + issued(card); }
    static Command attempt() { return AttemptPin{card, "atm-1"}; }
    static Command judge(bool right) { return JudgePin{card, "atm-1", right}; }

private Q_SLOTS:
    void aCardBelongsToAnAccount()
    {
        QCOMPARE(given(opened(alice)).when(IssueCard{card, alice, "4711"}),
            happened({{StreamName::of(card), CardIssued{alice, "4711"}}}));
        QCOMPARE(givenNothing().when(IssueCard{card, alice, "4711"}), refused(AccountNotFound));
        QCOMPARE(given(cards()).when(IssueCard{card, alice, "4711"}), refused(IdTaken));
    }
    void aTryIsCountedBeforeThePinIsLookedAt()
    {
        QCOMPARE(given(cards()).when(attempt()),
            happened({{StreamName::of(card), PinAttempted{"atm-1"}}}));
    }
    void anUnknownCardTakesNoTry()
    {
        QCOMPARE(givenNothing().when(attempt()), refused(CardNotFound));
        QCOMPARE(givenNothing().when(judge(true)), refused(CardNotFound));
        QCOMPARE(givenNothing().when(ChangePin{card, 2}), refused(CardNotFound));
    }
    void aBlockedCardTakesNothing()
    {
        const auto history = cards() + attempted(card, 3) + blocked(card);
        QCOMPARE(given(history).when(attempt()), refused(CardIsBlocked));
        QCOMPARE(given(history).when(judge(true)), refused(CardIsBlocked));
        QCOMPARE(given(history).when(ChangePin{card, 2}), refused(CardIsBlocked));
        QCOMPARE(given(history).when(authorise(1)), refused(CardIsBlocked));
    }
    void threeTriesAreAll_data()
    {
        QTest::addColumn<int>("tries");
        QTest::addColumn<QString>("next");
        QTest::newRow("none") << 0 << u"card PinAttempted"_s;
        QTest::newRow("one") << 1 << u"card PinAttempted"_s;
        QTest::newRow("two") << 2 << u"card PinAttempted"_s;
        QTest::newRow("three") << 3 << u"card-blocked"_s;
    }
    // Also where the process ended before the third try was judged: no crash buys another guess.
    void threeTriesAreAll()
    {
        QFETCH(int, tries);
        QTEST(given(cards() + attempted(card, tries)).when(attempt()).summary(), "next");
    }
    void theThirdWrongTryBlocks_data()
    {
        QTest::addColumn<int>("tries");
        QTest::addColumn<QString>("result");
        QTest::newRow("first") << 1 << QString();
        QTest::newRow("second") << 2 << QString();
        QTest::newRow("third") << 3 << u"card CardBlocked"_s;
    }
    void theThirdWrongTryBlocks()
    {
        QFETCH(int, tries);
        QTEST(given(cards() + attempted(card, tries)).when(judge(false)).summary(), "result");
    }
    void aRightPinOnTheLastTryIsRight()
    {
        QCOMPARE(given(cards() + attempted(card, 3)).when(judge(true)),
            happened({{StreamName::of(card), PinVerified{"atm-1"}}}));
    }
    void aRightPinGivesAllTriesBack()
    {
        const History right{{StreamName::of(card), PinVerified{"atm-1"}}};
        const auto history = cards() + attempted(card, 2) + right;
        QCOMPARE(folded<Card>(history, StreamName::of(card)).triesLeft(), 3);
        QVERIFY(!given(history + attempted(card, 2)).when(attempt()).refusal);
    }
    void triesAreCountedAcrossTerminals()
    {
        const History elsewhere{{StreamName::of(card), PinAttempted{"atm-2"}},
            {StreamName::of(card), PinAttempted{"atm-3"}}};
        const auto history = cards() + elsewhere + attempted(card, 1);
        QCOMPARE(given(history).when(judge(false)).summary(), u"card CardBlocked"_s);
    }
    void ofThreeTriesAtOnceAWrongOneBlocksBeforeTheOthersAreJudged()
    {
        const auto history = cards() + attempted(card, 3);
        const auto after = history + given(history).when(judge(false)).events;
        QCOMPARE(given(after).when(judge(true)), refused(CardIsBlocked));
    }
    void aPinChangesFromOneGenerationToTheNext()
    {
        QCOMPARE(given(cards()).when(ChangePin{card, 2}),
            happened({{StreamName::of(card), PinChanged{2}}}));
        const History changed{{StreamName::of(card), PinChanged{2}}};
        QCOMPARE(given(cards() + changed).when(ChangePin{card, 2}), refused(IdTaken));
        QCOMPARE(given(cards() + changed).when(ChangePin{card, 4}), refused(IdTaken));
        QVERIFY(!given(cards() + changed).when(ChangePin{card, 3}).refusal);
    }
};

KONTOR_TEST(tst_Cards)
#include "tst_cards.moc"
