// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

using enum LifeCycleStep;

class tst_LifeCycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachStepInEachState_data()
    {
        QTest::addColumn<History>("history");
        QTest::addColumn<LifeCycleStep>("step");
        QTest::addColumn<QString>("result");
        const auto row
            = [](const char *name, const History &history, LifeCycleStep step,
                  const QString &result) { QTest::newRow(name) << history << step << result; };
        const auto active = opened(alice);
        const auto inactive = active + deactivated(alice);
        const auto gone = active + deleted(alice);
        row("activate nothing", {}, Activate, u"account-not-found"_s);
        row("deactivate nothing", {}, Deactivate, u"account-not-found"_s);
        row("delete nothing", {}, Delete, u"account-not-found"_s);
        row("restore nothing", {}, Restore, u"account-not-found"_s);
        row("activate active", active, Activate, QString());
        row("deactivate active", active, Deactivate, u"account AccountDeactivated"_s);
        row("delete active", active, Delete, u"account AccountDeleted"_s);
        row("restore active", active, Restore, u"account-not-deleted"_s);
        row("activate inactive", inactive, Activate, u"account AccountActivated"_s);
        row("deactivate inactive", inactive, Deactivate, u"account-inactive"_s);
        row("delete inactive", inactive, Delete, u"account AccountDeleted"_s);
        row("restore inactive", inactive, Restore, u"account-not-deleted"_s);
        row("activate deleted", gone, Activate, u"account-deleted"_s);
        row("deactivate deleted", gone, Deactivate, u"account-deleted"_s);
        row("delete deleted", gone, Delete, u"account-deleted"_s);
        row("restore deleted", gone, Restore, u"account AccountRestored"_s);
        row("delete with money", active + deposited(alice, 1, 1), Delete, u"balance-not-zero"_s);
        row("delete with a debt", active + withdrawn(alice, 1, -1), Delete, u"balance-not-zero"_s);
        row("delete with a hold", active + held(alice, 1), Delete, u"holds-remain"_s);
        row("delete emptied", opened(alice, 100) + withdrawn(alice, 100, 0), Delete,
            u"account AccountDeleted"_s);
    }
    void eachStepInEachState()
    {
        QFETCH(History, history);
        QFETCH(LifeCycleStep, step);
        QTEST(given(history).when(ChangeLifeCycle{alice, step}).summary(), "result");
    }
    void eachEventCarriesTheStateAfterIt()
    {
        const auto active = opened(alice);
        const auto after = [&](const auto &event) {
            return std::pair(event.after.isActive, event.after.isDeleted);
        };
        QCOMPARE(
            after(
                given(active).when(ChangeLifeCycle{alice, Deactivate}).event<AccountDeactivated>()),
            std::pair(false, false));
        QCOMPARE(after(given(active + deactivated(alice))
                           .when(ChangeLifeCycle{alice, Activate})
                           .event<AccountActivated>()),
            std::pair(true, false));
        QCOMPARE(after(given(active).when(ChangeLifeCycle{alice, Delete}).event<AccountDeleted>()),
            std::pair(false, true));
        QCOMPARE(after(given(active + deleted(alice))
                           .when(ChangeLifeCycle{alice, Restore})
                           .event<AccountRestored>()),
            std::pair(true, false));
    }
    void theEventOfASingleStepIsLastAndNotComposite()
    {
        const auto outcome = given(opened(alice)).when(ChangeLifeCycle{alice, Delete});
        QCOMPARE(outcome.event<AccountDeleted>().last, true);
        QCOMPARE(outcome.event<AccountDeleted>().composite, false);
    }
    void aDeletedAccountTakesNothingButRestore_data()
    {
        QTest::addColumn<Command>("command");
        QTest::newRow("rename") << Command(RenameAccount{alice, u"Ann"_s});
        QTest::newRow("CPF") << Command(ChangeAccountCpf{alice, u"12345678909"_s});
        QTest::newRow("replace") << Command(replaceAccount());
        QTest::newRow("deposit") << Command(deposit("1"));
        QTest::newRow("withdraw") << Command(withdraw("1"));
        QTest::newRow("transfer") << Command(transferTo(bob, "1"));
        QTest::newRow("hold") << Command(placeHold("1"));
        QTest::newRow("card") << Command(IssueCard{idOf<CardId>(99), alice, "4711"});
        QTest::newRow("cash machine") << Command(authorise(1));
    }
    void aDeletedAccountTakesNothingButRestore()
    {
        QFETCH(Command, command);
        const auto history = opened(alice) + issued(card) + opened(bob) + deleted(alice);
        QCOMPARE(given(history).when(command), refused(AccountIsDeleted));
    }
    void anInactiveAccountMovesNoMoney_data()
    {
        QTest::addColumn<Command>("command");
        QTest::newRow("deposit") << Command(deposit("1"));
        QTest::newRow("withdraw") << Command(withdraw("1"));
        QTest::newRow("transfer") << Command(transferTo(bob, "1"));
        QTest::newRow("hold") << Command(placeHold("1"));
        QTest::newRow("card") << Command(IssueCard{idOf<CardId>(99), alice, "4711"});
        QTest::newRow("cash machine") << Command(authorise(1));
    }
    void anInactiveAccountMovesNoMoney()
    {
        QFETCH(Command, command);
        const auto history
            = opened(alice, 500'00) + issued(card) + opened(bob) + deactivated(alice);
        QCOMPARE(given(history).when(command), refused(AccountInactive));
    }
};

KONTOR_TEST(tst_LifeCycle)
#include "tst_lifecycle.moc"
