// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "client/ApiError.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "walks/Walks.h"
#include "widgets/ElidedLabel.h"
#include "widgets/OutcomeStrip.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QTextDocument>

using namespace kontor;
using namespace kontor::teller;
using namespace kontor::testing;

//! What is shown says what is meant: long names, blocked figures, a line that is cut.
class TestReadability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void longNamesAreWholeOrSaySo_data();
    void longNamesAreWholeOrSaySo();
    void largeAmountsAreWhole_data();
    void largeAmountsAreWhole();
    void whatHasNoRoomIsScrolled();
    void keysScrollTheCheckPage();
    void aTipShowsWhatWasTyped();
    void anElidedLabelKeepsBothEnds();
    void namesFromRightToLeftStandWhereNamesStand();
    void whatIsBlockedIsNotAvailable();
    void aWithdrawalSaysWhoGetsTheCash();
    void countsStandBelowEachOther();
    void readingRecordsNothing();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    static void open(Desk &desk, const QString &name);
    static QString faultsOf(Desk &desk);
    //! Amounts of a table that have less room than they need.
    static QStringList cutFigures(const QTableView *table);
    //! As the strip below a form says it.
    static QString available(Desk &desk);
};

void TestReadability::open(Desk &desk, const QString &name)
{
    desk.press(Qt::Key_F2);
    desk.type(name);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QTableView>(u"customer.accounts"_s));
    QTRY_VERIFY(desk.find<QTableView>(u"customer.accounts"_s)->model()->rowCount() > 0);
    QTRY_VERIFY(desk.find<QTableView>(u"customer.accounts"_s)->hasFocus());
}

QString TestReadability::faultsOf(Desk &desk)
{
    QTest::qWait(60); // Layouts follow in later turns of the event loop.
    return walkClippedTexts(desk.window()).faults.join(u'\n');
}

QString TestReadability::available(Desk &desk)
{
    const auto figures = desk.window()->findChildren<QLabel *>(u"money.figure"_s);
    return figures.size() == 3 ? figures.at(1)->text() : QString();
}

void TestReadability::longNamesAreWholeOrSaySo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("query");
    QTest::newRow("many words")
        << u"Maximiliana Konstantina Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfuerst-Oh"_s
        << u"maximiliana"_s;
    QTest::newRow("one word") << QString(90, u'W') << u"wwwwww"_s;
}

void TestReadability::longNamesAreWholeOrSaySo()
{
    QFETCH(QString, name);
    QFETCH(QString, query);
    Desk desk;
    desk.window()->resize(1024, 720);
    desk.bank.addAccount(CustomerId{Uuid::nameBased({}, "long")}, name, u"0004499-8"_s, {}, 1);
    open(desk, query);
    QCOMPARE(desk.window()->width(), 1024);
    QCOMPARE(desk.find<QLabel>(u"customer.name"_s)->text(), name);
    if (name.contains(u' ')) {
        QCOMPARE(faultsOf(desk), QString());
    }
    desk.press(Qt::Key_F4);
    desk.type(u"10"_s);
    const auto *subject = desk.find<widgets::ElidedLabel>(u"flow.subject"_s);
    QVERIFY(subject);
    QTRY_VERIFY(subject->text().endsWith(u"account 0004499-8"_s));
    QVERIFY(subject->toolTip().contains(name));
    QVERIFY(subject->accessibleName().contains(name));
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    QCOMPARE(desk.window()->width(), 1024);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"home.served"_s));
    const auto *chip = desk.find<QAbstractButton>(u"home.served"_s);
    QVERIFY(chip->text().size() < name.size());
    QCOMPARE(chip->accessibleName(), name);
    QCOMPARE(chip->toolTip(), name);
    QCOMPARE(faultsOf(desk), QString());
}

QStringList TestReadability::cutFigures(const QTableView *table)
{
    QStringList cut;
    const auto *model = table->model();
    const QFontMetrics metrics(widgets::fontOf(widgets::TextRole::BodyStrong));
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = model->columnCount() - 2; column < model->columnCount(); ++column) {
            const QString text = model->index(row, column).data().toString();
            if (metrics.horizontalAdvance(text) > table->columnWidth(column) - 16) {
                cut.append(text);
            }
        }
    }
    return cut;
}

void TestReadability::largeAmountsAreWhole_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("German") << u"de"_s; // the words are longer
}

