// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Accounts.h"
#include "api/Cards.h"
#include "client/CommandSender.h"
#include "support/FakeTransport.h"
#include "support/TestMain.h"

#include <QDir>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace kontor;
using namespace kontor::client;
using namespace kontor::testing;
using namespace std::chrono_literals;
using State = PendingCommand::State;

namespace {

//! A program that can be restarted: everything but the disk and the server is made anew.
struct Program
{
    Program(FakeTransport &transport, const QString &directory,
        std::chrono::milliseconds retry = 20ms, const QByteArray &user = {})
        : files(directory)
    {
        sender = std::make_unique<CommandSender>(SendingTools{transport, files, clock, random,
            {u"Ada"_s, u"teller"_s, user}, {60ms, 300ms, {.base = retry, .cap = 2 * retry}}});
    }

    SystemClock clock;
    SeededRandom random{1};
    PendingCommands files;
    std::unique_ptr<CommandSender> sender;
};

QByteArray receipt(int number)
{
    api::Movement movement;
    movement.transactionId = QString::number(number);
    movement.channel = u"teller"_s;
    movement.actorKind = u"user"_s;
    movement.version = 1;
    movement.position = 1;
    return toJson(movement);
}

//! What a server does with keys: each is carried out once, whatever becomes of the answer.
struct OneEffectPerKey
{
    int effects = 0;
    std::map<QByteArray, QByteArray> answers;

    HttpResponse operator()(const HttpRequest &request)
    {
        QByteArray &answer = answers[*headerOf(request, "Idempotency-Key")];
        if (answer.isEmpty()) {
            answer = receipt(++effects);
        }
        return answered(200, answer);
    }
};

const auto account = *AccountId::parse("01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f");
const QByteArray accountPath = "/api/v1/accounts/01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f";

NewCommand withdraw()
{
    NewCommand command;
    command.kind = u"withdraw"_s;
    command.request = {"POST", accountPath + "/withdraw", R"({"amount":5})"};
    command.summary = {R"({"amount":"5.00"})"};
    command.expectedVersion = 3;
    return command;
}

CommandRequest authorisation()
{
    const WithdrawalId id{Uuid::nameBased({}, "withdrawal")};
    return {"POST", "/api/v1/withdrawals",
        toJson(api::AuthoriseWithdrawalRequest{id, u"ATM-1"_s, Decimal(50, 0), {{50, 1}}})};
}

HttpResponse refusal(api::ProblemCode code)
{
    return answered(api::infoOf(code).status, api::toJson(api::Problem::of(code)));
}

} // namespace

