// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/SampleBank.h"
#include "app-teller/models/AccountsModel.h"
#include "app-teller/models/KeysModel.h"
#include "app-teller/models/MovementsModel.h"
#include "app-teller/models/SearchModel.h"
#include "app-teller/models/StatementModel.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

using namespace kontor;
using namespace kontor::teller;
using namespace kontor::testing;
using Mode = QAbstractItemModelTester::FailureReportingMode;

class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void accountsKeepTheirRowsWhenFiguresChange();
    void aBlockIsTheAccountsState_data();
    void aBlockIsTheAccountsState();
    void movementsAreSignedAndNamed();
    void whatTheServerDescribesIsNotTheTellersLanguage();
    void anotherSystemIsNoColleagueOfItsName();
    void aStatementGrowsWithoutBeginningAnew();
    void searchKeepsTheChosenAccount();
    void tipsShowWhatWasTyped();
    void keysAreListedAnewInAnotherLanguage();
    void foundPartsIgnoreCaseAndAccents_data();
    void foundPartsIgnoreCaseAndAccents();

private:
    api::AccountView account(int i, qint64 minor) const;
    api::Movement movement(api::MovementType type, qint64 minor) const;
};

api::AccountView TestModels::account(int i, qint64 minor) const
{
    api::AccountView view;
    view.id = AccountId{Uuid::nameBased({}, QByteArray::number(i))};
    view.accountNumber = u"000000%1-8"_s.arg(i);
    view.name = u"Carla Weber"_s;
    view.balance = view.available = Decimal(minor, 2);
    return view;
}

api::Movement TestModels::movement(api::MovementType type, qint64 minor) const
{
    api::Movement line;
    line.type = type;
    line.amount = Decimal(minor, 2);
    line.balanceAfter = Decimal(minor, 2);
    line.createdAt = *Timestamp::parse("2026-03-02T09:12:00Z");
    line.position = 1042;
    return line;
}

void TestModels::accountsKeepTheirRowsWhenFiguresChange()
{
    AccountsModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setAccounts({account(1, 100), account(2, 200)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(reset.size(), 1);
    model.setAccounts({account(1, 150), account(2, 200)});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.index(0, AccountsModel::Balance).data().toString(), u"1.50"_s);
    QCOMPARE(model.headerData(AccountsModel::Balance, Qt::Horizontal, Qt::DisplayRole).toString(),
        u"Balance EUR"_s);
    model.setAccounts({});
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::aBlockIsTheAccountsState_data()
{
    QTest::addColumn<bool>("debits");
    QTest::addColumn<bool>("credits");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("icon");

    QTest::newRow("debits") << true << false << u"Blocked, deposits only"_s << u"frozen"_s;
    QTest::newRow("credits") << false << true << u"Blocked, no deposits"_s << u"frozen"_s;
    QTest::newRow("both") << true << true << u"Blocked"_s << u"frozen"_s;
    QTest::newRow("neither") << false << false << u"Active"_s << u"account"_s;
}

void TestModels::aBlockIsTheAccountsState()
{
    QFETCH(bool, debits);
    QFETCH(bool, credits);
    api::AccountView blocked = account(1, 100);
    blocked.block = api::Block{debits, credits, u"order 7"_s};
    AccountsModel model;
    model.setAccounts({blocked});
    QTEST(model.index(0, AccountsModel::State).data().toString(), "state");
    QTEST(model.index(0, AccountsModel::Number).data(AccountsModel::IconRole).toString(), "icon");
    QCOMPARE(model.index(0, 0).data(AccountsModel::RestrictedRole).toBool(), debits || credits);
    SearchModel found;
    found.setCustomers({{{}, u"Carla"_s, {}, {}, {blocked}, 0}}, {});
    QFETCH(QString, state);
    QCOMPARE(found.index(0).data(Qt::AccessibleTextRole).toString().contains(state),
        debits || credits);
}

void TestModels::movementsAreSignedAndNamed()
{
    MovementsModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    auto sent = movement(api::MovementType::TransferSent, 25000);
    sent.counterpartyAccountId = account(3, 0).id;
    model.setMovements({movement(api::MovementType::Deposit, 20000), sent},
        *Timestamp::parse("2026-03-02T10:42:00Z"));
    const auto text
        = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, MovementsModel::Amount), u"+200.00"_s);
    QCOMPARE(text(1, MovementsModel::Amount), u"\u2212250.00"_s);
    QCOMPARE(text(0, MovementsModel::Receipt), u"K-1042"_s);
    QVERIFY(text(0, MovementsModel::Date).startsWith(u"Today"_s));
    QCOMPARE(text(1, MovementsModel::What), u"Transfer out"_s);
    model.setCounterparty(account(3, 0).id, u"Chidi Okafor"_s);
    QCOMPARE(text(1, MovementsModel::What), u"Transfer to Chidi Okafor"_s);
    model.append({movement(api::MovementType::Withdrawal, 1)});
    QCOMPARE(model.rowCount(), 3);
}

