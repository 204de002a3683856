// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/SampleBank.h"
#include "app-teller/flows/MoneyFlow.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::teller;
using namespace kontor::testing;
using Step = CommandFlow::Step;
using Line = SampleBank::Line;
using std::chrono::milliseconds;

//! Each flow against a small bank, without a widget: outcomes, lost answers, restarts.
class TestMoneyFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aDepositEndsWithTheBalanceOfTheEvent();
    void nothingIsSentBeforePosting();
    void postingTwiceSendsOnce();
    void entriesThatCannotBeAreNamed_data();
    void entriesThatCannotBeAreNamed();
    void moreThanAvailableIsNamedWithTheFigure();
    void aTransferNeedsOneReceiver();
    void aReceiverThatIsTakenBackIsOnNoSheet();
    void aWholeNumberChoosesTheReceiver();
    void aWrongCheckDigitIsNamed();
    void anotherChannelsDepositShowsBeforePosting();
    void aChangeWhileCheckingIsConfirmedBeforeItIsPosted();
    void aRestoredHistoryIsReadBeforeAnythingIsPostedOnIt();
    void whatNoLongerSufficesGoesBackToTheForm();
    void aRefusalKeepsTheEntries();
    void whatARefusalAdvisesFollowsItsReason_data();
    void whatARefusalAdvisesFollowsItsReason();
    void aBlockIsSaidBeforePosting();
    void anAccountThatIsClosedMeanwhileSaysSo_data();
    void anAccountThatIsClosedMeanwhileSaysSo();
    void aVersionConflictIsCheckedAgain();
    void aLostAnswerIsBeingCheckedAndThenDone();
    void aLostAnswerSurvivesARestart();
    void withoutConnectionNothingIsPosted();
    void checkNowAsksAtOnce();

private:
    std::unique_ptr<Session> makeSession();
    std::unique_ptr<MoneyFlow> makeFlow(MoneyKind kind, const QString &amount,
        const QString &target = {});
    void proceed(MoneyFlow &flow);
    qint64 balanceOf(const QString &number) { return *m_bank->find(number)->balance.toMinor(2); }

    StillClock m_clock{*Timestamp::parse("2026-03-02T10:42:00Z")};
    SeededRandom m_random{3};
    std::unique_ptr<SampleBank> m_bank;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<Session> m_session;
    QString m_carla = u"0004417-2"_s;
    QString m_chidi = u"0004420-6"_s;
};

void TestMoneyFlow::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_bank = std::make_unique<SampleBank>(m_clock);
    m_files = std::make_unique<QTemporaryDir>();
    m_session = makeSession();
}

void TestMoneyFlow::cleanup()
{
    m_session.reset();
    m_bank.reset();
}

std::unique_ptr<Session> TestMoneyFlow::makeSession()
{
    client::SendingPace pace;
    pace.notice = milliseconds(100);
    pace.retry = {.base = milliseconds(150), .cap = milliseconds(300)};
    return std::make_unique<Session>(Session::Parts{m_bank->connectTo(),
                                         QUrl(u"http://127.0.0.1:1"_s), m_bank->info, u"tina"_s,
                                         m_files->path(), pace, {}},
        m_clock, m_random);
}

std::unique_ptr<MoneyFlow> TestMoneyFlow::makeFlow(MoneyKind kind, const QString &amount,
    const QString &target)
{
    auto flow = std::make_unique<MoneyFlow>(*m_session, kind, *m_bank->find(m_carla));
    flow->enter({amount, target, {}});
    return flow;
}

void TestMoneyFlow::proceed(MoneyFlow &flow)
{
    QVERIFY(flow.problems().empty());
    flow.proceed();
    QCOMPARE(flow.step(), Step::Checking);
}

void TestMoneyFlow::aDepositEndsWithTheBalanceOfTheEvent()
{
    auto flow = makeFlow(MoneyKind::Deposit, u"1,250.00"_s);
    const qint64 before = balanceOf(m_carla);
    QCOMPARE(flow->balanceAfter()->minor, before + 125000);
    proceed(*flow);
    flow->post();
    QCOMPARE(flow->step(), Step::Posting);
    QTRY_COMPARE(flow->step(), Step::Done);
    QCOMPARE(balanceOf(m_carla), before + 125000);
    QCOMPARE(*flow->movement()->balanceAfter.toMinor(2), before + 125000);
    QVERIFY(!flow->doneSheet().receipt.lines.empty());
    QVERIFY(!flow->hasEntries());
}