class tst_CommandSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_transport = std::make_unique<FakeTransport>();
        m_program = std::make_unique<Program>(*m_transport, m_dir->path());
    }
    void cleanup()
    {
        m_program.reset();
        m_transport.reset();
    }
    void aCommandSaysWhatToDo_data()
    {
        QTest::addColumn<CommandRequest>("command");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        const Decimal amount(1250, 2);
        const api::CashRequest cash{amount, Currency::eur(), u"rent"_s};
        const QByteArray cashBody
            = R"({"amount":12.50,"currency":"EUR","description":"rent","customerId":null})";
        QTest::newRow("open") << commands::openAccount({u"Ada"_s, {}, {}, {}, {}, {}})
                              << QByteArray("/api/v1/accounts")
                              << QByteArray(R"({"name":"Ada","cpf":null,"ownerId":null,)"
                                            R"("currency":null,"initialBalance":null,)"
                                            R"("accountNumber":null})");
        QTest::newRow("deposit") << commands::deposit(account, cash) << accountPath + "/deposit"
                                 << cashBody;
        QTest::newRow("withdraw") << commands::withdraw(account, cash) << accountPath + "/withdraw"
                                  << cashBody;
        QTest::newRow("transfer") << commands::transfer(account, {account, amount, {}, {}})
                                  << accountPath + "/transfer"
                                  << QByteArray(R"({"destinationAccountId":)"
                                                R"("01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f",)"
                                                R"("amount":12.50,"currency":null,)"
                                                R"("description":null})");
    }
    void aCommandSaysWhatToDo()
    {
        QFETCH(CommandRequest, command);
        QCOMPARE(command.method, "POST");
        QTEST(command.target, "target");
        QTEST(command.body, "body");
    }
    void itIsOnDiskBeforeItIsSentAndGoneWhenItIsKnown()
    {
        std::size_t onDisk = 0;
        m_transport->server = [&](const HttpRequest &) {
            onDisk = PendingCommands(m_dir->path()).load().commands.size();
            return answered(200, receipt(1));
        };
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy done(command, &PendingCommand::done);
        QVERIFY(m_transport->requests.empty());
        QVERIFY(done.wait());
        QCOMPARE(onDisk, 1U);
        QCOMPARE(done.at(0).at(0).toByteArray(), receipt(1));
        QVERIFY(saved().empty());
        QCOMPARE(headerOf(m_transport->requests.at(0), "If-Match"), "\"3\"");
        QCOMPARE(headerOf(m_transport->requests.at(0), "X-Kontor-Actor"), "Ada");
    }
    void anEmptyAnswerOfSomebodyOnTheWayIsNone()
    {
        int calls = 0;
        m_transport->server = [&](const HttpRequest &) {
            return ++calls < 2 ? answeredByAnother(200) : answered(200, receipt(1));
        };
        QSignalSpy done(m_program->sender->begin(withdraw()), &PendingCommand::done);
        QVERIFY(done.wait());
        QCOMPARE(calls, 2);
        QCOMPARE(done.at(0).at(0).toByteArray(), receipt(1));
    }
    void aLostAnswerIsAskedForAgainWithTheSameKeyAndDoneOnce()
    {
        OneEffectPerKey bank;
        int calls = 0;
        m_transport->server = [&](const HttpRequest &request) {
            const HttpResponse answer = bank(request);
            return ++calls < 4 ? lost() : answer;
        };
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy done(command, &PendingCommand::done);
        QSignalSpy checked(command, &PendingCommand::beingChecked);
        QVERIFY(done.wait());
        QCOMPARE(calls, 4);
        QCOMPARE(bank.effects, 1);
        QCOMPARE(done.at(0).at(0).toByteArray(), receipt(1));
        QVERIFY(checked.size() >= 3);
        QVERIFY(sameBytes());
    }
    void aRestartGoesOnWithTheSameKeyAndBody()
    {
        OneEffectPerKey bank;
        m_transport->server = [&](const HttpRequest &request) {
            bank(request);
            return lost();
        };
        m_program->sender->begin(withdraw());
        QTRY_VERIFY(!m_transport->requests.empty());
        m_program = std::make_unique<Program>(*m_transport, m_dir->path());
        m_transport->server = [&](const HttpRequest &request) { return bank(request); };
        const auto resumed = m_program->sender->resume();
        QCOMPARE(resumed.commands.size(), 1);
        QCOMPARE(resumed.commands[0]->state(), State::BeingChecked);
        QCOMPARE(resumed.commands[0]->record().summary.json, R"({"amount":"5.00"})");
        QSignalSpy done(resumed.commands[0], &PendingCommand::done);
        QVERIFY(done.wait());
        QCOMPARE(bank.effects, 1);
        QVERIFY(sameBytes());
        QVERIFY(saved().empty());
    }
    void whoeverGoesOnWithItNamesWhoseKeyItIs()
    {
        const auto program = [this](const QByteArray &user) {
            m_program = std::make_unique<Program>(*m_transport, m_dir->path(), 20ms, user);
        };
        const auto ownerOfLast
            = [this] { return headerOf(m_transport->requests.back(), "X-Kontor-Key-Owner"); };
        program("tina");
        m_transport->server = [](const HttpRequest &) { return lost(); };
        m_program->sender->begin(withdraw());
        QTRY_VERIFY(!m_transport->requests.empty());
        QVERIFY(!ownerOfLast());
        for (const QByteArray user : {"sam", "tina", "open"}) {
            program(user);
            const std::size_t before = m_transport->requests.size();
            QCOMPARE(m_program->sender->resume().commands.size(), 1);
            QTRY_VERIFY(m_transport->requests.size() > before);
            QCOMPARE(ownerOfLast(),
                user == "tina" ? std::nullopt : std::optional(QByteArray("tina")));
        }
    }
    void aCommandThatWasNeverSentIsReportedSo()
    {
        m_transport->script(notSent());
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy spy(command, &PendingCommand::notSent);
        QSignalSpy checked(command, &PendingCommand::beingChecked);
        QVERIFY(spy.wait());
        QCOMPARE(checked.size(), 0);
        QVERIFY(saved().empty());
        QTest::qWait(100);
        QCOMPARE(m_transport->requests.size(), 1U);
    }
    // The receipt is in the answer, and under its key there is a whole one.
    void anAnswerThatSaysNothingIsAskedForAgain()
    {
        m_transport->script(answeredByAnother(200));
        m_transport->script(answered(200, receipt(1)));
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy done(command, &PendingCommand::done);
        QVERIFY(done.wait());
        QCOMPARE(command->body(), receipt(1));
        QCOMPARE(m_transport->requests.size(), 2U);
    }
    void offlineAfterALostAnswerStaysBeingChecked()
    {
        m_transport->script(lost());
        m_transport->script(notSent());
        m_transport->script(notSent());
        m_transport->script(answered(200, receipt(1)));
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy spy(command, &PendingCommand::notSent);
        QSignalSpy done(command, &PendingCommand::done);
        QVERIFY(done.wait());
        QCOMPARE(spy.size(), 0);
    }
    void whatWasResumedIsNeverReportedAsNotSent()
    {
        QVERIFY(m_program->files.save({"k", u"withdraw"_s, "POST", accountPath + "/withdraw",
            R"({"amount":5})", {}, false, {}, {}}));
        m_transport->script(notSent());
        m_transport->script(answered(200, receipt(1)));
        PendingCommand *command = m_program->sender->resume().commands.at(0);
        QSignalSpy spy(command, &PendingCommand::notSent);
        QSignalSpy done(command, &PendingCommand::done);
        QVERIFY(done.wait());
        QCOMPARE(spy.size(), 0);
    }
    void adviceIsSentUntilItArrives()
    {
        m_transport->script(notSent());
        m_transport->script(refusal(api::ProblemCode::NotReady));
        m_transport->script(refusal(api::ProblemCode::Unauthorized));
        m_transport->script(answered(200, receipt(1)));
        NewCommand advice = withdraw();
        advice.isAdvice = true;
        PendingCommand *command = m_program->sender->begin(advice);
        QSignalSpy done(command, &PendingCommand::done);
        QVERIFY(done.wait());
        QCOMPARE(m_transport->requests.size(), 4U);
    }
    void aRefusalSettlesItOnlyIfItSpeaksForTheKey_data()
    {
        using enum api::ProblemCode;
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("afterALostAnswer");
        QTest::addColumn<bool>("settles");
        const auto row = [](const char *name, api::ProblemCode code, bool afterLost, bool settles) {
            QTest::newRow(name) << int(code) << afterLost << settles;
        };
        row("funds", InsufficientFunds, false, true);
        row("funds, later", InsufficientFunds, true, true);
        row("version, later", VersionConflict, true, true);
        row("not found, later", AccountNotFound, true, true);
        row("malformed, later", InvalidMember, true, true);
        row("overloaded", Overloaded, false, true);
        row("overloaded, later", Overloaded, true, false);
        row("disk full, later", StorageFull, true, false);
        row("signed out", Unauthorized, false, true);
        row("signed out, later", Unauthorized, true, false);
        row("card session over, later", CardSessionInvalid, true, false);
        row("too many, later", TooManyRequests, true, false);
        row("too slow, later", RequestTimeout, true, false);
        row("another server, later", MisdirectedRequest, true, false);
        row("unknown", OutcomeUnknown, false, false);
        row("internal", Internal, false, false);
    }
    void aRefusalSettlesItOnlyIfItSpeaksForTheKey()
    {
        QFETCH(int, code);
        QFETCH(bool, afterALostAnswer);
        QFETCH(bool, settles);
        if (afterALostAnswer) {
            m_transport->script(lost());
        }
        NewCommand asked = withdraw();
        if (api::ProblemCode(code) == api::ProblemCode::CardSessionInvalid) {
            asked.request = authorisation();
        }
        m_transport->script(refusal(api::ProblemCode(code)));
        m_transport->script(answeredByAnother(200, receipt(1)));
        PendingCommand *command = m_program->sender->begin(asked);
        QSignalSpy refused(command, &PendingCommand::refused);
        QSignalSpy done(command, &PendingCommand::done);
        QTRY_VERIFY(!refused.isEmpty() || !done.isEmpty());
        QCOMPARE(refused.size(), settles ? 1 : 0);
        QVERIFY(saved().empty());
    }
    void silenceIsBeingCheckedBeforeTheDeadline()
    {
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy checked(command, &PendingCommand::beingChecked);
        QVERIFY(checked.wait());
        QCOMPARE(checked.at(0).at(0).toInt(), 1);
        QCOMPARE(checked.at(0).at(1).toInt(), 0);
        QCOMPARE(m_transport->waiting(), 1U);
        QSignalSpy done(command, &PendingCommand::done);
        m_transport->answerNext(answered(200, receipt(1)));
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(m_transport->requests.size(), 1U);
    }
    void checkNowDoesNotWait()
    {
        m_program = std::make_unique<Program>(*m_transport, m_dir->path(), 1h);
        m_transport->script(lost());
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy checked(command, &PendingCommand::beingChecked);
        QVERIFY(checked.wait());
        const auto before = m_transport->requests.size();
        m_program->sender->checkNow();
        QCOMPARE(m_transport->requests.size(), before + 1);
        m_program->sender->checkNow();
        QCOMPARE(m_transport->requests.size(), before + 1);
    }
    void aPageInsteadOfAnAnswerIsNotBelieved()
    {
        m_transport->script(answeredByAnother(200, "<html>"));
        m_transport->script(answered(200, receipt(1)));
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy done(command, &PendingCommand::done);
        QVERIFY(done.wait());
        QCOMPARE(done.at(0).at(0).toByteArray(), receipt(1));
    }
    void whatCannotBeWrittenDownIsNotSent()
    {
        m_dir->remove();
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy refused(command, &PendingCommand::refused);
        QVERIFY(refused.wait());
        QCOMPARE(refused.at(0).at(0).value<ApiError>().problem.code, u"not-saved"_s);
        QVERIFY(m_transport->requests.empty());
    }
    // Told as refused it would be sent once more when the program starts the next time.
    void aRefusalIsNotToldWhileItsFileCannotBeRemoved()
    {
        m_program = std::make_unique<Program>(*m_transport, m_dir->path(), 1h);
        PendingCommand *command = m_program->sender->begin(withdraw());
        QSignalSpy refused(command, &PendingCommand::refused);
        QTRY_COMPARE(m_transport->waiting(), 1U);
        const QDir directory(m_dir->path());
        const QString name = directory.entryList(QDir::Files).at(0);
        QVERIFY(QFile::remove(directory.filePath(name)) && directory.mkdir(name));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot remove"_s));
        m_transport->answerNext(refusal(api::ProblemCode::InsufficientFunds));
        QTRY_COMPARE(command->state(), State::BeingChecked);
        QVERIFY(refused.isEmpty());
        QVERIFY(directory.rmdir(name));
        m_transport->script(refusal(api::ProblemCode::InsufficientFunds));
        m_program->sender->checkNow();
        QTRY_COMPARE(refused.size(), 1);
    }
    void aCardSessionIsSentButNeverWrittenDown()
    {
        NewCommand command = withdraw();
        command.cardSession = u"s3cret"_s;
        m_program->sender->begin(command);
        QTRY_VERIFY(!m_transport->requests.empty());
        QCOMPARE(headerOf(m_transport->requests[0], "X-Card-Session"), "s3cret");
        QVERIFY(!toJson(saved().at(0)).contains("s3cret"));
    }
    void anOpenKeyIsNotBegunTwice()
    {
        NewCommand command = withdraw();
        command.key = "withdrawal-1/void";
        PendingCommand *first = m_program->sender->begin(command);
        QCOMPARE(m_program->sender->begin(command), first);
        QCOMPARE(m_program->sender->open().size(), 1);
    }
    void settledCommandsLeaveTheList()
    {
        m_transport->script(answered(200, receipt(1)));
        QSignalSpy counts(m_program->sender.get(), &CommandSender::openChanged);
        m_program->sender->begin(withdraw());
        QTRY_COMPARE(counts.size(), 2);
        QCOMPARE(counts.at(0).at(0).toInt(), 1);
        QCOMPARE(counts.at(1).at(0).toInt(), 0);
    }
    // A program that ends while it hears of it: "done" comes again, a refusal is never sent again.
    void doneIsToldBeforeItsFileGoesAndARefusalAfterwards()
    {
        std::size_t onDisk = 7;
        const auto look = [&] { onDisk = saved().size(); };
        m_transport->script(answered(200, receipt(1)));
        connect(m_program->sender->begin(withdraw()), &PendingCommand::done, this, look);
        QTRY_COMPARE(onDisk, 1U);
        m_transport->script(refusal(api::ProblemCode::InsufficientFunds));
        connect(m_program->sender->begin(withdraw()), &PendingCommand::refused, this, look);
        QTRY_COMPARE(onDisk, 0U);
    }
    void aProgramMayEndInsideASignal()
    {
        m_transport->script(answered(200, receipt(1)));
        PendingCommand *command = m_program->sender->begin(withdraw());
        connect(command, &PendingCommand::done, this, [this] { m_program->sender.reset(); });
        QTRY_VERIFY(!m_program->sender);
        QVERIFY(saved().empty());
    }

private:
    std::vector<CommandRecord> saved() { return PendingCommands(m_dir->path()).load().commands; }
    //! Every sending so far had one key, one body and one condition.
    bool sameBytes() const
    {
        const HttpRequest &first = m_transport->requests.at(0);
        return std::all_of(m_transport->requests.begin(), m_transport->requests.end(),
            [&](const HttpRequest &r) {
                return r.body == first.body && r.target == first.target
                    && headerOf(r, "Idempotency-Key") == headerOf(first, "Idempotency-Key")
                    && headerOf(r, "If-Match") == headerOf(first, "If-Match");
            });
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<Program> m_program;
};

KONTOR_TEST(tst_CommandSender)
#include "tst_commandsender.moc"
