// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/RealDesk.h"
#include "app-teller/shell/SizeMenu.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "widgets/BeadBoard.h"
#include "widgets/Dates.h"

#include <QAbstractButton>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSettings>

using namespace kontor;
using namespace kontor::testing;

//! The window itself: what closing it loses, and where it is the next time.
class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsThatChangedAreTakenWhenTheServerIsBack();
    void aDepositAboveTheBanksLimitIsRefused();
    void aServerThatAsksWhoOneIsNowIsSignedInTo();
    void closingAsksBeforeEntriesAreLost();
    void closingAnEmptyFormAsksNothing();
    void whatIsBeingCheckedHoldsNobodyUp();
    void anOrderThatNobodyCanReadIsSaid();
    void aServerThatIsNotTrustedIsSaidToBe();
    void theWindowComesBackAsItWas();
    void aSizeCountsFromTheNextStartOn();
    void aSizeThatTheScreenHasNoRoomForCannotBeChosen();
    void aLowScreenShowsTheFootOfThePage();
    void theFrontPageShowsTheBranchsDay();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    static void openDeposit(Desk &desk);
    static QAction *size(Desk &desk, int percent);
};

void TestWindow::openDeposit(Desk &desk)
{
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
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
    QVERIFY(desk.shows(u"At this counter, USD"_s));
    desk.press(Qt::Key_N, Qt::ControlModifier);
    desk.type(u"Nadia Haddad"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(desk.shows(u"USD"_s));
}

//! The server answers it with 400, as it does what is wrong with the request itself.
void TestWindow::aDepositAboveTheBanksLimitIsRefused()
{
    RealDesk desk;
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F4);
    desk.type(u"99999999999.99"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(desk.stripText().startsWith(u"Refused."_s), qPrintable(desk.stripText()));
    QTRY_COMPARE(desk.pendingFiles(), 0);
    QCOMPARE(desk.books().front(), u"500.00"_s);
}

//! Its operator has left out --open. What is half-filled is lost, nothing that was posted is.
void TestWindow::aServerThatAsksWhoOneIsNowIsSignedInTo()
{
    RealDesk desk;
    desk.restartServer({});
    QTRY_VERIFY_WITH_TIMEOUT(desk.find<QLineEdit>(u"signIn.passwordEdit"_s), 30'000);
    QVERIFY(!desk.window()->shell());
}

QAction *TestWindow::size(Desk &desk, int percent)
{
    const auto *menu = desk.window()->findChild<QMenu *>(u"sizeMenu"_s);
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions) {
        if (action->data().toInt() == percent) {
            return action;
        }
    }
    return nullptr;
}

void TestWindow::anOrderThatNobodyCanReadIsSaid()
{
    Desk desk;
    const QDir pending(QFileInfo(desk.settingsFile()).path() + u"/pending"_s);
    const QString folder = pending.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
    QFile torn(pending.filePath(folder + u"/torn.json"_s));
    QVERIFY(torn.open(QIODevice::WriteOnly));
    torn.write("{\"key\":");
    torn.close();
    QVERIFY(!desk.shows(u"1 order of an earlier run cannot be read"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"set aside.*torn"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"look at.*torn"_s));
    desk.restart();
    QVERIFY(desk.shows(u"1 order of an earlier run cannot be read"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"look at.*torn"_s));
    desk.restart(); // nobody has looked
    QVERIFY(desk.shows(u"1 order of an earlier run cannot be read"_s));
    desk.window()->findChild<QAbstractButton *>(u"setAside.seen"_s)->click();
    QVERIFY(!desk.shows(u"cannot be read"_s));
    desk.restart();
    QVERIFY(!desk.shows(u"cannot be read"_s));
}

// The offscreen screen is 800 x 800.
void TestWindow::aServerThatIsNotTrustedIsSaidToBe()
{
    Desk desk;
    QTRY_VERIFY(desk.shows(u"Connected"_s));
    desk.bank.distrust = client::Distrust::Time;
    desk.bank.setLine(SampleBank::Line::Cut);
    QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"The server's certificate has run out"_s), 10'000);
    QVERIFY(desk.shows(u"posting is paused"_s));
    // The first that fails is a question that was under way, and says no more than that.
    QTRY_VERIFY(!desk.shows(u"No connection to the bank server since"_s));
    desk.bank.setLine(SampleBank::Line::Good);
    QTRY_VERIFY(!desk.find<QWidget>(u"offlineBanner"_s));
}