void TestMoneyFlow::nothingIsSentBeforePosting()
{
    auto flow = makeFlow(MoneyKind::Deposit, u"10"_s);
    proceed(*flow);
    flow->change();
    flow->proceed();
    QTest::qWait(50);
    QCOMPARE(m_bank->commandsSeen, 0);
}

void TestMoneyFlow::postingTwiceSendsOnce()
{
    auto flow = makeFlow(MoneyKind::Deposit, u"10"_s);
    proceed(*flow);
    flow->post();
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Done);
    flow->post();
    QTest::qWait(50);
    QCOMPARE(m_bank->commandsSeen, 1);
}

void TestMoneyFlow::entriesThatCannotBeAreNamed_data()
{
    QTest::addColumn<QString>("amount");
    QTest::addColumn<QString>("words");

    QTest::newRow("nothing") << QString() << u"Enter the amount"_s;
    QTest::newRow("three decimals") << u"1,250.005"_s << u"decimal place"_s;
    QTest::newRow("zero") << u"0"_s << u"more than zero"_s;
    QTest::newRow("words") << u"ten"_s << u"in digits"_s;
}

void TestMoneyFlow::entriesThatCannotBeAreNamed()
{
    QFETCH(QString, amount);
    QFETCH(QString, words);
    auto flow = makeFlow(MoneyKind::Deposit, amount);
    QCOMPARE(flow->problems().size(), std::size_t(1));
    QCOMPARE(flow->problems().front().field, Field::Amount);
    QVERIFY(flow->problems().front().text.contains(words));
    QVERIFY(!flow->balanceAfter());
}

void TestMoneyFlow::moreThanAvailableIsNamedWithTheFigure()
{
    auto flow = makeFlow(MoneyKind::Withdrawal, u"99,000"_s);
    QCOMPARE(flow->problems().front().text,
        u"The account has 1,340.15\u00A0EUR available. Enter 1,340.15\u00A0EUR or less."_s);
    flow->enter({u"1,340.15"_s, {}, {}});
    QVERIFY(flow->problems().empty());
}

void TestMoneyFlow::aTransferNeedsOneReceiver()
{
    auto flow = makeFlow(MoneyKind::Transfer, u"20"_s);
    QCOMPARE(flow->problems().front().field, Field::Target);
    flow->enter({u"20"_s, u"weber"_s, {}});
    QTRY_VERIFY(flow->candidates().size() > 1);
    QCOMPARE(flow->problems().front().text, u"Choose one of the accounts that match"_s);
    flow->chooseTarget(flow->candidates().back());
    QVERIFY(flow->problems().empty());
    // As numbers and texts come from other programs.
    flow->enter({u"20"_s, u"\u202A0004420-6\u202C"_s, u"Rent\u200B May"_s});
    QTRY_VERIFY(flow->problems().empty());
    flow->enter({u"20"_s, u"nobody at all"_s, {}});
    QTRY_VERIFY(flow->problems().front().text.startsWith(u"No account matches"_s));
}

// The amount may be there first, and the receiver be corrected after it.
void TestMoneyFlow::aReceiverThatIsTakenBackIsOnNoSheet()
{
    auto flow = makeFlow(MoneyKind::Transfer, u"20"_s);
    QVERIFY(flow->checkSheet().to.name.isEmpty());
    flow->enter({u"20"_s, u"weber"_s, {}});
    QTRY_VERIFY(flow->candidates().size() > 1);
    flow->chooseTarget(flow->candidates().back());
    QVERIFY(!flow->checkSheet().to.name.isEmpty());
    QCOMPARE(flow->changes().size(), std::size_t(2));
    flow->enter({u"20"_s, u"nobody at all"_s, {}});
    QVERIFY(flow->checkSheet().to.name.isEmpty());
    QCOMPARE(flow->changes().size(), std::size_t(1));
}

