// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/PowerCuts.h"

#include "support/KeptConnection.h"

#include <QTest>

#include <thread>

namespace kontor::testing {

using namespace Qt::StringLiterals;

// ---- recording --------------------------------------------------------------------------------

qint64 Recording::changes() const
{
    return std::count_if(operations.begin(), operations.end(),
        [](const DiskOperation &operation) { return operation.changesTheDisk(); });
}

qint64 Recording::writesTo(const QByteArray &name) const
{
    std::set<int> files;
    qint64 writes = 0;
    for (const DiskOperation &operation : operations) {
        if (operation.entry.kind == DiskEntry::Open && operation.name == name) {
            files.insert(operation.entry.file);
        }
        writes += operation.entry.kind == DiskEntry::Write && files.contains(operation.entry.file);
    }
    return writes;
}

Recorder::Recorder(
    const QString &program, const DiskContents &before, const QStringList &arguments)
    : m_server(arguments)
{
    m_recording.before = before;
    writeContents(before, m_server.directory());
    m_server.setProgram(program);
    m_server.recordTo(recordFile());
    if (!m_server.start()) {
        qFatal("the server does not start: %s", m_server.log().constData());
    }
}

// Sends until there is an answer; every attempt is one request under one key.
HttpAnswer Recorder::send(const Command &command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_recording.sent[command.key] = command;
    }
    return m_server.send(command.method, command.path, command.body, command.headers());
}

void Recorder::openAccounts(int count)
{
    for (int i = 0; i < count; ++i) {
        const auto opened = send({"open-" + QByteArray::number(++m_keys), "POST", "/accounts",
            R"({"ownerName":"Account holder","initialBalance":1000})"});
        m_recording.accounts.push_back(opened.json()["id"_L1].toString().toLatin1());
    }
}

Command Recorder::transfer(Random &random)
{
    const auto &accounts = m_recording.accounts;
    const auto from = random.next() % accounts.size();
    const auto to = (from + 1 + random.next() % (accounts.size() - 1)) % accounts.size();
    const std::lock_guard lock(m_mutex);
    const Command command{"transfer-" + QByteArray::number(++m_keys), "POST",
        "/accounts/" + accounts[from] + "/transfer",
        "{\"destinationAccountId\":\"" + accounts[to] + "\",\"amount\":0.25}"};
    m_recording.sent[command.key] = command;
    return command;
}

void Recorder::call(int caller, int transfers)
{
    KeptConnection connection;
    SeededRandom random(static_cast<std::uint64_t>(caller));
    for (int n = 0; n < transfers; ++n) {
        const Command command = transfer(random);
        const auto answer = connection.send(
            m_server.port(), command.method, command.path, command.body, command.headers());
        if (answer.status == 0) {
            return;
        }
    }
}

