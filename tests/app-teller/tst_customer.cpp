// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/Session.h"
#include "app-teller/flows/CustomerFlow.h"
#include "foundation/Strings.h"
#include "support/FakeTransport.h"
#include "support/TestMain.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

using namespace kontor;
using namespace kontor::testing;
using Line = SampleBank::Line;

//! A customer's page: what was booked, and what of it is found.
class TestCustomer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFilterSaysHowFarItLooked();
    void theFilterLooksFurtherBack();
    void amountsAreFoundAsTheyAreTyped_data();
    void amountsAreFoundAsTheyAreTyped();
    void whatIsBookedMeanwhileMovesNobody();
    void whatWasTodayIsYesterdayAfterMidnight();
    void aPageThatDidNotComeIsAskedForAgain();
    void movementsThatDidNotComeSaySo();
    void figuresThatCannotBeReadAreNotCalledLive();
    void anOlderAnswerDoesNotReplaceANewerOne();
    void howeverMuchIsBookedOneQuestionIsAskedAtATime();

private:
    //! A customer's flow on a line that answers nothing by itself.
    struct Held
    {
        Held();
        api::AccountView account(int balance) const;
        client::HttpResponse page(int balance) const;
        int questions() const;

        StillClock clock{*Timestamp::parse("2026-03-02T10:42:00Z")};
        SeededRandom random{7};
        QTemporaryDir files;
        std::unique_ptr<FakeTransport> line = std::make_unique<FakeTransport>();
        FakeTransport &transport = *line;
        teller::Session session;
        teller::CustomerFlow flow;
    };

    static constexpr int many = 730;
    //! Carla's page; where wanted with many movements, one of them with a reference.
    void open(Desk &desk, int more = 0);
    void filter(Desk &desk, const QString &text);
    int rows(Desk &desk);
    QString note(Desk &desk);
};

TestCustomer::Held::Held()
    : session({std::move(line), QUrl(u"http://127.0.0.1:1"_s), {}, u"tina"_s, files.path(), {}, {}},
        clock, random),
      flow(session, account(100).ownerId, u"Carla Weber"_s, account(100))
{
}

api::AccountView TestCustomer::Held::account(int balance) const
{
    api::AccountView account;
    account.name = u"Carla Weber"_s;
    account.balance = account.available = Decimal(balance, 0);
    account.version = balance;
    return account;
}

client::HttpResponse TestCustomer::Held::page(int balance) const
{
    api::AccountPage page;
    page.items = {account(balance)};
    page.page = 1;
    page.totalPages = 1;
    return answeredByAnother(200, toJson(page));
}

int TestCustomer::Held::questions() const
{
    return int(std::count_if(transport.requests.begin(), transport.requests.end(),
        [](const client::HttpRequest &request) { return request.target.contains("/customers/"); }));
}

void TestCustomer::open(Desk &desk, int more)
{
    const AccountId carla = desk.bank.find(u"0004417-2"_s)->id;
    for (int i = 0; i < more; ++i) {
        desk.bank.book(carla, api::MovementType::Deposit, 100 + i, 0.01,
            i == more - 450 ? u"Old debt"_s : QString());
    }
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.find<QLabel>(u"home.resultsTitle"_s)->text().contains(u"carla"_s));
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(rows(desk) > 0);
}

void TestCustomer::filter(Desk &desk, const QString &text)
{
    auto *edit = desk.find<QLineEdit>(u"customer.filter"_s);
    edit->setFocus();
    edit->selectAll();
    text.isEmpty() ? desk.press(Qt::Key_Delete) : desk.type(text);
}

int TestCustomer::rows(Desk &desk)
{
    const auto *table = desk.find<QTableView>(u"customer.movements"_s);
    return table ? table->model()->rowCount() : -1;
}

QString TestCustomer::note(Desk &desk)
{
    const auto *label = desk.find<QLabel>(u"customer.movementsNote"_s);
    return label ? label->text() : QString();
}

