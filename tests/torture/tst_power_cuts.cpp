// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestMain.h"
#include "support/Torture.h"
#include "torture/PowerCuts.h"

#include <QTest>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

// The power goes at any moment: what was acknowledged is there when it comes back, and nothing has
// to be done by hand. The server's own writes and syncs are recorded, and the disk is built anew as
// it may be found after each of them.

namespace {

const QString theServer = u"" KONTOR_BIN_DIR "/kontor-server"_s;
const QStringList frequentCheckpoints{u"--ledger-checkpoint-pages"_s, u"1"_s};

// The operations after which a cut can make a difference.
std::vector<std::size_t> cutsOf(const Recording &recording)
{
    std::vector<std::size_t> cuts;
    for (std::size_t i = 0; i < recording.operations.size(); ++i) {
        const auto kind = recording.operations[i].entry.kind;
        if (kind != DiskEntry::Start && kind != DiskEntry::Open) {
            cuts.push_back(i + 1);
        }
    }
    return cuts;
}

// The moments when somebody has just been answered: what the answer rests on must be safe.
std::vector<std::size_t> cutsAfterAnswers(const Recording &recording)
{
    std::vector<std::size_t> cuts = cutsOf(recording);
    std::erase_if(cuts, [&](std::size_t cut) {
        return recording.operations[cut - 1].entry.kind != DiskEntry::Answer;
    });
    return cuts;
}

// All of these cuts, or as many of them as asked for, evenly.
PowerVerdict judge(const Recording &recording, const std::vector<std::size_t> &cuts,
    const Torture &torture, std::size_t sample)
{
    const std::size_t step = torture.whole ? 1 : std::max<std::size_t>(1, cuts.size() / sample);
    SeededRandom random(torture.seed);
    PowerCuts power(recording);
    for (std::size_t i = random.next() % step; i < cuts.size(); i += step) {
        power.judge(cuts[i], PowerLoss::LosesAll, random);
        power.judge(cuts[i], PowerLoss::LosesSome, random);
        if (torture.whole) {
            power.judge(cuts[i], PowerLoss::LosesSome, random);
        }
    }
    qInfo("%lld changes recorded, %zu cuts; %s", recording.changes(), cuts.size() / step,
        qPrintable(power.verdict().text()));
    return power.verdict();
}

PowerVerdict judgeAll(const Recording &recording, const Torture &torture, std::size_t sample)
{
    return judge(recording, cutsOf(recording), torture, sample);
}

PowerVerdict judgeAnswers(const Recording &recording)
{
    return judge(recording, cutsAfterAnswers(recording), {}, 10);
}

Recording recordOrdinaryWork(const QString &program, int transfersEach,
    const QStringList &arguments = {})
{
    Recorder recorder(program, {}, arguments);
    recorder.openAccounts(4);
    recorder.work(transfersEach);
    return recorder.finish();
}

} // namespace

class tst_PowerCuts : public QObject
{
    Q_OBJECT

private:
    const Torture m_torture = Torture::fromEnvironment();

private Q_SLOTS:
    void nothingAcknowledgedIsLost_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("as it is set") << QStringList();
        // Copied after each commit, and begun anew after every few.
        QTest::newRow("with checkpoints") << frequentCheckpoints;
    }
    void nothingAcknowledgedIsLost()
    {
        QFETCH(QStringList, arguments);
        Recorder recorder(theServer, {}, arguments);
        recorder.openAccounts(4);
        recorder.issueCard();
        recorder.work(m_torture.whole ? 20 : 5);
        // The record knows the first piece of an answer: a small one has no other.
        QVERIFY(recorder.transferTogether(20));
        recorder.rest();
        recorder.openAccounts(1);
        recorder.stopAndStart();
        recorder.work(3);
        const Recording recording = recorder.finish();
        qInfo("%lld pages were copied by checkpoints", recording.writesTo("ledger.db"));
        QVERIFY(arguments.isEmpty() || recording.writesTo("ledger.db") > 30);
        for (const auto &verdict : {judgeAll(recording, m_torture, 20), judgeAnswers(recording)}) {
            QVERIFY2(verdict.isClean(), qPrintable(verdict.text()));
            QVERIFY(verdict.answers > verdict.states);
        }
    }
    // What a killed server wrote and did not sync lies in the system's memory only. The next one
    // reads it as if it were safe, and must not build on it.
    void killedStartedAgainAndThenThePowerGoes()
    {
        Recorder recorder(theServer);
        recorder.openAccounts(3);
        SeededRandom random(m_torture.seed);
        for (int kill = 0; kill < (m_torture.whole ? 8 : 3); ++kill) {
            recorder.workUntilKilled(qint64(20 + random.next() % 150));
            recorder.work(2);
        }
        const auto verdict = judgeAll(recorder.finish(), m_torture, 40);
        QVERIFY2(verdict.isClean(), qPrintable(verdict.text()));
    }
    // The power goes again while the server makes good what the first cut has left.
    void thePowerGoesTwice()
    {
        const Recording first = recordOrdinaryWork(theServer, 4);
        const auto cuts = cutsOf(first);
        SeededRandom random(m_torture.seed);
        PowerCuts power(first);
        for (std::size_t part = 1; part <= (m_torture.whole ? 10U : 2U); ++part) {
            const std::size_t cut = cuts[cuts.size() * part / 11];
            Recorder recorder(theServer, power.contentsAt(cut, PowerLoss::LosesSome, random));
            recorder.openAccounts(2);
            recorder.work(2);
            const auto verdict = judgeAll(recorder.finish(), m_torture, 10);
            QVERIFY2(verdict.isClean(), qPrintable(verdict.text()));
        }
    }
    void aServerThatDoesNotSyncIsFoundOut()
    {
        const auto verdict
            = judgeAnswers(recordOrdinaryWork(u"" KONTOR_MUTANTS "/mutant_unsynced"_s, 5));
        QVERIFY2(verdict.lost > 0, qPrintable(verdict.text()));
    }
    void aServerThatLetsTheLogBeginAnewTooSoonIsFoundOut()
    {
        const auto recording
            = recordOrdinaryWork(u"" KONTOR_MUTANTS "/mutant_hasty"_s, 10, frequentCheckpoints);
        const auto verdict = judgeAll(recording, {}, 20);
        QVERIFY2(verdict.unopened > 0, qPrintable(verdict.text()));
    }
    void aServerThatAnswersBeforeTheCommitIsFoundOut()
    {
        const auto verdict
            = judgeAnswers(recordOrdinaryWork(u"" KONTOR_MUTANTS "/mutant_answers_first"_s, 5));
        QVERIFY2(verdict.lost > 0, qPrintable(verdict.text()));
    }
};

KONTOR_TEST(tst_PowerCuts)
#include "tst_power_cuts.moc"
