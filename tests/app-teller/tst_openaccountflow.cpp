// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/SampleBank.h"
#include "app-teller/flows/OpenAccountFlow.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QLocale>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::teller;
using namespace kontor::testing;
using Step = CommandFlow::Step;

class TestOpenAccountFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_session.reset(); }
    void aNewCustomerGetsAnAccountWithMoneyOnIt();
    void noughtIsNoCash();
    void aNameIsCountedAsTheServerCounts();
    void whatNobodySeesInAPastedNameIsLeftOut();
    void aKnownCustomerGetsAnotherAccount();
    void entriesThatCannotBeAreNamed_data();
    void entriesThatCannotBeAreNamed();
    void aTakenCpfIsRefusedAndCanBeChanged();
    void aLostAnswerSurvivesARestart();

private:
    std::unique_ptr<Session> makeSession();
    StillClock m_clock{*Timestamp::parse("2026-03-02T10:42:00Z")};
    SeededRandom m_random{5};
    std::unique_ptr<SampleBank> m_bank;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<Session> m_session;
};

void TestOpenAccountFlow::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_bank = std::make_unique<SampleBank>(m_clock);
    m_files = std::make_unique<QTemporaryDir>();
    m_session = makeSession();
}

std::unique_ptr<Session> TestOpenAccountFlow::makeSession()
{
    client::SendingPace pace;
    pace.notice = std::chrono::milliseconds(100);
    pace.retry = {.base = std::chrono::milliseconds(150), .cap = std::chrono::milliseconds(300)};
    return std::make_unique<Session>(Session::Parts{m_bank->connectTo(),
                                         QUrl(u"http://127.0.0.1:1"_s), m_bank->info, u"tina"_s,
                                         m_files->path(), pace, {}},
        m_clock, m_random);
}

void TestOpenAccountFlow::aNewCustomerGetsAnAccountWithMoneyOnIt()
{
    OpenAccountFlow flow(*m_session, std::nullopt);
    flow.enter({u"  Nadia   Haddad "_s, u"111.444.777-35"_s, u"100"_s});
    QVERIFY(flow.problems().empty());
    flow.proceed();
    flow.post();
    QTRY_COMPARE(flow.step(), Step::Done);
    QCOMPARE(flow.account()->name, u"Nadia Haddad"_s);
    QCOMPARE(flow.account()->cpf, u"11144477735"_s);
    QCOMPARE(*flow.account()->balance.toMinor(2), 10000);
    QVERIFY(flow.doneSheet().sentence.contains(flow.account()->accountNumber));
}

void TestOpenAccountFlow::noughtIsNoCash()
{
    for (const QString &nought : {u"0"_s, u"0.00"_s, u" "_s}) {
        OpenAccountFlow flow(*m_session, std::nullopt);
        flow.enter({u"Nadia Haddad"_s, {}, nought});
        QVERIFY2(flow.problems().empty(), qPrintable(nought));
        QCOMPARE(flow.initial().minor, 0);
    }
}

void TestOpenAccountFlow::aNameIsCountedAsTheServerCounts()
{
    OpenAccountFlow flow(*m_session, std::nullopt);
    const QString beyond = u"\U00020000"_s; // two units of UTF-16
    flow.enter({beyond.repeated(100), {}, {}});
    QVERIFY(flow.problems().empty());
    flow.enter({beyond.repeated(101), {}, {}});
    QCOMPARE(flow.problems().size(), std::size_t(1));
    flow.enter({beyond.repeated(2), {}, {}});
    QCOMPARE(flow.problems().size(), std::size_t(1));
    flow.enter({u"A\u200D\u200Dl"_s, {}, {}}); // joiners count for nothing
    QCOMPARE(flow.problems().size(), std::size_t(1));
}