void TestCustomer::theFilterSaysHowFarItLooked()
{
    Desk desk;
    open(desk);
    QCOMPARE(note(desk), QString());
    const int all = rows(desk);
    filter(desk, u"zzz"_s);
    QCOMPARE(rows(desk), -1);
    QCOMPARE(note(desk), u"None of the %1 movements matches."_s.arg(all));
    auto *edit = desk.find<QLineEdit>(u"customer.filter"_s);
    QCOMPARE(edit->accessibleDescription(), note(desk));
    QVERIFY(!desk.find<QAbstractButton>(u"customer.furtherButton"_s));
    desk.press(Qt::Key_Escape);
    QCOMPARE(edit->text(), QString());
    QCOMPARE(rows(desk), all);
    QCOMPARE(note(desk), QString());
}

void TestCustomer::theFilterLooksFurtherBack()
{
    Desk desk;
    open(desk, many);
    filter(desk, u"old DEBT"_s);
    QCOMPARE(note(desk), u"Nothing matches in the 100 newest movements."_s);
    auto *further = desk.find<QAbstractButton>(u"customer.furtherButton"_s);
    QVERIFY(further);
    further->click();
    QTRY_COMPARE(rows(desk), 1);
    QTRY_COMPARE(note(desk), u"Only the 500 newest movements were looked through."_s);
    // Enter in the field does the same, to the end.
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(!desk.find<QAbstractButton>(u"customer.furtherButton"_s));
    QCOMPARE(note(desk), QString());
    QCOMPARE(rows(desk), 1);
}

void TestCustomer::amountsAreFoundAsTheyAreTyped_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("typed");

    QTest::newRow("as shown") << u"en"_s << u"+9,871,234.50"_s;
    QTest::newRow("without separators") << u"en"_s << u"9871234.5"_s;
    QTest::newRow("German") << u"de"_s << u"9871234,50"_s;
    QTest::newRow("German, as shown") << u"de"_s << u"9.871.234,50"_s;
    QTest::newRow("with blanks around it") << u"en"_s << u" 9871234 "_s;
    QTest::newRow("the keyboard's minus") << u"en"_s << u"-9871234"_s;
    QTest::newRow("without accents") << u"en"_s << u"joao"_s;
}

void TestCustomer::amountsAreFoundAsTheyAreTyped()
{
    QFETCH(QString, language);
    QFETCH(QString, typed);
    Desk desk(language);
    const AccountId carla = desk.bank.find(u"0004417-2"_s)->id;
    using enum api::MovementType;
    desk.bank.book(carla, typed.startsWith(u'-') ? Withdrawal : Deposit, 987'123'450, 0.01,
        u"Jo\u00E3o"_s);
    open(desk);
    filter(desk, typed);
    QCOMPARE(rows(desk), 1);
}

void TestCustomer::whatIsBookedMeanwhileMovesNobody()
{
    Desk desk;
    open(desk, many);
    auto *table = desk.find<QTableView>(u"customer.movements"_s);
    const int whole = table->model()->rowCount();
    filter(desk, u"old debt"_s);
    desk.press(Qt::Key_Return);
    QTRY_COMPARE(rows(desk), 1);
    table->setCurrentIndex(table->model()->index(0, 0));
    const QString chosen = table->currentIndex().siblingAtColumn(2).data().toString();
    desk.bank.depositElsewhere(u"0004417-2"_s, 1000);
    filter(desk, {});
    QTRY_VERIFY(rows(desk) > whole && rows(desk) % 100 == 1);
    QCOMPARE(table->currentIndex().siblingAtColumn(2).data().toString(), chosen);
    QSet<QString> receipts;
    for (int row = 0; row < rows(desk); ++row) {
        receipts.insert(table->model()->index(row, 2).data().toString());
    }
    QCOMPARE(receipts.size(), rows(desk));
}

