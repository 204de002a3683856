// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/pages/FlowPage.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>

using namespace kontor;
using namespace kontor::teller;
using namespace kontor::testing;
using Line = SampleBank::Line;

//! What the counter says of the customer, the line and the bank: nothing that is not so any more.
class TestCounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSearchWithoutAnAnswerShowsNobody();
    void whatIsTypedWhileAnActWaitsIsForTheAct();
    void escapeStopsTheWaiting();
    void nobodyIsChosenWithoutASearch();
    void theRailNamesCustomerAndAccount();
    void theRailTakesAnotherNameWhileAFormIsOpen();
    void whatIsTypedIsNotCut();
    void withoutALineTheRailSaysWhy();
    void theFeedNamesWhoItWas();
    void answersStandUnderTheirOwnHeading();
    void theFirstAnswerIsWaitedFor();
    void anOpenDemoServerHasBothMarks();
    void menusShareNoMnemonics_data();
    void menusShareNoMnemonics();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    static void find(Desk &desk, const QString &text);
    static QString railText(Desk &desk);
    static QAbstractButton *button(Desk &desk, const char *name)
    {
        return desk.find<QAbstractButton>(QLatin1StringView(name));
    }
};

void TestCounter::find(Desk &desk, const QString &text)
{
    desk.press(Qt::Key_F2);
    desk.type(text);
    QTRY_VERIFY(desk.find<QLabel>(u"home.resultsTitle"_s)->text().contains(u"match"_s));
}

QString TestCounter::railText(Desk &desk)
{
    const auto *account = desk.find<QLabel>(u"rail.account"_s);
    return desk.find<QLabel>(u"rail.subject"_s)->text()
        + (account ? u'|' + account->text() : QString());
}

void TestCounter::aSearchWithoutAnAnswerShowsNobody()
{
    Desk desk;
    find(desk, u"carla"_s);
    desk.bank.setLine(Line::Silent);
    desk.press(Qt::Key_A, ctrl);
    desk.type(u"chidi"_s);
    QTRY_COMPARE(desk.find<QLabel>(u"home.resultsTitle"_s)->text(),
        u"Searching for \u201Cchidi\u201D\u2026"_s);
    QVERIFY(!desk.find<QWidget>(u"home.results"_s));
    QCOMPARE(railText(desk), u"Searching\u2026"_s);
    desk.bank.setLine(Line::Good);
    QTRY_VERIFY(desk.find<QWidget>(u"home.results"_s));
    QTRY_VERIFY(railText(desk).startsWith(u"For Chidi Okafor|Account "_s));
}

void TestCounter::whatIsTypedWhileAnActWaitsIsForTheAct()
{
    Desk desk;
    find(desk, u"carla"_s);
    desk.bank.setLine(Line::Silent);
    desk.press(Qt::Key_A, ctrl);
    desk.type(u"chidi"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"1250"_s);
    desk.press(Qt::Key_Backspace);
    QCOMPARE(desk.find<QLineEdit>(u"searchField"_s)->text(), u"chidi"_s);
    QTRY_COMPARE(railText(desk), u"Deposit waits for the search"_s);
    QVERIFY(desk.find<QLabel>(u"home.empty"_s)->text().startsWith(u"Deposit begins as soon"_s));
    desk.bank.setLine(Line::Good);
    QTRY_VERIFY(desk.find<FlowPage>(u"flowPage"_s));
    QVERIFY(desk.shows(u"to Chidi Okafor"_s));
    QCOMPARE(desk.find<QLineEdit>(u"deposit.amountEdit"_s)->text(), u"125"_s);
}

void TestCounter::escapeStopsTheWaiting()
{
    Desk desk;
    desk.bank.setLine(Line::Silent);
    desk.press(Qt::Key_F2);
    desk.type(u"chidi"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"1"_s);
    desk.press(Qt::Key_Escape);
    desk.type(u" oka"_s);
    QCOMPARE(desk.find<QLineEdit>(u"searchField"_s)->text(), u"chidi oka"_s);
    desk.bank.setLine(Line::Good);
    QTRY_VERIFY(railText(desk).startsWith(u"For Chidi"_s));
    QVERIFY(!desk.find<FlowPage>(u"flowPage"_s));
}

