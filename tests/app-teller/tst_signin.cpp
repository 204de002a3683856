// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Counter.h"
#include "app-teller/Session.h"
#include "app-teller/models/AuditModel.h"
#include "app-teller/shell/Shell.h"
#include "client/HttpTransport.h"
#include "foundation/Strings.h"
#include "support/CuttingProxy.h"
#include "support/People.h"
#include "support/TestMain.h"
#include "walks/Walks.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>

using namespace kontor;
using namespace kontor::testing;

//! The program before a real server where everybody signs in. Tina is a teller, Anna administers.
class GuardedDesk : public Counter
{
public:
    explicit GuardedDesk(std::chrono::milliseconds lockAfter = std::chrono::hours(1))
    {
        const Person admin = setUp(server);
        tina = newPerson(server, admin, "tina", "teller");
        anna = admin;
        sam = newPerson(server, admin, "sam", "supervisor");
        const HttpAnswer opened = server.post("/api/v1/accounts",
            R"({"ownerName":"Carla Weber","initialBalance":500})", tina.headers());
        QCOMPARE(opened.status, 201);
        carla = opened.id();
        client::SendingPace pace;
        pace.notice = std::chrono::milliseconds(200);
        pace.retry
            = {.base = std::chrono::milliseconds(200), .cap = std::chrono::milliseconds(400)};
        client::FeedPace feed;
        feed.reconnect = {.base = std::chrono::milliseconds(100), .cap = std::chrono::milliseconds(200)};
        m_app = std::make_unique<teller::TellerApp>(teller::TellerApp::Outside{m_clock, m_random,
            [](const QUrl &url) { return std::make_unique<client::HttpTransport>(url); },
            m_files.filePath(u"teller.ini"_s), m_files.filePath(u"pending"_s), u"nobody"_s, pace,
            feed, {}, lockAfter});
        m_app->start(proxy.url());
        resizeAsUsual();
        window()->activateWindow();
        QTRY_VERIFY(find<QLineEdit>(u"signIn.passwordEdit"_s));
    }
    ~GuardedDesk() { m_app.reset(); }

    void signIn(const QString &user, const char *password = goodPassword)
    {
        if (!user.isEmpty()) {
            auto *edit = find<QLineEdit>(u"signIn.userEdit"_s);
            edit->setFocus();
            edit->selectAll();
            type(user);
            press(Qt::Key_Return);
        }
        type(QString::fromLatin1(password));
        press(Qt::Key_Return);
    }
    void signInAsTina()
    {
        signIn(u"tina"_s);
        QTRY_VERIFY(window()->shell());
    }
    void findCarla()
    {
        press(Qt::Key_F2);
        type(u"carla"_s);
        QTRY_VERIFY(hasSearched(u"carla"_s));
    }
    QString problem()
    {
        const auto *label = find<QLabel>(u"signIn.problem"_s);
        return label ? label->text() : QString();
    }

    //! Where KONTOR_SCREENSHOTS names a directory.
    void shoot(const QString &name)
    {
        const QString directory = qEnvironmentVariable("KONTOR_SCREENSHOTS");
        if (!directory.isEmpty()) {
            QCoreApplication::sendPostedEvents();
            QVERIFY(window()->grab().save(directory + u"/sign-in-"_s + name + u".png"_s));
        }
    }

    RunningServer server{RunningServer::Mode::SignIn};
    CuttingProxy proxy{server.port()};
    Person anna;
    Person tina;
    Person sam;
    QByteArray carla;

private:
    SystemClock m_clock;
    SystemRandom m_random;
    QTemporaryDir m_files;
};

class TestSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTellerSignsInAndPosts();
    void aWrongPasswordIsSaidAndForgotten();
    void aPasswordIsShownOnRequestOnly();
    void anAdministratorIsNoTeller();
    void aLockedCounterShowsNoCustomerAndKeepsTheForm();
    void aLockedCounterNamesNoFile();
    void anIdleCounterLocksItself();
    void anotherUserBeginsAnew();
    void whatOneTellerSentIsBookedOnceUnderTheNext();
    void aSessionThatEndedIsTakenUpAgain();
    void anotherRoleCountsFromTheUnlockingOn();
    void aSupervisorReadsWhoDidWhat();
    void aTellerIsToldWhyTheAuditIsShut();
    void whoseOrderABlockIsOnlySupervisorsRead_data();
    void whoseOrderABlockIsOnlySupervisorsRead();
    void whatOthersBookStopsTheCheckPage();
    void theSignInPageKeepsItsRules_data();
    void theSignInPageKeepsItsRules();

private:
    static constexpr auto ctrl = Qt::ControlModifier;
    static QString faultsOf(GuardedDesk &desk);
    static void inGermanAndDark(GuardedDesk &desk);
};

QString TestSignIn::faultsOf(GuardedDesk &desk)
{
    QStringList found;
    for (const auto walk : {walkNames, walkTree, walkClippedTexts, walkMnemonics, walkTabs}) {
        found << walk(desk.window()).faults;
    }
    return found.join(u'\n');
}

void TestSignIn::inGermanAndDark(GuardedDesk &desk)
{
    desk.app().appearance().setLanguage(u"de"_s);
    desk.app().appearance().setScheme(widgets::Appearance::Scheme::Dark);
}

void TestSignIn::aTellerSignsInAndPosts()
{
    GuardedDesk desk;
    desk.signInAsTina();
    QVERIFY(desk.shows(u"Theo Tester"_s));
    desk.findCarla();
    desk.press(Qt::Key_F4);
    QTRY_VERIFY(desk.find<QLineEdit>(u"deposit.amountEdit"_s));
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    // Not what is typed to sign in.
    QVERIFY(desk.find<QWidget>(u"receiptView"_s)
                ->accessibleDescription()
                .contains(u"Served by Theo Tester"_s));
}

void TestSignIn::aWrongPasswordIsSaidAndForgotten()
{
    GuardedDesk desk;
    desk.signIn(u"tina"_s, "Not Tea 3");
    QTRY_VERIFY(desk.problem().startsWith(u"User or password is not right."_s));
    desk.shoot(u"wrong"_s);
    inGermanAndDark(desk);
    QTRY_VERIFY(desk.shows(u"Anmelden"_s));
    desk.shoot(u"wrong-German-dark"_s);
    QCOMPARE(desk.find<QLineEdit>(u"signIn.passwordEdit"_s)->text(), QString());
    QVERIFY(!desk.window()->shell());
    desk.signIn({});
    QTRY_VERIFY(desk.window()->shell());
}

void TestSignIn::aPasswordIsShownOnRequestOnly()
{
    GuardedDesk desk;
    auto *password = desk.find<QLineEdit>(u"signIn.passwordEdit"_s);
    auto *show = desk.find<QAbstractButton>(u"signIn.showButton"_s);
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    password->setText(u"Two owls drink tea"_s);
    show->click();
    QCOMPARE(password->echoMode(), QLineEdit::Normal);
    QCOMPARE(show->text(), u"&Hide password"_s);
    show->click();
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    show->click();
    desk.signIn(u"tina"_s, "wrong");
    QTRY_VERIFY(!desk.problem().isEmpty());
    QCOMPARE(password->echoMode(), QLineEdit::Password);
}

void TestSignIn::anAdministratorIsNoTeller()
{
    GuardedDesk desk;
    desk.signIn(u"admin.anna"_s);
    QTRY_COMPARE(desk.problem(), u"This user is no teller and no supervisor."_s);
}

