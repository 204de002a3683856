// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

class tst_Identity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renamingTellsTheOldAndTheNewName()
    {
        Identity after = identityOf(alice);
        after.name = u"Alice Brown"_s;
        QCOMPARE(given(opened(alice)).when(RenameAccount{alice, u" Alice Brown "_s}),
            happened({{StreamName::of(alice), AccountNameChanged{u"Alice Ames"_s, after, true}}}));
    }
    void renamingToTheSameNameChangesNothing()
    {
        QCOMPARE(
            given(opened(alice)).when(RenameAccount{alice, u"Alice Ames "_s}), nothingHappened());
    }
    void anInactiveAccountCanBeRenamed()
    {
        const auto outcome = given(opened(alice) + deactivated(alice))
                                 .when(RenameAccount{alice, u"Alice Brown"_s});
        QCOMPARE(outcome.event<AccountNameChanged>().after.isActive, false);
    }
    void aFirstCpfIsClaimed()
    {
        Identity after = identityOf(alice);
        after.cpf = "12345678909";
        QCOMPARE(given(opened(alice)).when(ChangeAccountCpf{alice, u"123.456.789-09"_s}),
            happened({{StreamName::cpfClaim("12345678909"), Claimed{alice.uuid}},
                {StreamName::of(alice), AccountCpfChanged{{}, after, true}}}));
    }
    void aNewCpfReleasesTheOldOne()
    {
        Identity after = identityOf(alice);
        after.cpf = "98765432100";
        QCOMPARE(given(openedWithCpf(alice, "12345678909"))
                     .when(ChangeAccountCpf{alice, u"98765432100"_s}),
            happened({{StreamName::cpfClaim("12345678909"), Released{alice.uuid}},
                {StreamName::cpfClaim("98765432100"), Claimed{alice.uuid}},
                {StreamName::of(alice),
                    AccountCpfChanged{QByteArray("12345678909"), after, true}}}));
    }
    void theSameCpfChangesNothing()
    {
        QCOMPARE(given(openedWithCpf(alice, "12345678909"))
                     .when(ChangeAccountCpf{alice, u"123.456.789-09"_s}),
            nothingHappened());
    }
    void aCpfOfAnotherAccountIsTaken()
    {
        const auto both = opened(alice) + openedWithCpf(bob, "98765432100");
        QCOMPARE(given(both).when(ChangeAccountCpf{alice, u"98765432100"_s}), refused(CpfTaken));
        auto replace = replaceAccount();
        replace.cpf = u"98765432100"_s;
        QCOMPARE(given(both).when(replace), refused(CpfTaken));
    }

    void replacingTellsOnlyWhatHasChanged_data()
    {
        QTest::addColumn<ReplaceAccount>("command");
        QTest::addColumn<QString>("summary");
        const auto row = [](const char *name, const QString &summary, auto change) {
            auto command = replaceAccount();
            change(command);
            QTest::newRow(name) << command << summary;
        };
        const QString claims = u"claim Released, claim Claimed, "_s;
        row("nothing", QString(), [](auto &) {});
        row("name", u"account AccountNameChanged"_s, [](auto &c) { c.name = u"Ann"_s; });
        row("CPF", claims + u"account AccountCpfChanged"_s,
            [](auto &c) { c.cpf = u"98765432100"_s; });
        row("both", claims + u"account AccountCpfChanged, account AccountNameChanged"_s,
            [](auto &c) {
                c.cpf = u"98765432100"_s;
                c.name = u"Ann"_s;
            });
        row("active", u"account AccountDeactivated"_s, [](auto &c) { c.isActive = false; });
        row("deleted", u"account AccountDeleted"_s, [](auto &c) { c.isDeleted = true; });
        row("deleted and inactive", u"account AccountDeleted"_s, [](auto &c) {
            c.isDeleted = true;
            c.isActive = false;
        });
        row("all",
            claims
                + u"account AccountCpfChanged, account AccountNameChanged, account AccountDeactivated"_s,
            [](auto &c) {
                c.cpf = u"98765432100"_s;
                c.name = u"Ann"_s;
                c.isActive = false;
            });
    }
    void replacingTellsOnlyWhatHasChanged()
    {
        QFETCH(ReplaceAccount, command);
        const auto outcome = given(openedWithCpf(alice, "12345678909")).when(command);
        QVERIFY(!outcome.refusal);
        QTEST(outcome.summary(), "summary");
    }
    void onlyTheLastEventOfAReplacementIsMarkedLast()
    {
        const ReplaceAccount all{alice, u"Ann"_s, u"98765432100"_s, false, false};
        const auto outcome = given(openedWithCpf(alice, "12345678909")).when(all);
        QCOMPARE(outcome.event<AccountCpfChanged>().last, false);
        QCOMPARE(outcome.event<AccountNameChanged>().last, false);
        QCOMPARE(outcome.event<AccountDeactivated>().last, true);
        QCOMPARE(outcome.event<AccountDeactivated>().composite, true);
    }
    void eachEventOfAReplacementCarriesTheIdentityAfterIt()
    {
        const ReplaceAccount all{alice, u"Ann"_s, u"98765432100"_s, false, false};
        const auto outcome = given(openedWithCpf(alice, "12345678909")).when(all);
        const Identity first{u"Alice Ames"_s, QByteArray("98765432100"), true, false, monday};
        const Identity second{u"Ann"_s, QByteArray("98765432100"), true, false, monday};
        const Identity third{u"Ann"_s, QByteArray("98765432100"), false, false, monday};
        QCOMPARE(outcome.event<AccountCpfChanged>().after, first);
        QCOMPARE(outcome.event<AccountNameChanged>().after, second);
        QCOMPARE(outcome.event<AccountDeactivated>().after, third);
    }
    void aReplacementOfTheStateAloneIsNotComposite()
    {
        auto command = replaceAccount();
        command.isActive = false;
        const auto outcome = given(openedWithCpf(alice, "12345678909")).when(command);
        QCOMPARE(outcome.event<AccountDeactivated>().composite, false);
        QCOMPARE(outcome.event<AccountDeactivated>().last, true);
    }
    void aReplacementActivates()
    {
        const auto outcome
            = given(openedWithCpf(alice, "12345678909") + deactivated(alice, "12345678909"))
                  .when(ReplaceAccount{alice, u"Alice Ames"_s, u"12345678909"_s, true, false});
        QVERIFY(outcome.event<AccountActivated>().after.isActive);
    }
    void aReplacementCannotRestore()
    {
        QCOMPARE(given(openedWithCpf(alice, "12345678909") + deleted(alice, "12345678909"))
                     .when(replaceAccount()),
            refused(AccountIsDeleted));
    }
    void aReplacementDeletesOnlyWhatMayBeDeleted()
    {
        auto command = replaceAccount();
        command.isDeleted = true;
        const auto account = openedWithCpf(alice, "12345678909");
        QCOMPARE(given(account + deposited(alice, 1, 1)).when(command), refused(BalanceNotZero));
        QCOMPARE(given(account + held(alice, 1)).when(command), refused(HoldsRemain));
    }
};

KONTOR_TEST(tst_Identity)
#include "tst_identity.moc"
