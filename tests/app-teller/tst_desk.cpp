// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/pages/CustomerPage.h"
#include "app-teller/pages/FlowPage.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>

using namespace kontor;
using namespace kontor::teller;
using namespace kontor::testing;

//! The whole program, keys only.
class TestDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDepositTakesFewKeys();
    void aWithdrawalTakesFewKeys();
    void aTransferTakesFewKeys();
    void aReceiverMayBeCorrectedAfterTheAmount();
    void enterNeverPosts();
    void aBalanceThatChangesUnderTheTellerIsConfirmedFirst();
    void aBlockedAccountSaysSo();
    void aTakenCpfLeadsToItsCustomer();
    void escapeAsksOnlyIfSomethingWasTyped();
    void aProblemIsSaidTwiceAndInTheDescription();
    void whatIsBeingCheckedStaysInSightAfterARestart();
    void anAnswerThatCameElsewhereIsNotLost_data();
    void anAnswerThatCameElsewhereIsNotLost();
    void withoutALinePostingIsPaused();
    void theWindowsTitleNamesThePage();
    void aServerWithoutSignInSaysSo();
    void theCutLineShowsWithinThreeSeconds();
    void figuresAreLive();
    void keysMayBeQuickerThanAnswers();
    void customersNamesAreShownAsTyped();
    void languageChangesWithoutARestart();
    void keysAreUnique();
    void aSilentServerHoldsNobodyUp();
    void whatIsFoundTooOftenIsSaid();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    void findCarla(Desk &desk);
};

void TestDesk::findCarla(Desk &desk)
{
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
}

void TestDesk::aDepositTakesFewKeys()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F4);
    desk.type(u"1250"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.stripText().startsWith(u"Nothing is posted yet"_s));
    QVERIFY(desk.shows(u"one thousand two hundred fifty euros"_s));
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    desk.press(Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"searchField"_s);
    QCOMPARE(desk.bank.effects, 1);
    QVERIFY2(desk.keystrokes <= 12, qPrintable(QString::number(desk.keystrokes)));
}

void TestDesk::aWithdrawalTakesFewKeys()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_Tab);
    desk.press(Qt::Key_F5);
    desk.type(u"300"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    desk.press(Qt::Key_Return, ctrl);
    QCOMPARE(*desk.bank.find(u"0004418-0"_s)->balance.toMinor(2), 1170000);
    QVERIFY2(desk.keystrokes <= 14, qPrintable(QString::number(desk.keystrokes)));
}

void TestDesk::aTransferTakesFewKeys()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F6);
    desk.type(u"oka"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"transfer.candidates"_s));
    desk.press(Qt::Key_Return);
    desk.type(u"20"_s);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.shows(u"Chidi Okafor"_s));
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    desk.press(Qt::Key_Return);
    QVERIFY2(desk.keystrokes <= 16, qPrintable(QString::number(desk.keystrokes)));
}

void TestDesk::aReceiverMayBeCorrectedAfterTheAmount()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F6);
    for (int i = 0; i < 8; ++i) {
        desk.type(u"oka"_s);
        QTRY_VERIFY(desk.find<QWidget>(u"transfer.candidates"_s));
        desk.press(Qt::Key_Return);
        desk.type(u"20"_s);
        desk.press(Qt::Key_Backtab, Qt::ShiftModifier);
        desk.press(Qt::Key_A, ctrl);
    }
    desk.type(u"oka"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"transfer.candidates"_s));
    desk.press(Qt::Key_Return);
    desk.press(Qt::Key_A, ctrl);
    desk.type(u"20"_s);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.shows(u"Chidi Okafor"_s));
}

void TestDesk::enterNeverPosts()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F4);
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return); // to the reference
    desk.press(Qt::Key_Return); // to the check page
    QVERIFY(desk.shows(u"Check before you post"_s));
    // Enter on everything that can have the focus of the check page.
    for (int i = 0; i < 12; ++i) {
        QWidget *focus = QApplication::focusWidget();
        const bool onPage = desk.find<FlowPage>(u"flowPage"_s)
            && desk.find<FlowPage>(u"flowPage"_s)->isAncestorOf(focus);
        if (onPage && focus->objectName() != u"flow.backButton"_s) {
            desk.press(Qt::Key_Return);
            desk.press(Qt::Key_Enter);
        }
        desk.press(Qt::Key_Tab);
    }
    QTest::qWait(50);
    QCOMPARE(desk.bank.commandsSeen, 0);
}

