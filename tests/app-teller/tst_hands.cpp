// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMouseEvent>

using namespace kontor;
using namespace kontor::testing;

//! Hands that are hasty or heavy: one press is one step, however long it lasts.
class TestHands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDoubleClickIsOneStep();
    void aDoubleClickDiscardsNothing();
    void aKeyThatIsHeldDownIsOneStep_data();
    void aKeyThatIsHeldDownIsOneStep();
    void escapeThatIsHeldDownIsOneStep();
    void anAmountStaysTheSameInAnotherLanguage();
    void amountsThatArePastedTogetherAreNotOne();
    void aMegabyteIsNoTrouble();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    static void enter(Desk &desk);
    static void clickTwice(Desk &desk, const QString &button);
    static void hold(Qt::Key key, Qt::KeyboardModifiers modifiers = {}, bool isTold = true);
};

//! A deposit of 25.00 for Carla, up to the amount.
void TestHands::enter(Desk &desk)
{
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F4);
    QTRY_VERIFY(desk.find<QLineEdit>(u"deposit.amountEdit"_s));
    desk.type(u"25"_s);
    QTRY_VERIFY(desk.app().session()->isLineUp()); // or nothing could be posted anyhow
}

void TestHands::clickTwice(Desk &desk, const QString &name)
{
    auto *button = desk.find<QAbstractButton>(name);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    const QPointF middle = QRectF(button->rect()).center();
    QMouseEvent second(QEvent::MouseButtonDblClick, middle, button->mapToGlobal(middle),
        Qt::LeftButton, Qt::LeftButton, {});
    QApplication::sendEvent(button, &second);
    QTest::mouseRelease(button, Qt::LeftButton);
}

//! The press and what the keyboard repeats until the key is let go. Where nobody tells that it is
//! repeated, a release comes before each, at the same time.
void TestHands::hold(Qt::Key key, Qt::KeyboardModifiers modifiers, bool isTold)
{
    static ulong now = 1000;
    now += 500;
    for (int i = 0; i < 20; ++i) {
        QWidget *focus = QApplication::focusWidget();
        const bool repeated = i > 0 && isTold;
        now += 30;
        if (i > 0) {
            QKeyEvent release(QEvent::KeyRelease, key, modifiers, {}, repeated);
            release.setTimestamp(now);
            QApplication::sendEvent(focus, &release);
        }
        if (!qt_sendShortcutOverrideEvent(focus, now, key, modifiers, {}, repeated)) {
            QKeyEvent press(QEvent::KeyPress, key, modifiers, {}, repeated);
            QApplication::sendEvent(focus, &press);
        }
        QTest::qWait(5);
    }
}

void TestHands::aDoubleClickIsOneStep()
{
    Desk desk;
    enter(desk);
    clickTwice(desk, u"flow.mainButton"_s);
    QVERIFY(desk.shows(u"Check before you post"_s));
    QVERIFY(desk.stripText().startsWith(u"Nothing is posted yet"_s)); // and nothing is on its way
    QCOMPARE(desk.bank.commandsSeen, 0);
    clickTwice(desk, u"flow.mainButton"_s);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    QCOMPARE(desk.bank.effects, 1);
}

void TestHands::aDoubleClickDiscardsNothing()
{
    Desk desk;
    enter(desk);
    clickTwice(desk, u"flow.backButton"_s);
    QVERIFY(desk.shows(u"What you entered would be lost."_s));
    QCOMPARE(desk.find<QLineEdit>(u"deposit.amountEdit"_s)->text(), u"25"_s);
}

void TestHands::aKeyThatIsHeldDownIsOneStep_data()
{
    QTest::addColumn<bool>("isTold");
    QTest::newRow("told") << true;
    QTest::newRow("not told") << false;
}

void TestHands::aKeyThatIsHeldDownIsOneStep()
{
    QFETCH(bool, isTold);
    Desk desk;
    enter(desk);
    hold(Qt::Key_Return, ctrl, isTold);
    QVERIFY(desk.stripText().startsWith(u"Nothing is posted yet"_s));
    QCOMPARE(desk.bank.commandsSeen, 0);
    hold(Qt::Key_Return, ctrl, isTold);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    QCOMPARE(desk.bank.effects, 1);
}

void TestHands::escapeThatIsHeldDownIsOneStep()
{
    Desk desk;
    enter(desk);
    desk.press(Qt::Key_Return, ctrl);
    hold(Qt::Key_Escape);
    QVERIFY(desk.find<QLineEdit>(u"deposit.amountEdit"_s));
    QVERIFY(!desk.shows(u"What you entered would be lost."_s));
}

void TestHands::anAmountStaysTheSameInAnotherLanguage()
{
    Desk desk;
    enter(desk);
    desk.press(Qt::Key_A, ctrl);
    desk.type(u"1,250"_s);
    auto *amount = desk.find<QLineEdit>(u"deposit.amountEdit"_s);
    desk.window()->shell()->actions()->german->trigger();
    QTRY_COMPARE(amount->text(), u"1.250,00"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.shows(u"eintausendzweihundertfünfzig Euro"_s));
    desk.window()->shell()->actions()->english->trigger();
    desk.press(Qt::Key_Escape);
    QTRY_COMPARE(amount->text(), u"1,250.00"_s);
}

void TestHands::amountsThatArePastedTogetherAreNotOne()
{
    Desk desk;
    enter(desk);
    for (const QString &cells : {u"10\t20"_s, u"10\n20\n"_s, u"10 20"_s}) {
        QGuiApplication::clipboard()->setText(cells);
        desk.press(Qt::Key_A, ctrl);
        desk.press(Qt::Key_V, ctrl);
        desk.press(Qt::Key_Return, ctrl);
        QVERIFY(!desk.shows(u"Check before you post"_s));
        QVERIFY(desk.find<QWidget>(u"problemBox"_s));
    }
}

//! Into each field: nothing stands still, and what does not fit is not taken for what was meant.
void TestHands::aMegabyteIsNoTrouble()
{
    Desk desk;
    QGuiApplication::clipboard()->setText(u"1+"_s.repeated(500'000) + u'1');
    const auto paste = [&](const QString &field) {
        auto *edit = desk.find<QLineEdit>(field);
        QVERIFY2(edit, qPrintable(field));
        edit->setFocus();
        QElapsedTimer time;
        time.start();
        desk.press(Qt::Key_V, ctrl);
        QApplication::processEvents();
        QVERIFY2(time.elapsed() < 3000, qPrintable(field));
        QVERIFY2(!edit->text().isEmpty(), qPrintable(field));
    };
    paste(u"searchField"_s);
    desk.find<QLineEdit>(u"searchField"_s)->clear();
    enter(desk);
    desk.press(Qt::Key_A, ctrl);
    paste(u"deposit.amountEdit"_s);
    paste(u"deposit.referenceEdit"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.find<QWidget>(u"problemBox"_s));
    QVERIFY(!desk.shows(u"Check before you post"_s));
    desk.press(Qt::Key_Escape);
    desk.find<QAbstractButton>(u"flow.backButton"_s)->click();
    desk.press(Qt::Key_F6);
    paste(u"transfer.targetEdit"_s);
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(!desk.shows(u"Check before you post"_s));
}

KONTOR_TEST(TestHands)
#include "tst_hands.moc"
