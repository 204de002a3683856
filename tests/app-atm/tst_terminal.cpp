// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/AtmApp.h"
#include "app-atm/demo/DevicePanel.h"
#include "app-atm/screens/ScreenFactory.h"
#include "client/HttpTransport.h"
#include "foundation/Strings.h"
#include "support/CuttingProxy.h"
#include "support/People.h"
#include "support/TestMain.h"

#include <QFile>
#include <QLabel>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using namespace kontor::testing;

//! Before a real server where everybody signs in, the machine does so as its terminal.
class tst_Terminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTerminalWithItsKeyPaysOut();
    void whoseSessionIsOverTypesThePinAgain();
    void aMachineThatTheBankDoesNotKnowServesNobody();
    void aMachineWithTheKeyOfAnotherServesNobody();
    void aServerThatCannotProveWhoItIsIsNotTrusted();
    void whyTheBankDoesNotKnowItIsSaidOnceItAnswers();
    void aKeyThatOthersCanReadIsRefused();

private:
    struct Carla
    {
        QByteArray account;
        CardId card;
    };
    static Carla openFor(const RunningServer &server, const Person &teller);
    static void typePin(AtmApp &app);
    static bool shows(const QWidget &window, const QString &text);
    QString keyFile(const QByteArray &key, bool isPrivate = true);
    std::unique_ptr<AtmApp> machine(const QString &url, const QString &key);

    QTemporaryDir m_folder;
    std::unique_ptr<client::HttpTransport> m_line;
    int m_machines = 0;
};

QString tst_Terminal::keyFile(const QByteArray &key, bool isPrivate)
{
    QFile file(m_folder.filePath(u"key-%1"_s.arg(++m_machines)));
    [&] { QVERIFY(file.open(QIODevice::WriteOnly) && file.write(key + '\n') > 0); }();
    const auto owner = QFile::ReadOwner | QFile::WriteOwner;
    file.setPermissions(isPrivate ? owner : owner | QFile::ReadOther);
    return file.fileName();
}

std::unique_ptr<AtmApp> tst_Terminal::machine(const QString &url, const QString &key)
{
    AtmOptions options;
    options.dataFolder = m_folder.filePath(u"machine-%1"_s.arg(++m_machines));
    options.script = u"in process"_s; // devices without waiting times
    options.keyFile = key;
    m_line = std::make_unique<client::HttpTransport>(QUrl(url));
    return std::make_unique<AtmApp>(options, *m_line);
}

tst_Terminal::Carla tst_Terminal::openFor(const RunningServer &server, const Person &teller)
{
    Carla carla;
    carla.account = server
                        .post("/api/v1/accounts",
                            R"({"ownerName":"Carla Weber","initialBalance":500})", teller.headers())
                        .id();
    const HttpAnswer issued = server.post("/api/v1/cards",
        R"({"accountId":")" + carla.account + R"(","pin":"7391"})", teller.headers());
    carla.card = CardId::parse(issued.id()).value_or(CardId{});
    return carla;
}

bool tst_Terminal::shows(const QWidget &window, const QString &text)
{
    const QList<QLabel *> labels = window.findChildren<QLabel *>();
    return std::ranges::any_of(labels,
        [&](const QLabel *label) { return !label->isHidden() && label->text().contains(text); });
}