void TestSignIn::aLockedCounterShowsNoCustomerAndKeepsTheForm()
{
    GuardedDesk desk;
    desk.signInAsTina();
    desk.findCarla();
    desk.press(Qt::Key_F4);
    QTRY_VERIFY(desk.find<QLineEdit>(u"deposit.amountEdit"_s));
    desk.type(u"77"_s);
    desk.press(Qt::Key_L, ctrl);
    QVERIFY(desk.shows(u"Locked"_s));
    desk.shoot(u"locked"_s);
    QVERIFY(!desk.shows(u"Carla"_s));
    QVERIFY(!desk.window()->windowTitle().contains(u"Deposit"_s));
    desk.press(Qt::Key_F2);
    desk.press(Qt::Key_Escape);
    QVERIFY(desk.window()->isLocked());
    desk.signIn({}, "Wrong 1");
    QTRY_VERIFY(!desk.problem().isEmpty());
    QVERIFY(desk.window()->isLocked());
    desk.signIn({});
    QTRY_VERIFY(!desk.window()->isLocked());
    QCOMPARE(desk.find<QLineEdit>(u"deposit.amountEdit"_s)->text(), u"77"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
}

//! Its name would tell whose account was in front.
void TestSignIn::aLockedCounterNamesNoFile()
{
    GuardedDesk desk;
    desk.signInAsTina();
    desk.findCarla();
    desk.press(Qt::Key_F7);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"statement.saveButton"_s));
    QTRY_VERIFY(desk.find<QAbstractButton>(u"statement.saveButton"_s)->isEnabled());
    desk.window()->findChild<QAction *>(u"statement.savePdf"_s)->trigger();
    QTRY_VERIFY(desk.window()->findChild<QDialog *>(u"statement.saveDialog"_s));
    Q_EMIT desk.window()->lockWanted();
    QVERIFY(desk.window()->isLocked());
    QTRY_VERIFY(!desk.window()->findChild<QDialog *>(u"statement.saveDialog"_s));
    desk.window()->activateWindow();
    QTRY_VERIFY(QApplication::focusWidget());
    desk.signIn({});
    QTRY_VERIFY(!desk.window()->isLocked());
    QVERIFY(desk.find<QTableView>(u"statement.table"_s));
}

void TestSignIn::anIdleCounterLocksItself()
{
    GuardedDesk desk(std::chrono::milliseconds(1500));
    desk.signIn(u"tina"_s);
    QTRY_VERIFY(desk.window()->shell());
    QTRY_VERIFY_WITH_TIMEOUT(desk.window()->isLocked(), 30'000);
}

void TestSignIn::anotherUserBeginsAnew()
{
    GuardedDesk desk;
    desk.signInAsTina();
    desk.press(Qt::Key_L, ctrl);
    inGermanAndDark(desk);
    QTRY_VERIFY(desk.shows(u"Gesperrt"_s));
    desk.shoot(u"locked-German-dark"_s);
    desk.find<QAbstractButton>(u"signIn.leaveButton"_s)->click();
    QTRY_VERIFY(desk.find<QLineEdit>(u"signIn.userEdit"_s));
    QVERIFY(!desk.window()->shell());
    QCOMPARE(desk.find<QLineEdit>(u"signIn.userEdit"_s)->text(), u"tina"_s);
    desk.signIn(u"sam"_s);
    QTRY_VERIFY(desk.window()->shell());
}

void TestSignIn::whatOneTellerSentIsBookedOnceUnderTheNext()
{
    GuardedDesk desk;
    desk.signInAsTina();
    desk.findCarla();
    desk.press(Qt::Key_F4);
    QTRY_VERIFY(desk.find<QLineEdit>(u"deposit.amountEdit"_s));
    desk.type(u"10"_s);
    desk.press(Qt::Key_Return, ctrl);
    desk.proxy.cutAnswersTo("/deposit");
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.stripText().startsWith(u"Being checked"_s));
    QTRY_VERIFY(!desk.proxy.cutKeys().isEmpty());
    desk.press(Qt::Key_L, ctrl);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"signIn.leaveButton"_s));
    desk.find<QAbstractButton>(u"signIn.leaveButton"_s)->click();
    QTRY_VERIFY(desk.find<QLineEdit>(u"signIn.userEdit"_s));
    desk.signIn(u"sam"_s);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"status.beingChecked"_s));
    desk.find<QAbstractButton>(u"status.beingChecked"_s)->click();
    desk.proxy.cutNothing();
    QTRY_VERIFY_WITH_TIMEOUT(desk.stripText().startsWith(u"Done."_s), 30'000);
    QTRY_VERIFY(!desk.find<QAbstractButton>(u"status.beingChecked"_s));
    const HttpAnswer books = desk.server.get("/api/v1/accounts/" + desk.carla, desk.sam.headers());
    QCOMPARE(books.json()["balance"_L1].toDouble(), 510.0);
    QCOMPARE(books.json()["version"_L1].toInt(), 2);
}

