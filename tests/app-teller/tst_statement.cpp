// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/RealDesk.h"
#include "app-teller/StatementDesk.h"
#include "app-teller/flows/StatementFlow.h"
#include "app-teller/models/StatementModel.h"
#include "foundation/Strings.h"
#include "support/FakeTransport.h"
#include "support/TestMain.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPdfWriter>
#include <QTableView>

using namespace kontor;
using namespace kontor::teller;
using namespace kontor::testing;
using namespace kontor::testing::statement;
using Line = SampleBank::Line;

//! A month of an account, on the screen and on paper.
class TestStatement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMonthOpensWithWhatTheOneBeforeClosedWith();
    void monthsGoFromTheOpeningToThePresentOne();
    void monthsAreThoseOfTheBranch_data();
    void monthsAreThoseOfTheBranch();
    void aMonthIsChosenFromTheMenu();
    void whatIsBookedMeanwhileIsShown();
    void aLongMonthIsReadWhole();
    void withoutALineThereIsAWayToAskAgain();
    void paperHasEverythingAndTheMarkOfADemo();
    void aPrinterThatFailsIsSaid();
    void nothingIsPrintedBeforeItIsRead();
    void everyRowIsOnOnePage();
    void paperHasRoomForEverything();
    void longTextsArePrintedWhole();
    void tooLongAMonthIsShownInPartAndSaysSo();
    void theRealServersFiguresAreShown();
    void theKeyWaitsForTheSearch();
    void aFormLiesOverTheStatement();
    void anotherAccountHasAStatementOfItsOwn();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    static constexpr auto alt = Qt::AltModifier;
    static QStringList figures(Desk &desk);
    static QString month(Desk &desk);
    static StatementSheet sheetOf(int rows);
};

QStringList TestStatement::figures(Desk &desk)
{
    QStringList texts;
    for (const QLabel *label : desk.window()->findChildren<QLabel *>(u"statement.figure"_s)) {
        texts.append(label->text());
    }
    return texts;
}

QString TestStatement::month(Desk &desk)
{
    return desk.find<QAbstractButton>(u"statement.monthButton"_s)->text();
}

void TestStatement::aMonthOpensWithWhatTheOneBeforeClosedWith()
{
    Desk desk;
    open(desk);
    QCOMPARE(figures(desk),
        (QStringList{u"1,390.15\u00A0EUR"_s, u"200.00\u00A0EUR"_s, u"250.00\u00A0EUR"_s,
            u"1,340.15\u00A0EUR"_s}));
    for (int i = 0; i < 4; ++i) {
        const QString opening = figures(desk).front();
        desk.press(Qt::Key_Left, alt);
        QTRY_VERIFY(figures(desk).back() != u"\u2013"_s);
        QCOMPARE(figures(desk).back(), opening);
    }
}

void TestStatement::monthsGoFromTheOpeningToThePresentOne()
{
    Desk desk;
    desk.bank.addAccount(CustomerId{Uuid::nameBased({}, "new")}, u"Nora New"_s, u"0004499-8"_s, {},
        40); // days ago: 21 January
    desk.press(Qt::Key_F2);
    desk.type(u"nora"_s);
    QTRY_VERIFY(desk.hasSearched(u"nora"_s));
    desk.press(Qt::Key_F7);
    QTRY_VERIFY(desk.shows(u"Nothing was booked in this month."_s));
    const auto *before = desk.find<QAbstractButton>(u"statement.beforeButton"_s);
    const auto *after = desk.find<QAbstractButton>(u"statement.afterButton"_s);
    QVERIFY(before->isEnabled());
    QVERIFY(!after->isEnabled());
    QCOMPARE(after->toolTip(), u"The next month has not begun"_s);
    desk.press(Qt::Key_Right, alt);
    QCOMPARE(month(desk), u"March 2026"_s);
    for (int i = 0; i < 4; ++i) {
        desk.press(Qt::Key_Left, alt);
    }
    QCOMPARE(month(desk), u"January 2026"_s);
    QVERIFY(!before->isEnabled());
    QCOMPARE(before->toolTip(), u"The account was opened in this month"_s);
    QTRY_VERIFY(desk.shows(u"Nothing was booked in this month."_s));
    QVERIFY(!desk.find<QLabel>(u"statement.note"_s)); // it is over
}

