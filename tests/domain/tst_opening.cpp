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

class tst_Opening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openingRegistersTheCustomerAndGivesANumber()
    {
        AccountCreated created;
        created.name = u"Alice Ames"_s;
        created.number = "0000001-8";
        created.ownerId = alicia;
        created.bookingDate = mondayDate;
        QCOMPARE(givenNothing().when(openAccount()),
            happened({{StreamName::serials(), AccountSerialIssued{1}},
                {StreamName::of(alicia), CustomerRegistered{u"Alice Ames"_s, {}}},
                {StreamName::of(alice), created}}));
    }
    void theNameIsTrimmedAndTheCpfKeptAsDigits()
    {
        auto command = openAccount();
        command.name = u"  Alice Ames "_s;
        command.cpf = u"123.456.789-09"_s;
        const auto outcome = givenNothing().when(command);
        QCOMPARE(outcome.event<AccountCreated>().name, u"Alice Ames"_s);
        QCOMPARE(outcome.event<AccountCreated>().cpf, std::optional(QByteArray("12345678909")));
        QCOMPARE(outcome.event<CustomerRegistered>().cpf, std::optional(QByteArray("12345678909")));
        QCOMPARE(outcome.summary(),
            u"branch AccountSerialIssued, claim Claimed, customer CustomerRegistered, "
            "account AccountCreated"_s);
        QCOMPARE(outcome.events[1].stream, StreamName::cpfClaim("12345678909"));
        QCOMPARE(outcome.event<Claimed>().by, alice.uuid);
    }
    void theOpeningBalanceIsBooked()
    {
        auto command = openAccount();
        command.initialBalance = amount("500.5");
        const auto outcome = givenNothing().when(command);
        QCOMPARE(outcome.event<AccountCreated>().amount, 500'50);
        QCOMPARE(outcome.event<AccountCreated>().balanceAfter, 500'50);
        QCOMPARE(
            outcome.event<AccountCreated>().cashContainer, std::optional(QByteArray("external")));
    }
    void theDepositLimitDoesNotBindTheOpeningBalance()
    {
        auto command = openAccount();
        command.initialBalance = amount("99999999999.99");
        QCOMPARE(givenNothing().when(command).event<AccountCreated>().amount, maxMinor);
    }
    // What a customer pays in has the limit that any payment has.
    void theDepositLimitBindsWhatCustomersOpenThemselves()
    {
        const History customer{{StreamName::of(alicia), CustomerRegistered{u"Alicia"_s, {}}}};
        const auto herself = principalOf(Role::Customer, alicia.uuid);
        auto command = openAccount();
        command.ownerId = alicia;
        command.name.reset();
        command.initialBalance = amount("1000000");
        QCOMPARE(given(customer).by(herself).when(command).event<AccountCreated>().amount,
            1'000'000'00);
        command.initialBalance = amount("1000000.01");
        QCOMPARE(given(customer).by(herself).when(command), refused(DepositTooLarge));
        QCOMPARE(given(customer)
                     .by(principalOf(Role::Teller))
                     .when(command)
                     .event<AccountCreated>()
                     .amount,
            1'000'000'01);
    }
    void theCurrencyIsTheDefaultOrTheOneAskedFor()
    {
        QCOMPARE(givenNothing().when(openAccount()).event<AccountCreated>().currency.code(), "EUR");
        auto command = openAccount();
        command.currency = currency("JPY");
        command.initialBalance = amount("1000");
        const auto outcome = givenNothing().when(command);
        QCOMPARE(outcome.event<AccountCreated>().currency.code(), "JPY");
        QCOMPARE(outcome.event<AccountCreated>().amount, 1000);
    }
    void anAccountOfACustomerTakesTheCustomersName()
    {
        const History customer{{StreamName::of(alicia), CustomerRegistered{u"Alicia"_s, {}}}};
        auto command = openAccount();
        command.ownerId = alicia;
        command.name.reset();
        const auto outcome = given(customer).when(command);
        QCOMPARE(outcome.summary(), u"branch AccountSerialIssued, account AccountCreated"_s);
        QCOMPARE(outcome.event<AccountCreated>().name, u"Alicia"_s);
        QCOMPARE(outcome.event<AccountCreated>().ownerId, alicia);
        command.name = u"Alicia's savings"_s;
        QCOMPARE(given(customer).when(command).event<AccountCreated>().name, u"Alicia's savings"_s);
    }
    void serialsGoOnWhereTheyStopped()
    {
        const History nine{{StreamName::serials(), AccountSerialIssued{9}}};
        const auto outcome = given(nine).when(openAccount());
        QCOMPARE(outcome.event<AccountSerialIssued>().serial, 10);
        QCOMPARE(outcome.event<AccountCreated>().number, "0000010-9");
    }
    void aNumberFromElsewhereIsClaimedAndTakesNoSerial()
    {
        auto command = openAccount();
        command.number = "4030-1";
        const auto outcome = givenNothing().when(command);
        QCOMPARE(outcome.events[0],
            (NewEvent{StreamName::numberClaim("40301"), Claimed{alice.uuid}}));
        QCOMPARE(outcome.event<AccountCreated>().number, "4030-1");
        QCOMPARE(outcome.summary(),
            u"claim Claimed, customer CustomerRegistered, account AccountCreated"_s);
    }
    void whatCannotBeOpened_data()
    {
        QTest::addColumn<OpenAccount>("command");
        QTest::addColumn<RefusalCode>("code");
        const auto row = [](const char *name, RefusalCode code, auto change) {
            auto command = openAccount();
            change(command);
            QTest::newRow(name) << command << code;
        };
        row("no name", InvalidName, [](auto &c) { c.name.reset(); });
        row("short name", InvalidName, [](auto &c) { c.name = u"ab"_s; });
        row("long name", InvalidName, [](auto &c) { c.name = QString(101, u'x'); });
        row("wrong CPF", InvalidCpf, [](auto &c) { c.cpf = u"12345678901"_s; });
        row("empty CPF", InvalidCpf, [](auto &c) { c.cpf = QString(); });
        row("equal digits", InvalidCpf, [](auto &c) { c.cpf = u"11111111111"_s; });
        row("negative", AmountNotPositive, [](auto &c) { c.initialBalance = amount("-0.01"); });
        row("third decimal", AmountFormat, [](auto &c) { c.initialBalance = amount("0.001"); });
        row("too much", AmountFormat, [](auto &c) { c.initialBalance = amount("100000000000"); });
        row("unknown owner", CustomerNotFound, [](auto &c) { c.ownerId = alicia; });
        row("number of our shape", NumberInvalid, [](auto &c) { c.number = "0000001-8"; });
        for (const char *ours :
            {"00000018", "0000002 6", "0000003.4", "0000 0018", "00-00-00-18"}) {
            row(ours, NumberInvalid, [ours](auto &c) { c.number = ours; });
        }
        row("nothing but separators", NumberInvalid, [](auto &c) { c.number = "-./-"; });
        row("unreadable number", NumberInvalid, [](auto &c) { c.number = "<b>"; });
    }
    void whatCannotBeOpened()
    {
        QFETCH(OpenAccount, command);
        QFETCH(RefusalCode, code);
        const qint64 detail = code == AmountNotPositive ? zeroWouldDo : 0;
        QCOMPARE(givenNothing().when(command), refused(code, detail));
    }
    void aCpfBelongsToOneAccountEvenWhenThatIsDeleted()
    {
        auto command = openAccount();
        command.cpf = u"12345678909"_s;
        const auto taken = openedWithCpf(bob, "12345678909");
        QCOMPARE(given(taken).when(command), refused(CpfTaken));
        QCOMPARE(given(taken + deleted(bob)).when(command), refused(CpfTaken));
    }
    void aReleasedCpfIsFreeAgain()
    {
        auto command = openAccount();
        command.cpf = u"12345678909"_s;
        const History released{{StreamName::cpfClaim("12345678909"), Claimed{bob.uuid}},
            {StreamName::cpfClaim("12345678909"), Released{bob.uuid}}};
        QVERIFY(!given(released).when(command).refusal);
    }
    void aNumberFromElsewhereBelongsToOneAccount()
    {
        auto command = openAccount();
        command.number = "4030-1";
        const History taken{{StreamName::numberClaim("4030-1"), Claimed{bob.uuid}}};
        QCOMPARE(given(taken).when(command), refused(NumberTaken));
    }
    void anotherWayToWriteANumberIsTheSameNumber()
    {
        auto command = openAccount();
        const History taken{{StreamName::numberClaim("40301"), Claimed{bob.uuid}}};
        for (const char *number : {"4030-1", "40301", "40 30 1", "4030/1", "40.301"}) {
            command.number = number;
            QCOMPARE(given(taken).when(command), refused(NumberTaken));
            QCOMPARE(givenNothing().when(command).event<AccountCreated>().number, number);
        }
        command.number = "4030-2";
        QVERIFY(!given(taken).when(command).refusal);
    }
    void anIdIsUsedOnce()
    {
        QCOMPARE(given(opened(alice)).when(openAccount()), refused(IdTaken));
        const History customer{{StreamName::of(alicia), CustomerRegistered{u"Alicia"_s, {}}}};
        QCOMPARE(given(customer).when(openAccount()), refused(IdTaken));
    }
    void cpfsAreCheckedAsStrictlyAsTheSettingSays()
    {
        auto command = openAccount();
        command.cpf = u"12345678901"_s;
        Policy lenient;
        lenient.cpfValidation = CpfValidation::Length;
        const auto outcome = givenNothing().policy(lenient).when(command);
        QCOMPARE(outcome.event<AccountCreated>().cpf, std::optional(QByteArray("12345678901")));
    }
};

KONTOR_TEST(tst_Opening)
#include "tst_opening.moc"