void TestSignIn::aSessionThatEndedIsTakenUpAgain()
{
    GuardedDesk desk;
    desk.signInAsTina();
    const Person again = personIn(signIn(desk.server, "tina"));
    QCOMPARE(desk.server.post("/api/v1/auth/logout", R"({"everywhere":true})", again.headers()).status / 100, 2);
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window()->isLocked(), 30'000);
    QVERIFY(desk.shows(u"Your session is over."_s));
    desk.signIn({});
    QTRY_VERIFY(!desk.window()->isLocked());
    QTRY_VERIFY(desk.shows(u"Carla Weber"_s));
}

void TestSignIn::anotherRoleCountsFromTheUnlockingOn()
{
    GuardedDesk desk;
    desk.signInAsTina();
    const auto *audit = desk.window()->shell()->actions()->audit;
    QTRY_VERIFY(!audit->isEnabled());
    desk.press(Qt::Key_L, ctrl);
    QTRY_VERIFY(desk.window()->isLocked());
    const HttpAnswer changed = desk.server.send("PATCH", "/api/v1/users/" + desk.tina.id + "/role",
        R"({"role":"supervisor"})", desk.anna.headers());
    QCOMPARE(changed.status / 100, 2);
    desk.signIn({});
    QTRY_VERIFY(!desk.window()->isLocked());
    QTRY_VERIFY(audit->isEnabled());
}

void TestSignIn::aSupervisorReadsWhoDidWhat()
{
    GuardedDesk desk;
    desk.signIn(u"sam"_s);
    QTRY_VERIFY(desk.window()->shell());
    QAction *audit = desk.window()->shell()->actions()->audit;
    QTRY_VERIFY(audit->isEnabled());
    audit->trigger();
    QTRY_VERIFY(desk.find<QTableView>(u"audit.table"_s));
    auto *table = desk.find<QTableView>(u"audit.table"_s);
    const QAbstractItemModelTester tester(
        table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto column = [table](int section) {
        QStringList texts;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            texts << table->model()->index(row, section).data().toString();
        }
        return texts;
    };
    QVERIFY(column(teller::AuditModel::Who).contains(u"tina"_s));
    QVERIFY(column(teller::AuditModel::What).contains(u"Open an account"_s));
    QVERIFY(!column(teller::AuditModel::What).contains(u"Read the audit"_s));
    auto *readings = desk.find<QCheckBox>(u"audit.readingsBox"_s);
    readings->setFocus();
    desk.press(Qt::Key_Space);
    QTRY_VERIFY(column(teller::AuditModel::What).contains(u"Read the audit"_s));
    QVERIFY(desk.find<QLabel>(u"audit.chosen"_s)->text().contains(u"Correlation"_s));
    desk.shoot(u"audit"_s);
    desk.find<QLineEdit>(u"audit.whoEdit"_s)->setFocus();
    desk.type(u"tina"_s);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(!column(teller::AuditModel::Who).contains(u"admin.anna"_s));
    QVERIFY(column(teller::AuditModel::Who).contains(u"tina"_s));
    QCOMPARE(faultsOf(desk), QString());
    inGermanAndDark(desk);
    QTRY_VERIFY(desk.shows(u"Wer was wann getan hat"_s));
    QCOMPARE(faultsOf(desk), QString());
    desk.shoot(u"audit-German-dark"_s);
    desk.find<QLineEdit>(u"audit.whoEdit"_s)->setFocus();
    desk.type(u"nobody.of.that.name"_s);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QLabel>(u"audit.empty"_s));
}