void TestOpenAccountFlow::whatNobodySeesInAPastedNameIsLeftOut()
{
    OpenAccountFlow flow(*m_session, std::nullopt);
    flow.enter({u"\uFEFFNadia Had\u00ADdad\n"_s, u"\u202A111.444.777-35\u202C"_s, {}});
    QVERIFY(flow.problems().empty());
    flow.proceed();
    flow.post();
    QTRY_COMPARE(flow.step(), Step::Done);
    QCOMPARE(flow.account()->name, u"Nadia Haddad"_s);
    QCOMPARE(flow.account()->cpf, u"11144477735"_s);
}

void TestOpenAccountFlow::aKnownCustomerGetsAnotherAccount()
{
    const api::AccountView carla = *m_bank->find(u"0004417-2"_s);
    OpenAccountFlow flow(*m_session, OpenAccountFlow::Owner{carla.ownerId, carla.name});
    QVERIFY(flow.problems().empty());
    flow.proceed();
    flow.post();
    QTRY_COMPARE(flow.step(), Step::Done);
    QCOMPARE(flow.account()->ownerId, carla.ownerId);
    QVERIFY(flow.account()->id != carla.id);
}

void TestOpenAccountFlow::entriesThatCannotBeAreNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cpf");
    QTest::addColumn<QString>("initial");
    QTest::addColumn<int>("field");

    QTest::newRow("no name") << u" "_s << QString() << QString() << int(Field::Name);
    QTest::newRow("short name") << u"Al"_s << QString() << QString() << int(Field::Name);
    QTest::newRow("wrong CPF") << u"Nadia"_s << u"12345678900"_s << QString() << int(Field::Cpf);
    QTest::newRow("less than nothing") << u"Nadia"_s << QString() << u"-0"_s << int(Field::Initial);
    QTest::newRow("wrong sum") << u"Nadia"_s << QString() << u"1.005"_s << int(Field::Initial);
}

void TestOpenAccountFlow::entriesThatCannotBeAreNamed()
{
    QFETCH(QString, name);
    QFETCH(QString, cpf);
    QFETCH(QString, initial);
    QFETCH(int, field);
    OpenAccountFlow flow(*m_session, std::nullopt);
    flow.enter({name, cpf, initial});
    QCOMPARE(flow.problems().size(), std::size_t(1));
    QCOMPARE(int(flow.problems().front().field), field);
    QVERIFY(!flow.problems().front().text.isEmpty());
}

void TestOpenAccountFlow::aTakenCpfIsRefusedAndCanBeChanged()
{
    OpenAccountFlow flow(*m_session, std::nullopt);
    flow.enter({u"Nadia Haddad"_s, u"12345678909"_s, {}});
    flow.proceed();
    flow.post();
    QTRY_COMPARE(flow.step(), Step::Refused);
    QCOMPARE(flow.remedy(), CommandFlow::Remedy::FindCustomer);
    QVERIFY(!flow.searchText().isEmpty());
    flow.change();
    QCOMPARE(flow.entries().name, u"Nadia Haddad"_s);
    QVERIFY(flow.hasEntries());
}

void TestOpenAccountFlow::aLostAnswerSurvivesARestart()
{
    {
        OpenAccountFlow flow(*m_session, std::nullopt);
        flow.enter({u"Nadia Haddad"_s, {}, u"12.50"_s});
        flow.proceed();
        m_bank->setLine(SampleBank::Line::LosesAnswers);
        flow.post();
        QTRY_COMPARE(flow.step(), Step::BeingChecked);
    }
    m_session = makeSession();
    m_bank->setLine(SampleBank::Line::Good);
    const auto resumed = m_session->sender().resume();
    QCOMPARE(resumed.commands.size(), 1);
    QObject owner;
    OpenAccountFlow *again =
        OpenAccountFlow::restore(*m_session, resumed.commands.front(), &owner);
    QVERIFY(again);
    QCOMPARE(again->initial().minor, 1250);
    QTRY_COMPARE(again->step(), Step::Done);
    QCOMPARE(m_bank->effects, 1);
}

KONTOR_TEST(TestOpenAccountFlow)
#include "tst_openaccountflow.moc"