void TestStatement::monthsAreThoseOfTheBranch_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("present");
    QTest::addColumn<QString>("clock");
    QTest::newRow("behind") << u"America/Sao_Paulo"_s << u"March 2026"_s << u"22:00"_s;
    QTest::newRow("in between") << u"UTC"_s << u"April 2026"_s << u"01:00"_s;
    QTest::newRow("ahead, summer") << u"Europe/Berlin"_s << u"April 2026"_s << u"03:00"_s;
}

//! Whatever the zone of the computer at the counter: the books' day is the branch's.
void TestStatement::monthsAreThoseOfTheBranch()
{
    QFETCH(QString, zone);
    QFETCH(QString, present);
    QFETCH(QString, clock);
    Desk desk;
    desk.bank.info.timeZone = zone;
    desk.clock.at = *Timestamp::parse("2026-04-01T01:00:00Z");
    desk.restart();
    QTRY_VERIFY(desk.shows(u"Connected"_s));
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F7);
    QTRY_VERIFY(desk.find<QLabel>(u"statement.note"_s));
    QCOMPARE(month(desk), present);
    QVERIFY(desk.find<QLabel>(u"statement.note"_s)->text().contains(clock));
}

void TestStatement::aMonthIsChosenFromTheMenu()
{
    Desk desk;
    open(desk);
    auto *button = desk.find<QAbstractButton>(u"statement.monthButton"_s);
    button->click();
    auto *menu = button->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    QCOMPARE(menu->actions().front()->text(), u"March 2026"_s);
    QVERIFY(menu->actions().front()->isChecked());
    QCOMPARE(menu->actions().at(11)->text(), u"April 2025"_s);
    QVERIFY(menu->actions().at(12)->menu()); // 2025
    QCOMPARE(menu->actions().back()->text(), u"2024"_s);
    menu->actions().at(2)->trigger();
    menu->close();
    QTRY_COMPARE(rows(desk), 3);
    QCOMPARE(month(desk), u"January 2026"_s);
    QVERIFY(
        !desk.find<QTableView>(u"statement.table"_s)->isColumnHidden(StatementModel::ValueDate));
}

void TestStatement::whatIsBookedMeanwhileIsShown()
{
    Desk desk;
    QTRY_VERIFY(desk.shows(u"Connected"_s));
    open(desk);
    const QString note = u"As of 2 March 2026, 10:42. The month is not over"_s;
    QVERIFY(desk.find<QLabel>(u"statement.note"_s)->text().startsWith(note));
    auto *table = desk.find<QTableView>(u"statement.table"_s);
    table->selectRow(1);
    desk.bank.depositElsewhere(u"0004417-2"_s, 1000);
    QTRY_COMPARE(rows(desk), 3);
    QCOMPARE(table->currentIndex().row(), 1);
    QCOMPARE(figures(desk).back(), u"1,350.15\u00A0EUR"_s);
}

void TestStatement::aLongMonthIsReadWhole()
{
    Desk desk;
    const AccountId id = desk.bank.find(u"0004417-2"_s)->id;
    for (int i = 0; i < 2500; ++i) {
        desk.bank.book(id, api::MovementType::Deposit, 1, 0);
    }
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F7);
    QTRY_COMPARE(rows(desk), 2502);
    QCOMPARE(figures(desk).back(), u"1,365.15\u00A0EUR"_s);
    const auto *model = desk.find<QTableView>(u"statement.table"_s)->model();
    QCOMPARE(model->index(2501, StatementModel::Balance).data().toString(), u"1,365.15"_s);
}