void TestMoneyFlow::aWholeNumberChoosesTheReceiver()
{
    auto flow = makeFlow(MoneyKind::Transfer, u"20"_s, m_chidi);
    QTRY_VERIFY(flow->target());
    QCOMPARE(flow->target()->name, u"Chidi Okafor"_s);
    const qint64 before = balanceOf(m_chidi);
    proceed(*flow);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Done);
    QCOMPARE(balanceOf(m_chidi), before + 2000);
    flow = makeFlow(MoneyKind::Transfer, u"20"_s, m_carla);
    QTRY_VERIFY(flow->target());
    QVERIFY(flow->problems().front().text.startsWith(u"Both accounts are the same"_s));
}

void TestMoneyFlow::aWrongCheckDigitIsNamed()
{
    auto flow = makeFlow(MoneyKind::Transfer, u"20"_s, u"0004420-7"_s);
    QVERIFY(flow->problems().front().text.startsWith(u"The account number does not add up"_s));
}

void TestMoneyFlow::anotherChannelsDepositShowsBeforePosting()
{
    m_session->feed().start();
    QTRY_VERIFY(m_session->feed().isOnline());
    auto flow = makeFlow(MoneyKind::Withdrawal, u"1,400"_s);
    QVERIFY(!flow->problems().empty());
    QTest::qWait(20);
    m_bank->depositElsewhere(m_carla, 10000);
    QTRY_VERIFY(flow->problems().empty());
    proceed(*flow);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Done);
}

void TestMoneyFlow::aChangeWhileCheckingIsConfirmedBeforeItIsPosted()
{
    m_session->feed().start();
    QTRY_VERIFY(m_session->feed().isOnline());
    auto flow = makeFlow(MoneyKind::Deposit, u"10"_s);
    proceed(*flow);
    QVERIFY(flow->news().isEmpty());
    QTest::qWait(20);
    m_bank->depositElsewhere(m_carla, 5000);
    QTRY_COMPARE(flow->news(),
        u"The balance changed while you were working. It is now 1,390.15\u00A0EUR."_s);
    flow->post();
    QTest::qWait(50);
    QCOMPARE(flow->step(), Step::Checking);
    QCOMPARE(m_bank->commandsSeen, 0);
    flow->confirm();
    QVERIFY(flow->news().isEmpty());
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Done);
    QCOMPARE(*flow->movement()->balanceBefore.toMinor(2), 139015);
}

// Its version is the one that was looked at; what it stands for is not.
void TestMoneyFlow::aRestoredHistoryIsReadBeforeAnythingIsPostedOnIt()
{
    m_session->feed().start();
    QTRY_VERIFY(m_session->feed().isOnline());
    auto flow = makeFlow(MoneyKind::Deposit, u"10"_s);
    proceed(*flow);
    QTest::qWait(20);
    m_bank->restoreWith(m_carla, 20000);
    QTRY_COMPARE(flow->news(),
        u"The balance changed while you were working. It is now 200.00\u00A0EUR."_s);
    flow->post();
    QCOMPARE(flow->step(), Step::Checking);
}

void TestMoneyFlow::whatNoLongerSufficesGoesBackToTheForm()
{
    m_session->feed().start();
    QTRY_VERIFY(m_session->feed().isOnline());
    auto flow = makeFlow(MoneyKind::Withdrawal, u"1,300"_s);
    proceed(*flow);
    QTest::qWait(20);
    m_bank->withdrawElsewhere(m_carla, 10000);
    QTRY_COMPARE(flow->step(), Step::Entering);
    QVERIFY(flow->news().contains(u"It is now 1,240.15"_s));
    QVERIFY(flow->problems().front().text.contains(u"1,240.15"_s));
    QCOMPARE(flow->entries().amount, u"1,300"_s);
    flow->enter({u"1,200"_s, {}, {}});
    flow->proceed();
    QVERIFY(flow->news().isEmpty());
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Done);
}

