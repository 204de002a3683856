// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/MemoryLedger.h"
#include "support/Property.h"
#include "support/RandomCommands.h"
#include "support/TestMain.h"

#include <QTest>

#include <unordered_map>

using namespace kontor;
using namespace kontor::application;
using namespace kontor::testing;
using Kind = CommandResult::Kind;

namespace {

//! Numbers that say what happens around the commands, from 0 to below `end`.
int draw(int end)
{
    return *rc::gen::inRange(0, end);
}

std::vector<Submission> submissionsFrom(const std::vector<unsigned> &numbers)
{
    std::vector<Submission> submissions;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        submissions.push_back(ask(randomCommand(numbers[i]), "key-" + QByteArray::number(int(i))));
    }
    return submissions;
}

//! One by one, in memory, on a good day.
void runPlainly(MemoryLedger &ledger, const std::vector<Submission> &submissions)
{
    for (const Submission &submission : submissions) {
        ledger.run(submission);
    }
}

//! Until it is written; what comes back must be an answer.
void runUntilWritten(MemoryLedger &ledger, const std::vector<Submission> &batch)
{
    auto outcome = ledger.run(batch);
    while (outcome.fault) {
        outcome = ledger.run(batch);
    }
    for (const CommandResult &result : outcome.results) {
        RC_ASSERT(result.kind == Kind::Accepted || result.kind == Kind::Refused);
    }
}

void somethingHappens(MemoryLedger &ledger)
{
    switch (draw(8)) {
    case 0:
        ledger.index();
        break;
    case 1:
        ledger.reopen(std::size_t(draw(6)));
        break;
    case 2:
        ledger.log.failNext = MemoryLog::Fault::Full;
        break;
    case 3:
        ledger.index();
        ledger.indexed.dropSnapshots();
        break;
    default:
        break;
    }
}

//! In batches of any size, with repetitions, restarts, full disks, a lagging index, lost snapshots.
void runBadly(MemoryLedger &ledger, const std::vector<Submission> &submissions)
{
    for (std::size_t next = 0; next < submissions.size();) {
        somethingHappens(ledger);
        std::vector<Submission> batch;
        if (next > 0 && draw(3) == 0) {
            batch.push_back(submissions[std::size_t(draw(int(next)))]);
        }
        for (int size = 1 + draw(8); size > 0 && next < submissions.size(); --size) {
            batch.push_back(submissions[next++]);
            if (draw(4) == 0) {
                batch.push_back(batch.back());
            }
        }
        runUntilWritten(ledger, batch);
    }
}

} // namespace

class tst_Equivalence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batchesRestartsFaultsAndRepetitionsChangeNothing()
    {
        checkProperty([] {
            const auto submissions = submissionsFrom(*manyNumbers());
            MemoryLedger plain;
            runPlainly(plain, submissions);
            MemoryLedger bad(std::size_t(draw(6)));
            runBadly(bad, submissions);
            RC_ASSERT(bad.log.history() == plain.log.history());
            RC_ASSERT(bad.log.outcomes().size() == plain.log.outcomes().size());
        });
    }
    void versionsAndPositionsHaveNoGaps()
    {
        checkProperty([] {
            MemoryLedger ledger;
            runBadly(ledger, submissionsFrom(*manyNumbers()));
            std::map<QByteArray, qint64> versions;
            std::map<QByteArray, qint64> first;
            qint64 position = 0;
            for (const RecordedEvent &event : ledger.log.events()) {
                RC_ASSERT(event.position == ++position);
                RC_ASSERT(event.version == ++versions[event.stream.name()]);
                first.emplace(event.stream.name(), position);
                RC_ASSERT(event.streamPosition == first.at(event.stream.name()));
            }
        });
    }
};

KONTOR_TEST(tst_Equivalence)
#include "tst_equivalence.moc"