// As in a currency whose unit is worth little.
void TestReadability::largeAmountsAreWhole()
{
    QFETCH(QString, language);
    Desk desk(language);
    desk.window()->resize(1024, 720);
    const AccountId id = desk.bank.addAccount(CustomerId{Uuid::nameBased({}, "rich")},
        u"Nadia Haddad"_s, u"0004499-8"_s, {}, 1);
    desk.bank.book(id, api::MovementType::Deposit, 999'999'999'999, 0.5);
    desk.bank.book(id, api::MovementType::Withdrawal, 777'777'777'777, 0.1);
    open(desk, u"nadia"_s);
    QTRY_COMPARE(desk.find<QTableView>(u"customer.movements"_s)->model()->rowCount(), 2);
    QCOMPARE(cutFigures(desk.find<QTableView>(u"customer.accounts"_s)), QStringList());
    QCOMPARE(cutFigures(desk.find<QTableView>(u"customer.movements"_s)), QStringList());
    QCOMPARE(faultsOf(desk), QString());
    desk.press(Qt::Key_F7);
    QTRY_COMPARE(desk.find<QTableView>(u"statement.table"_s)->model()->rowCount(), 2);
    QCOMPARE(cutFigures(desk.find<QTableView>(u"statement.table"_s)), QStringList());
    QCOMPARE(faultsOf(desk), QString());
    desk.press(Qt::Key_Escape);
    desk.press(Qt::Key_F4);
    desk.type(u"7777777777"_s);
    QCOMPARE(faultsOf(desk), QString());
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.find<QWidget>(u"check.summary"_s));
    QCOMPARE(faultsOf(desk), QString());
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().contains(u"K-"_s));
    QCOMPARE(faultsOf(desk), QString());
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"home.served"_s));
    QCOMPARE(faultsOf(desk), QString());
}

//! The smallest window, a problem, and the line is cut: nothing lies on anything else.
void TestReadability::whatHasNoRoomIsScrolled()
{
    Desk desk(u"de"_s);
    desk.window()->resize(1024, 720);
    open(desk, u"carla"_s);
    desk.press(Qt::Key_F6);
    desk.type(u"oka"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"transfer.candidates"_s));
    desk.press(Qt::Key_Return);
    desk.type(u"777777"_s);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.find<QWidget>(u"problemBox"_s));
    desk.bank.setLine(SampleBank::Line::Cut);
    QTRY_VERIFY(desk.find<QWidget>(u"offlineBanner"_s));
    QCOMPARE(faultsOf(desk), QString());
    const auto *scroll = desk.find<QStackedWidget>(u"flow.bodies"_s)->currentWidget();
    const auto inSight = [&](const QWidget *widget) {
        const QRect place(widget->mapTo(scroll, QPoint()), widget->size());
        return scroll->rect().contains(place);
    };
    QVERIFY(inSight(desk.find<QLineEdit>(u"transfer.amountEdit"_s)));
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(inSight(desk.find<QLineEdit>(u"transfer.referenceEdit"_s)));
    desk.press(Qt::Key_Backtab, Qt::ShiftModifier);
    desk.press(Qt::Key_Backtab, Qt::ShiftModifier);
    QTRY_VERIFY(inSight(desk.find<QLineEdit>(u"transfer.targetEdit"_s)));
}

void TestReadability::keysScrollTheCheckPage()
{
    Desk desk(u"de"_s);
    desk.window()->resize(1024, 720);
    desk.bank.addAccount(CustomerId{Uuid::nameBased({}, "long")},
        u"Maximiliana Konstantina Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfuerst-Oh"_s,
        u"0004499-8"_s, {}, 1);
    open(desk, u"maximiliana"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"7777777777"_s);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.find<QWidget>(u"check.summary"_s));
    const auto *scroll = qobject_cast<const QScrollArea *>(
        desk.find<QStackedWidget>(u"flow.bodies"_s)->currentWidget());
    QVERIFY(scroll);
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
    QCOMPARE(scroll->verticalScrollBar()->value(), 0);
    desk.press(Qt::Key_PageDown);
    QVERIFY(scroll->verticalScrollBar()->value() > 0);
}

// A customer may be called like this, and nobody's tip shows a picture out of a file.
void TestReadability::aTipShowsWhatWasTyped()
{
    widgets::ElidedLabel label(nullptr);
    label.setWhole(u"<img src='/etc/hostname'> to somebody with a name of many letters"_s);
    label.resize(120, 20);
    label.show();
    QTRY_VERIFY(!label.toolTip().isEmpty());
    QTextDocument document;
    document.setHtml(label.toolTip());
    QCOMPARE(document.toPlainText(), label.whole());
}

void TestReadability::anElidedLabelKeepsBothEnds()
{
    widgets::ElidedLabel label(nullptr);
    label.setWhole(u"to somebody with a name of many letters, account 0004417-2"_s);
    label.resize(label.sizeHint());
    label.show();
    QCOMPARE(label.text(), label.whole());
    QCOMPARE(label.toolTip(), QString());
    label.resize(220, 20);
    QTRY_VERIFY(label.text() != label.whole());
    QVERIFY(label.text().startsWith(u"to some"_s));
    QVERIFY(label.text().endsWith(u"4417-2"_s));
    QCOMPARE(label.toolTip(), label.whole());
    QCOMPARE(label.accessibleName(), label.whole());
}

//! The leftmost column of it in which something is painted.
static int inkFrom(QWidget *label)
{
    const QImage image = label->grab().toImage();
    const QColor ground = image.pixelColor(0, 0);
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) != ground) {
                return x;
            }
        }
    }
    return image.width();
}