void TestCounter::nobodyIsChosenWithoutASearch()
{
    Desk desk;
    QTRY_VERIFY(desk.find<QWidget>(u"home.results"_s));
    QCOMPARE(railText(desk), u"No customer open"_s);
    QVERIFY(!button(desk, "rail.deposit")->isEnabled());
    desk.press(Qt::Key_F4);
    QVERIFY(!desk.find<FlowPage>(u"flowPage"_s));
    find(desk, u"carla"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    desk.press(Qt::Key_Return);
    QCOMPARE(railText(desk), u"No customer open"_s);
    QTRY_VERIFY(desk.find<QListView>(u"home.results"_s));
    const auto *list = desk.find<QListView>(u"home.results"_s);
    QTRY_VERIFY(list->visualRect(list->model()->index(0, 0)).height() < 100); // Not opened.
    QTRY_COMPARE(desk.find<QLabel>(u"home.resultsTitle"_s)->text(), u"Customers"_s);
    QVERIFY(!button(desk, "rail.deposit")->isEnabled());
    desk.press(Qt::Key_Down);
    QCOMPARE(railText(desk), u"For Carla Weber|Account 0004417-2"_s);
    QVERIFY(button(desk, "rail.deposit")->isEnabled());
}

void TestCounter::theRailNamesCustomerAndAccount()
{
    Desk desk;
    find(desk, u"carla"_s);
    desk.press(Qt::Key_Tab);
    QCOMPARE(railText(desk), u"For Carla Weber|Account 0004418-0"_s);
    desk.bank.block(u"0004418-0"_s, true, false);
    desk.press(Qt::Key_Return);
    QTRY_COMPARE(button(desk, "rail.withdraw")->toolTip(),
        u"Withdraw. This account is blocked for it."_s);
    QVERIFY(button(desk, "rail.deposit")->toolTip().isEmpty());
    desk.window()->resize(1024, 720);
    QTRY_COMPARE(button(desk, "rail.deposit")->toolTip(),
        u"Deposit. For Carla Weber, Account 0004418-0"_s);
}

void TestCounter::theRailTakesAnotherNameWhileAFormIsOpen()
{
    Desk desk;
    find(desk, u"carla"_s);
    desk.press(Qt::Key_F4);
    QVERIFY(railText(desk).startsWith(u"For Carla Weber|"_s));
    desk.bank.find(u"0004417-2"_s)->name = u"Carla Okafor"_s;
    desk.bank.depositElsewhere(u"0004417-2"_s, 1000);
    QTRY_VERIFY(railText(desk).startsWith(u"For Carla Okafor|"_s));
}

void TestCounter::whatIsTypedIsNotCut()
{
    Desk desk;
    find(desk, u"carla"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"3*500+12*200+45*100+33*50+20*20+15*10+8*50"_s);
    desk.press(Qt::Key_Return);
    desk.type(QString(141, u'x'));
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.shows(u"Reference can have 140 characters"_s));
    desk.press(Qt::Key_Backspace);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.shows(u"11,000.00"_s));
    desk.press(Qt::Key_Escape);
    desk.press(Qt::Key_Escape);
    button(desk, "flow.backButton")->click();
    desk.press(Qt::Key_Home, Qt::AltModifier);
    desk.press(Qt::Key_N, ctrl);
    desk.type(QString(101, u'W'));
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.shows(u"Name must have 3 to 100 characters"_s));
    desk.press(Qt::Key_Backspace);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.shows(u"Check before you post"_s));
}

void TestCounter::withoutALineTheRailSaysWhy()
{
    Desk desk;
    QTRY_VERIFY(desk.shows(u"Connected"_s));
    find(desk, u"carla"_s);
    const int height = button(desk, "rail.deposit")->height();
    const auto *live = desk.find<QLabel>(u"live.state"_s);
    QCOMPARE(live->text(), u"Live"_s);
    desk.bank.setLine(Line::Cut);
    QTRY_VERIFY(!button(desk, "rail.deposit")->isEnabled());
    QCOMPARE(button(desk, "rail.deposit")->toolTip(),
        u"Deposit. No connection: posting is paused."_s);
    QTRY_VERIFY(button(desk, "rail.deposit")->height() > height); // For the reason below the name.
    QVERIFY(live->text().startsWith(u"As of "_s));
    desk.bank.setLine(Line::Good);
    QTRY_VERIFY(button(desk, "rail.deposit")->isEnabled());
    QCOMPARE(live->text(), u"Live"_s);
}

