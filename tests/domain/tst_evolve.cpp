// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

#include <array>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

// Every event folded into the state of its stream: what changes, and that nothing else does.
class tst_Evolve : public QObject
{
    Q_OBJECT

    static constexpr Timestamp later{monday.micros + 60'000'000};

    template<class S, class E> static S after(S state, const E &event)
    {
        domain::State any = state;
        evolve(any, Event(event), later);
        return std::get<S>(any);
    }
    static Account before()
    {
        auto account
            = folded<Account>(opened(alice, 500'00) + held(alice, 100'00), StreamName::of(alice));
        return account;
    }
    template<class E>
    static void identityEvent()
    {
        E event;
        event.after = {u"Ann"_s, QByteArray("12345678909"), false, true, monday};
        Account expected = before();
        expected.name = u"Ann"_s;
        expected.cpf = "12345678909";
        expected.isActive = false;
        expected.isDeleted = true;
        expected.updatedAt = later;
        QCOMPARE(after(before(), event), expected);
    }
    template<class E>
    static void moneyEvent()
    {
        E event;
        event.amount = 1;
        event.balanceAfter = 432'10;
        Account expected = before();
        expected.balance = 432'10;
        QCOMPARE(after(before(), event), expected);
    }

private Q_SLOTS:
    // What no state takes would end the server when it happens.
    void everyEventHasAStateThatTakesIt()
    {
        const auto isTaken = [](const Event &event) {
            for (const auto kind : {StreamKind::Account, StreamKind::Claim, StreamKind::Customer,
                     StreamKind::Card, StreamKind::Withdrawal, StreamKind::Branch, StreamKind::User,
                     StreamKind::Key}) {
                if (fits(initialState(kind), event)) {
                    return true;
                }
            }
            return false;
        };
        const auto each = [&]<std::size_t... Index>(std::index_sequence<Index...>)
        {
            return std::array{isTaken(Event(std::in_place_index<Index>))...};
        };
        const auto taken = each(std::make_index_sequence<std::variant_size_v<Event>>());
        for (std::size_t i = 0; i < taken.size(); ++i) {
            QVERIFY2(taken[i], eventTypeNames[i]);
        }
    }
    void everyStreamStartsEmpty()
    {
        QVERIFY(!std::get<Account>(initialState(StreamKind::Account)).exists);
        QVERIFY(!std::get<Claim>(initialState(StreamKind::Claim)).holder);
        QVERIFY(!std::get<Customer>(initialState(StreamKind::Customer)).exists);
        QVERIFY(!std::get<Card>(initialState(StreamKind::Card)).exists);
        QCOMPARE(std::get<Withdrawal>(initialState(StreamKind::Withdrawal)).phase,
            WithdrawalPhase::Unknown);
        QCOMPARE(std::get<Serials>(initialState(StreamKind::Branch)).lastAccountSerial, 0);
    }
    void accountCreated()
    {
        AccountCreated event;
        event.name = u"Alice Ames"_s;
        event.cpf = "12345678909";
        event.number = "0000001-8";
        event.currency = currency("USD");
        event.ownerId = alicia;
        event.amount = 500'00;
        event.balanceAfter = 500'00;
        Account expected;
        expected.exists = true;
        expected.name = u"Alice Ames"_s;
        expected.cpf = "12345678909";
        expected.number = "0000001-8";
        expected.currency = currency("USD");
        expected.ownerId = alicia;
        expected.balance = 500'00;
        expected.createdAt = later;
        QCOMPARE(after(Account{}, event), expected);
    }
    void identityEventsTakeTheIdentityAfterThem()
    {
        identityEvent<AccountNameChanged>();
        identityEvent<AccountCpfChanged>();
        identityEvent<AccountActivated>();
        identityEvent<AccountDeactivated>();
        identityEvent<AccountDeleted>();
        identityEvent<AccountRestored>();
    }
    void moneyEventsSetTheBalanceAndNothingElse()
    {
        moneyEvent<MoneyDeposited>();
        moneyEvent<MoneyWithdrawn>();
        moneyEvent<MoneyTransferred>();
    }
    void aWithdrawalWithAHoldUsesItUp()
    {
        MoneyWithdrawn event;
        event.holdId = hold;
        event.balanceAfter = 450'00;
        const Account account = after(before(), event);
        QCOMPARE(account.held, 0);
        QVERIFY(account.holds.empty());
        event.holdId = idOf<HoldId>(99);
        QCOMPARE(after(before(), event).held, 100'00);
    }
    void holdsAddUp()
    {
        const Account account = after(before(),
            HoldPlaced{idOf<HoldId>(99), 20'00, Currency::eur(), HoldKind::Card, later, withdrawal,
                u"atm-1"_s});
        QCOMPARE(account.held, 120'00);
        QCOMPARE(account.available(), 380'00);
        QCOMPARE(account.balance, 500'00);
        const Hold expected{
            idOf<HoldId>(99), 20'00, HoldKind::Card, later, withdrawal, u"atm-1"_s, later};
        QCOMPARE(*account.hold(idOf<HoldId>(99)), expected);
    }
    void aReleasedHoldIsGone()
    {
        const HoldReleased event{hold, 100'00, Currency::eur(), ReleaseReason::Expired};
        QCOMPARE(after(before(), event).available(), 500'00);
        QCOMPARE(after(after(before(), event), event).available(), 500'00);
    }
    void aBlockLastsUntilItIsLifted()
    {
        const Account account = after(before(), AccountBlockChanged{true, false, u"order 7"_s});
        QVERIFY(account.blocksDebits() && !account.blocksCredits());
        QCOMPARE(account.available(), before().available());
        QCOMPARE(after(account, AccountBlockChanged{false, false, u"order 8"_s}), before());
    }
    void claimsAreTakenAndReleased()
    {
        QCOMPARE(after(Claim{}, Claimed{alice.uuid}).holder, std::optional(alice.uuid));
        QVERIFY(!after(Claim{alice.uuid}, Released{alice.uuid}).holder);
    }
    void serialsAreCounted()
    {
        QCOMPARE(after(Serials{4}, AccountSerialIssued{5}).lastAccountSerial, 5);
    }
    void customersAreRegistered()
    {
        const Customer expected{true, u"Alicia"_s, QByteArray("12345678909"), later};
        QCOMPARE(after(Customer{}, CustomerRegistered{u"Alicia"_s, QByteArray("12345678909")}),
            expected);
    }
    void cardsCountTheirTries()
    {
        const Card issued = after(Card{}, CardIssued{alice, "4711"});
        QCOMPARE(issued, (Card{true, alice, "4711", false, 0, 1, later}));
        Card tried = after(after(issued, PinAttempted{"atm-1"}), PinAttempted{"atm-1"});
        QCOMPARE(tried.triesLeft(), 1);
        QCOMPARE(after(tried, PinVerified{"atm-1"}).triesLeft(), 3);
        QCOMPARE(after(tried, PinChanged{2}).pinGeneration, 2);
        QCOMPARE(after(tried, CardBlocked{"wrong-pin"}).isBlocked, true);
        tried.attempts = 7;
        QCOMPARE(tried.triesLeft(), 0);
    }
    void withdrawalsGoThroughTheirPhases()
    {
        const Withdrawal open = after(Withdrawal{},
            WithdrawalAuthorised{
                alice, card, hold, "atm-1", 150'00, Currency::eur(), {{50, 3}}, later});
        QCOMPARE(open.phase, WithdrawalPhase::Authorised);
        QCOMPARE(open.accountId, std::optional(alice));
        QCOMPARE(open.expiresAt, later);
        QVERIFY(open.isOpen());
        const Withdrawal suspect = after(open, WithdrawalSuspected{u"late"_s});
        QCOMPARE(suspect.phase, WithdrawalPhase::Suspect);
        QVERIFY(suspect.isOpen());
        const Withdrawal full = after(suspect, WithdrawalCompleted{150'00, {{50, 3}}, true});
        QCOMPARE(full.phase, WithdrawalPhase::Completed);
        QCOMPARE(full.paid, 150'00);
        QVERIFY(full.forced && !full.isOpen());
        QCOMPARE(after(open, WithdrawalCompleted{100'00, {{50, 2}}, false}).phase,
            WithdrawalPhase::PartlyCompleted);
        QCOMPARE(after(open, WithdrawalVoided{u"jam"_s}).phase, WithdrawalPhase::Voided);
        QVERIFY(!after(open, WithdrawalVoided{u"jam"_s}).isOpen());
    }
    void streamNamesTellTheirKind_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<StreamKind>("kind");
        QTest::newRow("account") << StreamName::of(alice).name() << StreamKind::Account;
        QTest::newRow("customer") << StreamName::of(alicia).name() << StreamKind::Customer;
        QTest::newRow("card") << StreamName::of(card).name() << StreamKind::Card;
        QTest::newRow("withdrawal") << StreamName::of(withdrawal).name() << StreamKind::Withdrawal;
        QTest::newRow("cpf") << StreamName::cpfClaim("12345678909").name() << StreamKind::Claim;
        QTest::newRow("number") << StreamName::numberClaim("a/b 1").name() << StreamKind::Claim;
        QTest::newRow("user") << StreamName::of(ursula).name() << StreamKind::User;
        QTest::newRow("key") << StreamName::of(accessKey).name() << StreamKind::Key;
        QTest::newRow("login") << StreamName::loginClaim("ada@example.com").name()
                               << StreamKind::Claim;
        QTest::newRow("serials") << StreamName::serials().name() << StreamKind::Branch;
    }
    void streamNamesTellTheirKind()
    {
        QFETCH(QByteArray, name);
        QTEST(StreamName::text(name).kind(), "kind");
        QCOMPARE(StreamName::of(alice).accountId(), alice);
    }
};

KONTOR_TEST(tst_Evolve)
#include "tst_evolve.moc"