void tst_Terminal::typePin(AtmApp &app)
{
    QTRY_COMPARE_WITH_TIMEOUT(screenName(app.session().state()), u"pin"_s, 30'000);
    for (const int digit : {7, 3, 9, 1}) {
        app.pad().press(digit);
    }
    app.session().post(Enter{});
    QTRY_COMPARE_WITH_TIMEOUT(screenName(app.session().state()), u"menu"_s, 30'000);
}

void tst_Terminal::aTerminalWithItsKeyPaysOut()
{
    RunningServer server{RunningServer::Mode::SignIn};
    const Person admin = setUp(server);
    const Person tina = newPerson(server, admin, "tina", "teller");
    const Carla carla = openFor(server, tina);
    const auto app
        = machine(server.url(), keyFile(newKey(server, admin, "terminal", "ATM-0001").access));
    QCOMPARE(app->build(), std::nullopt);
    app->start();
    const auto screen = [&app] { return screenName(app->session().state()); };
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"attract"_s, 30'000);
    QVERIFY(app->reader().insert(carla.card));
    typePin(*app);
    app->session().post(Choose{6});
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"balance"_s, 30'000);
    app->session().post(Choose{1});
    app->session().post(Choose{2});
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"take-card"_s, 30'000);
    QVERIFY(app->reader().take());
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"take-cash"_s, 30'000);
    QVERIFY(app->dispenser().takeCash());
    const auto balance = [&] {
        return server.get("/api/v1/accounts/" + carla.account + "/balance", tina.headers())
            .number("balance");
    };
    QTRY_COMPARE_WITH_TIMEOUT(balance(), QByteArray("450.00"), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(app->session().state().queue.empty(), 30'000);
}

//! The server has begun anew while the card is in the machine, or its three minutes are over.
void tst_Terminal::whoseSessionIsOverTypesThePinAgain()
{
    RunningServer server{RunningServer::Mode::SignIn};
    const Person admin = setUp(server);
    const Carla carla = openFor(server, newPerson(server, admin, "tina", "teller"));
    CuttingProxy proxy(server.port());
    const auto app
        = machine(proxy.url(), keyFile(newKey(server, admin, "terminal", "ATM-0001").access));
    QCOMPARE(app->build(), std::nullopt);
    app->start();
    const auto screen = [&app] { return screenName(app->session().state()); };
    const auto restart = [&] {
        server.kill();
        QVERIFY(server.start());
        proxy.setServer(server.port());
    };
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"attract"_s, 30'000);
    QVERIFY(app->reader().insert(carla.card));
    typePin(*app);
    restart();
    app->session().post(Choose{6});
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"pin"_s, 30'000);
    QVERIFY(app->session().state().visit->pinAgain);
    typePin(*app);
    app->session().post(Choose{6});
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"balance"_s, 30'000);
    restart();
    app->session().post(Choose{3});
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"pin"_s, 30'000);
    QVERIFY(!app->session().state().visit->balance);
    typePin(*app);
    app->session().post(Choose{2});
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"take-card"_s, 30'000);
}

void tst_Terminal::aMachineThatTheBankDoesNotKnowServesNobody()
{
    RunningServer server{RunningServer::Mode::SignIn};
    for (const QString &key : {QString(), keyFile("kontor_nobody")}) {
        const auto app = machine(server.url(), key);
        QCOMPARE(app->build(), std::nullopt);
        app->start();
        QTRY_COMPARE_WITH_TIMEOUT(
            screenName(app->session().state()), u"out-of-service"_s, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(app->session().state().phase, Phase::OutOfService, 30'000);
        QCOMPARE(outOfServiceReason(app->session().state()), OutOfServiceReason::NotKnown);
        QVERIFY(!app->reader().accepts());
    }
}

//! It would take cards and could do nothing with them, and what it paid would not be its own to tell.
void tst_Terminal::aMachineWithTheKeyOfAnotherServesNobody()
{
    RunningServer server{RunningServer::Mode::SignIn};
    const Person admin = setUp(server);
    const auto app
        = machine(server.url(), keyFile(newKey(server, admin, "terminal", "ATM-0002").access));
    QCOMPARE(app->build(), std::nullopt);
    app->start();
    QTRY_COMPARE_WITH_TIMEOUT(app->session().state().phase, Phase::OutOfService, 30'000);
    QCOMPARE(outOfServiceReason(app->session().state()), OutOfServiceReason::NotKnown);
    QVERIFY(!app->reader().accepts());
    QCOMPARE(app->session().bankRefusal(), u"ATM-0002"_s);
    const DevicePanel panel(*app);
    QVERIFY(shows(panel, u"turned away"_s) && shows(panel, u"ATM-0001: ATM-0002"_s));
}

//! Also where the bank was not there when the machine began.
void tst_Terminal::whyTheBankDoesNotKnowItIsSaidOnceItAnswers()
{
    RunningServer server{RunningServer::Mode::SignIn};
    CuttingProxy proxy(server.port());
    server.kill();
    const auto app = machine(proxy.url(), keyFile("kontor_nobody"));
    QCOMPARE(app->build(), std::nullopt);
    app->start();
    QTRY_VERIFY_WITH_TIMEOUT(!app->session().state().serverUp, 60'000);
    QCOMPARE(app->session().bankRefusal(), QString());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"does not take this machine.*token"_s));
    QVERIFY(server.start());
    proxy.setServer(server.port());
    QTRY_VERIFY_WITH_TIMEOUT(!app->session().bankRefusal().isEmpty(), 60'000);
    QVERIFY(!app->reader().accepts());
}

//! Who answers with a certificate that this machine does not trust is not silent, and the log says so.
void tst_Terminal::aServerThatCannotProveWhoItIsIsNotTrusted()
{
    const QString samples = QStringLiteral(KONTOR_SOURCE_DIR "/tests/golden/tls/");
    const QString key = m_folder.filePath(u"branch.key"_s);
    QVERIFY(QFile::copy(samples + u"branch.key"_s, key));
    QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner);
    RunningServer server{RunningServer::Mode::SignIn,
        {u"--tls-listen"_s, u"127.0.0.1:0"_s, u"--tls-certificate"_s, samples + u"branch.pem"_s,
            u"--tls-key"_s, key}};
    const auto app = machine(u"https://127.0.0.1:%1"_s.arg(server.ports().value(1)), {});
    QCOMPARE(app->build(), std::nullopt);
    QTest::ignoreMessage(QtWarningMsg,
        QRegularExpression(u"the bank cannot be asked: .*certificate is self-signed"_s));
    app->start();
    QTRY_COMPARE_WITH_TIMEOUT(app->session().state().phase, Phase::OutOfService, 30'000);
    QCOMPARE(outOfServiceReason(app->session().state()), OutOfServiceReason::Distrusted);
}

void tst_Terminal::aKeyThatOthersCanReadIsRefused()
{
    RunningServer server;
    const auto app = machine(server.url(), keyFile("kontor_key", false));
    const auto problem = app->build();
    QVERIFY(problem && problem->contains(u"can be read by others"_s));
    const auto missing = machine(server.url(), u"/nowhere/key"_s)->build();
    QVERIFY(missing && missing->contains(u"cannot be read"_s));
}

KONTOR_TEST(tst_Terminal)
#include "tst_terminal.moc"
