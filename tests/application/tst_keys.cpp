// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/MemoryLedger.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::application;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;
using Kind = CommandResult::Kind;

namespace {

//! How far the index is when the key comes again.
enum class Again
{
    SameBatch,
    FromMemory,
    FromIndex,
    AfterRestart
};

struct Repeated
{
    CommandResult first;
    CommandResult second;
};

MemoryLedger &withAlice(MemoryLedger &ledger)
{
    auto open = openAccount();
    open.initialBalance = amount("500");
    ledger.run(open);
    ledger.index();
    return ledger;
}

//! Submits the command, something in between, and the command again.
Repeated repeat(
    MemoryLedger &ledger, const Submission &first, const Submission &second, Again again)
{
    if (again == Again::SameBatch) {
        auto results = ledger.run({first, ask(deposit("7")), second}).results;
        return {results[0], results[2]};
    }
    Repeated repeated{ledger.run(first), {}};
    ledger.run(deposit("7"));
    if (again == Again::FromIndex) {
        ledger.index();
    } else if (again == Again::AfterRestart) {
        ledger.reopen();
    }
    repeated.second = ledger.run(second);
    return repeated;
}

} // namespace

class tst_Keys : public QObject
{
    Q_OBJECT

    static void againRows()
    {
        QTest::addColumn<Again>("again");
        QTest::newRow("same batch") << Again::SameBatch;
        QTest::newRow("from memory") << Again::FromMemory;
        QTest::newRow("from the index") << Again::FromIndex;
        QTest::newRow("after a restart") << Again::AfterRestart;
    }
    static void compareAnswers(const Repeated &repeated)
    {
        QCOMPARE(repeated.second.kind, repeated.first.kind);
        QVERIFY(!repeated.first.replayed);
        QVERIFY(repeated.second.replayed);
        QCOMPARE(repeated.second.refusal, repeated.first.refusal);
        const auto first = repeated.first.events();
        const auto second = repeated.second.events();
        QCOMPARE(second.size(), first.size());
        for (std::size_t i = 0; i < first.size(); ++i) {
            QCOMPARE(second[i].id, first[i].id);
            QCOMPARE(second[i].position, first[i].position);
            QVERIFY(second[i].event == first[i].event);
        }
        // Answers that show a state show it as it was; the others are made from the events alone.
        if (repeated.second.subject) {
            QCOMPARE(repeated.second.subject->stream, repeated.first.subject->stream);
            QCOMPARE(repeated.second.subject->version, repeated.first.subject->version);
            QCOMPARE(repeated.second.subject->position, repeated.first.subject->position);
            QVERIFY(*repeated.second.subject->state == *repeated.first.subject->state);
        }
    }

private Q_SLOTS:
    void aKeyHasOneEffectAndOneAnswer_data() { againRows(); }
    void aKeyHasOneEffectAndOneAnswer()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        const auto submission = ask(deposit("10"), "k");
        compareAnswers(repeat(withAlice(ledger), submission, submission, again));
        QCOMPARE(ledger.account().balance, 517'00);
    }
    void bothLegsOfATransferAreToldAgain_data() { againRows(); }
    void bothLegsOfATransferAreToldAgain()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        auto open = openAccount();
        open.id = bob;
        open.newCustomerId = idOf<CustomerId>(99);
        withAlice(ledger).run(open);
        const auto submission = ask(transferTo(bob, "10"), "k");
        compareAnswers(repeat(ledger, submission, submission, again));
        QCOMPARE(ledger.account(bob).balance, 10'00);
    }
    // The index lags behind, and what it has got is forgotten bit by bit.
    void manyKeysAreKnownHoweverFarTheIndexIs()
    {
        MemoryLedger ledger;
        withAlice(ledger);
        const auto key = [](int n) { return "k-" + QByteArray::number(n); };
        for (int n = 0; n < 60; ++n) {
            QVERIFY(!ledger.run(ask(deposit("1"), key(n))).replayed);
            if (n % 25 == 10) {
                ledger.index();
            }
        }
        for (int n = 0; n < 60; ++n) {
            QVERIFY2(ledger.run(ask(deposit("1"), key(n))).replayed, key(n).constData());
        }
        QCOMPARE(ledger.account().balance, 560'00);
    }
    // The server makes a new id for each request that opens an account.
    void anAccountIsOpenedOnceAlthoughItsIdIsNewEachTime_data() { againRows(); }
    void anAccountIsOpenedOnceAlthoughItsIdIsNewEachTime()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        auto first = openAccount();
        first.id = idOf<AccountId>(97);
        first.newCustomerId = idOf<CustomerId>(97);
        auto second = openAccount();
        second.id = idOf<AccountId>(98);
        second.newCustomerId = idOf<CustomerId>(98);
        const auto repeated = repeat(withAlice(ledger), ask(first, "k"), ask(second, "k"), again);
        compareAnswers(repeated);
        QCOMPARE(repeated.second.events().back().stream, StreamName::of(first.id));
    }
    void nothingToDoIsToldAsItWas_data() { againRows(); }
    void nothingToDoIsToldAsItWas()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        const auto submission = ask(ChangeLifeCycle{alice, LifeCycleStep::Activate}, "k");
        const auto repeated = repeat(withAlice(ledger), submission, submission, again);
        compareAnswers(repeated);
    }
    void anAnswerThatShowsAStateShowsItAsItWas_data()
    {
        againRows();
    }
    void anAnswerThatShowsAStateShowsItAsItWas()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        const auto submission = ask(RenameAccount{alice, u"Alice Brown"_s}, "k");
        const auto repeated = repeat(withAlice(ledger), submission, submission, again);
        compareAnswers(repeated);
        QVERIFY(repeated.second.subject);
        QCOMPARE(repeated.second.subject->version, 2);
        QCOMPARE(std::get<Account>(*repeated.second.subject->state).balance, 500'00);
    }
    void aRefusalIsKeptAlthoughItWouldSucceedNow_data() { againRows(); }
    void aRefusalIsKeptAlthoughItWouldSucceedNow()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        const auto submission = ask(withdraw("505"), "k");
        const auto repeated = repeat(withAlice(ledger), submission, submission, again);
        compareAnswers(repeated);
        QCOMPARE(repeated.second.refusal.code, InsufficientFunds);
        QCOMPARE(ledger.account().balance, 507'00);
    }
    void aConflictTellsTheVersionOfThen_data() { againRows(); }
    void aConflictTellsTheVersionOfThen()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        auto submission = ask(deposit("1"), "k");
        submission.expectedVersion = 9;
        const auto repeated = repeat(withAlice(ledger), submission, submission, again);
        compareAnswers(repeated);
        QCOMPARE(repeated.second.refusal, (Refusal{VersionConflict, 1}));
    }
    void anotherRequestUnderTheSameKeyIsRefused_data() { againRows(); }
    void anotherRequestUnderTheSameKeyIsRefused()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        const auto repeated = repeat(withAlice(ledger), ask(deposit("10"), "k", "one"),
            ask(deposit("20"), "k", "two"), again);
        QCOMPARE(repeated.second.kind, Kind::KeyReused);
        QVERIFY(repeated.second.events().empty());
        QVERIFY(!repeated.second.subject);
        QCOMPARE(ledger.account().balance, 517'00);
    }
    void keysOfDifferentCallersDoNotMeet_data() { againRows(); }
    void keysOfDifferentCallersDoNotMeet()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        auto other = ask(deposit("10"), "k");
        other.caller = "somebody else";
        const auto repeated = repeat(withAlice(ledger), ask(deposit("10"), "k"), other, again);
        QVERIFY(!repeated.second.replayed);
        QCOMPARE(ledger.account().balance, 527'00);
    }
    // An earlier Kontor took the fingerprint of a request with a secret in another way.
    void aKeyOfAnEarlierKontorIsStillKnown_data() { againRows(); }
    void aKeyOfAnEarlierKontorIsStillKnown()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        auto now = ask(deposit("10"), "k", "new");
        now.formerFingerprint = "old";
        const auto repeated
            = repeat(withAlice(ledger), ask(deposit("10"), "k", "old"), now, again);
        compareAnswers(repeated);
        QCOMPARE(ledger.account().balance, 517'00);
        now.formerFingerprint = "another";
        QCOMPARE(ledger.run(now).kind, Kind::KeyReused);
    }
    void aMalformedAmountLeavesTheKeyFree_data() { againRows(); }
    void aMalformedAmountLeavesTheKeyFree()
    {
        QFETCH(Again, again);
        MemoryLedger ledger;
        const auto repeated = repeat(withAlice(ledger), ask(deposit("0.001"), "k", "one"),
            ask(deposit("10"), "k", "two"), again);
        QCOMPARE(repeated.first.refusal.code, AmountFormat);
        QCOMPARE(repeated.second.kind, Kind::Accepted);
        QVERIFY(!repeated.second.replayed);
    }
    void callerAndKeyCannotBeShifted()
    {
        MemoryLedger ledger;
        withAlice(ledger);
        auto one = ask(deposit("1"), "bc");
        one.caller = "a";
        auto other = ask(deposit("1"), "c");
        other.caller = "ab";
        ledger.run({one, other});
        QCOMPARE(ledger.account().balance, 502'00);
    }
    void withoutAKeyEachRequestCounts()
    {
        MemoryLedger ledger;
        withAlice(ledger).run({ask(deposit("1")), ask(deposit("1"))});
        QCOMPARE(ledger.account().balance, 502'00);
        QVERIFY(ledger.log.outcomes().empty());
    }
    void manyTimesIsOnce()
    {
        MemoryLedger ledger;
        withAlice(ledger);
        for (int i = 0; i < 20; ++i) {
            ledger.run(std::vector<Submission>(std::size_t(i % 3 + 1), ask(deposit("1"), "k")));
            if (i % 5 == 4) {
                ledger.reopen();
            }
        }
        QCOMPARE(ledger.account().balance, 501'00);
        QCOMPARE(ledger.log.outcomes().size(), 1u);
    }
};

KONTOR_TEST(tst_Keys)
#include "tst_keys.moc"