void TestCounter::theFeedNamesWhoItWas()
{
    Desk desk;
    QTRY_VERIFY(desk.shows(u"Connected"_s));
    QTest::qWait(20);
    desk.bank.depositElsewhere(u"0004417-2"_s, 5000);
    const auto *rows = desk.find<QWidget>(u"live.rows"_s);
    QTRY_VERIFY(rows->accessibleName().startsWith(
        u"Carla Weber, Deposit, account 0004417-2, +50.00\u00A0EUR"_s));
    find(desk, u"carla"_s);
    desk.press(Qt::Key_F6);
    desk.type(u"oka"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"transfer.candidates"_s));
    desk.press(Qt::Key_Return);
    desk.type(u"20"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    QTRY_VERIFY(rows->accessibleName().startsWith(
        u"Carla Weber, Transfer to Chidi Okafor, 20.00\u00A0EUR"_s));
    QCOMPARE(rows->accessibleName().count(u"Transfer"_s), 1);
    // What a restored history does not know any more is not told.
    desk.bank.restoreWith(u"0004417-2"_s, 10000);
    QTRY_COMPARE(rows->accessibleName(), QString());
}

void TestCounter::answersStandUnderTheirOwnHeading()
{
    Desk desk;
    find(desk, u"carla"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.bank.setLine(Line::LosesAnswers);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    desk.press(Qt::Key_Return);
    const auto *title = desk.find<QLabel>(u"home.waitingTitle"_s);
    QTRY_COMPARE(railText(desk), u"No customer open"_s);
    QCOMPARE(title->text(), u"Being checked"_s);
    desk.bank.setLine(Line::Good);
    desk.app().session()->sender().checkNow();
    QTRY_COMPARE(title->text(), u"Answers"_s);
    desk.window()->shell()->actions()->german->trigger();
    QTRY_COMPARE(title->text(), u"Antworten"_s);
}

void TestCounter::theFirstAnswerIsWaitedFor()
{
    Desk desk;
    find(desk, u"carla"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.bank.setLine(Line::Silent);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    QVERIFY(desk.shows(u"Still waiting for the first answer"_s));
    QVERIFY(!desk.shows(u"No answer"_s));
    QVERIFY(!desk.shows(u"Asking again"_s));
    QVERIFY(!button(desk, "checking.checkNow")->isEnabled());
    QVERIFY(desk.shows(u"A request is on its way."_s));
    QVERIFY(desk.shows(u"A second one would be booked as well."_s));
    desk.bank.setLine(Line::LosesAnswers);
    QTRY_VERIFY(desk.shows(u"Will ask again"_s));
    QVERIFY(desk.shows(u"attempt 2, with the same key"_s));
    QVERIFY(desk.shows(u"No answer"_s));
    QVERIFY(button(desk, "checking.checkNow")->isEnabled());
}

void TestCounter::anOpenDemoServerHasBothMarks()
{
    Desk desk;
    desk.bank.info.demo = true;
    desk.restart();
    // In one line: the page below stays where it is on any other server.
    const auto *mark = desk.find<QLabel>(u"serverMark"_s);
    QVERIFY(mark);
    QCOMPARE(mark->text(), u"DEMO, OPEN: nobody has to sign in"_s);
    QVERIFY(mark->toolTip().contains(u"Nothing here is real"_s));
}

void TestCounter::menusShareNoMnemonics_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("en") << u"en"_s;
    QTest::newRow("de") << u"de"_s;
}

void TestCounter::menusShareNoMnemonics()
{
    QFETCH(QString, language);
    Desk desk(language);
    QList<QList<QAction *>> groups{desk.find<QMenuBar>(u"menuBar"_s)->actions()};
    for (const QAction *title : QList<QAction *>(groups.front())) {
        groups.append(title->menu()->actions());
    }
    int checked = 0;
    for (const QList<QAction *> &actions : groups) {
        QSet<QString> taken;
        for (const QAction *action : actions) {
            const QString key = QKeySequence::mnemonic(action->text()).toString();
            QVERIFY2(key.isEmpty() == action->isSeparator(), qPrintable(action->text()));
            QVERIFY2(key.isEmpty() || !taken.contains(key), qPrintable(action->text()));
            taken.insert(key);
            ++checked;
        }
    }
    QVERIFY2(checked > 20, qPrintable(QString::number(checked)));
}

KONTOR_TEST(TestCounter)
#include "tst_counter.moc"