void TestModels::whatTheServerDescribesIsNotTheTellersLanguage()
{
    MovementsModel model;
    auto opened = movement(api::MovementType::Opening, 1000);
    opened.description = u"Opening balance"_s;
    auto given = movement(api::MovementType::Deposit, 1000);
    given.description = u"Birthday money"_s;
    auto sent = movement(api::MovementType::TransferSent, 1000);
    auto received = movement(api::MovementType::TransferReceived, 1000);
    sent.description = received.description = u"Transfer"_s;
    auto fromMachine = movement(api::MovementType::Withdrawal, 1000);
    fromMachine.description = u"Cash machine"_s;
    fromMachine.channel = u"atm"_s;
    model.setMovements({opened, given, sent, received, fromMachine}, opened.createdAt);
    const auto what
        = [&](int row) { return model.index(row, MovementsModel::What).data().toString(); };
    QCOMPARE(what(0), u"Opened with"_s);
    QVERIFY(what(1).endsWith(u", Birthday money"_s));
    QCOMPARE(what(2), u"Transfer out"_s);
    QCOMPARE(what(3), u"Transfer in"_s);
    QCOMPARE(what(4), u"Cash machine"_s);
}

void TestModels::anotherSystemIsNoColleagueOfItsName()
{
    MovementsModel model;
    auto byTeller = movement(api::MovementType::Deposit, 1000);
    byTeller.actorKind = u"user"_s;
    byTeller.actor = u"t.lorenz"_s;
    auto bySystem = byTeller;
    bySystem.actorKind = u"key"_s;
    model.setMovements({byTeller, bySystem}, byTeller.createdAt);
    const auto who
        = [&](int row) { return model.index(row, MovementsModel::Who).data().toString(); };
    QCOMPARE(who(0), u"t.lorenz"_s);
    QCOMPARE(who(1), u"t.lorenz (system)"_s);
}

void TestModels::aStatementGrowsWithoutBeginningAnew()
{
    StatementModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    const auto line = [](qint64 version, qint64 minor) {
        api::StatementLine made;
        made.bookingDate = QDate(2026, 3, 2);
        made.version = version;
        made.amount = made.balance = Decimal(minor, 2);
        return made;
    };
    model.setStatement({line(2, 100), line(3, -50)}, Currency::eur());
    QVERIFY(!model.hasValueDates());
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    auto valued = line(5, 25);
    valued.valueDate = QDate(2026, 2, 27);
    auto same = line(4, 10);
    same.valueDate = same.bookingDate;
    model.setStatement({line(2, 100), line(3, -50), same, valued}, Currency::eur());
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(model.hasValueDates());
    const auto text
        = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(2, StatementModel::ValueDate), QString()); // it does not differ
    QCOMPARE(text(3, StatementModel::ValueDate), u"27 Feb 2026"_s);
    QCOMPARE(text(1, StatementModel::Amount), u"\u22120.50"_s);
    model.setStatement({line(9, 1)}, Currency::eur());
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.rowCount(), 1);
}

void TestModels::searchKeepsTheChosenAccount()
{
    SearchModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    FoundCustomer customer;
    customer.name = u"Carla Weber"_s;
    customer.accounts = {account(2, 200)};
    model.setCustomers({customer}, u"web"_s);
    model.setAccounts(customer.id, {account(1, 100), account(2, 200), account(3, 300)});
    QCOMPARE(model.at(0)->account()->accountNumber, u"0000002-8"_s);
    model.chooseAccount(0, 2);
    QCOMPARE(model.at(0)->account()->accountNumber, u"0000003-8"_s);
    const QString spoken = model.index(0).data(Qt::AccessibleTextRole).toString();
    QVERIFY(spoken.contains(u"Carla Weber"_s));
    QVERIFY(spoken.contains(u"3.00"_s));
}

