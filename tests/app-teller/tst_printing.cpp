// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/models/MovementsModel.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "widgets/ReceiptPaper.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QPromise>
#include <QTableView>

#include <thread>

using namespace kontor;
using namespace kontor::teller;
using namespace kontor::testing;
using Style = widgets::Receipt::Line::Style;

//! Receipts come out on paper, and a printer never touches a posting.
class TestPrinting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneKeyPrintsAndTheSecondIsACopy();
    void aPrinterThatFailsLeavesThePosting_data();
    void aPrinterThatFailsLeavesThePosting();
    void nothingIsPrintedBeforeItIsPosted();
    void aReceiptIsPrintedAgainFromItsMovement();
    void aSlowPrinterPrintsOnceAndMayOutlastItsPage();
    void aLongValueIsPrintedWhole();
    void aLongBranchNameIsPrintedWhole();
    void paperIsAsWideAsASlip();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    static void check(Desk &desk);
    static void post(Desk &desk);
    static QTableView *movementsOfCarla(Desk &desk);
    static widgets::Receipt sample(const QString &holder);
};

void TestPrinting::check(Desk &desk)
{
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F4);
    desk.type(u"1250"_s);
    QTRY_VERIFY(desk.shows(u"one thousand two hundred"_s));
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.shows(u"to print, after posting"_s));
}

void TestPrinting::post(Desk &desk)
{
    check(desk);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
}

void TestPrinting::oneKeyPrintsAndTheSecondIsACopy()
{
    Desk desk;
    post(desk);
    desk.press(Qt::Key_P, ctrl);
    QTRY_VERIFY(desk.shows(u"sent to the printer"_s));
    QCOMPARE(desk.printed.size(), 1u);
    QCOMPARE(desk.printed.front().lines[1].label, u"Deposit"_s);
    desk.find<QAbstractButton>(u"flow.printButton"_s)->click();
    QTRY_COMPARE(desk.printed.size(), 2u);
    QCOMPARE(desk.printed.back().lines.front().label, u"Copy, printed again"_s);
    QCOMPARE(desk.printed.back().lines.size(), desk.printed.front().lines.size() + 1);
    QCOMPARE(desk.bank.effects, 1);
    desk.press(Qt::Key_Return); // the focus stays on what comes next
    QTRY_VERIFY(desk.find<QWidget>(u"home.results"_s));
}

void TestPrinting::aPrinterThatFailsLeavesThePosting_data()
{
    QTest::addColumn<Printed>("printer");
    QTest::addColumn<QString>("news");
    QTest::newRow("none") << Printed::NoPrinter << u"This computer has no printer"_s;
    QTest::newRow("broken") << Printed::Failed << u"The printer takes nothing"_s;
}

void TestPrinting::aPrinterThatFailsLeavesThePosting()
{
    QFETCH(Printed, printer);
    QFETCH(QString, news);
    Desk desk;
    desk.printer = printer;
    post(desk);
    desk.press(Qt::Key_P, ctrl);
    QTRY_VERIFY(desk.shows(news));
    QVERIFY(desk.stripText().startsWith(u"Done."_s));
    desk.printer = Printed::OnPaper;
    desk.press(Qt::Key_P, ctrl);
    QTRY_COMPARE(desk.printed.size(), 1u);
    QCOMPARE(desk.printed.front().lines[1].label, u"Deposit"_s); // the first one on paper
}

void TestPrinting::nothingIsPrintedBeforeItIsPosted()
{
    Desk desk;
    check(desk);
    QVERIFY(!desk.find<QAbstractButton>(u"flow.printButton"_s));
    desk.press(Qt::Key_P, ctrl);
    QCOMPARE(desk.printed.size(), 0u);
    desk.bank.setLine(SampleBank::Line::LosesAnswers);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked."_s));
    desk.press(Qt::Key_P, ctrl);
    QCOMPARE(desk.printed.size(), 0u);
}

QTableView *TestPrinting::movementsOfCarla(Desk &desk)
{
    const auto movements = [&desk] { return desk.find<QTableView>(u"customer.movements"_s); };
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    desk.press(Qt::Key_Return);
    const bool there
        = QTest::qWaitFor([&] { return movements() && movements()->model()->rowCount() > 1; });
    return there ? movements() : nullptr;
}