void TestStatement::withoutALineThereIsAWayToAskAgain()
{
    Desk desk;
    open(desk);
    desk.bank.setLine(Line::Cut);
    desk.press(Qt::Key_Left, alt);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"statement.againButton"_s));
    QVERIFY(desk.find<QLabel>(u"statement.note"_s)->text().contains(u"does not answer"_s));
    QCOMPARE(figures(desk).front(), u"\u2013"_s);
    QVERIFY(!desk.find<QAbstractButton>(u"statement.printButton"_s)->isEnabled());
    desk.bank.setLine(Line::Good);
    desk.find<QAbstractButton>(u"statement.againButton"_s)->click();
    QTRY_COMPARE(rows(desk), 5);
    QVERIFY(!desk.find<QWidget>(u"statement.note"_s));
}

void TestStatement::paperHasEverythingAndTheMarkOfADemo()
{
    Desk desk;
    open(desk);
    desk.press(Qt::Key_Left, alt);
    desk.press(Qt::Key_Left, alt);
    QTRY_COMPARE(rows(desk), 3);
    QTRY_VERIFY(canPrint(desk));
    desk.press(Qt::Key_P, ctrl);
    QTRY_COMPARE(news(desk), u"Sent to the printer."_s);
    QCOMPARE(desk.statements.size(), 1u);
    const StatementSheet sheet = desk.statements.front();
    QCOMPARE(sheet.title, u"Statement, January 2026"_s);
    QCOMPARE(sheet.place, u"Main branch"_s);
    QVERIFY(sheet.note.isEmpty());
    QCOMPARE(sheet.facts.at(0).value, u"0004417-2"_s);
    QCOMPARE(sheet.facts.at(1).value, u"Carla Weber"_s);
    QCOMPARE(sheet.rows.size(), 4u);
    QCOMPARE(sheet.rows.front(),
        (QStringList{{}, {}, u"Opening balance"_s, {}, {}, u"2,790.00"_s}));
    QCOMPARE(sheet.rows.at(2).at(2), u"Transfer to Anna Müller"_s);
    QCOMPARE(sheet.rows.back(),
        (QStringList{u"30 Jan"_s, u"29 Jan 2026"_s, u"Deposit"_s, u"Salary"_s, u"+1,720.00"_s,
            u"3,550.00"_s}));
    QCOMPARE(sheet.sums.back().value, u"3,550.00\u00A0EUR"_s);
    QVERIFY(sheet.demoMark.isEmpty());
    int across = 0;
    for (const auto &column : sheet.columns) {
        across += column.width;
    }
    QCOMPARE(across, StatementPaper::width);
    desk.bank.info.demo = true;
    desk.restart();
    open(desk);
    desk.press(Qt::Key_P, ctrl);
    QTRY_COMPARE(desk.statements.size(), 2u);
    QVERIFY(desk.statements.back().demoMark.startsWith(u"DEMO"_s));
    QVERIFY(desk.statements.back().note.contains(u"not final"_s));
}

void TestStatement::aPrinterThatFailsIsSaid()
{
    Desk desk;
    open(desk);
    desk.printer = Printed::NoPrinter;
    desk.press(Qt::Key_P, ctrl);
    QTRY_COMPARE(news(desk), u"This computer has no printer."_s);
    desk.printer = Printed::Failed;
    desk.find<QAbstractButton>(u"statement.printButton"_s)->click();
    QTRY_COMPARE(news(desk), u"The printer takes nothing."_s);
    desk.press(Qt::Key_Left, alt);
    QCOMPARE(news(desk), QString()); // of another month
}

void TestStatement::nothingIsPrintedBeforeItIsRead()
{
    Desk desk;
    open(desk);
    desk.bank.setLine(Line::Silent);
    desk.press(Qt::Key_Left, alt);
    QVERIFY(desk.shows(u"Reading the statement\u2026"_s));
    desk.press(Qt::Key_P, ctrl);
    QCOMPARE(desk.statements.size(), 0u);
    QVERIFY(!desk.find<QAbstractButton>(u"statement.saveButton"_s)->isEnabled());
    desk.bank.setLine(Line::Good);
    QTRY_COMPARE(rows(desk), 5);
}

