// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/CommandLine.h"
#include "server/commands/Verbs.h"
#include "support/TestMain.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace kontor;
using namespace kontor::server;

namespace {

Result<int, Complaint> nothing(const Arguments &)
{
    return 0;
}

const std::vector<Verb> &sampleVerbs()
{
    static const std::vector<Verb> table = {
        {.name = "serve", .summary = "serve", .settings = Verb::Settings::All, .run = nothing},
        {.name = "send",
            .summary = "send a file",
            .options = {{.name = "to", .argument = "WHOM", .help = "who gets it", .required = true},
                {.name = "copies", .argument = "N", .help = "how many"},
                {.name = "quickly", .help = "in haste"}},
            .operands = {{.name = "FILE", .help = "what to send"}},
            .exits = {ExitCode::NoInput},
            .run = nothing},
        {.name = "user add", .summary = "add a user", .run = nothing},
        {.name = "user list", .summary = "list users", .run = nothing},
        {.name = "bare", .summary = "take nothing", .settings = Verb::Settings::None, .run = nothing},
    };
    return table;
}

Result<Invocation, Complaint> parsed(const QString &line)
{
    return parseCommandLine(line.split(u' ', Qt::SkipEmptyParts), sampleVerbs());
}

} // namespace

class tst_CommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileOfSettingsThatIsNotThereIsNamed()
    {
        const auto invocation = parsed(u"send a --to A --config /nowhere/kontor.toml"_s);
        QVERIFY(!invocation);
        QCOMPARE(invocation.error().exitCode, int(ExitCode::NoInput));
        QVERIFY(invocation.error().message.contains(u"/nowhere/kontor.toml"_s));
    }
    void aVerbGetsItsOptionsOperandsAndSettings()
    {
        const auto invocation = parsed(u"send letter.txt --to=Anna --copies 3 --data /tmp/books"_s);
        QVERIFY(invocation);
        QCOMPARE(invocation->verb, &sampleVerbs()[1]);
        QCOMPARE(invocation->arguments.operand(0), u"letter.txt"_s);
        QCOMPARE(invocation->arguments.value("to"), u"Anna"_s);
        QCOMPARE(invocation->arguments.number("copies").value(), std::optional<qint64>(3));
        QVERIFY(!invocation->arguments.has("quickly"));
        QCOMPARE(invocation->arguments.config.dataDirectory, u"/tmp/books"_s);
    }

    void aVerbMayBeTwoWords()
    {
        const auto invocation = parsed(u"user list --data d"_s);
        QVERIFY(invocation);
        QCOMPARE(invocation->verb, &sampleVerbs()[3]);
    }

    void aSettingThatListsMayBeRepeated()
    {
        const auto invocation = parsed(u"serve --listen 127.0.0.1:1 --listen 127.0.0.1:2"_s);
        QVERIFY(invocation);
        QCOMPARE(invocation->arguments.config.listen, (QStringList{u"127.0.0.1:1"_s, u"127.0.0.1:2"_s}));
    }

    void whatMakesNoSenseIsRefusedByName_data()
    {
        QTest::addColumn<QString>("message");
        const auto row = [](const char *line, const char *message) {
            QTest::newRow(line) << QString::fromUtf8(message);
        };
        row("", "Say what to do.");
        row("sing", "There is no command \"sing\".");
        row("user", "There is no command \"user\".");
        row("user sing", "There is no command \"user sing\".");
        row("--data d serve", "Say first what to do, then --data.");
        row("send", "send needs --to WHOM.");
        row("send --to A", "send needs FILE: what to send.");
        row("send a b --to A", "\"b\" is one word too many for send.");
        row("send a --to", "--to needs a value: WHOM.");
        row("send a --to A --to B", "--to is given twice.");
        row("send a --to=", "--to needs a value: WHOM.");
        row("send a --to A --config=", "--config needs a value: FILE.");
        row("send a --to A --config a --config b", "--config is given twice.");
        row("send a --to A --data a --data b", "--data is given twice.");
        row("send a --to A --data=", "--data: \"\" cannot be used");
        row("serve --demo --demo", "--demo is given twice.");
        row("send a --to A --quickly=yes", "--quickly takes no value.");
        row("send a --to A --listen 127.0.0.1:1", "There is no option --listen for send.");
        row("send a --to A -x", "There is no option --x for send.");
        row("bare --data d", "There is no option --data for bare.");
        row("bare --config f", "There is no option --config for bare.");
        row("serve --branch-time-zone=", "--branch-time-zone: \"\" cannot be used");
        row("serve --branch-time-zone Berlin", "--branch-time-zone: \"Berlin\" cannot be used");
        row("serve --http-max-connections many", "--http-max-connections: \"many\" cannot be used");
    }
    void whatMakesNoSenseIsRefusedByName()
    {
        QFETCH(QString, message);
        const auto invocation = parsed(QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(!invocation);
        QCOMPARE(invocation.error().exitCode, int(ExitCode::Usage));
        QVERIFY2(invocation.error().message.startsWith(message), qPrintable(invocation.error().message));
    }

    void anOptionThatIsNoNumberIsRefusedByName_data()
    {
        QTest::addColumn<QString>("number");
        for (const char *number : {"0", "-1", "3x", "9223372036854775808"}) {
            QTest::newRow(number) << QString::fromLatin1(number);
        }
    }
    void anOptionThatIsNoNumberIsRefusedByName()
    {
        QFETCH(QString, number);
        const auto invocation = parsed(u"send a --to A --copies="_s + number);
        const auto copies = invocation->arguments.number("copies");
        QVERIFY(!copies);
        QCOMPARE(copies.error().exitCode, int(ExitCode::Usage));
        QVERIFY(copies.error().message.startsWith(u"--copies: \"%1\""_s.arg(number)));
    }

    void helpIsMadeFromTheTable()
    {
        const QString all = parsed(u"--help"_s)->help;
        for (const Verb &verb : sampleVerbs()) {
            QVERIFY(all.contains(QString::fromLatin1(verb.summary)));
        }
        const QString one = parsed(u"send --help"_s)->help;
        QVERIFY(one.startsWith(u"kontor-server send FILE --to WHOM [--copies N] [--quickly]"
                               " [--data DIR] [--config FILE]\n\nSend a file.\n"_s));
        QVERIFY(one.contains(u"who gets it"_s));
        QVERIFY(one.contains(u"66"_s) && !one.contains(u"  78"_s));
        const QString family = parsed(u"user --help"_s)->help;
        QVERIFY(family.contains(u"user list"_s) && !family.contains(u"send"_s));
    }

    void theRealTableIsSound()
    {
        QSet<QString> names;
        for (const Verb &verb : verbs()) {
            const QString name = QString::fromLatin1(verb.name);
            QVERIFY2(!names.contains(name), verb.name);
            names << name;
            QVERIFY2(verb.run && verb.summary && !QString::fromUtf8(verb.summary).endsWith(u'.'),
                verb.name);
            for (const Option &option : verb.options) {
                for (const Setting &setting : settings()) {
                    QVERIFY2(flagOf(setting) != QLatin1StringView(option.name), option.name);
                }
            }
        }
        QVERIFY(names.contains(u"serve"_s) && names.contains(u"verify"_s));
    }

    void theDocumentationListsEveryVerbAndExitCode()
    {
        QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/docs/operations.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const Verb &verb : verbs()) {
            QVERIFY2(text.contains(usageLine(verb)), qPrintable(usageLine(verb)));
        }
        for (const ExitMeaning &exit : exitMeanings()) {
            const QString row
                = u"| %1 | %2 |"_s.arg(exit.code).arg(QString::fromLatin1(exit.meaning));
            QVERIFY2(text.contains(row), qPrintable(row));
        }
    }
};

KONTOR_TEST(tst_CommandLine)
#include "tst_commandline.moc"
