// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ForgedLog.h"
#include "storage/export/ExportLines.h"
#include "storage/log/PrintedHead.h"
#include "support/TestMain.h"
#include "verifier/Export.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace kontor;
using namespace kontor::testing;
using storage::PrintedHead;
using verifier::ExportReader;
using verifier::Fault;

namespace {

ForgedLog sampleLog()
{
    return ForgedLog::of(smallBank().pending());
}

std::string headerLine(const application::LogHead &before = {})
{
    std::string line;
    storage::appendHeader(line, {QByteArray(16, 'L'), QByteArray(16, 'G'), before});
    return line;
}

// As kontor-server writes it.
std::string exported(const ForgedLog &log)
{
    std::string text = headerLine();
    for (const storage::EventRow &row : log.events) {
        storage::appendEvent(text, row);
    }
    for (const storage::OutcomeRow &row : log.outcomes) {
        storage::appendOutcome(text, row);
    }
    storage::appendFooter(text, log.head());
    return text;
}

std::optional<Fault> readText(ExportReader &reader, std::string text)
{
    std::FILE *file = ::fmemopen(text.data(), text.size(), "rb");
    auto fault = reader.read(file, "export");
    std::fclose(file);
    return fault;
}

// "" where nothing is wrong.
QString faultOf(const std::string &text, std::optional<verifier::NotedHead> head = {})
{
    ExportReader reader(std::move(head));
    auto fault = readText(reader, text);
    fault = fault ? fault : reader.finish();
    return fault ? QString::fromStdString(fault->what) : QString();
}

std::optional<verifier::NotedHead> noted(const application::LogHead &head)
{
    return verifier::parseHead(PrintedHead::of(head).text().toStdString());
}

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines) {
        text += line;
    }
    return text;
}

} // namespace

