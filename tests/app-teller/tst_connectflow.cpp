// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/ConnectFlow.h"
#include "support/FakeTransport.h"
#include "support/TestMain.h"

#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace kontor::teller;
using kontor::testing::FakeTransport;

class TestConnectFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreReadAsPeopleTypeThem_data();
    void addressesAreReadAsPeopleTypeThem();
    void anAddressThatIsNoneIsExplained();
    void aServerThatAnswersIsHandedOn();
    void aServerThatIsSilentIsExplained();
    void aServerThatIsNotTrustedIsNotCalledSilent();

private:
    FakeTransport *m_transport = nullptr;
    ConnectFlow::MakeTransport m_make = [this](const QUrl &) {
        auto transport = std::make_unique<FakeTransport>();
        m_transport = transport.get();
        return transport;
    };
};

void TestConnectFlow::addressesAreReadAsPeopleTypeThem_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");

    QTest::newRow("url") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s;
    QTest::newRow("host and port") << u"127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s;
    QTest::newRow("localhost") << u" localhost:81 "_s << u"http://localhost:81"_s;
    QTest::newRow("name") << u"bank.example"_s << u"https://bank.example"_s;
    QTest::newRow("capitals") << u"LocalHost:81"_s << u"http://localhost:81"_s;
    QTest::newRow("capital scheme") << u"HTTP://Bank.Example/"_s << u"http://bank.example/"_s;
    QTest::newRow("IPv6") << u"[::1]:8080"_s << u"http://[::1]:8080"_s;
    QTest::newRow("only like localhost")
        << u"localhost.example"_s << u"https://localhost.example"_s;
    QTest::newRow("only like 127") << u"127.bank.example"_s << u"https://127.bank.example"_s;
    QTest::newRow("path") << u"https://a.example/bank"_s << u"https://a.example/bank"_s;
    QTest::newRow("copied from a browser") << u"http://127.0.0.1:8080/docs#top"_s << QString();
    QTest::newRow("query") << u"http://127.0.0.1:8080/?a=b"_s << QString();
    QTest::newRow("password") << u"https://tina:secret@bank.example"_s << QString();
    QTest::newRow("words") << u"the bank"_s << QString();
    QTest::newRow("other scheme") << u"ftp://bank.example"_s << QString();
    QTest::newRow("nothing") << u"  "_s << QString();
}

void TestConnectFlow::addressesAreReadAsPeopleTypeThem()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    QCOMPARE(ConnectFlow::urlOf(typed).value_or(QUrl()).toString(), url);
}

void TestConnectFlow::anAddressThatIsNoneIsExplained()
{
    ConnectFlow flow(m_make);
    QSignalSpy failed(&flow, &ConnectFlow::failed);
    flow.connectTo(u"not an address"_s);
    QCOMPARE(failed.size(), 1);
    QVERIFY(!m_transport);
    QVERIFY(!flow.isBusy());
}

void TestConnectFlow::aServerThatAnswersIsHandedOn()
{
    ConnectFlow flow(m_make);
    QSignalSpy connected(&flow, &ConnectFlow::connected);
    flow.connectTo(u"127.0.0.1:1"_s);
    QVERIFY(flow.isBusy());
    api::ServerInfo info;
    info.name = u"kontor-server"_s;
    info.branch = u"Main branch"_s;
    m_transport->answerNext(testing::answered(200, toJson(info)));
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(connected.at(0).at(1).value<api::ServerInfo>().branch, u"Main branch"_s);
    QVERIFY(!flow.isBusy());
}

void TestConnectFlow::aServerThatIsSilentIsExplained()
{
    ConnectFlow flow(m_make);
    QSignalSpy failed(&flow, &ConnectFlow::failed);
    flow.connectTo(u"127.0.0.1:1"_s);
    m_transport->answerNext(testing::notSent());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.at(0).at(0).toString().contains(u"http://127.0.0.1:1"_s));
}

void TestConnectFlow::aServerThatIsNotTrustedIsNotCalledSilent()
{
    ConnectFlow flow(m_make);
    QSignalSpy failed(&flow, &ConnectFlow::failed);
    flow.connectTo(u"bank.example"_s);
    client::HttpResponse refused = testing::notSent();
    refused.distrust = client::Distrust::Authority;
    m_transport->answerNext(refused);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).toString(), client::messageOf(client::Distrust::Authority));
}

KONTOR_TEST(TestConnectFlow)
#include "tst_connectflow.moc"