void TestMoneyFlow::aRefusalKeepsTheEntries()
{
    auto flow = makeFlow(MoneyKind::Deposit, u"10"_s);
    proceed(*flow);
    m_bank->deactivate(m_carla);
    m_bank->find(m_carla)->version -= 1; // So that the state refuses it, not the version.
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Refused);
    QCOMPARE(m_bank->effects, 0);
    QVERIFY(flow->refusedSheet().reason.contains(u"not active"_s));
    QVERIFY(!flow->refusedSheet().details.isEmpty());
    flow->change();
    QCOMPARE(flow->step(), Step::Entering);
    QCOMPARE(flow->entries().amount, u"10"_s);
}

void TestMoneyFlow::whatARefusalAdvisesFollowsItsReason_data()
{
    QTest::addColumn<MoneyKind>("kind");
    QTest::addColumn<QString>("blocked");
    QTest::addColumn<CommandFlow::Remedy>("remedy");
    QTest::addColumn<QString>("advice");
    QTest::addColumn<QString>("amount");
    using enum CommandFlow::Remedy;

    QTest::newRow("debits blocked")
        << MoneyKind::Withdrawal << m_carla << NextCustomer << u"Ask a supervisor"_s
        << u"Withdrawal 10.00\u00A0EUR, Carla Weber"_s;
    QTest::newRow("credits blocked")
        << MoneyKind::Deposit << m_carla << NextCustomer << u"Give the cash back"_s
        << u"Deposit 10.00\u00A0EUR, Carla Weber"_s;
    QTest::newRow("the receiver is blocked") << MoneyKind::Transfer << m_chidi << ChangeEntries
                                             << u"Choose another account"_s << u"to Chidi Okafor"_s;
}

void TestMoneyFlow::whatARefusalAdvisesFollowsItsReason()
{
    QFETCH(MoneyKind, kind);
    QFETCH(QString, blocked);
    QFETCH(CommandFlow::Remedy, remedy);
    QFETCH(QString, advice);
    QFETCH(QString, amount);
    const bool transfer = kind == MoneyKind::Transfer;
    auto flow = makeFlow(kind, u"10"_s, transfer ? m_chidi : QString());
    if (transfer) {
        QTRY_VERIFY(flow->target());
    }
    proceed(*flow);
    m_bank->block(blocked, kind == MoneyKind::Withdrawal, kind != MoneyKind::Withdrawal);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Refused);
    QCOMPARE(flow->remedy(), remedy);
    const RefusedSheet sheet = flow->refusedSheet();
    QVERIFY2(sheet.advice.contains(advice), qPrintable(sheet.advice));
    QVERIFY2(sheet.lead.contains(amount), qPrintable(sheet.lead));
}

void TestMoneyFlow::aBlockIsSaidBeforePosting()
{
    m_bank->block(m_carla, true, false);
    auto flow = makeFlow(MoneyKind::Withdrawal, u"10"_s);
    const QString reason = u"No money may leave this account, by order: court order 12 M 345/26"_s;
    QCOMPARE(flow->news(), reason);
    QCOMPARE(flow->problems().front().text, reason);
    flow = makeFlow(MoneyKind::Deposit, u"10"_s);
    QVERIFY(flow->problems().empty());
    QVERIFY(flow->news().isEmpty());
    m_bank->find(m_carla)->block.reset();
    m_bank->block(m_chidi, true, true);
    flow = makeFlow(MoneyKind::Transfer, u"20"_s, m_chidi);
    QTRY_VERIFY(flow->target());
    QVERIFY(flow->problems().front().text.startsWith(u"No money may come to that account"_s));
}

void TestMoneyFlow::anAccountThatIsClosedMeanwhileSaysSo_data()
{
    QTest::addColumn<bool>("checking");
    QTest::addColumn<api::AccountStatus>("status");
    QTest::addColumn<QString>("words");

    QTest::newRow("entering") << false << api::AccountStatus::Inactive << u"not active"_s;
    QTest::newRow("checking") << true << api::AccountStatus::Inactive << u"not active"_s;
    QTest::newRow("closed") << false << api::AccountStatus::Deleted << u"is closed"_s;
}