class tst_Export : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeExportIsWhole()
    {
        const ForgedLog log = sampleLog();
        ExportReader reader(noted(log.head()));
        QVERIFY(!readText(reader, exported(log)));
        QVERIFY(!reader.finish());
        QVERIFY(reader.headFits());
        QCOMPARE(reader.ends().events, 11);
        QCOMPARE(reader.ends().outcomes, 3);
        QCOMPARE(reader.books()->accounts(), 2u);
        QCOMPARE(reader.books()->refusals(), 1);
        const auto totals = reader.books()->totals().at("EUR");
        QCOMPARE(totals.cashIn, 52'500);
        QCOMPARE(totals.cashOut, -300);
        QCOMPARE(totals.transfersOut, -12'300);
        QCOMPARE(totals.balances, 52'200);
    }
    void anEmptyLogIsWholeToo()
    {
        QCOMPARE(faultOf(exported({})), QString());
    }

    // No bit of the file is without meaning.
    void everyFlippedBitIsFoundAndItsLineNamed()
    {
        const std::string whole = exported(sampleLog());
        QCOMPARE(faultOf(whole), QString());
        std::string text = whole;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const auto line = 1 + std::count(whole.begin(), whole.begin() + qsizetype(at), '\n');
            const QString place = QStringLiteral("export, line %1: ").arg(line);
            for (int bit = 0; bit < 8; ++bit) {
                text[at] = char(whole[at] ^ (1 << bit));
                const QString fault = faultOf(text);
                QVERIFY2(fault.startsWith(place), qPrintable(QStringLiteral("byte %1, bit %2: %3")
                    .arg(at).arg(bit).arg(fault)));
            }
            text[at] = whole[at];
        }
        QVERIFY(text.size() > 5'000);
    }
    // What stays valid JSON but says something else.
    void aChangedFigureNamesItsEvent()
    {
        std::string text = exported(sampleLog());
        text.replace(text.find("\"amount\":-12300"), 15, "\"amount\":-12301");
        const QString fault = faultOf(text);
        QVERIFY2(fault.contains(u"line 9: event 8 (account/01935e0a-0000-7000-8000-000000000001, "
                                "2026-03-02): it is not what was written"_s), qPrintable(fault));
    }
    void everyCutIsFound()
    {
        const std::string whole = exported(sampleLog());
        for (std::size_t size = 1; size < whole.size(); ++size) {
            QVERIFY2(!faultOf(whole.substr(0, size)).isEmpty(), qPrintable(QString::number(size)));
        }
    }
    void aLineThatIsMissingDoubledOrSwappedIsFound()
    {
        const std::vector<std::string> whole = linesOf(exported(sampleLog()));
        for (std::size_t at = 0; at < whole.size(); ++at) {
            auto lines = whole;
            lines.erase(lines.begin() + qsizetype(at));
            QVERIFY2(!faultOf(joined(lines)).isEmpty(), qPrintable(QString::number(at)));
            lines = whole;
            lines.insert(lines.begin() + qsizetype(at), whole[at]);
            QVERIFY2(!faultOf(joined(lines)).isEmpty(), qPrintable(QString::number(at)));
            if (at + 1 < whole.size()) {
                lines = whole;
                std::swap(lines[at], lines[at + 1]);
                QVERIFY2(!faultOf(joined(lines)).isEmpty(), qPrintable(QString::number(at)));
            }
        }
    }
    void anythingAfterTheFooterIsFound()
    {
        QVERIFY(faultOf(exported(sampleLog()) + "\n").contains(u"line 17: it follows the footer"_s));
    }

    // Cut by somebody who knows how to write a footer: only the note on paper tells.
    void aCutTailFailsAgainstANotedHead()
    {
        ForgedLog log = sampleLog();
        const auto head = noted(log.head());
        log.events.resize(10);
        log.outcomes.resize(2);
        const std::string text = exported(log);
        QCOMPARE(faultOf(text), QString());
        QVERIFY(faultOf(text, head).contains(u"its end was cut off"_s));
    }
    void aHistoryWrittenAnewFailsAgainstANotedHead()
    {
        ForgedLog log = sampleLog();
        const auto head = noted(log.head());
        log.replace(10, "Ada King", "Ida King");
        log.seal();
        const std::string text = exported(log);
        QCOMPARE(faultOf(text), QString());
        QVERIFY(faultOf(text, head).contains(u"history was rewritten"_s));
    }
    void aNotedHeadHoldsForEveryLaterExport()
    {
        ForgedLog log = sampleLog();
        ForgedLog earlier = log;
        earlier.events.resize(7);
        earlier.outcomes.resize(1);
        QCOMPARE(faultOf(exported(log), noted(earlier.head())), QString());
    }
    void aMistypedHeadIsNoHead()
    {
        const std::string text = PrintedHead::of(sampleLog().head()).text().toStdString();
        QVERIFY(verifier::parseHead(text));
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::string typo = text;
            typo[at] = typo[at] == '7' ? '1' : '7';
            QVERIFY2(!verifier::parseHead(typo), typo.c_str());
            QVERIFY2(!PrintedHead::parse(QString::fromStdString(typo)), typo.c_str());
        }
        std::string spoken = text;
        std::replace(spoken.begin(), spoken.end(), '-', ' ');
        std::transform(spoken.begin(), spoken.end(), spoken.begin(), ::toupper);
        QVERIFY(verifier::parseHead("  " + spoken + " "));
        QVERIFY(PrintedHead::parse(QString::fromStdString("  " + spoken + " ")));
    }

    void partsMakeAWhole()
    {
        const ForgedLog log = sampleLog();
        ForgedLog first = log;
        first.events.resize(8);
        first.outcomes.resize(1);
        ForgedLog second = log;
        second.events.erase(second.events.begin(), second.events.begin() + 8);
        second.outcomes.erase(second.outcomes.begin());
        std::string rest = headerLine(first.head());
        for (const storage::EventRow &row : second.events) {
            storage::appendEvent(rest, row);
        }
        for (const storage::OutcomeRow &row : second.outcomes) {
            storage::appendOutcome(rest, row);
        }
        storage::appendFooter(rest, log.head());
        ExportReader reader(noted(log.head()));
        QVERIFY(!readText(reader, exported(first)));
        QVERIFY(!readText(reader, rest));
        QVERIFY(!reader.finish());
        QVERIFY(reader.books()->isFromTheBeginning());
        // Alone, what came before is taken on trust.
        ExportReader alone{std::nullopt};
        QVERIFY(!readText(alone, rest));
        QVERIFY(!alone.finish());
        QVERIFY(!alone.books()->isFromTheBeginning());
        QCOMPARE(alone.books()->openTransfers(), 1u);
        // And the order matters.
        ExportReader reversed{std::nullopt};
        QVERIFY(!readText(reversed, rest));
        QVERIFY(readText(reversed, exported(first)).has_value());
    }

    // Between the two sides of a transfer, which is events 8 and 9.
    void aFirstPartMayEndWithinATransfer()
    {
        ForgedLog first = sampleLog();
        first.events.resize(8);
        first.outcomes.resize(1);
        ExportReader part{std::nullopt};
        QVERIFY(!readText(part, exported(first)));
        const auto fault = part.finish();
        QVERIFY2(!fault, fault ? fault->what.c_str() : "");
        QVERIFY(!part.books()->isWhole());
        QCOMPARE(part.books()->openTransfers(), 1u);
        // Where the request's own outcome is there, its events must be, too.
        first.outcomes[0].record.lastPosition = 8;
        first.seal();
        QVERIFY(faultOf(exported(first)).contains(QStringLiteral("has only one side")));
    }
    void filesThatAreNoExportsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("what");
        const std::string whole = exported(sampleLog());
        const auto row = [](const char *name, const std::string &text, int code, const char *what) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << code
                                << QString::fromUtf8(what);
        };
        const auto changed = [&whole](const std::string &from, const std::string &to) {
            std::string text = whole;
            text.replace(text.find(from), from.size(), to);
            return text;
        };
        std::string carriage;
        for (const char c : whole) {
            carriage += c == '\n' ? "\r\n" : std::string(1, c);
        }
        std::string newer = whole.substr(0, whole.find(",\"check\""));
        newer.replace(newer.find("\"format\":1"), 10, "\"format\":2");
        newer += ",\"more\":true";
        newer += ",\"check\":\"" + verifier::toHex(verifier::bytesOf(verifier::blake2b(newer)))
            + "\"}\n";
        const auto after = [](qint64 event, char hash) {
            application::LogHead head;
            head.position = event;
            head.eventHash = QByteArray(32, hash);
            return headerLine(head);
        };
        row("a hash before the first event", after(0, 'x'), 65, "the header says what cannot be");
        row("an event before without a hash", after(5, 0), 65, "the header says what cannot be");
        row("less than no events before", after(-1, 'x'), 65, "the header says what cannot be");
        row("foreign", "Dear auditor,\nall is well.\n", 78, "not the header");
        row("other JSON", "{\"kontor\":\"something else\"}\n", 78, "not the header");
        row("zeros", std::string(100'000, '\0'), 78, "not the header");
        row("newer", newer, 78, "this is format 2; this program knows 1");
        row("format by hand", changed("\"format\":1", "\"format\":2"), 65, "its check differs");
        row("carriage returns", carriage, 65, "carriage return");
        row("byte order mark", "\xEF\xBB\xBF" + whole, 65, "not the header");
        row("not UTF-8", changed("Ada Lovelace", "Ada \xFFovelace"), 65, "line 5: byte ");
        row("overlong UTF-8", changed("Ada Lovelace", "Ada\xC0\xA0ovelace"), 65, "is not UTF-8");
        row("huge line", headerLine() + std::string(40'000'000, 'x'), 65, "longer than 16 MiB");
        row("blank line", changed("{\"event\":2,", "\n{\"event\":2,"), 65, "line 3: it is neither");
        row("a space", changed("{\"event\":2,", "{\"event\": 2,"), 65, "event 2 makes no sense");
        row("leading zero", changed("\"version\":1", "\"version\":01"), 65, "event 1 makes no sense");
        row("other escape", changed("\\t", "\\u0009"), 65, "it is not what was written");
        row("lines by hand", changed("\"events\":11", "\"events\":12"), 65, "its check differs");
    }
    void filesThatAreNoExportsAreRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, exitCode);
        QFETCH(QString, what);
        ExportReader reader{std::nullopt};
        const auto fault = readText(reader, text.toStdString());
        QVERIFY(fault);
        QCOMPARE(fault->exitCode, exitCode);
        QVERIFY2(fault->what.find(what.toStdString()) != std::string::npos, fault->what.c_str());
    }
    void whatIsNotAFileIsRefused()
    {
        const QTemporaryDir place;
        const std::string directory = place.path().toStdString();
        ExportReader reader{std::nullopt};
        QCOMPARE(reader.read(directory)->exitCode, Fault::notOurs);
        QCOMPARE(reader.read(directory + "/none")->exitCode, Fault::notThere);
        QVERIFY(QFile(place.path() + QStringLiteral("/empty")).open(QIODevice::WriteOnly));
        const auto empty = reader.read(directory + "/empty");
        QCOMPARE(empty->exitCode, Fault::damaged);
        QCOMPARE(empty->what, directory + "/empty is empty");
    }
};

KONTOR_TEST(tst_Export)
#include "tst_export.moc"