StatementSheet TestStatement::sheetOf(int rows)
{
    StatementSheet sheet;
    sheet.house = u"Kontor"_s;
    sheet.title = u"Statement, March 2026"_s;
    sheet.pageOf = u"Page %1 of %2"_s;
    sheet.facts = {{u"Account"_s, u"0004417-2"_s}};
    sheet.columns = {{u"Date"_s, 80, false}, {u"What"_s, 400, false}, {u"Balance"_s, 200, true}};
    for (int row = 0; row < rows; ++row) {
        sheet.rows.push_back({u"2 Mar"_s, u"Deposit"_s, QString::number(row)});
    }
    sheet.sums = {{u"Closing balance"_s, u"1.00"_s, true}};
    return sheet;
}

void TestStatement::everyRowIsOnOnePage()
{
    QCOMPARE(StatementPaper(sheetOf(0)).pages(1000), std::vector<std::size_t>{0});
    const auto pages = StatementPaper(sheetOf(200)).pages(1000);
    QVERIFY(pages.size() >= 4);
    for (std::size_t i = 1; i < pages.size(); ++i) {
        QVERIFY(pages[i] > pages[i - 1]);
    }
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QPdfWriter writer(&buffer);
    QVERIFY(StatementPaper(sheetOf(200)).printOn(writer));
    QCOMPARE(buffer.data().count("/Type /Page\n"), qsizetype(pages.size()));
}

//! Where KONTOR_SCREENSHOTS names a directory, a picture of each page is saved.
void TestStatement::paperHasRoomForEverything()
{
    Desk desk(u"de"_s);
    desk.bank.info.demo = true;
    desk.restart();
    const AccountId id = desk.bank.find(u"0004417-2"_s)->id;
    for (int i = 0; i < 70; ++i) {
        desk.bank.book(id, api::MovementType::Deposit, 123'456'789, 0,
            i % 9 ? u"Salary"_s
                  : u"eine lange Angabe, die ganz auf dem Papier steht "_s.repeated(3));
    }
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F7);
    QTRY_COMPARE(rows(desk), 72);
    QTRY_VERIFY(canPrint(desk));
    desk.press(Qt::Key_P, ctrl);
    QTRY_COMPARE(desk.statements.size(), 1u);
    const StatementPaper paper(desk.statements.front());
    const auto firsts = paper.pages(1000);
    QVERIFY(firsts.size() > 1);
    for (std::size_t page = 0; page < firsts.size(); ++page) {
        QImage picture(StatementPaper::width + 40, 1040, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        painter.translate(20, 20);
        paper.paintPage(painter, firsts, page, 1000);
        painter.end();
        for (int y = 0; y < picture.height(); ++y) {
            for (const int x : {15, picture.width() - 15}) {
                QCOMPARE(picture.pixelColor(x, y), QColor(Qt::white));
            }
        }
        const QString directory = qEnvironmentVariable("KONTOR_SCREENSHOTS");
        QVERIFY(directory.isEmpty()
            || picture.save(directory + u"/statement-paper-%1.png"_s.arg(page + 1)));
    }
}

void TestStatement::longTextsArePrintedWhole()
{
    StatementSheet sheet = sheetOf(20);
    const auto pages = StatementPaper(sheet).pages(700).size();
    for (QStringList &row : sheet.rows) {
        row[1] = QString(600, u'W');
    }
    QVERIFY(StatementPaper(sheet).pages(700).size() > 2 * pages);
}

//! A server that never comes to an end is asked ten times.
void TestStatement::tooLongAMonthIsShownInPartAndSaysSo()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const StillClock clock(*Timestamp::parse("2026-03-02T10:42:00Z"));
    SeededRandom random{7};
    QTemporaryDir files;
    auto line = std::make_unique<FakeTransport>();
    FakeTransport &transport = *line;
    transport.server = [](const client::HttpRequest &request) {
        api::Statement piece;
        piece.lineCount = 12'345;
        piece.firstDay = piece.lastDay = QDate(2026, 2, 28);
        api::StatementLine row;
        row.bookingDate = piece.lastDay;
        piece.lines.assign(1000, row);
        piece.next = u"1"_s;
        return std::optional(request.target.contains("statements")
                ? answeredByAnother(200, toJson(piece))
                : notSent());
    };
    Session session(Session::Parts{std::move(line), QUrl(u"http://127.0.0.1:1"_s), {}, u"tina"_s,
                        files.path(), {}, {}},
        clock, random);
    StatementFlow flow(session, {});
    QTRY_VERIFY(!flow.isBusy());
    QCOMPARE(flow.problem(), QString());
    QCOMPARE(flow.model()->rowCount(), StatementFlow::mostLines);
    QCOMPARE(transport.requests.size(), 10u);
    QVERIFY(transport.requests.back().target.contains("after=1&"));
    QVERIFY(!flow.isReady());
    QVERIFY(flow.note().startsWith(u"The first 10,000 of 12,345 movements."_s));
}