void TestMoneyFlow::anAccountThatIsClosedMeanwhileSaysSo()
{
    QFETCH(bool, checking);
    QFETCH(api::AccountStatus, status);
    QFETCH(QString, words);
    auto flow = makeFlow(MoneyKind::Deposit, u"10"_s);
    if (checking) {
        proceed(*flow);
    }
    m_bank->deactivate(m_carla);
    m_bank->find(m_carla)->status = status;
    flow->refresh();
    QTRY_VERIFY2(flow->news().contains(words), qPrintable(flow->news()));
    QCOMPARE(flow->step(), Step::Entering);
    QVERIFY(flow->isForbidden());
    QCOMPARE(flow->problems().front().text, flow->news());
    QCOMPARE(flow->entries().amount, u"10"_s);
    m_bank->find(m_carla)->isActive = true;
    flow->refresh();
    QTRY_VERIFY(!flow->isForbidden());
}

void TestMoneyFlow::aVersionConflictIsCheckedAgain()
{
    auto flow = makeFlow(MoneyKind::Deposit, u"10"_s);
    proceed(*flow);
    m_bank->depositElsewhere(m_carla, 5000);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Refused);
    QCOMPARE(flow->remedy(), CommandFlow::Remedy::CheckAgain);
    QTRY_VERIFY(flow->refusedSheet().reason.contains(u"1,390.15"_s));
    flow->checkAgain();
    QCOMPARE(flow->step(), Step::Checking);
    QTest::qWait(50);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Done);
    QCOMPARE(m_bank->effects, 1);
}

void TestMoneyFlow::aLostAnswerIsBeingCheckedAndThenDone()
{
    auto flow = makeFlow(MoneyKind::Deposit, u"400"_s);
    const qint64 before = balanceOf(m_carla);
    proceed(*flow);
    m_bank->setLine(Line::LosesAnswers);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::BeingChecked);
    QVERIFY(flow->isOpen());
    QTRY_VERIFY(m_bank->commandsSeen >= 2);
    QCOMPARE(flow->step(), Step::BeingChecked);
    m_bank->setLine(Line::Good);
    QTRY_COMPARE(flow->step(), Step::Done);
    QCOMPARE(m_bank->effects, 1);
    QCOMPARE(balanceOf(m_carla), before + 40000);
}

void TestMoneyFlow::aLostAnswerSurvivesARestart()
{
    auto flow = makeFlow(MoneyKind::Transfer, u"25.50"_s, m_chidi);
    QTRY_VERIFY(flow->target());
    proceed(*flow);
    m_bank->setLine(Line::LosesAnswers);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::BeingChecked);
    const QString request = flow->requestNumber();
    flow.reset();
    m_session = makeSession();
    m_bank->setLine(Line::Good);
    const auto resumed = m_session->sender().resume();
    QCOMPARE(resumed.commands.size(), 1);
    QObject owner;
    MoneyFlow *again = MoneyFlow::restore(*m_session, resumed.commands.front(), &owner);
    QVERIFY(again);
    QCOMPARE(again->step(), Step::BeingChecked);
    QCOMPARE(again->requestNumber(), request);
    QCOMPARE(again->amount().minor, 2550);
    QCOMPARE(again->target()->name, u"Chidi Okafor"_s);
    QTRY_COMPARE(again->step(), Step::Done);
    QCOMPARE(m_bank->effects, 1);
    m_session = nullptr;
}

void TestMoneyFlow::withoutConnectionNothingIsPosted()
{
    auto flow = makeFlow(MoneyKind::Withdrawal, u"10"_s);
    proceed(*flow);
    m_bank->setLine(Line::Cut);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Refused);
    QCOMPARE(flow->remedy(), CommandFlow::Remedy::CheckAgain);
    m_bank->setLine(Line::Good);
    flow->checkAgain();
    QTest::qWait(50);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::Done);
    QCOMPARE(m_bank->effects, 1);
}

void TestMoneyFlow::checkNowAsksAtOnce()
{
    auto flow = makeFlow(MoneyKind::Deposit, u"5"_s);
    proceed(*flow);
    m_bank->setLine(Line::LosesAnswers);
    flow->post();
    QTRY_COMPARE(flow->step(), Step::BeingChecked);
    QTRY_VERIFY(flow->secondsToNextTry() > 0);
    m_bank->setLine(Line::Good);
    flow->checkNow();
    QTRY_COMPARE(flow->step(), Step::Done);
}

KONTOR_TEST(TestMoneyFlow)
#include "tst_moneyflow.moc"