void TestReadability::namesFromRightToLeftStandWhereNamesStand()
{
    Desk desk;
    const QString name = u"\u0645\u062D\u0645\u062F \u0639\u0628\u062F"_s;
    const AccountId id
        = desk.bank.addAccount(CustomerId{Uuid::nameBased({}, "rtl")}, name, u"0004499-8"_s, {}, 1);
    desk.bank.book(id, api::MovementType::Deposit, 999'00, 0.5);
    open(desk, u"0004499"_s);
    QTRY_VERIFY(desk.find<QLabel>(u"customer.name"_s));
    QCOMPARE(desk.find<QLabel>(u"customer.name"_s)->text(), name);
    QVERIFY(inkFrom(desk.find<QLabel>(u"customer.name"_s)) < 20);
    desk.press(Qt::Key_F7);
    QTRY_VERIFY(desk.find<QLabel>(u"statement.subject"_s));
    auto *subject = desk.find<QLabel>(u"statement.subject"_s);
    QVERIFY(subject->text().contains(name));
    QVERIFY(!subject->text().isRightToLeft());
    QCOMPARE(subject->accessibleName().left(name.size()), name);
    desk.press(Qt::Key_Escape);
    open(desk, u"carla"_s);
    desk.press(Qt::Key_F6);
    desk.type(u"0004499-8"_s);
    QTRY_VERIFY(desk.find<QLabel>(u"transfer.receiver"_s));
    const auto *receiver = desk.find<QLabel>(u"transfer.receiver"_s);
    QVERIFY(receiver->text().contains(name) && !receiver->text().isRightToLeft());
}

void TestReadability::whatIsBlockedIsNotAvailable()
{
    Desk desk;
    desk.bank.block(u"0004418-0"_s, true, false);
    open(desk, u"carla"_s);
    const auto *accounts = desk.find<QTableView>(u"customer.accounts"_s)->model();
    QTRY_COMPARE(accounts->rowCount(), 3);
    desk.press(Qt::Key_Down);
    QTRY_VERIFY(desk.shows(u"Nothing is available"_s));
    QTRY_COMPARE(accounts->index(1, 3).data().toString(), u"nothing"_s);
    QVERIFY(accounts->index(1, 2).data().toString() != u"nothing"_s);
    QCOMPARE(accounts->index(2, 3).data().toString(), u"nothing"_s); // not active
    desk.press(Qt::Key_F5);
    QTRY_COMPARE(available(desk), u"nothing"_s);
    desk.press(Qt::Key_Escape);
    desk.press(Qt::Key_F6);
    QTRY_COMPARE(available(desk), u"nothing"_s);
    desk.press(Qt::Key_Escape);
    desk.bank.block(u"0004418-0"_s, false, true);
    desk.bank.depositElsewhere(u"0004418-0"_s, 100);
    QTRY_VERIFY(accounts->index(1, 3).data().toString() != u"nothing"_s);
}

void TestReadability::aWithdrawalSaysWhoGetsTheCash()
{
    Desk desk(u"de"_s);
    open(desk, u"carla"_s);
    desk.press(Qt::Key_F5);
    desk.type(u"100"_s);
    QTRY_VERIFY(desk.shows(u"an Carla Weber, Konto 0004417-2"_s));
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.shows(u"ausgezahlt an Carla Weber, Konto 0004417-2"_s));
}

void TestReadability::countsStandBelowEachOther()
{
    Desk desk;
    open(desk, u"carla"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"999999"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.shows(u"1 receipt since 10:42"_s));
    QSet<int> ends;
    for (const QLabel *label : desk.window()->findChildren<QLabel *>(u"home.count"_s)) {
        ends.insert(label->mapTo(desk.window(), label->rect().topRight()).x());
    }
    QCOMPARE(ends.size(), 1);
}

//! Nobody who searches should be told to keep cash back.
void TestReadability::readingRecordsNothing()
{
    using Kind = client::ApiError::Kind;
    for (const Kind kind : {Kind::Offline, Kind::Unknown}) {
        const client::ApiError error{kind, {}, {}};
        QVERIFY(error.readingMessage().contains(u"does not answer"_s));
        QVERIFY(!error.readingMessage().contains(u"recorded"_s));
    }
    const client::ApiError refused{Kind::Refused, api::Problem::of(api::ProblemCode::Forbidden),
        {}};
    QCOMPARE(refused.readingMessage(), refused.userMessage());
    Desk desk;
    desk.bank.setLine(SampleBank::Line::Cut);
    desk.press(Qt::Key_F2);
    desk.type(u"chidi"_s);
    QTRY_VERIFY(desk.shows(u"The bank server does not answer"_s));
    desk.bank.setLine(SampleBank::Line::Good);
    QTRY_VERIFY(desk.shows(u"1 customer matches \u201Cchidi\u201D"_s));
}

KONTOR_TEST(TestReadability)
#include "tst_readability.moc"
