// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/RealDesk.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QLineEdit>

using namespace kontor;
using namespace kontor::testing;

//! The window itself: what closing it loses, and where it is the next time.
class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsThatChangedAreTakenWhenTheServerIsBack();
    void aServerThatAsksWhoOneIsNowIsSignedInTo();
    void closingAsksBeforeEntriesAreLost();
    void closingAnEmptyFormAsksNothing();
    void whatIsBeingCheckedHoldsNobodyUp();
    void theWindowComesBackAsItWas();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    static void openDeposit(Desk &desk);
};

void TestWindow::openDeposit(Desk &desk)
{
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.shows(u"\u201Ccarla\u201D"_s));
    desk.press(Qt::Key_F4);
    QTRY_VERIFY(desk.find<QLineEdit>(u"deposit.amountEdit"_s));
}

void TestWindow::closingAsksBeforeEntriesAreLost()
{
    Desk desk;
    openDeposit(desk);
    desk.type(u"125"_s);
    desk.press(Qt::Key_Home, Qt::AltModifier);
    QTRY_VERIFY(desk.find<QWidget>(u"home.results"_s));
    QVERIFY(!desk.window()->close());
    QVERIFY(desk.shows(u"What you entered would be lost."_s));
    desk.press(Qt::Key_Escape); // keep editing
    QCOMPARE(desk.find<QLineEdit>(u"deposit.amountEdit"_s)->text(), u"125"_s);
    desk.window()->shell()->actions()->changeServer->trigger();
    QTest::qWait(20); // it would follow from the event loop
    QVERIFY(desk.window()->shell());
    QVERIFY(desk.shows(u"What you entered would be lost."_s));
    desk.press(Qt::Key_Escape);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    QVERIFY(desk.window()->close());
}

void TestWindow::closingAnEmptyFormAsksNothing()
{
    Desk desk;
    openDeposit(desk);
    QVERIFY(desk.window()->close());
}

//! It is in a file, and is taken up again.
void TestWindow::whatIsBeingCheckedHoldsNobodyUp()
{
    Desk desk;
    openDeposit(desk);
    desk.type(u"125"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.bank.setLine(SampleBank::Line::LosesAnswers);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked."_s));
    QVERIFY(desk.window()->close());
}

void TestWindow::theWindowComesBackAsItWas()
{
    Desk desk;
    const QSize usual = desk.window()->size();
    // No wider than must be: what a screen cannot show is not restored.
    desk.window()->resize(desk.window()->minimumSizeHint().width(), 730);
    const QSize chosen = desk.window()->size();
    QVERIFY(chosen != usual);
    desk.restart();
    QCOMPARE(desk.window()->size(), chosen);
}

void TestWindow::settingsThatChangedAreTakenWhenTheServerIsBack()
{
    RealDesk desk;
    QVERIFY(desk.shows(u"Main branch"_s));
    desk.restartServer({u"--open"_s, u"--branch-name"_s, u"Harbour"_s, u"--branch-currency"_s,
        u"USD"_s, u"--branch-time-zone"_s, u"America/Sao_Paulo"_s});
    QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"Harbour"_s), 30'000);
    QVERIFY(desk.window()->windowTitle().contains(u"Harbour"_s));
    desk.press(Qt::Key_N, Qt::ControlModifier);
    desk.type(u"Nadia Haddad"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(desk.shows(u"USD"_s));
}

//! Its operator has left out --open. What is half-filled is lost, nothing that was posted is.
void TestWindow::aServerThatAsksWhoOneIsNowIsSignedInTo()
{
    RealDesk desk;
    desk.restartServer({});
    QTRY_VERIFY_WITH_TIMEOUT(desk.find<QLineEdit>(u"signIn.passwordEdit"_s), 30'000);
    QVERIFY(!desk.window()->shell());
}

KONTOR_TEST(TestWindow)
#include "tst_window.moc"
