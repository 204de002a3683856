// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/AtmOptions.h"

#include <QCommandLineParser>
#include <QStandardPaths>

namespace kontor::atm {

// No currency has a greater one, and no bank takes one.
static constexpr int greatestNote = 1'000'000;
static constexpr int notesInCassette = 3'000;

std::optional<Notes> parseCassettes(const QString &text)
{
    Notes notes;
    for (const QString &cassette : text.split(u',')) {
        const QStringList parts = cassette.split(u'x');
        bool readable[2] = {false, false};
        const int value = parts.value(0).toInt(&readable[0]);
        const int count = parts.value(1).toInt(&readable[1]);
        const bool sensible
            = value > 0 && value <= greatestNote && count >= 0 && count <= notesInCassette;
        if (parts.size() != 2 || !readable[0] || !readable[1] || !sensible) {
            return std::nullopt;
        }
        notes.push_back({value, count});
    }
    // Finding every exact mix stays instant with this many kinds.
    return notes.size() <= 5 ? std::optional(normalised(notes)) : std::nullopt;
}

namespace {

struct Parser
{
    QCommandLineParser p;
    QCommandLineOption server{
        u"server"_s, u"The bank's server."_s, u"URL"_s, u"http://127.0.0.1:8080"_s};
    QCommandLineOption data{
        u"data"_s, u"Folder of the journal and of the simulated devices."_s, u"DIR"_s};
    QCommandLineOption terminal{u"terminal"_s, u"This machine's id."_s, u"ID"_s, u"ATM-0001"_s};
    QCommandLineOption keyFile{u"key-file"_s,
        u"The key that the bank issued to this terminal; only its owner may read the file."_s,
        u"FILE"_s};
    QCommandLineOption demo{
        u"demo"_s, u"Show the device panel: insert cards, take cash, set faults."_s};
    QCommandLineOption script{u"script"_s,
        u"Run a device script without a display; the transcript goes to stdout."_s, u"FILE"_s};
    QCommandLineOption cards{
        u"cards"_s, u"The demo server's list of cards, demo-cards.json."_s, u"FILE"_s};
    QCommandLineOption language{u"language"_s, u"en or de."_s, u"CODE"_s, u"en"_s};
    QCommandLineOption dpmm{
        u"dpmm"_s, u"Pixels per millimetre of the panel."_s, u"NUMBER"_s, u"3.36"_s};
    QCommandLineOption fullScreen{u"fullscreen"_s, u"Fill the screen and hide the pointer."_s};
    QCommandLineOption cassettes{u"cassettes"_s,
        u"What the simulated dispenser is loaded with at first."_s, u"NOTES"_s,
        u"50x100,20x100,10x10"_s};
    QCommandLineOption currency{u"currency"_s,
        u"What the notes are of, ISO 4217; accounts in another get no cash here."_s, u"CODE"_s,
        u"EUR"_s};
    QCommandLineOption nearest{
        u"nearest-cash"_s, u"Where else there is cash, for the screens."_s, u"TEXT"_s};
    QCommandLineOption phone{u"help-phone"_s, u"Whom to call, for the screens."_s, u"NUMBER"_s};

    Parser()
    {
        p.setApplicationDescription(
            u"Kontor cash machine, with simulated devices.\n"
            "Example: kontor-atm --demo --cards demo-data/demo-cards.json"_s);
        p.addHelpOption();
        p.addVersionOption();
        p.addOptions({server, data, terminal, keyFile, demo, script, cards, language, dpmm,
            fullScreen, cassettes, currency, nearest, phone});
    }
};

QString defaultFolder(const QString &terminal)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/kontor/"_s
        + terminal;
}

} // namespace

Result<AtmOptions, QString> readOptions(const QStringList &arguments)
{
    Parser parser;
    if (!parser.p.parse(arguments)) {
        return Failure{parser.p.errorText()};
    }
    parser.p.process(arguments); // help and version
    if (!parser.p.positionalArguments().isEmpty()) {
        return Failure{u"\"%1\" belongs to no option, see --help."_s.arg(
            parser.p.positionalArguments().first())};
    }
    const auto value
        = [&parser](const QCommandLineOption &option) { return parser.p.value(option); };
    AtmOptions options;
    options.server = QUrl(value(parser.server), QUrl::StrictMode);
    const bool isWeb
        = options.server.scheme() == u"http"_s || options.server.scheme() == u"https"_s;
    if (!options.server.isValid() || options.server.host().isEmpty() || !isWeb) {
        return Failure{u"--server needs a URL such as http://127.0.0.1:8080."_s};
    }
    options.terminal = value(parser.terminal);
    if (options.terminal.isEmpty() || options.terminal.size() > 32
        || options.terminal.contains(u'/')) {
        return Failure{u"--terminal needs 1 to 32 characters without a slash."_s};
    }
    options.dataFolder
        = parser.p.isSet(parser.data) ? value(parser.data) : defaultFolder(options.terminal);
    const QString language = value(parser.language);
    if (language != u"en"_s && language != u"de"_s) {
        return Failure{u"--language is en or de."_s};
    }
    options.language = language == u"de"_s ? Language::German : Language::English;
    options.dpmm = value(parser.dpmm).toDouble();
    if (!(options.dpmm >= 1 && options.dpmm <= 40)) {
        return Failure{u"--dpmm is a number from 1 to 40."_s};
    }
    const auto cassettes = parseCassettes(value(parser.cassettes));
    if (!cassettes) {
        return Failure{
            u"--cassettes needs up to five kinds such as 50x100,20x100,10x10: notes of 1 to %1, "
            "and 0 to %2 of each."_s.arg(greatestNote)
                .arg(notesInCassette)};
    }
    options.cassettes = *cassettes;
    const auto currency = Currency::fromCode(value(parser.currency).toLatin1());
    if (!currency) {
        return Failure{u"--currency is an ISO 4217 code such as EUR."_s};
    }
    options.currency = *currency;
    options.fullScreen = parser.p.isSet(parser.fullScreen);
    options.keyFile = value(parser.keyFile);
    options.demo = parser.p.isSet(parser.demo);
    options.script = value(parser.script);
    options.demoCards = value(parser.cards);
    options.nearestCash = value(parser.nearest);
    options.helpPhone = value(parser.phone);
    return options;
}

} // namespace kontor::atm