void TestDesk::aBalanceThatChangesUnderTheTellerIsConfirmedFirst()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F5);
    desk.type(u"1300"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.shows(u"Check before you post"_s));
    desk.bank.depositElsewhere(u"0004417-2"_s, 1000);
    QTRY_VERIFY(desk.stripText().contains(u"The balance changed"_s));
    QVERIFY(desk.stripText().contains(u"It is now 1,350.15"_s));
    desk.press(Qt::Key_Return, ctrl); // Was meant to post; says yes to the new figures only.
    QTest::qWait(50);
    QCOMPARE(desk.bank.commandsSeen, 0);
    QVERIFY(!desk.stripText().contains(u"changed"_s));
    desk.bank.withdrawElsewhere(u"0004417-2"_s, 100000);
    QTRY_VERIFY(desk.find<QLineEdit>(u"withdrawal.amountEdit"_s));
    QVERIFY(desk.stripText().contains(u"It is now 350.15"_s));
    QVERIFY(desk.find<QWidget>(u"problemBox"_s));
    QCOMPARE(QApplication::focusWidget()->objectName(), u"withdrawal.amountEdit"_s);
    desk.press(Qt::Key_A, ctrl);
    desk.type(u"300"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(!desk.stripText().contains(u"changed"_s));
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    QCOMPARE(desk.bank.commandsSeen, 1);
}

void TestDesk::aBlockedAccountSaysSo()
{
    Desk desk;
    desk.bank.block(u"0004417-2"_s, true, false);
    findCarla(desk);
    desk.press(Qt::Key_F5);
    QVERIFY(desk.stripText().contains(u"No money may leave this account, by order"_s));
    QVERIFY(!desk.find<QAbstractButton>(u"flow.mainButton"_s)->isEnabled());
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return);
    desk.press(Qt::Key_Return); // from the last field on to the Check page, elsewhere
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(!desk.shows(u"Check before you post"_s));
    QVERIFY(desk.shows(u"Not possible on this account now."_s));
    desk.press(Qt::Key_Escape);
    desk.find<QAbstractButton>(u"flow.backButton"_s)->click();
    desk.press(Qt::Key_F5);
    desk.press(Qt::Key_Escape);
    QTRY_VERIFY(desk.find<QLabel>(u"customer.order"_s));
    const QString order = desk.find<QLabel>(u"customer.order"_s)->text();
    QVERIFY(order.contains(u"Blocked, deposits only"_s));
    // On an open server everybody may do what supervisors may.
    QVERIFY(order.contains(u"court order 12 M 345/26"_s));
    desk.press(Qt::Key_F4);
    QVERIFY(!desk.stripText().contains(u"No money may"_s));
}

void TestDesk::aTakenCpfLeadsToItsCustomer()
{
    Desk desk;
    desk.press(Qt::Key_N, ctrl);
    desk.type(u"Carla Weber"_s);
    desk.press(Qt::Key_Return);
    desk.type(u"123.456.789-09"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Refused."_s));
    QCOMPARE(desk.find<QAbstractButton>(u"flow.mainButton"_s)->text(), u"Find this customer"_s);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.find<QLineEdit>(u"searchField"_s)->text(), u"12345678909"_s);
    QTRY_VERIFY(desk.shows(u"1 customer matches"_s));
}

void TestDesk::escapeAsksOnlyIfSomethingWasTyped()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F4);
    QVERIFY(desk.find<FlowPage>(u"flowPage"_s));
    desk.press(Qt::Key_Escape);
    QVERIFY(!desk.find<FlowPage>(u"flowPage"_s));
    desk.press(Qt::Key_F4);
    desk.type(u"12"_s);
    desk.press(Qt::Key_Escape);
    QVERIFY(desk.find<FlowPage>(u"flowPage"_s));
    QVERIFY(desk.shows(u"would be lost"_s));
    desk.press(Qt::Key_Escape);
    QCOMPARE(desk.find<QLineEdit>(u"deposit.amountEdit"_s)->text(), u"12"_s);
    desk.press(Qt::Key_Escape);
    desk.press(Qt::Key_D, Qt::AltModifier);
    QTRY_VERIFY(!desk.find<FlowPage>(u"flowPage"_s));
}

void TestDesk::aProblemIsSaidTwiceAndInTheDescription()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F4);
    desk.type(u"1,250.005"_s);
    desk.press(Qt::Key_Return, ctrl);
    auto *edit = desk.find<QLineEdit>(u"deposit.amountEdit"_s);
    const QString words = u"Amount can have 2 decimal places, like 1,250.00"_s;
    QCOMPARE(edit->accessibleDescription(), words);
    QCOMPARE(desk.find<QLabel>(u"deposit.amountEdit.problem"_s)->text(), words);
    QVERIFY(desk.find<QWidget>(u"problemBox"_s)->accessibleName().contains(words));
    QCOMPARE(QApplication::focusWidget(), edit);
    QCOMPARE(edit->text(), u"1,250.005"_s);
    desk.press(Qt::Key_Backspace);
    QVERIFY(!desk.find<QWidget>(u"problemBox"_s));
    QCOMPARE(edit->accessibleDescription(), QString());
}