void TestWindow::aSizeCountsFromTheNextStartOn()
{
    qunsetenv("QT_SCALE_FACTOR");
    Desk desk;
    desk.window()->setMinimumSize(400, 300);
    Q_EMIT desk.window()->findChild<QMenu *>(u"sizeMenu"_s)->aboutToShow();
    QVERIFY(size(desk, 100)->isChecked());
    size(desk, 150)->trigger();
    desk.restart();
    QVERIFY(size(desk, 150)->isChecked());
    QCOMPARE(teller::chosenSize(desk.settingsFile()), 150);
    teller::useChosenSize(desk.settingsFile());
    QCOMPARE(qgetenv("QT_SCALE_FACTOR"), QByteArray("1.5"));
    qputenv("QT_SCALE_FACTOR", "3"); // whoever says so means it
    teller::useChosenSize(desk.settingsFile());
    QCOMPARE(qgetenv("QT_SCALE_FACTOR"), QByteArray("3"));
    qunsetenv("QT_SCALE_FACTOR");
    QSettings(desk.settingsFile(), QSettings::IniFormat).setValue("size", 5000);
    QCOMPARE(teller::chosenSize(desk.settingsFile()), 100);
}

void TestWindow::aSizeThatTheScreenHasNoRoomForCannotBeChosen()
{
    qunsetenv("QT_SCALE_FACTOR");
    Desk desk;
    desk.window()->setMinimumSize(500, 300);
    auto *menu = desk.window()->findChild<QMenu *>(u"sizeMenu"_s);
    Q_EMIT menu->aboutToShow();
    QVERIFY(size(desk, 150)->isEnabled());
    QVERIFY(!size(desk, 175)->isEnabled());
    QVERIFY(!size(desk, 175)->toolTip().isEmpty());
    // A screen of 800 in a run at 200 % has twice as many pixels.
    qputenv("QT_SCALE_FACTOR", "2");
    Q_EMIT menu->aboutToShow();
    QVERIFY(size(desk, 200)->isEnabled());
    qunsetenv("QT_SCALE_FACTOR");
}

//! A laptop of 1366 x 768 at 125 %, for example: pages scroll, and what goes on stays on the screen.
void TestWindow::aLowScreenShowsTheFootOfThePage()
{
    using teller::TellerWindow;
    QCOMPARE(TellerWindow::leastSize({1920, 1040}), QSize(1024, 720));
    QCOMPARE(TellerWindow::leastSize({1093, 575}), QSize(1024, 575));
    Desk desk;
    desk.window()->setMinimumSize(TellerWindow::leastSize({1093, 575}));
    desk.window()->resize(1093, 575);
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F6);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"flow.mainButton"_s));
    const auto *button = desk.find<QAbstractButton>(u"flow.mainButton"_s);
    QTRY_VERIFY(desk.window()->rect().contains(
        QRect(button->mapTo(desk.window(), QPoint()), button->size())));
    QCOMPARE(desk.window()->size(), QSize(1093, 575));
}

//! By the branch's zone, and also after it was left there over midnight.
void TestWindow::theFrontPageShowsTheBranchsDay()
{
    Desk desk;
    const auto *board = desk.window()->findChild<widgets::BeadBoard *>();
    QVERIFY(board);
    desk.bank.info.timeZone = u"Asia/Tokyo"_s;
    widgets::setTimeZone(u"Asia/Tokyo"_s);
    const auto back = qScopeGuard([] { widgets::setTimeZone(u"UTC"_s); });
    desk.clock.at = *Timestamp::parse("2028-02-28T14:59:00Z");
    QTRY_COMPARE(board->dateText(), u"28 02 2028"_s);
    desk.clock.at = desk.clock.at.plusSeconds(60);
    QTRY_COMPARE(board->dateText(), u"29 02 2028"_s);
}

KONTOR_TEST(TestWindow)
#include "tst_window.moc"
