// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/PageTour.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "walks/Walks.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QDeadlineTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace kontor;
using namespace kontor::testing;

//! Every page in both languages, at the usual and the smallest size: nothing without a name, nothing
//! cut off, nothing out of the keyboard's reach, no text that hides in its ground.
class TestPageWalks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageIsNamedAndWhole_data();
    void everyPageIsNamedAndWhole();
    void everyPageWorksByKeysAndCanBeRead_data();
    void everyPageWorksByKeysAndCanBeRead();
    void everyModelKeepsItsWord();
    void aWidgetWithoutANameIsCaught();
    void aNamelessNodeIsCaught();
    void aClippedTextIsCaught();
    void aSharedMnemonicIsCaught();
    void whatTheKeyboardCannotReachIsCaught();
    void aFocusThatCannotBeSeenIsCaught();
    void paleTextIsCaught();

private:
    using Walk = WalkResult (*)(QWidget *);
    static WalkResult walkPatiently(QWidget *window, Walk walk);
    //! How much each of the walks looked at, over all pages.
    std::vector<int> walkAll(Desk &desk, const std::vector<Walk> &walks);
};

// A page settles in its own time: layouts follow in later turns of the event loop. What is wrong for
// good is still wrong after five seconds.
WalkResult TestPageWalks::walkPatiently(QWidget *window, Walk walk)
{
    const QDeadlineTimer patience(5'000);
    WalkResult result = walk(window);
    while (!result.faults.isEmpty() && !patience.hasExpired()) {
        QTest::qWait(30);
        result = walk(window);
    }
    return result;
}

std::vector<int> TestPageWalks::walkAll(Desk &desk, const std::vector<Walk> &walks)
{
    int pages = 0;
    std::vector<int> visited(walks.size());
    QStringList faults;
    visitEveryPage(desk, [&](const QString &page) {
        ++pages;
        for (std::size_t i = 0; i < walks.size(); ++i) {
            const WalkResult result = walkPatiently(desk.window(), walks[i]);
            visited[i] += result.visited;
            for (const QString &fault : result.faults) {
                faults.append(page + u": "_s + fault);
            }
        }
    });
    const QByteArray found = faults.join(u'\n').toUtf8();
    [&] {
        QVERIFY2(faults.isEmpty(), found.constData());
        QCOMPARE(pages, pagesOnTour);
    }();
    return visited;
}

void TestPageWalks::everyPageIsNamedAndWhole_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");

    QTest::newRow("en small") << u"en"_s << QSize(1024, 720);
    QTest::newRow("en") << u"en"_s << QSize(1280, 800);
    QTest::newRow("de small") << u"de"_s << QSize(1024, 720);
    QTest::newRow("de") << u"de"_s << QSize(1280, 800);
}

void TestPageWalks::everyPageIsNamedAndWhole()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    Desk desk(language);
    desk.window()->resize(size);
    const auto visited
        = walkAll(desk, {walkNames, walkTree, walkClippedTexts, walkMnemonics});
    QVERIFY2(visited[0] > 180, qPrintable(QString::number(visited[0])));
    QVERIFY2(visited[1] > 1000, qPrintable(QString::number(visited[1])));
    QVERIFY2(visited[2] > 600, qPrintable(QString::number(visited[2])));
    QVERIFY2(visited[3] > 150, qPrintable(QString::number(visited[3])));
}

void TestPageWalks::everyPageWorksByKeysAndCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestPageWalks::everyPageWorksByKeysAndCanBeRead()
{
    QFETCH(bool, dark);
    Desk desk(u"en"_s, dark);
    const auto visited = walkAll(desk,
        {walkTabs, [](QWidget *window) { return walkContrast(window, 7); }});
    QVERIFY2(visited[0] > 180, qPrintable(QString::number(visited[0])));
    QVERIFY2(visited[1] > 500, qPrintable(QString::number(visited[1])));
}

