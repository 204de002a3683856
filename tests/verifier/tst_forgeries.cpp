// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ForgedLog.h"
#include "storage/export/ExportLines.h"
#include "storage/verify/Replay.h"
#include "support/TestMain.h"
#include "verifier/Export.h"

#include <QTest>

#include <cstdio>

using namespace kontor;
using namespace kontor::testing;

namespace {

using Forge = std::function<void(ForgedLog &)>;

// The server's own verification.
QString faultOfReplay(const ForgedLog &log)
{
    storage::Replay replay;
    for (const storage::EventRow &row : log.events) {
        if (const auto fault = replay.check(row)) {
            return *fault;
        }
    }
    for (const storage::OutcomeRow &row : log.outcomes) {
        if (const auto fault = replay.check(row)) {
            return *fault;
        }
    }
    return replay.checkEnd().value_or(QString());
}

// The independent one.
QString faultOfExport(const ForgedLog &log)
{
    std::string text;
    storage::appendHeader(text, {QByteArray(16, 'L'), QByteArray(16, 'G'), {}});
    for (const storage::EventRow &row : log.events) {
        storage::appendEvent(text, row);
    }
    for (const storage::OutcomeRow &row : log.outcomes) {
        storage::appendOutcome(text, row);
    }
    storage::appendFooter(text, log.head());
    std::FILE *file = ::fmemopen(text.data(), text.size(), "rb");
    verifier::ExportReader reader{std::nullopt};
    auto fault = reader.read(file, "export");
    std::fclose(file);
    fault = fault ? fault : reader.finish();
    return fault ? QString::fromStdString(fault->what) : QString();
}

//! From event 7 on by somebody else.
void letTwoCall(ForgedLog &log)
{
    log.events[6].meta = R"({"by":"user:ana","cor":"cor-2"})";
    for (std::size_t i = 7; i < log.events.size(); ++i) {
        log.events[i].meta = "{\"as\":" + std::to_string(i - 6) + '}';
    }
}

} // namespace

Q_DECLARE_METATYPE(Forge)

//! Logs whose hashes all fit and which still cannot be true.
class tst_Forgeries : public QObject
{
    Q_OBJECT

    static void theForgeryIsFoundByBoth()
    {
        QFETCH(Forge, forge);
        ForgedLog log = ForgedLog::of(smallBank().pending());
        forge(log);
        log.seal();
        QVERIFY(!faultOfReplay(log).isEmpty());
        QVERIFY(!faultOfExport(log).isEmpty());
    }

private Q_SLOTS:
    void theHonestLogIsWhole()
    {
        const ForgedLog log = ForgedLog::of(smallBank().pending());
        QCOMPARE(faultOfReplay(log), QString());
        QCOMPARE(faultOfExport(log), QString());
    }
    void soIsOneOfTwoCallers()
    {
        ForgedLog log = ForgedLog::of(smallBank().pending());
        letTwoCall(log);
        log.seal();
        QCOMPARE(faultOfReplay(log), QString());
        QCOMPARE(faultOfExport(log), QString());
    }