void TestDesk::whatIsBeingCheckedStaysInSightAfterARestart()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F4);
    desk.type(u"400"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.bank.setLine(SampleBank::Line::LosesAnswers);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    QVERIFY(desk.find<QWidget>(u"status.beingChecked"_s));
    desk.press(Qt::Key_Return, ctrl);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"searchField"_s);
    desk.restart();
    auto *chip = desk.find<QAbstractButton>(u"status.beingChecked"_s);
    QVERIFY(chip);
    chip->click();
    QVERIFY(desk.stripText().startsWith(u"Being checked"_s));
    desk.bank.setLine(SampleBank::Line::Good);
    QTRY_VERIFY_WITH_TIMEOUT(desk.stripText().startsWith(u"Done."_s), 8000);
    QVERIFY(!desk.find<QWidget>(u"status.beingChecked"_s));
    QCOMPARE(desk.bank.effects, 1);
}

void TestDesk::anAnswerThatCameElsewhereIsNotLost_data()
{
    QTest::addColumn<SampleBank::Line>("line");
    QTest::addColumn<QString>("verdict");

    QTest::newRow("done") << SampleBank::Line::LosesAnswers << u"Done."_s;
    QTest::newRow("refused") << SampleBank::Line::NeverArrives << u"Refused."_s;
}

void TestDesk::anAnswerThatCameElsewhereIsNotLost()
{
    QFETCH(SampleBank::Line, line);
    QFETCH(QString, verdict);
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F4);
    desk.type(u"400"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.bank.setLine(line);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    desk.press(Qt::Key_Return);
    QVERIFY(desk.find<QAbstractButton>(u"status.beingChecked"_s)->text().contains(u"checked"_s));
    if (line == SampleBank::Line::NeverArrives) {
        desk.bank.deactivate(u"0004417-2"_s);
    }
    desk.bank.setLine(SampleBank::Line::Good);
    QTRY_COMPARE_WITH_TIMEOUT(
        desk.find<QAbstractButton>(u"status.beingChecked"_s)->text(), u"1 answer is here"_s, 15'000);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"searchField"_s);
    desk.find<QAbstractButton>(u"status.beingChecked"_s)->click();
    QVERIFY(desk.stripText().startsWith(verdict));
    QVERIFY(!desk.find<QWidget>(u"status.beingChecked"_s));
}

void TestDesk::withoutALinePostingIsPaused()
{
    Desk desk;
    QTRY_VERIFY(desk.shows(u"Connected"_s));
    findCarla(desk);
    desk.press(Qt::Key_F4);
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.bank.setLine(SampleBank::Line::Cut);
    QTRY_VERIFY(desk.find<QWidget>(u"offlineBanner"_s));
    QVERIFY(desk.shows(u"posting is paused."_s));
    QVERIFY(!desk.find<QAbstractButton>(u"flow.mainButton"_s)->isEnabled());
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.stripText().startsWith(u"Nothing is posted yet"_s));
    desk.bank.setLine(SampleBank::Line::Good);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"flow.mainButton"_s)->isEnabled());
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    QCOMPARE(desk.bank.commandsSeen, 1);
}

void TestDesk::theWindowsTitleNamesThePage()
{
    Desk desk;
    const auto title = [&desk] { return desk.window()->windowTitle(); };
    QCOMPARE(title(), u"Home \u2013 Main branch \u2013 Kontor"_s);
    findCarla(desk);
    desk.press(Qt::Key_F4);
    QVERIFY(title().startsWith(u"Deposit cash \u2013 "_s));
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(title().startsWith(u"Check before you post \u2013 "_s));
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(title().startsWith(u"Done \u2013 Deposit cash \u2013 "_s));
    desk.press(Qt::Key_F1);
    QVERIFY(title().startsWith(u"Keys \u2013 "_s));
    desk.press(Qt::Key_Escape);
    QVERIFY(title().startsWith(u"Done"_s));
}

void TestDesk::aServerWithoutSignInSaysSo()
{
    Desk desk;
    QVERIFY(desk.shows(u"OPEN: nobody has to sign in"_s));
    desk.bank.info.demo = true;
    desk.restart();
    QVERIFY(desk.shows(u"DEMO, OPEN: nobody has to sign in"_s));
    QVERIFY(desk.window()->windowTitle().contains(u"DEMO"_s));
}

void TestDesk::theCutLineShowsWithinThreeSeconds()
{
    Desk desk;
    QTRY_VERIFY(desk.shows(u"Connected"_s));
    QVERIFY(!desk.find<QWidget>(u"offlineBanner"_s));
    desk.bank.setLine(SampleBank::Line::Cut);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find<QWidget>(u"offlineBanner"_s), 3000);
    QVERIFY(desk.shows(u"No connection to the bank server since"_s));
    desk.bank.setLine(SampleBank::Line::Good);
    QTRY_VERIFY(!desk.find<QWidget>(u"offlineBanner"_s));
}