//! From the page where it first appears, a tester watches what becomes of each model.
void TestPageWalks::everyModelKeepsItsWord()
{
    Desk desk;
    QSet<QByteArray> kinds;
    visitEveryPage(desk, [&](const QString &) {
        for (const auto *view : desk.window()->findChildren<QAbstractItemView *>()) {
            // The model of a list widget is Qt's own.
            const bool isOurs = !view->inherits("QListWidget");
            QAbstractItemModel *model = isOurs ? view->model() : nullptr;
            if (model && !model->findChild<QAbstractItemModelTester *>()) {
                new QAbstractItemModelTester(
                    model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
                kinds.insert(view->objectName().toUtf8());
            }
        }
    });
    const QSet<QByteArray> expected{"home.results", "customer.accounts", "customer.movements",
        "statement.table", "keys.table"};
    QVERIFY2(kinds.contains(expected), QByteArrayList(kinds.values()).join(' ').constData());
}

void TestPageWalks::aWidgetWithoutANameIsCaught()
{
    QWidget window;
    auto *edit = new QLineEdit(&window);
    edit->setObjectName(u"planted"_s);
    window.show();
    QCOMPARE(walkNames(&window).faults.size(), 1);
    edit->setAccessibleName(u"Amount"_s);
    QCOMPARE(walkNames(&window).faults.size(), 0);
    auto *twin = new QLineEdit(&window);
    twin->setObjectName(u"twin"_s);
    twin->setAccessibleName(u"Amount"_s);
    twin->show();
    QCOMPARE(walkNames(&window).faults.size(), 1);
}

void TestPageWalks::aClippedTextIsCaught()
{
    QWidget window;
    auto *label = new QLabel(u"A sentence that is longer than its place"_s, &window);
    label->setGeometry(0, 0, 40, 20);
    window.show();
    QCOMPARE(walkClippedTexts(&window).faults.size(), 1);
    label->setWordWrap(true);
    QCOMPARE(walkClippedTexts(&window).faults.size(), 1);
    label->resize(400, 40);
    QCOMPARE(walkClippedTexts(&window).faults.size(), 0);
    auto *edit = new QLineEdit(&window);
    edit->setPlaceholderText(u"A hint that is longer than its field"_s);
    edit->setGeometry(0, 50, 60, 30);
    edit->show();
    QCOMPARE(walkClippedTexts(&window).faults.size(), 1);
    edit->resize(400, 30);
    QCOMPARE(walkClippedTexts(&window).faults.size(), 0);
}

void TestPageWalks::aSharedMnemonicIsCaught()
{
    QWidget window;
    QLineEdit edits[2];
    for (QLineEdit &edit : edits) {
        auto *label = new QLabel(u"&Amount"_s, &window);
        label->setBuddy(&edit);
    }
    window.show();
    const WalkResult result = walkMnemonics(&window);
    QCOMPARE(result.visited, 2);
    QCOMPARE(result.faults.size(), 1);
}

void TestPageWalks::aNamelessNodeIsCaught()
{
    QWidget window;
    auto *button = new QPushButton(&window);
    window.show();
    QCOMPARE(walkTree(&window).faults.size(), 1);
    button->setAccessibleName(u"QPushButton"_s);
    QCOMPARE(walkTree(&window).faults.size(), 1);
    button->setAccessibleName(u"Continue"_s);
    const WalkResult result = walkTree(&window);
    QCOMPARE(result.faults, QStringList());
    QCOMPARE(result.visited, 2);
}

void TestPageWalks::whatTheKeyboardCannotReachIsCaught()
{
    QWidget window;
    QVBoxLayout layout(&window);
    auto *first = new QLineEdit(&window);
    auto *trap = new QPlainTextEdit(&window);
    trap->setObjectName(u"trap"_s);
    auto *last = new QLineEdit(&window);
    last->setObjectName(u"last"_s);
    for (QWidget *widget : {static_cast<QWidget *>(first), static_cast<QWidget *>(trap),
             static_cast<QWidget *>(last)}) {
        layout.addWidget(widget);
    }
    window.show();
    window.activateWindow();
    QTRY_VERIFY(window.isActiveWindow());
    first->setFocus();
    QVERIFY(walkTabs(&window).faults.contains(u"Tab never reaches last"_s));
    trap->setTabChangesFocus(true);
    first->setFocus();
    QVERIFY(walkTabs(&window).faults.filter(u"Tab"_s).isEmpty());
}

void TestPageWalks::aFocusThatCannotBeSeenIsCaught()
{
    QWidget window;
    auto *plain = new QWidget(&window);
    plain->setObjectName(u"plain"_s);
    plain->setFocusPolicy(Qt::StrongFocus);
    plain->setGeometry(0, 0, 100, 30);
    window.show();
    window.activateWindow();
    QTRY_VERIFY(window.isActiveWindow());
    plain->setFocus();
    QCOMPARE(walkTabs(&window).faults.filter(u"cannot be seen"_s).size(), 1);
}

void TestPageWalks::paleTextIsCaught()
{
    QWidget window;
    window.setStyleSheet(u"background: white; color: rgb(150, 150, 150)"_s);
    auto *label = new QLabel(u"Balance"_s, &window);
    window.show();
    QCOMPARE(walkContrast(&window, 4.5).faults.size(), 1);
    label->setStyleSheet(u"color: black"_s);
    const WalkResult result = walkContrast(&window, 7);
    QCOMPARE(result.faults, QStringList());
    QCOMPARE(result.visited, 1);
}

KONTOR_TEST(TestPageWalks)
#include "tst_pagewalks.moc"
