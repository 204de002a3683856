// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

class tst_Users : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUserHoldsTheirLogin()
    {
        QCOMPARE(givenNothing().when(registerUser()),
            happened({{StreamName::loginClaim("ursula"), Claimed{ursula.uuid}},
                {StreamName::of(ursula),
                    UserRegistered{"ursula", u"Ursula"_s, u"Ames"_s, Role::Customer,
                        Currency::eur()}}}));
    }
    void aLoginIsTakenInAnyCase()
    {
        auto command = registerUser();
        command.id = idOf<UserId>(62);
        command.login = u" URSULA "_s;
        QCOMPARE(given(registered(ursula)).when(command), refused(LoginTaken));
    }
    void theFirstAdministratorIsTheFirstForEver()
    {
        auto command = registerUser();
        command.role = Role::Admin;
        command.setsUpBranch = true;
        const auto first = givenNothing().when(command);
        QCOMPARE(first.summary(), u"claim Claimed, claim Claimed, user UserRegistered"_s);
        command.id = idOf<UserId>(62);
        command.login = u"other"_s;
        QCOMPARE(given(first.events).when(command), refused(AlreadySetUp));
        command.setsUpBranch = false;
        QCOMPARE(given(first.events).when(command).summary(),
            u"claim Claimed, user UserRegistered"_s);
    }
    void logins_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("login");
        const auto row = [](const char *name, const QString &text, const QByteArray &login) {
            QTest::newRow(name) << text << login;
        };
        row("address", u"John@Example.com"_s, "john@example.com");
        row("plus", u"john+bank@mail.example.co"_s, "john+bank@mail.example.co");
        row("name", u"t.lorenz"_s, "t.lorenz");
        row("digits behind", u"anna2"_s, "anna2");
        for (const QString &bad : {u""_s, u"a"_s, u"1anna"_s, u"anna müller"_s, u"john@"_s,
                 u"@example.com"_s, u"john@localhost"_s, u"john@@example.com"_s, u"a..b@example.com"_s,
                 u".a@example.com"_s, u"john@example..com"_s, u"john@-example.com"_s,
                 u"john@exam ple.com"_s, u"john@example.com\nBcc: x"_s, u"jöhn@example.com"_s,
                 u"<john@example.com>"_s, QString(65, u'a'), QString(65, u'a') + u"@example.com"_s,
                 u"a@"_s + QString(250, u'b') + u".com"_s, u"a/b"_s, u"a\0b"_s}) {
            QTest::newRow(qPrintable(u"refused: "_s + bad.left(30))) << bad << QByteArray();
        }
    }
    void logins()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, login);
        const auto clean = cleanLogin(text);
        QCOMPARE(clean.has_value(), !login.isEmpty());
        QCOMPARE(clean.value_or(QByteArray()), login);
    }
    // Together they become the holder's name of an account.
    void namesMustDoAsAHoldersName()
    {
        auto command = registerUser();
        command.firstName = u"A"_s;
        command.lastName = u"B"_s;
        QVERIFY(!givenNothing().when(command).refusal);
        command.lastName = QString(100, u'b');
        QCOMPARE(givenNothing().when(command), refused(InvalidName));
        command.lastName = u"B\u202E"_s;
        QCOMPARE(givenNothing().when(command), refused(InvalidName));
    }
    void oneOfTwoPasswordsAtOnceCounts()
    {
        const History users = registered(ursula);
        const auto changed = given(users).when(ChangePassword{ursula, 2});
        QCOMPARE(changed, happened({{StreamName::of(ursula), PasswordChanged{2}}}));
        QCOMPARE(given(users + changed.events).when(ChangePassword{ursula, 2}), refused(IdTaken));
        QCOMPARE(given(users).when(ChangePassword{ursula, 3}), refused(IdTaken));
    }
    void suspendingTwiceIsSuspendingOnce()
    {
        const History users = registered(ursula);
        const auto suspended = given(users).when(SuspendUser{ursula, u" left "_s});
        QCOMPARE(suspended, happened({{StreamName::of(ursula), UserSuspended{u"left"_s}}}));
        QCOMPARE(given(users + suspended.events).when(SuspendUser{ursula, u"again"_s}),
            nothingHappened());
        const auto back = given(users + suspended.events).when(ReinstateUser{ursula});
        QCOMPARE(back, happened({{StreamName::of(ursula), UserReinstated{}}}));
        QCOMPARE(given(users).when(ReinstateUser{ursula}), nothingHappened());
        const auto user = folded<User>(users + suspended.events, StreamName::of(ursula));
        QVERIFY(user.isSuspended);
        QVERIFY(!folded<User>(users + suspended.events + back.events, StreamName::of(ursula))
                     .isSuspended);
    }
    void aRoleIsChangedByAnother()
    {
        const History users = registered(ursula, Role::Teller);
        QCOMPARE(given(users).when(ChangeUserRole{ursula, Role::Supervisor}),
            happened({{StreamName::of(ursula), UserRoleChanged{Role::Teller, Role::Supervisor}}}));
        QCOMPARE(given(users).when(ChangeUserRole{ursula, Role::Teller}), nothingHappened());
        const Principal self = principalOf(Role::Admin, ursula.uuid);
        QCOMPARE(given(users).by(self).when(ChangeUserRole{ursula, Role::Customer}),
            refused(OwnRights));
        QCOMPARE(given(users).by(self).when(SuspendUser{ursula, u"bye"_s}), refused(OwnRights));
    }
    void keysAreIssuedAndRevokedOnce()
    {
        const IssueKey command{accessKey, KeyKind::Integration, u"Fraud watch"_s, {"events.read"}};
        const auto issued = givenNothing().when(command);
        QCOMPARE(issued,
            happened({{StreamName::of(accessKey),
                KeyIssued{KeyKind::Integration, u"Fraud watch"_s, {"events.read"}}}}));
        const auto revoked = given(issued.events).when(RevokeKey{accessKey, u"lost"_s});
        QCOMPARE(revoked, happened({{StreamName::of(accessKey), KeyRevoked{u"lost"_s}}}));
        QCOMPARE(given(issued.events + revoked.events).when(RevokeKey{accessKey, u"again"_s}),
            nothingHappened());
        QVERIFY(folded<Key>(issued.events + revoked.events, StreamName::of(accessKey)).isRevoked);
    }
    void aMachinesNameIsPlain()
    {
        IssueKey command{accessKey, KeyKind::Terminal, u"ATM-0001"_s, {}};
        QVERIFY(!givenNothing().when(command).refusal);
        for (const QString &bad : {u""_s, u"ATM 1"_s, u"ÄTM"_s, QString(33, u'a')}) {
            command.name = bad;
            QCOMPARE(givenNothing().when(command), refused(InvalidName));
        }
    }
    void scopesStayWithinTheRole()
    {
        IssueKey command{accessKey, KeyKind::Terminal, u"ATM-0001"_s, {"money.deposit"}};
        QCOMPARE(givenNothing().when(command), refused(InvalidScope));
        command.scopes = {"withdrawal.authorise"};
        QVERIFY(!givenNothing().when(command).refusal);
        command.scopes = {"no.such"};
        QCOMPARE(givenNothing().when(command), refused(InvalidScope));
    }
};

KONTOR_TEST(tst_Users)
#include "tst_users.moc"