void TestDesk::figuresAreLive()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QLabel>(u"customer.balance"_s));
    QTRY_COMPARE(desk.find<QLabel>(u"customer.balance"_s)->text(), u"1,340.15"_s);
    desk.bank.depositElsewhere(u"0004417-2"_s, 1000);
    QTRY_COMPARE(desk.find<QLabel>(u"customer.balance"_s)->text(), u"1,350.15"_s);
}

void TestDesk::keysMayBeQuickerThanAnswers()
{
    Desk desk;
    desk.press(Qt::Key_F2);
    desk.type(u"chidi"_s);
    desk.press(Qt::Key_F4);
    QTRY_VERIFY(desk.find<FlowPage>(u"flowPage"_s));
    QVERIFY(desk.shows(u"Chidi Okafor"_s));
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QLabel>(u"customer.name"_s));
    QCOMPARE(desk.find<QLabel>(u"customer.name"_s)->text(), u"Carla Weber"_s);
}

void TestDesk::customersNamesAreShownAsTyped()
{
    Desk desk;
    desk.press(Qt::Key_F2);
    desk.type(u"bob"_s);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QLabel>(u"customer.name"_s));
    QCOMPARE(desk.find<QLabel>(u"customer.name"_s)->text(), u"<b>Bob</b> & Söhne"_s);
    int labels = 0;
    for (const QLabel *label : desk.window()->findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        ++labels;
    }
    QVERIFY(labels > 50);
}

void TestDesk::languageChangesWithoutARestart()
{
    Desk desk;
    findCarla(desk);
    desk.press(Qt::Key_F4);
    desk.type(u"1250"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.shows(u"1,250.00"_s));
    desk.window()->shell()->actions()->german->trigger();
    QTRY_VERIFY(desk.shows(u"eintausendzweihundertfünfzig Euro"_s));
    QVERIFY(desk.shows(u"1.250,00"_s));
    QVERIFY(desk.shows(u"Vor dem Buchen prüfen"_s));
    desk.window()->shell()->actions()->english->trigger();
    QTRY_VERIFY(desk.shows(u"Check before you post"_s));
}

void TestDesk::keysAreUnique()
{
    Desk desk;
    QSet<QString> keys;
    for (const QAction *action : desk.window()->shell()->actions()->all()) {
        for (const QKeySequence &sequence : action->shortcuts()) {
            QVERIFY2(!keys.contains(sequence.toString()), qPrintable(sequence.toString()));
            keys.insert(sequence.toString());
        }
    }
    QVERIFY(keys.size() > 8);
}

// The bank lives in this thread: whoever waited for its answer would wait for ever.
void TestDesk::aSilentServerHoldsNobodyUp()
{
    Desk desk;
    findCarla(desk);
    desk.bank.setLine(SampleBank::Line::Silent);
    desk.press(Qt::Key_Return);
    QVERIFY(desk.find<QLabel>(u"customer.name"_s));
    desk.press(Qt::Key_F4);
    desk.type(u"10"_s);
    QCOMPARE(desk.find<QLineEdit>(u"deposit.amountEdit"_s)->text(), u"10"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.shows(u"Check before you post"_s));
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    desk.press(Qt::Key_F2);
    desk.type(u"chidi"_s);
    QCOMPARE(desk.find<QLineEdit>(u"searchField"_s)->text(), u"chidi"_s);
    QCOMPARE(desk.bank.effects, 0);
    desk.bank.setLine(SampleBank::Line::Good);
    QTRY_VERIFY(desk.shows(u"Chidi Okafor"_s));
    QTRY_COMPARE(desk.bank.effects, 1);
}

void TestDesk::whatIsFoundTooOftenIsSaid()
{
    Desk desk;
    for (int i = 1; i <= 9; ++i) {
        const QString name = u"Mira Holm %1"_s.arg(i);
        desk.bank.addAccount({Uuid::nameBased({}, name.toUtf8())}, name, {}, {}, 1);
    }
    desk.press(Qt::Key_F2);
    desk.type(u"holm"_s);
    QTRY_VERIFY(desk.shows(u"Many matches for \u201Cholm\u201D"_s));
    QVERIFY(desk.shows(u"type more to narrow it down"_s));
    desk.type(u" 9"_s);
    QTRY_VERIFY(desk.shows(u"1 customer matches \u201Cholm 9\u201D"_s));
    QVERIFY(!desk.shows(u"type more to narrow it down"_s));
}

KONTOR_TEST(TestDesk)
#include "tst_desk.moc"