// Whoever sends money or registers chooses the words, and a tip of Qt's would take them for HTML.
void TestModels::tipsShowWhatWasTyped()
{
    const QString typed = u"<img src='/etc/hostname'><b>Bob</b> & Co"_s;
    const auto shown = [](const QString &tip) {
        QTextDocument document;
        Qt::mightBeRichText(tip) ? document.setHtml(tip) : document.setPlainText(tip);
        return document.toPlainText();
    };
    FoundCustomer customer;
    customer.name = typed;
    SearchModel found;
    found.setCustomers({customer}, u"bob"_s);
    QCOMPARE(shown(found.index(0).data(Qt::ToolTipRole).toString()), typed);
    QCOMPARE(found.index(0).data().toString(), typed);
    MovementsModel movements;
    auto received = movement(api::MovementType::TransferReceived, 1);
    received.counterpartyAccountId = account(3, 0).id;
    movements.setMovements({received}, received.createdAt);
    movements.setCounterparty(account(3, 0).id, typed);
    const auto what = movements.index(0, MovementsModel::What);
    QVERIFY(what.data().toString().contains(typed));
    QCOMPARE(shown(what.data(Qt::ToolTipRole).toString()), what.data().toString());
}

void TestModels::keysAreListedAnewInAnotherLanguage()
{
    KeysModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    QSignalSpy headers(&model, &QAbstractItemModel::headerDataChanged);
    model.setRows({{u"Deposit"_s, u"F4"_s}, {u"Withdraw"_s, u"F5"_s}});
    model.setRows({{u"Einzahlen"_s, u"F4"_s}});
    QCOMPARE(headers.size(), 2);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, KeysModel::What).data().toString(), u"Einzahlen"_s);
    QCOMPARE(model.index(0, KeysModel::Keys).data().toString(), u"F4"_s);
}

void TestModels::foundPartsIgnoreCaseAndAccents_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("found");

    QTest::newRow("case") << u"Weber, Carla"_s << u"WEB"_s << u"Web"_s;
    QTest::newRow("accent in the name") << u"Zoltán Wéber"_s << u"web"_s << u"Wéb"_s;
    QTest::newRow("accent in the query") << u"Muller"_s << u"mül"_s << u"Mul"_s;
    QTest::newRow("two words") << u"Carla Weber"_s << u"web car"_s << u"Car|Web"_s;
    QTest::newRow("strokes") << u"Søren Østergård"_s << u"ostergard"_s << u"Østergård"_s;
    QTest::newRow("Polish") << u"Łukasz Żółtowski"_s << u"lukasz zolt"_s << u"Łukasz|Żółt"_s;
    QTest::newRow("Vietnamese") << u"Đặng Thị Hoa"_s << u"dang"_s << u"Đặng"_s;
    QTest::newRow("sharp s") << u"Jürgen Groß"_s << u"gross"_s << u"Groß"_s;
    QTest::newRow("half a sharp s") << u"Strauß, Anna"_s << u"straus"_s << u"Strauß"_s;
    QTest::newRow("marks of their own")
        << u"Zoe\u0308 Bronte\u0308"_s << u"zoe bron"_s << u"Zoe\u0308|Bron"_s;
    QTest::newRow("where a word begins") << u"Felicia Lim"_s << u"li"_s << u"Li"_s;
    QTest::newRow("two vowels for an umlaut")
        << u"Jürgen Müller"_s << u"mueller, jue"_s << u"Jü|Müller"_s;
    QTest::newRow("an umlaut for two vowels") << u"Karl Moeller"_s << u"Möll"_s << u"Moell"_s;
    QTest::newRow("nothing") << u"Carla"_s << u"xyz"_s << QString();
}

void TestModels::foundPartsIgnoreCaseAndAccents()
{
    QFETCH(QString, text);
    QFETCH(QString, query);
    QFETCH(QString, found);
    QStringList parts;
    for (const auto &[start, length] : foundParts(text, query)) {
        parts.append(text.mid(start, length));
    }
    QCOMPARE(parts.join(u'|'), found);
}

KONTOR_TEST(TestModels)
#include "tst_models.moc"
