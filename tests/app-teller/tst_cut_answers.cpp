// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/RealDesk.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QAbstractButton>
#include <QSet>

using namespace kontor;
using namespace kontor::testing;

//! The answer to a command gets lost after the bank has recorded it: in every flow, through the
//! whole program, the real server and real sockets.
class TestCutAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFlowIsRecordedOnce_data();
    void everyFlowIsRecordedOnce();
    void theBankIsAskedUnderItsNewAddress();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    void openCheckPage(RealDesk &desk, const QString &flow);
    void interrupt(RealDesk &desk, const QString &what);
};

void TestCutAnswers::everyFlowIsRecordedOnce_data()
{
    QTest::addColumn<QString>("flow");
    QTest::addColumn<QString>("interruption");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QStringList>("booksAfter");

    const auto row = [](const char *flow, const QByteArray &path, const QStringList &after) {
        for (const char *what : {"nothing else", "the program restarts", "the server is killed"}) {
            QTest::addRow("%s, %s", flow, what)
                << QString::fromLatin1(flow) << QString::fromLatin1(what) << path << after;
        }
    };
    row("deposit", "/deposit", {u"600.00"_s, u"50.00"_s, u"0"_s});
    row("withdrawal", "/withdraw", {u"400.00"_s, u"50.00"_s, u"0"_s});
    row("transfer", "/transfer", {u"400.00"_s, u"150.00"_s, u"0"_s});
    row("new account", "/accounts", {u"500.00"_s, u"50.00"_s, u"1"_s});
}

void TestCutAnswers::openCheckPage(RealDesk &desk, const QString &flow)
{
    const bool opening = flow == u"new account"_s;
    if (opening) {
        desk.press(Qt::Key_N, ctrl);
        desk.type(u"Nadia Haddad"_s);
    } else {
        desk.press(Qt::Key_F2);
        desk.type(u"carla"_s);
        QTRY_VERIFY(desk.hasSearched(u"carla"_s));
        const QHash<QString, Qt::Key> keys{{u"deposit"_s, Qt::Key_F4},
            {u"withdrawal"_s, Qt::Key_F5}, {u"transfer"_s, Qt::Key_F6}};
        desk.press(keys.value(flow));
        QTRY_VERIFY(desk.stripText().startsWith(u"Nothing is posted yet"_s));
    }
    if (flow == u"transfer"_s) {
        desk.type(u"chidi"_s);
        QTRY_VERIFY(desk.find<QWidget>(u"transfer.candidates"_s));
        desk.press(Qt::Key_Return);
    }
    if (!opening) {
        desk.type(u"100"_s);
    }
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.shows(u"Check before you post"_s));
}

void TestCutAnswers::interrupt(RealDesk &desk, const QString &what)
{
    if (what == u"the program restarts"_s) {
        desk.restartProgram();
        QTRY_VERIFY(desk.find<QAbstractButton>(u"status.beingChecked"_s));
        desk.find<QAbstractButton>(u"status.beingChecked"_s)->click();
        QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    } else if (what == u"the server is killed"_s) {
        desk.restartServer();
    }
}

void TestCutAnswers::everyFlowIsRecordedOnce()
{
    QFETCH(QString, flow);
    QFETCH(QString, interruption);
    QFETCH(QByteArray, path);
    QFETCH(QStringList, booksAfter);
    RealDesk desk;
    openCheckPage(desk, flow);
    QCOMPARE(desk.pendingFiles(), 0);
    desk.proxy.cutAnswersTo(path);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    QTRY_VERIFY(desk.proxy.cutKeys().size() >= 2);
    QCOMPARE(desk.pendingFiles(), 1);
    QCOMPARE(desk.books(), booksAfter);
    interrupt(desk, interruption);
    QVERIFY(desk.stripText().startsWith(u"Being checked"_s));
    desk.proxy.cutNothing();
    QTRY_VERIFY_WITH_TIMEOUT(desk.stripText().startsWith(u"Done."_s), 30'000);
    QCOMPARE(desk.books(), booksAfter);
    QTRY_COMPARE(desk.pendingFiles(), 0);
    const QSet<QByteArray> keys(desk.proxy.cutKeys().begin(), desk.proxy.cutKeys().end());
    QCOMPARE(keys.size(), 1);
    QVERIFY(!keys.contains(QByteArray()));
}

// The operator has turned on TLS, or another port: it is the same bank.
void TestCutAnswers::theBankIsAskedUnderItsNewAddress()
{
    RealDesk desk;
    openCheckPage(desk, u"deposit"_s);
    desk.proxy.cutAnswersTo("/deposit");
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    QTRY_VERIFY(desk.proxy.cutKeys().size() >= 1);
    const QStringList booked{u"600.00"_s, u"50.00"_s, u"0"_s};
    QTRY_COMPARE(desk.books(), booked);
    CuttingProxy elsewhere(desk.server.port());
    desk.restartProgramAt(elsewhere.url());
    QTRY_COMPARE(desk.pendingFiles(), 0);
    QCOMPARE(desk.books(), booked);
}

KONTOR_TEST(TestCutAnswers)
#include "tst_cut_answers.moc"