void TestStatement::theRealServersFiguresAreShown()
{
    RealDesk desk;
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F7);
    QTRY_VERIFY(desk.find<QTableView>(u"statement.table"_s));
    QTRY_COMPARE(desk.find<QTableView>(u"statement.table"_s)->model()->rowCount(), 1);
    const auto figures = desk.window()->findChildren<QLabel *>(u"statement.figure"_s);
    QCOMPARE(figures.front()->text(), u"0.00\u00A0EUR"_s);
    QCOMPARE(figures.back()->text(), u"500.00\u00A0EUR"_s);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.csv"_s);
    save(desk, u"statement.saveTable"_s, path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray table = file.readAll();
    QVERIFY(table.startsWith("bookingDate,valueDate,type"));
    QVERIFY(table.contains("ClosingBalance,\"Carla Weber\",,,,500.00"));
    const auto saved = [&](const QString &name) {
        save(desk, u"statement.saveForAccounting"_s, folder.filePath(name));
        QFile written(folder.filePath(name));
        return QTest::qWaitFor([&written] { return written.exists(); })
                && written.open(QIODevice::ReadOnly)
            ? written.readAll()
            : QByteArray();
    };
    const QByteArray camt = saved(u"a.xml"_s);
    QVERIFY(camt.contains("camt.053.001.08") && camt.contains("<Nm>Carla Weber</Nm>"));
    const QByteArray ofx = saved(u"a.ofx"_s);
    QVERIFY(ofx.contains("<?OFX ") && ofx.contains("<BALAMT>500.00</BALAMT>"));
}

void TestStatement::theKeyWaitsForTheSearch()
{
    Desk desk;
    desk.bank.setLine(Line::Silent);
    desk.press(Qt::Key_F2);
    desk.type(u"chidi"_s);
    desk.press(Qt::Key_F7);
    QVERIFY(!desk.find<QWidget>(u"statementPage"_s));
    desk.bank.setLine(Line::Good);
    QTRY_VERIFY(desk.find<QWidget>(u"statementPage"_s));
    QVERIFY(desk.find<QLabel>(u"statement.subject"_s)->accessibleName().contains(u"Chidi Okafor"_s)
        || desk.find<QLabel>(u"statement.subject"_s)->text().contains(u"Chidi Okafor"_s));
}

void TestStatement::aFormLiesOverTheStatement()
{
    Desk desk;
    open(desk);
    desk.press(Qt::Key_F4);
    QTRY_VERIFY(desk.find<QWidget>(u"flowPage"_s));
    QVERIFY(!desk.find<QAbstractButton>(u"rail.statement"_s)->isEnabled());
    desk.press(Qt::Key_Escape);
    QTRY_VERIFY(desk.find<QWidget>(u"statementPage"_s));
    QVERIFY(desk.find<QTableView>(u"statement.table"_s)->hasFocus());
    desk.press(Qt::Key_Escape);
    QTRY_VERIFY(desk.find<QTableView>(u"customer.accounts"_s));
    QVERIFY(desk.find<QTableView>(u"customer.accounts"_s)->hasFocus());
}

void TestStatement::anotherAccountHasAStatementOfItsOwn()
{
    Desk desk;
    open(desk);
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_Tab);
    desk.press(Qt::Key_F7);
    QTRY_VERIFY(desk.find<QLabel>(u"statement.subject"_s));
    QVERIFY(desk.find<QLabel>(u"statement.subject"_s)->text().contains(u"0004418-0"_s));
}

KONTOR_TEST(TestStatement)
#include "tst_statement.moc"