void TestSignIn::aTellerIsToldWhyTheAuditIsShut()
{
    GuardedDesk desk;
    desk.signInAsTina();
    const QAction *audit = desk.window()->shell()->actions()->audit;
    QTRY_VERIFY(!audit->isEnabled());
    QVERIFY2(audit->toolTip().contains(u"Your role may not do this."_s), qPrintable(audit->toolTip()));
}

void TestSignIn::whoseOrderABlockIsOnlySupervisorsRead_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("reads");
    QTest::newRow("teller") << u"tina"_s << false;
    QTest::newRow("supervisor") << u"sam"_s << true;
}

void TestSignIn::whoseOrderABlockIsOnlySupervisorsRead()
{
    QFETCH(QString, user);
    QFETCH(bool, reads);
    GuardedDesk desk;
    QCOMPARE(desk.server
                 .put("/api/v1/accounts/" + desk.carla + "/block",
                     R"({"debits":true,"credits":false,"reference":"court 12/26"})",
                     desk.sam.headers())
                 .status,
        204);
    desk.signIn(user);
    QTRY_VERIFY(desk.window()->shell());
    desk.findCarla();
    desk.press(Qt::Key_F5);
    QTRY_VERIFY(desk.stripText().contains(u"No money may leave this account"_s));
    QCOMPARE(desk.stripText().contains(u"court 12/26"_s), reads);
    desk.press(Qt::Key_Escape);
    QTRY_VERIFY(desk.shows(u"Blocked, deposits only"_s));
    QCOMPARE(desk.shows(u"court 12/26"_s), reads);
}

void TestSignIn::whatOthersBookStopsTheCheckPage()
{
    GuardedDesk desk;
    desk.signInAsTina();
    QTRY_VERIFY(desk.shows(u"Connected"_s));
    const auto *rows = desk.find<QWidget>(u"live.rows"_s);
    desk.findCarla();
    desk.press(Qt::Key_F5);
    desk.type(u"480"_s);
    desk.press(Qt::Key_Return, ctrl);
    QTRY_VERIFY(desk.shows(u"Check before you post"_s));
    const QByteArray path = "/api/v1/accounts/" + desk.carla;
    const auto book = [&](const char *deed, const char *body) {
        QCOMPARE(desk.server.post(path + deed, body, desk.sam.headers()).status, 200);
    };
    book("/deposit", R"({"amount":10})");
    QTRY_VERIFY(desk.stripText().contains(u"It is now 510.00"_s));
    desk.press(Qt::Key_Return, ctrl);
    QVERIFY(desk.stripText().startsWith(u"Nothing is posted yet. Read it once"_s));
    book("/withdraw", R"({"amount":100})");
    QTRY_VERIFY(desk.find<QLineEdit>(u"withdrawal.amountEdit"_s));
    QVERIFY(desk.stripText().contains(u"It is now 410.00"_s));
    QTRY_VERIFY(rows->accessibleName().startsWith(u"Carla Weber, Withdrawal, account "_s));
}

void TestSignIn::theSignInPageKeepsItsRules_data()
{
    QTest::addColumn<bool>("german");
    QTest::newRow("English") << false;
    QTest::newRow("German") << true;
}

void TestSignIn::theSignInPageKeepsItsRules()
{
    QFETCH(bool, german);
    GuardedDesk desk;
    desk.app().appearance().setLanguage(german ? u"de"_s : u"en"_s);
    QTRY_VERIFY(desk.shows(german ? u"Anmelden"_s : u"Sign in"_s));
    desk.find<QLineEdit>(u"signIn.passwordEdit"_s)->setFocus();
    QTRY_COMPARE(faultsOf(desk), QString());
    QVERIFY(walkTabs(desk.window()).visited >= 5);
    desk.shoot(QString::fromLatin1(QTest::currentDataTag()));
}

KONTOR_TEST(TestSignIn)
#include "tst_signin.moc"