//! Nothing was booked, and the page was open all the time.
void TestCustomer::whatWasTodayIsYesterdayAfterMidnight()
{
    Desk desk;
    open(desk);
    const int before = rows(desk);
    desk.bank.depositElsewhere(u"0004417-2"_s, 1000);
    QTRY_COMPARE(rows(desk), before + 1);
    const auto *table = desk.find<QTableView>(u"customer.movements"_s);
    const auto newest = [&] { return table->model()->index(0, 0).data().toString(); };
    QVERIFY(newest().startsWith(u"Today, "_s));
    QTest::qWait(200); // what is still on its way is read, and told by the old day
    desk.clock.at = desk.clock.at.plusSeconds(24 * 3600);
    QTRY_VERIFY(newest().startsWith(u"Yesterday, "_s));
}

void TestCustomer::aPageThatDidNotComeIsAskedForAgain()
{
    Desk desk;
    open(desk, many);
    filter(desk, u"old debt"_s);
    desk.bank.setLine(Line::Cut);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(!note(desk).isEmpty() && !note(desk).startsWith(u"Nothing matches"_s)
        && !note(desk).startsWith(u"Looking"_s));
    desk.bank.setLine(Line::Good);
    QTRY_VERIFY(!desk.find<QWidget>(u"offlineBanner"_s));
    QTRY_COMPARE(note(desk), u"Nothing matches in the 100 newest movements."_s);
    desk.press(Qt::Key_Return);
    QTRY_COMPARE(rows(desk), 1);
}

void TestCustomer::movementsThatDidNotComeSaySo()
{
    Desk desk;
    open(desk);
    desk.bank.setLine(Line::Cut);
    desk.find<QTableView>(u"customer.accounts"_s)->setFocus();
    desk.press(Qt::Key_Down);
    QTRY_VERIFY(!note(desk).isEmpty());
    QCOMPARE(rows(desk), -1);
    QVERIFY(!note(desk).contains(u"Nothing was booked"_s));
    QCOMPARE(desk.find<QAbstractButton>(u"customer.furtherButton"_s)->text(), u"&Ask again"_s);
    desk.bank.setLine(Line::Good);
    QTRY_VERIFY(rows(desk) > 0);
    QCOMPARE(note(desk), QString());
}

void TestCustomer::figuresThatCannotBeReadAreNotCalledLive()
{
    Desk desk;
    open(desk);
    const auto live = [&] { return desk.find<QLabel>(u"customer.live"_s)->text(); };
    QTRY_COMPARE(live(), u"Live"_s);
    const QString before = desk.find<QLabel>(u"customer.balance"_s)->text();
    desk.bank.busyReadings = 2;
    desk.bank.depositElsewhere(u"0004417-2"_s, 1000);
    QTRY_VERIFY(live().startsWith(u"As of"_s));
    QCOMPARE(desk.find<QLabel>(u"customer.balance"_s)->text(), before);
    // By itself, though the line was never cut.
    QTRY_COMPARE(live(), u"Live"_s);
    QVERIFY(desk.find<QLabel>(u"customer.balance"_s)->text() != before);
    QCOMPARE(desk.bank.busyReadings, 0);
}

void TestCustomer::anOlderAnswerDoesNotReplaceANewerOne()
{
    Held held;
    QCOMPARE(held.questions(), 1);
    held.transport.server = [&](const client::HttpRequest &request) {
        return request.target.contains("/customers/") ? std::optional(held.page(300))
                                                      : std::nullopt;
    };
    Q_EMIT held.session.everythingChanged();
    QTRY_COMPARE(held.flow.account()->version, 300);
    held.transport.answerNext(held.page(200));
    QTest::qWait(20);
    QCOMPARE(held.flow.account()->version, 300);
}

void TestCustomer::howeverMuchIsBookedOneQuestionIsAskedAtATime()
{
    Held held;
    for (int i = 0; i < 50; ++i) {
        Q_EMIT held.session.accountsChanged({held.account(0).id.toString()});
    }
    QCOMPARE(held.questions(), 1);
    held.transport.answerNext(held.page(200));
    QTRY_COMPARE(held.questions(), 2);
}

KONTOR_TEST(TestCustomer)
#include "tst_customer.moc"
