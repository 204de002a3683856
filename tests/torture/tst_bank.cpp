// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestMain.h"
#include "support/Torture.h"
#include "torture/bank/BadLine.h"
#include "torture/bank/BankCheck.h"
#include "torture/bank/BankClient.h"
#include "torture/bank/Nemesis.h"

#include <QTest>

#include <thread>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

// Many customers at once, while the server is killed, stopped, starved and lied to; and then
// everything that anybody saw is held against the laws of a bank.

namespace {

constexpr int accountCount = 8;
constexpr int openingCents = 100'000;

//! One bank from its opening to the last look at its books.
class BankRound
{
public:
    explicit BankRound(std::uint64_t seed, const QString &program = {})
        : m_seed(seed)
        , m_server({u"--views-flush-ms"_s, u"50"_s})
    {
        if (!program.isEmpty()) {
            m_server.setProgram(program);
        }
    }

    void run(std::chrono::milliseconds duration);
    Findings findings();
    const BankCounts &counts() const { return m_counts; }
    const Nemesis &nemesis() const { return *m_nemesis; }
    int cuts() const;
    QString text() const;

private:
    void openAccounts();
    QJsonArray feed();

    std::uint64_t m_seed;
    FaultyServer m_server;
    BankWorld m_world;
    std::unique_ptr<Nemesis> m_nemesis;
    std::vector<std::unique_ptr<BadLine>> m_proxies;
    std::vector<std::unique_ptr<BankClient>> m_clients;
    BankCounts m_counts;
};

void BankRound::openAccounts()
{
    for (int i = 0; i < accountCount; ++i) {
        const auto opened
            = m_server.post("/accounts", R"({"ownerName":"Account holder","initialBalance":1000})");
        m_world.accounts.push_back(opened.json()["id"_L1].toString().toLatin1());
    }
}

void BankRound::run(std::chrono::milliseconds duration)
{
    m_nemesis = std::make_unique<Nemesis>(m_server, m_world.port, m_seed);
    openAccounts();
    SeededRandom random(m_seed);
    for (int i = 0; i < 3; ++i) {
        m_proxies.push_back(std::make_unique<BadLine>(m_world.port, random.next()));
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < 12; ++i) {
        const auto &port = i < 3 ? m_proxies[std::size_t(i)]->port() : m_world.port;
        m_clients.push_back(std::make_unique<BankClient>(m_world, port, i, random.next()));
        threads.emplace_back([client = m_clients.back().get()] { client->run(); });
    }
    m_nemesis->rage(duration);
    m_world.finish = true;
    for (std::thread &thread : threads) {
        thread.join();
    }
}

// The last mishap may have been a moment ago, and what the disk refused then ends the server now: it
// is started again and asked until it answers.
QJsonArray BankRound::feed()
{
    QJsonArray all;
    KeptConnection connection;
    int silences = 0;
    for (qint64 after = 0;;) {
        const HttpAnswer page = connection.send(m_server.port(), "GET",
            "/events?limit=100&after=" + QByteArray::number(after));
        if (page.status != 200 && ++silences < 600) {
            QTest::qWait(100);
            if (!m_server.isRunning()) {
                m_server.start();
            }
            continue;
        }
        const QJsonArray items = page.json()["items"_L1].toArray();
        for (const auto &item : items) {
            all.append(item);
        }
        const qint64 next = page.json()["next"_L1].toInteger();
        if (items.isEmpty() && next == after) {
            return all;
        }
        after = next;
    }
}

Findings BankRound::findings()
{
    History history;
    for (const auto &client : m_clients) {
        history.insert(history.end(), client->history().begin(), client->history().end());
    }
    const Timeline timeline(feed(), m_world.accounts);
    BankCheck check(history, timeline);
    Findings found = check.run();
    m_counts = check.counts();
    if (m_server.stop() != 0 || verifyDirectory(m_server.directory()) != 0) {
        found.push_back({Law::TrueAnswers, u"verify finds a fault"_s});
    }
    return found;
}

int BankRound::cuts() const
{
    int sum = 0;
    for (const auto &proxy : m_proxies) {
        sum += proxy->cuts();
    }
    return sum;
}

QString BankRound::text() const
{
    return u"seed %1: %2; %3; %4 connections cut"_s.arg(m_seed)
        .arg(m_counts.text(), m_nemesis->text())
        .arg(cuts());
}

QString textOf(const Findings &findings)
{
    QString text = u"%1 laws broken"_s.arg(findings.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(findings.size(), 8); ++i) {
        text += u"\n  %1: %2"_s.arg(QLatin1StringView(nameOf(findings[i].law)), findings[i].what);
    }
    return text;
}

} // namespace

class tst_Bank : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // As many rounds as the time allows, each a bank of its own and a seed further.
    void theLawsHoldWhateverHappens()
    {
        const Torture torture = Torture::fromEnvironment();
        const auto roundTime
            = std::min<std::chrono::seconds>(torture.duration, std::chrono::seconds(30));
        const auto rounds = std::max<qint64>(1, torture.duration / roundTime);
        for (qint64 n = 0; n < rounds; ++n) {
            BankRound round(torture.seed + std::uint64_t(n));
            round.run(roundTime);
            const Findings findings = round.findings();
            qInfo("%s", qPrintable(round.text()));
            QVERIFY2(findings.empty(), qPrintable(textOf(findings)));
            QVERIFY2(round.nemesis().surprises().isEmpty(),
                qPrintable(round.nemesis().surprises().join(u'\n')));
            QVERIFY(round.counts().okWrites > 100 && round.counts().refusals > 10);
            QVERIFY(round.counts().snapshots > 20 && round.counts().resolved > 0);
            QCOMPARE(int(round.nemesis().deeds().size()), int(Nemesis::EvilCount));
            QVERIFY(round.cuts() > 0);
        }
    }
    void aServerThatAnswersBeforeTheCommitIsFoundOut()
    {
        BankRound round(1, u"" KONTOR_MUTANTS "/mutant_answers_first"_s);
        round.run(std::chrono::seconds(3));
        const Findings findings = round.findings();
        QVERIFY2(std::any_of(findings.begin(), findings.end(),
                     [](const Finding &finding) { return finding.law == Law::OncePerKey; }),
            qPrintable(round.text()));
    }
};

KONTOR_TEST(tst_Bank)
#include "tst_bank.moc"