    void aForgedLogIsFoundByBoth_data()
    {
        QTest::addColumn<Forge>("forge");
        const auto row = [](const char *name, Forge forge) { QTest::newRow(name) << forge; };
        row("a deposit of more than it adds",
            [](ForgedLog &log) { *log.events[6].money.amount += 1; });
        row("a balance out of nothing",
            [](ForgedLog &log) { *log.events[6].money.balanceAfter += 100; });
        row("a transfer that gives more than it takes", [](ForgedLog &log) {
            *log.events[8].money.amount += 1;
            *log.events[8].money.balanceAfter += 1;
            *log.events[10].money.balanceAfter += 1;
        });
        row("a transfer to somebody else",
            [](ForgedLog &log) { log.replace(8, "000000000002", "000000000003"); });
        row("a transfer of old in another direction", [](ForgedLog &log) {
            log.events[8].schema = 1;
            log.replace(8, "\"counterparty\"", "\"direction\":\"in\",\"counterparty\"");
        });
        row("a transfer of nothing", [](ForgedLog &log) { *log.events[8].money.amount = 0; });
        row("a transfer with one side", [](ForgedLog &log) {
            log.replace(9, "\"transferId\":\"0193", "\"transferId\":\"0194");
        });
        row("a transfer that happened twice", [](ForgedLog &log) {
            log = ForgedLog::of(smallBank().transfer(1, 2, 100).pending());
            const std::string &data = log.events[7].data;
            const std::string id = data.substr(data.find("\"transferId\":"), 51);
            for (const std::size_t event : {12, 13}) {
                std::string &again = log.events[event - 1].data;
                again.replace(again.find("\"transferId\":"), 51, id);
            }
        });
        row("a transfer to the account that it comes from",
            [](ForgedLog &log) { log = ForgedLog::of(smallBank().transfer(1, 1, 100).pending()); });
        row("another currency",
            [](ForgedLog &log) { log.replace(7, "\"EUR\"", "\"USD\""); });
        row("a version that is missing", [](ForgedLog &log) { log.events[7].version += 1; });
        row("a version twice", [](ForgedLog &log) { log.events[7].version -= 1; });
        row("an event that is missing", [](ForgedLog &log) {
            log.events.erase(log.events.begin() + 9);
        });
        row("a stream that does not begin", [](ForgedLog &log) { log.events[6].stream = 5'000; });
        row("a stream without a name", [](ForgedLog &log) { log.events[4].meta = "{}"; });
        row("a stream that begins twice", [](ForgedLog &log) {
            log.events[4].meta = "{\"as\":4" + log.events[1].meta.substr(7);
        });
        row("a claim of what somebody holds", [](ForgedLog &log) {
            log.events[9].stream = 1;
            log.events[9].version = 2;
            log.events[9].type = "Claimed";
            log.events[9].data = "{\"by\":\"" + LogBuilder::account(2).toString().toStdString() + "\"}";
        });
        row("a claim given up by somebody else", [](ForgedLog &log) {
            log.events[9].stream = 1;
            log.events[9].version = 2;
            log.events[9].type = "Released";
            log.events[9].data = "{\"by\":\"" + LogBuilder::account(2).toString().toStdString() + "\"}";
        });
        row("an event before the one before it",
            [](ForgedLog &log) { log.events[6].recordedAt -= 1'000'000; });
        row("data that is no JSON", [](ForgedLog &log) { log.events[9].data = "{\"oldName\":}"; });
        row("a key that was used before", [](ForgedLog &log) {
            log.outcomes[2].record.key = log.outcomes[0].record.key;
        });
        row("an outcome of events that are not there",
            [](ForgedLog &log) { log.outcomes[2].record.lastPosition = 12; });
        row("two outcomes of one event",
            [](ForgedLog &log) { log.outcomes[2].record.firstPosition = 7; });
        row("an outcome that is missing",
            [](ForgedLog &log) { log.outcomes.erase(log.outcomes.begin() + 1); });
        row("money in a stream that is no account", [](ForgedLog &log) {
            log.events[6].stream = 5;
            log.events[6].version = 2;
            log.events[6].money = {2'500, 2'500};
        });
    }
    void aForgedLogIsFoundByBoth() { theForgeryIsFoundByBoth(); }

    void aForgedCauseIsFoundByBoth_data()
    {
        QTest::addColumn<Forge>("forge");
        const auto row = [](const char *name, Forge forge) { QTest::newRow(name) << forge; };
        row("a cause that is said before the first event",
            [](ForgedLog &log) { log.events[9].meta = "{\"as\":10}"; });
        row("a cause that is somebody else's", [](ForgedLog &log) {
            letTwoCall(log);
            log.events[10].meta = "{\"as\":10}";
        });
        row("a cause that is said by an event which refers to another one",
            [](ForgedLog &log) { log.events[9].meta = "{\"as\":1}"; });
        row("a cause of its own and another's", [](ForgedLog &log) {
            std::string &meta = log.events[9].meta;
            meta.insert(meta.size() - 1, ",\"by\":\"user:somebody\"");
        });
        row("a cause nowhere", [](ForgedLog &log) { log.events[9].meta = "{\"as\":0}"; });
        row("a cause beyond all numbers",
            [](ForgedLog &log) { log.events[9].meta = "{\"as\":18446744073709551615}"; });
        row("a cause that is no number",
            [](ForgedLog &log) { log.events[9].meta = "{\"as\":1.5}"; });
    }
    void aForgedCauseIsFoundByBoth() { theForgeryIsFoundByBoth(); }

    // What takes the rules themselves to see.
    void aForgedLogIsFoundByTheReplay_data()
    {
        QTest::addColumn<Forge>("forge");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *name, const char *what, Forge forge) {
            QTest::newRow(name) << forge << QString::fromUtf8(what);
        };
        row("more than there was", "below its floor", [](ForgedLog &log) {
            for (const int event : {8, 9}) {
                log.events[std::size_t(event - 1)].money.amount = event == 8 ? -60'000 : 60'000;
            }
            log.events[7].money.balanceAfter = -7'500;
            log.events[8].money.balanceAfter = 60'000;
            log.events[10].money.balanceAfter = 59'700;
        });
        row("a CPF that nobody claimed", "is not claimed by it",
            [](ForgedLog &log) {
                log.replace(4, "98765432100", "11144477735");
                log.replace(10, "98765432100", "11144477735");
            });
        row("a claim that nobody uses", "does not use it", [](ForgedLog &log) {
            log.events[2].meta.replace(log.events[2].meta.find("98765432100"), 11, "11144477735");
            log.replace(4, "\"cpf\":\"98765432100\",", "");
            log.replace(10, "\"cpf\":\"98765432100\",", "");
        });
        row("one number twice", "two accounts have the number",
            [](ForgedLog &log) { log.replace(4, "1000002-0", "1000001-0"); });
        row("a number from elsewhere that nobody claimed", "the number of",
            [](ForgedLog &log) { log.replace(4, "1000002-0", "4030-1"); });
        row("a serial that is missing", "serial 2 follows 0",
            [](ForgedLog &log) { log.replace(6, "\"serial\":1", "\"serial\":2"); });
        row("a stream of no kind", "no stream can be called", [](ForgedLog &log) {
            log.events[4].meta.replace(log.events[4].meta.find("customer/"), 9, "custemer/");
        });
        row("an event of another kind of stream", "cannot happen in the stream",
            [](ForgedLog &log) {
                log.events[9].type = "PinAttempted";
                log.events[9].data = "{\"terminalId\":\"x\"}";
            });
        row("an event that nobody knows", "is not known here",
            [](ForgedLog &log) { log.events[9].type = "AccountSold"; });
        row("a newer shape", "cannot be read", [](ForgedLog &log) { log.events[9].schema = 99; });
    }
    void aForgedLogIsFoundByTheReplay()
    {
        QFETCH(Forge, forge);
        QFETCH(QString, what);
        ForgedLog log = ForgedLog::of(smallBank().pending());
        forge(log);
        log.seal();
        const QString fault = faultOfReplay(log);
        QVERIFY2(fault.contains(what), qPrintable(fault));
    }
};

KONTOR_TEST(tst_Forgeries)
#include "tst_forgeries.moc"
