// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/RefusalDetail.h"
#include "support/Given.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

// Who may ask what: the table, and what belongs to whom.
class tst_Access : public QObject
{
    Q_OBJECT

    //! Alice's account belongs to `owner`, Bob's to somebody else.
    static History accounts()
    {
        History history = opened(alice, 500'00) + opened(bob, 500'00);
        for (NewEvent &event : history) {
            if (auto *created = std::get_if<AccountCreated>(&event.event)) {
                created->ownerId = event.stream == StreamName::of(alice) ? owner() : stranger();
            }
        }
        return history;
    }
    static CustomerId owner() { return idOf<CustomerId>(61); }
    static CustomerId stranger() { return idOf<CustomerId>(62); }
    static Principal customer() { return principalOf(Role::Customer, owner().uuid); }
    static Principal machine() { return principalOf(Role::Atm, {}, "atm-1"); }

    static Outcome asked(const History &history, const Principal &by, const Command &command)
    {
        return given(history).by(by).when(command);
    }

    static QByteArray readReference()
    {
        QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/docs/access.md"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray wordFor(Reach reach)
    {
        return reach == Reach::All ? "all" : reach == Reach::Own ? "own" : "";
    }
    static QByteArray tableOfRights()
    {
        QByteArray table = "| action | anyone | customer | teller | supervisor | atm | integration | admin |\n"
                           "|---|---|---|---|---|---|---|---|\n";
        for (const AccessRow &row : accessTable()) {
            table += QByteArray("| `") + row.name + "` |";
            for (const Reach reach : row.reach) {
                table += ' ' + wordFor(reach) + (reach == Reach::None ? "|" : " |");
            }
            table += '\n';
        }
        return table;
    }

private Q_SLOTS:
    // KONTOR_WRITE_DOCS=1 writes the table anew.
    void theReferenceShowsTheTable()
    {
        const QByteArray begin = "<!-- written by tst_access -->\n";
        QByteArray reference = readReference();
        const qsizetype from = reference.indexOf(begin) + begin.size();
        const qsizetype to = reference.indexOf("<!-- end -->");
        QVERIFY(from > begin.size() && to >= from);
        if (qEnvironmentVariableIsSet("KONTOR_WRITE_DOCS")) {
            reference.replace(from, to - from, tableOfRights());
            QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/docs/access.md"));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(reference) == reference.size());
            return;
        }
        QCOMPARE(reference.sliced(from, to - from), tableOfRights());
    }
    void everyActionHasAName()
    {
        for (const AccessRow &row : accessTable()) {
            QCOMPARE(actionNamed(row.name), std::optional(row.action));
        }
        QVERIFY(!actionNamed("account.steal"));
    }
    void theSystemIsHeldToNothing()
    {
        for (const AccessRow &row : accessTable()) {
            QCOMPARE(reachOf(Role::System, row.action), Reach::All);
        }
    }
    void nobodyGetsNoFurtherThanTheDoor()
    {
        for (const AccessRow &row : accessTable()) {
            const bool open = row.action <= Action::LiveCarry;
            QCOMPARE(reachOf(Role::Nobody, row.action) != Reach::None, open);
        }
    }
    void aKeyIsNarrowedToItsScopes()
    {
        Principal key = principalOf(Role::Integration);
        QCOMPARE(key.reach(Action::MoneyDeposit), Reach::All);
        key.scopes.reset().set(std::size_t(Action::EventsRead));
        QCOMPARE(key.reach(Action::MoneyDeposit), Reach::None);
        QCOMPARE(key.reach(Action::EventsRead), Reach::All);
        QCOMPARE(asked(accounts(), key, deposit("1")), refused(Forbidden));
    }
    void aKeyDoesNothingBesidesThatItWasNotGiven()
    {
        Principal key = principalOf(Role::Integration);
        key.scopes.reset()
            .set(std::size_t(Action::AccountChange))
            .set(std::size_t(Action::AccountOpen));
        const History empty = opened(alice, 0);
        const auto replace = [](bool isDeleted) {
            return ReplaceAccount{alice, u"Ana Souza"_s, u"52998224725"_s, !isDeleted, isDeleted};
        };
        QVERIFY(!asked(empty, key, replace(false)).refusal);
        QCOMPARE(asked(empty, key, replace(true)), refused(Forbidden));
        auto opening = openAccount();
        opening.initialBalance = Decimal();
        QVERIFY(!asked({}, key, opening).refusal);
        opening.initialBalance = Decimal(1, 2);
        QCOMPARE(asked({}, key, opening), refused(Forbidden));
        key.scopes.set(std::size_t(Action::AccountDelete)).set(std::size_t(Action::MoneyDeposit));
        QVERIFY(!asked(empty, key, replace(true)).refusal);
        QVERIFY(!asked({}, key, opening).refusal);
    }
    void aScopeGivesNothingThatTheRoleLacks()
    {
        Principal key = principalOf(Role::Integration);
        QCOMPARE(key.reach(Action::UserManage), Reach::None);
    }
    void aCustomerMovesTheirOwnMoney()
    {
        QVERIFY(!asked(accounts(), customer(), deposit("1")).refusal);
        QVERIFY(!asked(accounts(), customer(), withdraw("1")).refusal);
        QVERIFY(!asked(accounts(), customer(), transferTo(bob, "1")).refusal);
    }
    void aForeignAccountIsAsGoodAsNone()
    {
        const Principal other = principalOf(Role::Customer, stranger().uuid);
        QCOMPARE(asked(accounts(), other, deposit("1")), refused(AccountNotFound));
        QCOMPARE(asked(accounts(), other, withdraw("1")), refused(AccountNotFound));
        QCOMPARE(asked(accounts(), other, transferTo(bob, "1")), refused(AccountNotFound));
        auto unknown = deposit("1");
        unknown.id = idOf<AccountId>(99);
        QCOMPARE(asked(accounts(), other, unknown), refused(AccountNotFound));
    }
    // Whichever of them it is.
    void aBatchMovesOnesOwnMoneyOnly()
    {
        const auto there = transferTo(bob, "1");
        auto back = there;
        std::swap(back.from, back.to);
        QVERIFY(!asked(accounts(), customer(), TransferAll{{there, there}}).refusal);
        QCOMPARE(asked(accounts(), customer(), TransferAll{{there, back}}),
            refused(AccountNotFound, ofTransfer(1, 0)));
        QVERIFY(!asked(accounts(), principalOf(Role::Teller), TransferAll{{there, back}}).refusal);
    }
    // Not even the version of what is not theirs.
    void aForeignAccountHasNoVersion()
    {
        const Principal other = principalOf(Role::Customer, stranger().uuid);
        QCOMPARE(given(accounts()).by(other).ifMatch(77).when(deposit("1")),
            refused(AccountNotFound));
        QCOMPARE(given(accounts()).by(customer()).ifMatch(77).when(deposit("1")),
            refused(VersionConflict, 1));
    }
    void aCustomerOpensAccountsForThemselvesOnly()
    {
        const History known
            = accounts() + History{{StreamName::of(owner()), CustomerRegistered{u"Ursula"_s, {}}}};
        auto command = openAccount();
        command.id = idOf<AccountId>(3);
        QCOMPARE(asked(known, customer(), command), refused(CustomerNotFound));
        command.ownerId = stranger();
        QCOMPARE(asked(known, customer(), command), refused(CustomerNotFound));
        command.ownerId = owner();
        command.name = u"Alice"_s;
        QCOMPARE(asked(known, customer(), command), refused(Forbidden));
        command.name.reset();
        command.cpf = u"52998224725"_s;
        QCOMPARE(asked(known, customer(), command), refused(Forbidden));
        command.cpf.reset();
        command.number = "0001-000042";
        QCOMPARE(asked(known, customer(), command), refused(Forbidden));
        command.number.reset();
        QVERIFY(!asked(known, principalOf(Role::Teller), command).refusal);
        for (const std::optional<QString> &own :
            {std::optional(u" Ursula "_s), std::optional<QString>()}) {
            command.name = own;
            QVERIFY(!asked(known, customer(), command).refusal);
        }
    }
    void aCustomerDoesNotChangeAccounts()
    {
        QCOMPARE(asked(accounts(), customer(), RenameAccount{alice, u"Alice"_s}), refused(Forbidden));
        QCOMPARE(asked(accounts(), customer(), placeHold("1")), refused(Forbidden));
    }
    void aMachineSpeaksForItself()
    {
        const History cards = opened(alice, 500'00) + issued(card);
        QVERIFY(!asked(cards, machine(), authorise(1)).refusal);
        const Principal other = principalOf(Role::Atm, {}, "atm-2");
        QCOMPARE(asked(cards, other, authorise(1)), refused(Forbidden));
        const History out = cards + authorised(50'00);
        QVERIFY(!asked(out, machine(), complete(1)).refusal);
        QCOMPARE(asked(out, other, complete(1)), refused(WithdrawalNotFound));
        QCOMPARE(asked(out, other, VoidWithdrawal{withdrawal, u"jam"_s}),
            refused(WithdrawalNotFound));
        QVERIFY(!asked(out, principalOf(Role::Supervisor), complete(1)).refusal);
        QCOMPARE(asked(out, principalOf(Role::Teller), complete(1)), refused(Forbidden));
    }
    void aMachineTakesNoPinForAnother()
    {
        const History cards = opened(alice, 500'00) + issued(card);
        for (const Command &command :
            {Command(AttemptPin{card, "atm-1"}), Command(JudgePin{card, "atm-1", true})}) {
            QVERIFY(!asked(cards, machine(), command).refusal);
            QCOMPARE(asked(cards, principalOf(Role::Atm, {}, "atm-2"), command),
                refused(Forbidden));
            QCOMPARE(asked(cards, principalOf(Role::Supervisor), command), refused(Forbidden));
        }
    }
    // It sees the account of the card that was put into it last, and no other.
    void aMachineOwnsWhatItsCardOpens()
    {
        const Account account = folded<Account>(accounts(), StreamName::of(alice));
        Principal atm = machine();
        QVERIFY(!isOwn(atm, alice, account));
        atm.cardAccount = bob;
        QVERIFY(!isOwn(atm, alice, account));
        atm.cardAccount = alice;
        QVERIFY(isOwn(atm, alice, account));
        QVERIFY(!isOwn(atm, alice, Account()));
    }
    void aMachineMayVoidWhatItNeverAuthorised()
    {
        QVERIFY(!asked({}, machine(), VoidWithdrawal{withdrawal, u"jam"_s}).refusal);
    }
    void whoRegistersThemselvesIsACustomer()
    {
        QVERIFY(!asked({}, principalOf(Role::Nobody), registerUser()).refusal);
        auto command = registerUser();
        command.role = Role::Teller;
        QCOMPARE(asked({}, principalOf(Role::Nobody), command), refused(Forbidden));
        QCOMPARE(asked({}, principalOf(Role::Teller), command), refused(Forbidden));
        QVERIFY(!asked({}, principalOf(Role::Admin), command).refusal);
        command.setsUpBranch = true;
        for (const Role role : {Role::Teller, Role::Admin, Role::Customer}) {
            command.role = role;
            QCOMPARE(asked({}, principalOf(Role::Nobody), command), refused(Forbidden));
        }
    }
    void passwordsAreOnesOwn()
    {
        const History users = registered(ursula);
        QVERIFY(!asked(users, principalOf(Role::Teller, ursula.uuid), ChangePassword{ursula, 2})
                     .refusal);
        QCOMPARE(asked(users, principalOf(Role::Teller, idOf<UserId>(9).uuid),
                     ChangePassword{ursula, 2}),
            refused(UserNotFound));
        QVERIFY(!asked(users, principalOf(Role::Admin), ChangePassword{ursula, 2}).refusal);
    }
    void adminsKeepTheirHandsOffMoney()
    {
        QCOMPARE(asked(accounts(), principalOf(Role::Admin), deposit("1")), refused(Forbidden));
    }
};

KONTOR_TEST(tst_Access)
#include "tst_access.moc"
