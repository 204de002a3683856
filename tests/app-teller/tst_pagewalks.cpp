// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/PageWalks.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QDeadlineTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace kontor;
using namespace kontor::testing;

//! Every page in both languages, at the smallest size: nothing without a name, nothing cut off.
class TestPageWalks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageIsNamedAndWhole_data();
    void everyPageIsNamedAndWhole();
    void aWidgetWithoutANameIsCaught();
    void aClippedTextIsCaught();
    void aSharedMnemonicIsCaught();

private:
    void look(Desk &desk, const QString &page);
    void visitPages(Desk &desk);
    int m_pages = 0;
    int m_named = 0;
    int m_texts = 0;
    QStringList m_faults;
};

void TestPageWalks::everyPageIsNamedAndWhole_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");

    QTest::newRow("en small") << u"en"_s << QSize(1024, 720);
    QTest::newRow("en") << u"en"_s << QSize(1280, 800);
    QTest::newRow("de small") << u"de"_s << QSize(1024, 720);
    QTest::newRow("de") << u"de"_s << QSize(1280, 800);
}

// A page settles in its own time: layouts follow in later turns of the event loop, answers when the
// sample bank gives them. What is wrong for good is still wrong after five seconds.
void TestPageWalks::look(Desk &desk, const QString &page)
{
    ++m_pages;
    WalkResult names, texts, keys;
    const QDeadlineTimer patience(5'000);
    do {
        QTest::qWait(30);
        names = walkNames(desk.window());
        texts = walkClippedTexts(desk.window());
        keys = walkMnemonics(desk.window());
    } while (!(names.faults + texts.faults + keys.faults).isEmpty() && !patience.hasExpired());
    m_named += names.visited;
    m_texts += texts.visited;
    for (const QString &fault : names.faults + texts.faults + keys.faults) {
        qWarning().noquote() << page + u": "_s + fault;
        m_faults.append(page + u": "_s + fault);
    }
}

void TestPageWalks::visitPages(Desk &desk)
{
    constexpr auto ctrl = Qt::ControlModifier;
    look(desk, u"home"_s);
    desk.type(u"carla"_s);
    QTest::qWait(200);
    look(desk, u"search"_s);
    desk.press(Qt::Key_Return);
    QTest::qWait(150);
    look(desk, u"customer"_s);
    desk.press(Qt::Key_F4);
    desk.type(u"x"_s);
    desk.press(Qt::Key_Return, ctrl);
    look(desk, u"deposit with a problem"_s);
    desk.press(Qt::Key_Escape);
    look(desk, u"asking to leave"_s);
    desk.press(Qt::Key_Escape);
    desk.press(Qt::Key_Backspace);
    desk.type(u"1250"_s);
    desk.press(Qt::Key_Return, ctrl);
    look(desk, u"check"_s);
    desk.press(Qt::Key_Return, ctrl);
    QTest::qWait(200);
    look(desk, u"done"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.type(u"carla"_s);
    QTest::qWait(200);
    desk.press(Qt::Key_F6);
    desk.type(u"oka"_s);
    QTest::qWait(200);
    look(desk, u"transfer"_s);
    desk.press(Qt::Key_Return);
    desk.type(u"20"_s);
    desk.press(Qt::Key_Return, ctrl);
    look(desk, u"transfer check"_s);
    desk.bank.setLine(SampleBank::Line::LosesAnswers);
    desk.press(Qt::Key_Return, ctrl);
    QTest::qWait(400);
    look(desk, u"being checked"_s);
    desk.press(Qt::Key_Return);
    desk.bank.setLine(SampleBank::Line::Cut);
    QTest::qWait(400);
    look(desk, u"offline"_s);
    desk.bank.setLine(SampleBank::Line::Good);
    QTest::qWait(500);
    desk.press(Qt::Key_N, ctrl);
    desk.type(u"Nadia Haddad"_s);
    look(desk, u"new account"_s);
    desk.press(Qt::Key_Return);
    desk.type(u"12345678909"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTest::qWait(200);
    look(desk, u"refused"_s);
    desk.press(Qt::Key_Slash, ctrl);
    look(desk, u"keys"_s);
    desk.window()->showWelcome(u"http://127.0.0.1:8080"_s);
    look(desk, u"welcome"_s);
}

void TestPageWalks::everyPageIsNamedAndWhole()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    m_pages = m_named = m_texts = 0;
    m_faults.clear();
    Desk desk(language);
    desk.window()->resize(size);
    visitPages(desk);
    m_faults.removeDuplicates();
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    QCOMPARE(m_pages, 15);
    QVERIFY2(m_named > 120, qPrintable(QString::number(m_named)));
    QVERIFY2(m_texts > 400, qPrintable(QString::number(m_texts)));
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

KONTOR_TEST(TestPageWalks)
#include "tst_pagewalks.moc"
