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

class tst_Movements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDepositAddsToTheBalance()
    {
        MoneyDeposited event;
        event.bookingDate = mondayDate;
        event.amount = 50'00;
        event.balanceAfter = 550'00;
        QCOMPARE(given(opened(alice, 500'00)).when(deposit("50")),
            happened({{StreamName::of(alice), event}}));
    }
    void aWithdrawalTakesFromTheBalance()
    {
        MoneyWithdrawn event;
        event.bookingDate = mondayDate;
        event.amount = -50'00;
        event.balanceAfter = 450'00;
        QCOMPARE(given(opened(alice, 500'00)).when(withdraw("50")),
            happened({{StreamName::of(alice), event}}));
    }
    void theWholeBalanceCanBeWithdrawn()
    {
        QCOMPARE(given(opened(alice, 500'00))
                     .when(withdraw("500.00"))
                     .event<MoneyWithdrawn>()
                     .balanceAfter,
            0);
    }
    void withdrawalBeyondTheBalanceIsRefused()
    {
        QCOMPARE(given(opened(alice, 500'00)).when(withdraw("500.01")), refused(InsufficientFunds));
    }
    void heldMoneyIsNotAvailable()
    {
        const auto history = opened(alice, 500'00) + held(alice, 100'00);
        QVERIFY(!given(history).when(withdraw("400")).refusal);
        QCOMPARE(given(history).when(withdraw("400.01")), refused(InsufficientFunds));
        QCOMPARE(given(history + opened(bob)).when(transferTo(bob, "400.01")),
            refused(InsufficientFunds));
    }
    void aTransferStandsInBothStreams()
    {
        MoneyTransferred out;
        out.transferId = transfer;
        out.counterparty = bob;
        out.description = u"rent"_s;
        out.bookingDate = mondayDate;
        out.amount = -50'00;
        out.balanceAfter = 450'00;
        MoneyTransferred in = out;
        in.counterparty = alice;
        in.amount = 50'00;
        in.balanceAfter = 150'00;
        auto command = transferTo(bob, "50");
        command.description = u" rent "_s;
        QCOMPARE(given(opened(alice, 500'00) + opened(bob, 100'00)).when(command),
            happened({{StreamName::of(alice), out}, {StreamName::of(bob), in}}));
    }
    void whatCannotBeTransferred_data()
    {
        QTest::addColumn<History>("destination");
        QTest::addColumn<AccountId>("to");
        QTest::addColumn<Outcome>("refusal");
        const auto destinations = [](RefusalCode code) { return refused(code, aboutDestination); };
        QTest::newRow("to nobody") << History() << bob << destinations(AccountNotFound);
        QTest::newRow("to itself") << opened(bob) << alice << refused(SelfTransfer);
        QTest::newRow("to a deleted one")
            << opened(bob) + deleted(bob) << bob << destinations(AccountIsDeleted);
        QTest::newRow("to an inactive one")
            << opened(bob) + deactivated(bob) << bob << destinations(AccountInactive);
        QTest::newRow("to another currency")
            << opened(bob, 0, currency("USD")) << bob << destinations(CurrencyMismatch);
        QTest::newRow("to a full one") << opened(bob, maxMinor) << bob << refused(BalanceLimit);
    }
    void whatCannotBeTransferred()
    {
        QFETCH(History, destination);
        QFETCH(AccountId, to);
        QFETCH(Outcome, refusal);
        QCOMPARE(given(opened(alice, 500'00) + destination).when(transferTo(to, "50")), refusal);
    }
    void transferFromNobodyIsRefused()
    {
        QCOMPARE(given(opened(bob)).when(transferTo(bob, "50")), refused(AccountNotFound));
    }
    void amountsAreExactAndAboveZero_data()
    {
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *code, const char *text, const char *result) {
            QTest::addRow("%s %s", code, text)
                << QByteArray(code) << QByteArray(text) << QString::fromLatin1(result);
        };
        row("EUR", "0", "amount-not-positive");
        row("EUR", "-0", "amount-not-positive");
        row("EUR", "-1", "amount-not-positive");
        row("EUR", "-0.001", "amount-format");
        row("EUR", "0.001", "amount-format");
        row("EUR", "10.005", "amount-format");
        row("EUR", "100000000000", "amount-format");
        row("EUR", "0.01", "account MoneyDeposited");
        row("EUR", "0.0100", "account MoneyDeposited");
        row("JPY", "1", "account MoneyDeposited");
        row("JPY", "0.5", "amount-format");
        row("KWD", "0.001", "account MoneyDeposited");
        row("KWD", "0.0001", "amount-format");
    }
    void amountsAreExactAndAboveZero()
    {
        QFETCH(QByteArray, currency);
        QFETCH(QByteArray, text);
        const auto account = opened(alice, 0, testing::currency(currency.constData()));
        QTEST(given(account).when(deposit(text.constData())).summary(), "result");
    }
    void aDepositHasALimitInMajorUnits_data()
    {
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<QByteArray>("most");
        QTest::addColumn<QByteArray>("tooMuch");
        QTest::newRow("EUR") << QByteArray("EUR") << QByteArray("1000000.00")
                             << QByteArray("1000000.01");
        QTest::newRow("JPY") << QByteArray("JPY") << QByteArray("1000000") << QByteArray("1000001");
        QTest::newRow("KWD") << QByteArray("KWD") << QByteArray("1000000")
                             << QByteArray("1000000.001");
    }
    void aDepositHasALimitInMajorUnits()
    {
        QFETCH(QByteArray, currency);
        QFETCH(QByteArray, most);
        QFETCH(QByteArray, tooMuch);
        const auto account = given(opened(alice, 0, testing::currency(currency.constData())));
        QVERIFY(!account.when(deposit(most.constData())).refusal);
        QCOMPARE(account.when(deposit(tooMuch.constData())), refused(DepositTooLarge));
    }
    void theDepositLimitIsASetting()
    {
        Policy policy;
        policy.depositLimit = 100;
        QCOMPARE(
            given(opened(alice)).policy(policy).when(deposit("100.01")), refused(DepositTooLarge));
    }
    void aBalanceStaysExactInEveryClient()
    {
        QVERIFY(!given(opened(alice, maxMinor - 1)).when(deposit("0.01")).refusal);
        QCOMPARE(given(opened(alice, maxMinor)).when(deposit("0.01")), refused(BalanceLimit));
    }
    void aCurrencyThatIsNamedMustBeTheAccounts_data()
    {
        QTest::addColumn<Command>("command");
        const auto in = [](auto command, const char *code) {
            command.currency = currency(code);
            return Command(command);
        };
        QTest::newRow("deposit") << in(deposit("1"), "USD");
        QTest::newRow("withdraw") << in(withdraw("1"), "USD");
        QTest::newRow("transfer") << in(transferTo(bob, "1"), "USD");
    }
    void aCurrencyThatIsNamedMustBeTheAccounts()
    {
        QFETCH(Command, command);
        const auto accounts = [](Currency currency) {
            return given(opened(alice, 100, currency) + opened(bob, 100, currency));
        };
        QCOMPARE(accounts(Currency::eur()).when(command), refused(CurrencyMismatch));
        QVERIFY(!accounts(currency("USD")).when(command).refusal);
    }
    void anAccountOfAnotherCustomerIsUnknown()
    {
        auto command = deposit("1");
        command.customerId = idOf<CustomerId>(99);
        QCOMPARE(given(opened(alice)).when(command), refused(AccountNotFound));
        QCOMPARE(given(opened(alice)).ifMatch(7).when(command), refused(AccountNotFound));
        command.customerId = alicia;
        QVERIFY(!given(opened(alice)).when(command).refusal);
        auto withdrawal = withdraw("1");
        withdrawal.customerId = idOf<CustomerId>(99);
        QCOMPARE(given(opened(alice, 100)).when(withdrawal), refused(AccountNotFound));
    }
    void descriptionsAreCleaned_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<QString>("kept");
        QTest::newRow("trimmed") << u" rent "_s << true << u"rent"_s;
        QTest::newRow("blank is none") << u"   "_s << true << QString();
        QTest::newRow("140 characters") << QString(140, u'x') << true << QString(140, u'x');
        QTest::newRow("141 characters") << QString(141, u'x') << false << QString();
        QTest::newRow("line break") << u"rent\nMarch"_s << false << QString();
        QTest::newRow("NUL") << QString(u"rent"_s + QChar(0)) << false << QString();
    }
    void descriptionsAreCleaned()
    {
        QFETCH(QString, text);
        QFETCH(bool, accepted);
        auto command = deposit("1");
        command.description = text;
        const auto outcome = given(opened(alice)).when(command);
        if (accepted) {
            QTEST(outcome.event<MoneyDeposited>().description.value_or(QString()), "kept");
        } else {
            QCOMPARE(outcome, refused(InvalidDescription));
        }
    }
    void tenTimesTenCentsAreOneEuro()
    {
        History history = opened(alice);
        for (int i = 0; i < 10; ++i) {
            const auto outcome = given(history).when(deposit("0.1"));
            history = history + outcome.events;
        }
        QCOMPARE(folded<Account>(history, StreamName::of(alice)).balance, 1'00);
    }
    void theVersionThatWasReadMustBeTheNewest_data()
    {
        QTest::addColumn<Command>("command");
        QTest::newRow("deposit") << Command(deposit("1"));
        QTest::newRow("withdraw") << Command(withdraw("1"));
        QTest::newRow("transfer binds its source") << Command(transferTo(bob, "1"));
        QTest::newRow("rename") << Command(RenameAccount{alice, u"Ann"_s});
        QTest::newRow("no change") << Command(ChangeLifeCycle{alice, LifeCycleStep::Activate});
        QTest::newRow("hold") << Command(placeHold("1"));
    }
    void theVersionThatWasReadMustBeTheNewest()
    {
        QFETCH(Command, command);
        const auto history = opened(alice, 100) + deposited(alice, 1, 101) + opened(bob);
        QVERIFY(!given(history).ifMatch(2).when(command).refusal);
        QCOMPARE(given(history).ifMatch(1).when(command), refused(VersionConflict, 2));
        QCOMPARE(given(history).ifMatch(3).when(command), refused(VersionConflict, 2));
    }
    void aVersionOfWhatIsNotThereConflicts()
    {
        QCOMPARE(givenNothing().ifMatch(1).when(openAccount()), refused(VersionConflict, 0));
        QCOMPARE(givenNothing().ifMatch(1).when(deposit("1")), refused(AccountNotFound));
    }
};

KONTOR_TEST(tst_Movements)
#include "tst_movements.moc"