//! Lost on the way home: the movement still knows all that was on it.
void TestPrinting::aReceiptIsPrintedAgainFromItsMovement()
{
    Desk desk;
    auto *movements = movementsOfCarla(desk);
    QVERIFY(movements);
    desk.press(Qt::Key_P, ctrl);
    QCOMPARE(desk.printed.size(), 0u); // nothing is chosen
    QVERIFY(!desk.find<QAbstractButton>(u"customer.printButton"_s)->isEnabled());
    movements->selectRow(1);
    // Whom it went to is asked of the server, too.
    QTRY_VERIFY(
        movements->model()->index(1, MovementsModel::What).data().toString().contains(u"Chidi"_s));
    desk.press(Qt::Key_P, ctrl);
    QTRY_COMPARE(desk.printed.size(), 1u);
    const auto &lines = desk.printed.front().lines;
    QCOMPARE(lines[0].label, u"Copy, printed again"_s);
    QCOMPARE(lines[2].label, u"Transfer out"_s);
    QCOMPARE(lines[3].value, movements->model()->index(1, 2).data().toString());
    QVERIFY(lines.back().label.contains(u"Chidi Okafor"_s));
    QTRY_VERIFY(desk.shows(u"Sent to the printer."_s));
    desk.printer = Printed::NoPrinter;
    desk.find<QAbstractButton>(u"customer.printButton"_s)->click();
    QTRY_VERIFY(desk.shows(u"This computer has no printer."_s));
}

//! Who presses again meanwhile gets no second one, and who has gone on is not waited for.
void TestPrinting::aSlowPrinterPrintsOnceAndMayOutlastItsPage()
{
    Desk desk;
    desk.slowly = std::make_shared<QPromise<Printed>>();
    desk.slowly->start();
    auto *movements = movementsOfCarla(desk);
    QVERIFY(movements);
    movements->selectRow(1);
    desk.press(Qt::Key_P, ctrl);
    desk.press(Qt::Key_P, ctrl);
    QVERIFY(desk.shows(u"Printing\u2026"_s));
    QCOMPARE(desk.printed.size(), 1u);
    desk.press(Qt::Key_W, ctrl);
    QTRY_VERIFY(!desk.find<QTableView>(u"customer.movements"_s));
    std::thread([&desk] {
        desk.slowly->addResult(Printed::OnPaper);
        desk.slowly->finish();
    }).join();
    QTest::qWait(20); // what would follow from it comes from the event loop
    desk.press(Qt::Key_F2);
    QTRY_VERIFY(desk.find<QWidget>(u"home.results"_s));
}

widgets::Receipt TestPrinting::sample(const QString &holder)
{
    widgets::Receipt receipt;
    receipt.house = u"Kontor"_s;
    receipt.lines = {{Style::Strong, u"Deposit"_s, {}}, {Style::Pair, u"Holder"_s, holder}};
    return receipt;
}

void TestPrinting::aLongValueIsPrintedWhole()
{
    const widgets::ReceiptPaper brief(sample(u"Carla Weber"_s));
    const widgets::ReceiptPaper lengthy(sample(QString(90, u'W')));
    QVERIFY(lengthy.size().height() >= brief.size().height() + 3 * 15);
    QImage page(lengthy.size(), QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    lengthy.paint(painter);
    painter.end();
    for (int y = 0; y < page.height(); ++y) {
        QCOMPARE(page.pixelColor(2, y), QColor(Qt::white)); // nothing runs out of the slip
    }
}

void TestPrinting::aLongBranchNameIsPrintedWhole()
{
    widgets::Receipt receipt = sample(u"Carla Weber"_s);
    receipt.place = u"Branch"_s;
    const int brief = widgets::ReceiptPaper(receipt).size().height();
    receipt.place
        = u"Branch at the harbour of Porto Alegre, second floor, behind the market hall"_s;
    const widgets::ReceiptPaper lengthy(receipt);
    QVERIFY(lengthy.size().height() >= brief + 10);
    QImage page(lengthy.size(), QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    lengthy.paint(painter);
    painter.end();
    for (int y = 0; y < page.height(); ++y) {
        QCOMPARE(page.pixelColor(17, y), QColor(Qt::white));
    }
}

void TestPrinting::paperIsAsWideAsASlip()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QPdfWriter writer(&buffer);
    QVERIFY(widgets::ReceiptPaper(sample(u"Carla Weber"_s)).printOn(writer));
    QVERIFY(buffer.data().startsWith("%PDF"));
    QVERIFY(buffer.data().size() > 2000);
}

KONTOR_TEST(TestPrinting)
#include "tst_printing.moc"