void Recorder::work(int transfersEach)
{
    std::vector<std::thread> threads;
    for (int caller = 0; caller < 4; ++caller) {
        threads.emplace_back([=, this] { call(caller, transfersEach); });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    const QByteArray path = "/accounts/" + m_recording.accounts.front();
    const QByteArray key = QByteArray::number(++m_keys);
    send({"name-" + key, "PATCH", path + "/name", R"({"name":"Another holder"})"});
    send({"hold-" + key, "POST", path + "/holds", R"({"amount":1,"kind":"other","reason":"x"})"});
    send({"endpoint-" + key, "POST", "/webhooks/endpoints", R"({"url":"http://127.0.0.1:9/"})"});
    m_server.get("/accounts"); // makes the views follow
}

void Recorder::workUntilKilled(qint64 atCall)
{
    m_server.arm({.fate = DiskFate::DieHalfway, .call = atCall});
    while (m_server.hits() == 0) {
        work(10);
    }
    m_server.waitForEnd();
    m_server.heal();
    if (!m_server.start()) {
        qFatal("the server does not start: %s", m_server.log().constData());
    }
}

void Recorder::issueCard()
{
    send({"card-" + QByteArray::number(++m_keys), "POST", "/cards",
        "{\"accountId\":\"" + m_recording.accounts.front() + "\",\"pin\":\"2580\"}"});
}

bool Recorder::transferTogether(int count)
{
    const QByteArray transfer = "{\"sourceAccountId\":\"" + m_recording.accounts.front()
        + "\",\"destinationAccountId\":\"" + m_recording.accounts.back() + "\",\"amount\":0.25}";
    const QByteArrayList transfers(count, transfer);
    const auto answer = send({"batch-" + QByteArray::number(++m_keys), "POST", "/transfers/batch",
        "{\"items\":[" + transfers.join(',') + "]}"});
    return answer.status == 200;
}

void Recorder::rest()
{
    // The writer takes one of its three steps every second, and may have begun another one before.
    std::this_thread::sleep_for(std::chrono::milliseconds(6'500));
}

void Recorder::stopAndStart()
{
    m_server.stop();
    m_server.start();
}

Recording Recorder::finish()
{
    m_server.stop();
    m_recording.operations = readDiskRecord(recordFile());
    SimulatedDisk disk(m_recording.before);
    for (const DiskOperation &operation : m_recording.operations) {
        disk.apply(operation);
    }
    SeededRandom random(1);
    if (disk.afterPowerLoss(PowerLoss::LosesNone, random) != contentsOf(m_server.directory())) {
        qFatal("something was written that is not in the record");
    }
    return std::move(m_recording);
}

// ---- cutting ----------------------------------------------------------------------------------

QString PowerVerdict::text() const
{
    return u"%1 states, %2 acknowledged answers asked for again: in %3 states one is lost, in %4 "
           "one is another, %5 do not open, %6 are not sound%7"_s.arg(states)
               .arg(answers)
               .arg(lost)
               .arg(changed)
               .arg(unopened)
               .arg(unsound)
               .arg(first.isEmpty() ? QString() : u"\n  "_s + first.join(u"\n  "_s));
}

DiskContents PowerCuts::contentsAt(std::size_t cut, PowerLoss loss, Random &random)
{
    for (; m_applied < cut; ++m_applied) {
        m_disk.apply(m_recording.operations[m_applied]);
    }
    return m_disk.afterPowerLoss(loss, random);
}

std::vector<std::pair<Command, HttpAnswer>> PowerCuts::acknowledgedBefore(std::size_t cut) const
{
    std::vector<std::pair<Command, HttpAnswer>> found;
    std::set<QByteArray> seen;
    for (std::size_t i = 0; i < cut; ++i) {
        const DiskOperation &operation = m_recording.operations[i];
        if (operation.entry.kind != DiskEntry::Answer) {
            continue;
        }
        const HttpAnswer answer = parseAnswer(operation.data);
        const auto command = m_recording.sent.find(answer.header("X-Request-Id"));
        if (command != m_recording.sent.end() && answer.status / 100 == 2
            && seen.insert(command->first).second) {
            found.emplace_back(command->second, answer);
        }
    }
    return found;
}

void PowerCuts::note(int PowerVerdict::*kind, const QString &what)
{
    ++(m_verdict.*kind);
    if (m_verdict.first.size() < 5) {
        m_verdict.first << what;
    }
}

void PowerCuts::judge(std::size_t cut, PowerLoss loss, Random &random)
{
    const auto place = directoryInMemory();
    writeContents(contentsAt(cut, loss, random), place->path());
    const QString where = u"cut after %1 of %2, loss %3"_s.arg(cut)
                              .arg(m_recording.operations.size())
                              .arg(int(loss));
    ++m_verdict.states;
    RunningServer server({}, place->path());
    if (!server.isRunning()) {
        note(&PowerVerdict::unopened, where + u": "_s + QString::fromUtf8(server.log().right(300)));
        return;
    }
    judgeServer(server, cut, where);
    server.kill();
    if (verifyDirectory(place->path()) != 0) {
        note(&PowerVerdict::unsound, where + u": verify finds a fault"_s);
    }
}

// What is missing, or nothing. An endpoint's secret is not shown twice, so it is looked up; a card
// must take its PIN; everything else answers again.
static QString missing(KeptConnection &connection, quint16 port, const Command &command,
    const HttpAnswer &answer, HttpAnswer &again)
{
    const auto ask = [&](const Command &question) {
        return connection.send(
            port, question.method, question.path, question.body, question.headers());
    };
    const auto unless = [](bool there, const HttpAnswer &found) {
        return there ? QString() : u"%1 %2"_s.arg(found.status).arg(QString::fromUtf8(found.body));
    };
    const QByteArray id = answer.json()["id"_L1].toString().toLatin1();
    if (command.path == "/webhooks/endpoints") {
        const auto found = ask({{}, "GET", command.path + '/' + id, {}});
        return unless(found.status == 200, found);
    }
    again = ask(command);
    if (again.header("Idempotency-Replayed") != "true" || command.path != "/cards") {
        return unless(again.header("Idempotency-Replayed") == "true", again);
    }
    const auto session = ask(
        {{}, "POST", command.path + '/' + id + "/session", R"({"pin":"2580","terminalId":"T1"})"});
    return unless(session.status == 200, session);
}

static qint64 cents(QByteArray number)
{
    return number.replace(".", "").toLongLong();
}

void PowerCuts::judgeServer(RunningServer &server, std::size_t cut, const QString &where)
{
    KeptConnection connection;
    for (const auto &[command, answer] : acknowledgedBefore(cut)) {
        ++m_verdict.answers;
        HttpAnswer again = answer;
        const QString what = missing(connection, server.port(), command, answer, again);
        if (!what.isEmpty()) {
            note(&PowerVerdict::lost,
                u"%1: %2 is lost: %3"_s.arg(where, QString::fromUtf8(command.key), what));
            return;
        }
        if (again.body != answer.body || again.status != answer.status) {
            note(&PowerVerdict::changed,
                u"%1: %2 was answered %3 %4, and is now %5 %6"_s.arg(
                    where, QString::fromUtf8(command.key)).arg(answer.status)
                    .arg(QString::fromUtf8(answer.body)).arg(again.status)
                    .arg(QString::fromUtf8(again.body)));
            return;
        }
    }
    const auto list = server.get("/accounts?pageSize=100").json()["items"_L1].toArray();
    qint64 total = 0;
    for (const auto &account : list) {
        const QByteArray id = account.toObject()["id"_L1].toString().toLatin1();
        total += cents(server.get("/accounts/" + id + "/balance").number("balance"));
    }
    if (total != list.size() * 100'000) {
        note(&PowerVerdict::unsound, where + u": the total is %1"_s.arg(total));
    }
}

} // namespace kontor::testing
